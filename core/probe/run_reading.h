#pragma once

#include "core/base/result.h"
#include "core/probe/run.h"
#include "core/probe/run_json.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hopwright::probe {

/// The longest text of a run that is read, in bytes, but for its drawing.
inline constexpr std::size_t maxRunText = std::size_t{64} * 1024;
/// Objects and lists within each other, unknown ones too.
inline constexpr std::size_t maxRunDepth = 32;

struct ReadRun {
    RunOrigin origin = {};
    RunReport report =
        {};  ///< Each of its hops has ended; evidence is the English text of the file.

    bool operator==(const ReadRun&) const = default;
};

/// Reads what toRunFile() writes. Fields that it does not know are left out, and so is a stage of another name; a cause of another
/// name is Cause::Unknown. Whether the ids are of the drawing is not looked at: store::readRun() does that.
///
/// \returns Malformed with the place, NewerVersion for a later format, TooLarge for a text above maxRunText. Linear.
Result<ReadRun> readRunFile(std::string_view json);

/// What a list of runs shows of one.
struct RunHead {
    std::string time = {};
    std::string title = {};
    Environment environment = Environment::Practice;
    Counters counters = {};

    bool operator==(const RunHead&) const = default;
};

/// How many bytes hold it, as toRunFile() writes.
inline constexpr std::size_t runHeadBytes = std::size_t{8} * 1024;

RunHead headOf(const RunReport& report, const RunOrigin& origin);
/// The same from the first runHeadBytes of a file; nothing where they are not as toRunFile() writes.
std::optional<RunHead> readRunHead(std::string_view beginning);

/// As worstOf() of the report that they count; a run that is over.
HopState worstOf(const Counters& counters);

}  // namespace hopwright::probe
