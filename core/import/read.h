#pragma once

#include "core/import/fact.h"

#include <string_view>

namespace hopwright::import {

/// Everything that \p text says: which of its parts are the output of which tool is found by their structure, so a ticket, a
/// transcript and the output of one command are read alike. Any bytes may come; what is no output of a tool gives nothing.
///
/// Pure. Codes and structure are read in any language, words only where a source for them is known (see the tables in the
/// sources of this layer): what is not known is never given as a fact. Text that was quoted with `> `, or whose signs were
/// escaped for HTML, is read as it was; places are those of \p text.
/// Cost: linear in the text; memory beside it grows with the facts alone, but for texts that were quoted or escaped (up to
/// maxQuotedBytes, others are read as they are).
Reading readText(std::string_view text);

/// The same of bytes of a file: Registry.pol as it is, all else by text::decode(); places are those of the decoded text.
Reading readBytes(std::string_view bytes);

/// What the bytes of a file are taken for: `UTF-16LE`; `PReg` for Registry.pol.
std::string_view encodingOf(std::string_view bytes);

inline constexpr std::size_t maxQuotedBytes = std::size_t{4} * 1024 * 1024;

}  // namespace hopwright::import
