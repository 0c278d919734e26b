#pragma once

#include "core/import/collector.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hopwright::import {

/// One event of a log, from whichever form it was printed in. Not for other layers.
struct Event {
    std::string provider = {};
    std::uint32_t id = 0;
    std::string computer = {};
    std::string time = {};  ///< ISO 8601, or nothing.
    std::vector<std::pair<std::string, std::string>> fields =
        {};                    ///< By the names of the event's schema.
    std::string message = {};  ///< In the language of the machine.
    Line line = {};
};

/// What of \p name is kept: the part before the first character that no name of a provider has.
/// \returns the log or component that facts name: `security/4624`; empty: an event that this version does not read.
std::string eventName(std::string_view provider, std::uint32_t id);

void addEvent(Collector& out, const Event& event);

/// The fields of a Security event from its message: by structure in any language, and by label in English.
void takeSecurityFields(Event& event);

/// `2026-11-30T08:10:11.123Z` without its fraction; nothing: another form, which can be read in several ways.
std::string isoTime(std::string_view text);

}  // namespace hopwright::import
