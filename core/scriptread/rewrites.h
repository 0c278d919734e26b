#pragma once

#include "core/commands/command_table.h"
#include "core/powershell/script.h"
#include "core/scriptread/script_reading.h"
#include "core/scriptread/variables.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::scriptread {

/// `$Using:cred`: the credential of \p call as what runs there names it.
std::string credentialWithin(const RemotingCall& call);

/// Signs in to \p share by a drive of its own.
std::string overDrive(std::string_view share, std::string_view credential);

/// The least that cures a line, as PowerShell.
class Rewrites {
public:
    /// Each of these must outlive it.
    Rewrites(std::string_view text, const Variables& variables);

    /// \p call with \p credential.
    std::string withCredential(const RemotingCall& call, std::string_view credential) const;

    /// \p command, which runs in \p call and wants to go to \p target, a host or a share. Empty: no line cures it.
    std::string of(const powershell::Command& command, const RemotingCall& call,
                   const CommandRow* row, std::string_view target) const;

private:
    std::optional<std::string> throughSession(const powershell::Command& command) const;
    std::vector<std::string> pathsOf(const powershell::Command& command) const;
    std::string withCredential(const powershell::Command& command,
                               std::string_view credential) const;

    std::string_view m_text;
    const Variables& m_variables;
};

}  // namespace hopwright::scriptread
