#include "core/probe/step_result.h"

#include "core/base/byte_writer.h"
#include "core/errors/error_table.h"
#include "core/text/one_line.h"
#include "core/vocabulary/refusal.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace hopwright::probe {

namespace {

using nlohmann::json;

/// A text of a machine: it goes into a terminal, a ticket and a label.
std::string stringOf(const json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string()
               ? text::oneLine(found->get_ref<const std::string&>(), maxMachineText)
               : std::string();
}

/// A time in ms, between nothing and a day: what a machine says of itself is not believed beyond.
double timeOf(const json& object, const char* name)
{
    constexpr double longest = 24.0 * 60 * 60 * 1000;
    const auto found = object.find(name);
    const bool isNumber = found != object.end() && found->is_number();
    return isNumber ? std::clamp(found->get<double>(), 0.0, longest) : 0.0;
}

/// The number of a hop; 0 for the step at the end of a session. Nothing: it names none.
std::optional<std::size_t> hopNumberOf(const json& object, std::size_t hopCount)
{
    const auto found = object.find("hop");
    if (found == object.end() || !found->is_number_unsigned())
        return std::nullopt;
    const auto number = found->get<std::uint64_t>();
    return number <= hopCount ? std::optional(static_cast<std::size_t>(number)) : std::nullopt;
}

/// A code comes as text from a lab host and as a signed number from PowerShell.
std::optional<StatusCode> codeOf(const json& object)
{
    const auto found = object.find("code");
    if (found == object.end())
        return std::nullopt;
    if (found->is_string())
        return readStatusCode(found->get_ref<const std::string&>());
    if (found->is_number_integer())
        return statusCodeOf(static_cast<std::uint32_t>(found->get<std::int64_t>() & 0xFFFFFFFF));
    return std::nullopt;
}

/// How a stage ended, of the words that a machine may say.
StageState stageStateNamed(const std::string& name)
{
    using enum StageState;
    static constexpr std::array known = {Passed, Denied, Failed, NotReached, NotNeeded};
    const StageState state = fromWord<StageState>(name).value_or(Unknown);
    return std::ranges::find(known, state) != known.end() ? state : Unknown;
}

HopState hopStateNamed(const std::string& name)
{
    using enum HopState;
    static constexpr std::array known = {Passed, Denied, Skipped};
    const HopState state = fromWord<HopState>(name).value_or(Failed);
    return std::ranges::find(known, state) != known.end() ? state : Failed;
}

void readStages(const json& object, double offsetMs, HopResult& hop)
{
    const auto stages = object.find("stages");
    if (stages == object.end() || !stages->is_array()) {
        // A real machine tells how the step ended and no more: the rest is not visible from there.
        for (StageResult& each : hop.stages)
            each.state = StageState::Unknown;
        return;
    }
    for (const json& each : *stages) {
        if (!each.is_object())
            continue;
        const auto stage = fromWord<Stage>(stringOf(each, "name"));
        if (!stage)
            continue;
        StageResult& into = hop.stages[static_cast<std::size_t>(*stage)];
        into.state = stageStateNamed(stringOf(each, "state"));
        into.startMs = offsetMs + timeOf(each, "startMs");
        into.ms = timeOf(each, "ms");
        into.code = codeOf(each);
        into.evidence = Sentence::verbatim(stringOf(each, "evidence"));
        hop.ms += into.ms;
    }
}

std::optional<Cause> causeOf(const json& object, const HopResult& hop, bool hadCredential)
{
    if (hop.state != HopState::Denied)
        return std::nullopt;
    const auto refusal = fromWord<Refusal>(stringOf(object, "refusal"));
    if (refusal == Refusal::PolicyListMissing)
        return Cause::DelegateListMissing;
    if (refusal == Refusal::PolicyDenyList)
        return Cause::DelegateListDenies;
    if (hop.code) {
        if (const auto ofClient = hopwright::causeOf(*hop.code, ErrorPlace::Client))
            return ofClient;
    }
    if (refusal == Refusal::SchemeNotOffered)
        return Cause::ServerRoleMissing;
    if (!hop.code)
        return Cause::Unknown;
    // One code says one thing where a credential was at hand, and another where none was: domain reference §8.6.
    if (canMean(*hop.code, Cause::WrongPassword))
        return hadCredential ? Cause::WrongPassword : Cause::NotDelegated;
    if (!hadCredential && canMean(*hop.code, Cause::NotDelegated))
        return Cause::NotDelegated;
    return canMean(*hop.code, Cause::PermissionOnResource) ? Cause::PermissionOnResource
                                                           : Cause::Unknown;
}

void readHop(const json& object, bool hadCredential, double offsetMs, HopResult& hop)
{
    hop.state = hopStateNamed(stringOf(object, "state"));
    hop.code = codeOf(object);
    hop.evidence = Sentence::verbatim(stringOf(object, "evidence"));
    readStages(object, offsetMs, hop);
    if (hop.state == HopState::Denied || hop.state == HopState::Failed) {
        hop.stage = fromWord<Stage>(stringOf(object, "stage"));
        if (hop.stage) {
            StageResult& at = hop.stages[static_cast<std::size_t>(*hop.stage)];
            at.state = hop.state == HopState::Denied ? StageState::Denied : StageState::Failed;
            at.code = hop.code;
        }
    }
    // A lab's host does not know which domains trust each other.
    if (hop.state == HopState::Skipped
        && stringOf(object, "refusal") == wordOf(Refusal::TrustUnknown))
        hop.skippedBecause = "trust-unknown";
    hop.cause = causeOf(object, hop, hadCredential);
}

/// The session of \p hop opened, but its machine did not report how the next hop went.
void failForSilence(HopResult& hop)
{
    hop.state = HopState::Failed;
    hop.stage = Stage::Command;
    hop.evidence =
        Sentence::saying("the machine at the end of this hop did not answer with a probe's line");
    hop.stages[static_cast<std::size_t>(Stage::Command)].state = StageState::Failed;
}

/// Reads what the last step did at the end of a session into \p hop, the hop that opened this session.
void readEnd(const json& object, HopResult& hop)
{
    const Sentence evidence = Sentence::verbatim(stringOf(object, "evidence"));
    const HopState state = hopStateNamed(stringOf(object, "state"));
    if (state == HopState::Passed) {
        // whoami says who is there and no more; the route's own text says what it put out.
        if (!evidence.empty() && !(evidence == stringOf(object, "identity")))
            hop.evidence = evidence;
        return;
    }
    hop.state = state;
    hop.evidence = evidence;
    if (state == HopState::Skipped)
        return;
    hop.stage = Stage::Command;
    hop.code = codeOf(object);
    if (state == HopState::Denied)
        hop.cause = Cause::Unknown;
    StageResult& command = hop.stages[static_cast<std::size_t>(Stage::Command)];
    command.state = state == HopState::Denied ? StageState::Denied : StageState::Failed;
    command.code = hop.code;
    command.evidence = evidence;
}

/// \p after is the hop that the line before told of: each tells of the one behind it, and of no other.
Result<void> readObject(const json& object, const std::vector<bool>& hadCredential, double offsetMs,
                        RouteResult& result, std::size_t after)
{
    if (stringOf(object, "hopwright") != "probe/1") {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("the machine did not answer with a probe's line"));
    }
    const auto number = hopNumberOf(object, result.hops.size());
    const bool isEnd = number == std::size_t{0} && after != 0;
    if (!number || (!isEnd && *number != after + 1)) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("the machine told of a hop that it was not asked for"));
    }
    if (const std::string left = stringOf(object, "left"); !left.empty())
        result.leftBehind = left;
    if (isEnd) {
        readEnd(object, result.hops[after - 1]);
        return {};
    }
    HopResult& hop = result.hops[*number - 1];
    readHop(object, *number <= hadCredential.size() && hadCredential.at(*number - 1), offsetMs,
            hop);
    if (hop.state != HopState::Passed)
        return {};
    const auto next = object.find("next");
    if (next != object.end() && next->is_object())
        return readObject(*next, hadCredential, offsetMs, result, *number);
    const bool goesOn = *number < result.hops.size() && result.hops[*number].skippedBecause.empty();
    if (goesOn)
        failForSilence(hop);
    return {};
}

}  // namespace

Result<void> readStepLine(std::string_view line, const std::vector<bool>& held, double offsetMs,
                          RouteResult& result)
{
    const json object = json::parse(line, nullptr, false);
    RouteResult read = result;  // All of a line is taken, or nothing.
    HOPWRIGHT_TRY_VOID(readObject(object, held, offsetMs, read, 1));
    const bool goesOn = read.hops.size() > 1 && read.hops[1].skippedBecause.empty();
    if (goesOn && read.hops[1].state == HopState::NotRun) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("the machine did not say how the next hop went"));
    }
    result = std::move(read);
    return {};
}

Result<void> readVisitLine(std::string_view line, double offsetMs, RouteResult& result)
{
    const json object = json::parse(line, nullptr, false);
    RouteResult read = result;
    HOPWRIGHT_TRY_VOID(readObject(object, {true}, offsetMs, read, 0));
    result = std::move(read);
    return {};
}

}  // namespace hopwright::probe
