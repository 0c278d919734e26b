#pragma once

#include "core/commands/command_table.h"
#include "core/powershell/script.h"

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace hopwright::scriptread {

/// The cmdlet that an alias of remoting stands for, in lower case and without its module: `invoke-command` of `icm`.
std::string cmdletOf(std::string_view name);

/// The argument of \p command by one of \p names, its full name first, of which a beginning of at least three letters is one too.
/// Null: it was not given.
const powershell::Argument* argumentOf(const powershell::Command& command,
                                       std::initializer_list<std::string_view> names);

/// The \p index-th argument without a parameter, from 0. Null: there are fewer.
const powershell::Argument* positional(const powershell::Command& command, std::size_t index);

/// Does \p text name a share on another machine: `\\server\…`? \returns where that begins; npos: no.
std::size_t findUnc(std::string_view text) noexcept;

/// `\\server\share` of a text with one at \p at.
std::string shareAt(std::string_view text, std::size_t at);

/// `server` of `\\server\share`.
std::string_view hostOfUnc(std::string_view unc) noexcept;

/// Is \p host the machine itself, by each name that a script may give it?
bool isSelf(std::string_view host);

/// Has \p command a credential of its own: -Credential, or what \p row, null for none, names?
bool hasOwnCredential(const powershell::Command& command, const CommandRow* row);

/// Does the command only say or put together what it is given, so that a share in it is a text?
bool onlySays(std::string_view name);

}  // namespace hopwright::scriptread
