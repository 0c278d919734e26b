#include "core/base/byte_writer.h"
#include "core/probe/denial.h"
#include "core/probe/route_probe.h"
#include "core/text/one_line.h"

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

/// As codeText() writes codes: `5`, `0x803381A3`.
bool isCode(std::string_view text)
{
    constexpr std::string_view hexMark = "0x";
    constexpr std::size_t hexDigits = 8;
    constexpr std::size_t mostDigits = 5;
    const bool hex = text.starts_with(hexMark);
    if (hex)
        text.remove_prefix(hexMark.size());
    const auto isDigit = [hex](char c) {
        return (c >= '0' && c <= '9') || (hex && c >= 'A' && c <= 'F');
    };
    const bool length = hex ? text.size() == hexDigits : !text.empty() && text.size() <= mostDigits;
    return length && std::ranges::all_of(text, isDigit);
}

/// A code comes as text from a lab host and as a signed number from PowerShell.
std::optional<std::string> codeOf(const json& object)
{
    const auto found = object.find("code");
    if (found == object.end())
        return std::nullopt;
    if (found->is_string()) {
        const auto& text = found->get_ref<const std::string&>();
        return isCode(text) ? std::optional(text) : std::nullopt;
    }
    if (found->is_number_integer())
        return codeText(static_cast<std::uint32_t>(found->get<std::int64_t>() & 0xFFFFFFFF));
    return std::nullopt;
}

std::optional<plan::Stage> stageNamed(const std::string& name)
{
    for (int i = 0; i < plan::stageCount; ++i) {
        const auto stage = static_cast<plan::Stage>(i);
        if (plan::stageName(stage) == name)
            return stage;
    }
    return std::nullopt;
}

StageState stageStateNamed(const std::string& name)
{
    static constexpr std::array known = {StageState::Passed,    StageState::Denied,
                                         StageState::Failed,    StageState::NotReached,
                                         StageState::NotNeeded, StageState::Unknown};
    const auto found =
        std::ranges::find_if(known, [&](StageState each) { return stageStateName(each) == name; });
    return found == known.end() ? StageState::Unknown : *found;
}

HopState hopStateNamed(const std::string& name)
{
    if (name == "passed")
        return HopState::Passed;
    if (name == "denied")
        return HopState::Denied;
    if (name == "skipped")
        return HopState::Skipped;
    return HopState::Failed;
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
        const auto stage = stageNamed(stringOf(each, "name"));
        if (!stage)
            continue;
        StageResult& into = hop.stages[static_cast<std::size_t>(*stage)];
        into.state = stageStateNamed(stringOf(each, "state"));
        into.startMs = offsetMs + timeOf(each, "startMs");
        into.ms = timeOf(each, "ms");
        into.code = codeOf(each);
        into.evidence = stringOf(each, "evidence");
        hop.ms += into.ms;
    }
}

std::optional<plan::Cause> causeOf(const json& object, const HopResult& hop, bool held)
{
    if (hop.state != HopState::Denied)
        return std::nullopt;
    const std::string refusal = stringOf(object, "refusal");
    const std::string code = canonicalCode(hop.code.value_or(""));
    struct Known {
        std::string_view code;
        plan::Cause cause;
    };
    static constexpr std::array<Known, 7> known = {
        {{.code = "0x803381A1", .cause = plan::Cause::ImplicitCredentialWithCredSsp},
         {.code = "0x803381A2", .cause = plan::Cause::ClientRoleMissing},
         {.code = "0x803381A3", .cause = plan::Cause::DelegateListMismatch},
         {.code = "0x803381A4", .cause = plan::Cause::NtlmOnlyListNeeded},
         {.code = "0x803380E4", .cause = plan::Cause::TrustedHosts},
         {.code = "0x803380E5", .cause = plan::Cause::TrustedHosts},
         {.code = "0x803381BB", .cause = plan::Cause::TrustedHosts}}};
    const auto found =
        std::ranges::find_if(known, [&](const Known& each) { return each.code == code; });
    if (refusal == "policy-list-missing")
        return plan::Cause::DelegateListMissing;
    if (refusal == "policy-deny-list")
        return plan::Cause::DelegateListDenies;
    if (found != known.end())
        return found->cause;
    if (refusal == "scheme-not-offered")
        return plan::Cause::ServerRoleMissing;
    if (code == "1326" || code == "86" || code == "0x8009030C")
        return held ? plan::Cause::WrongPassword : plan::Cause::NotDelegated;
    // With a credential at hand it is something else: domain reference §8.2 row 39, §8.4 row 77.
    if ((code == "0x8009030E" || code == "1312") && !held)
        return plan::Cause::NotDelegated;
    if (code == "5")
        return held ? plan::Cause::PermissionOnResource : plan::Cause::NotDelegated;
    return plan::Cause::Unknown;
}

void readHop(const json& object, bool held, double offsetMs, HopResult& hop)
{
    hop.state = hopStateNamed(stringOf(object, "state"));
    hop.code = codeOf(object);
    hop.evidence = stringOf(object, "evidence");
    readStages(object, offsetMs, hop);
    if (hop.state == HopState::Denied || hop.state == HopState::Failed) {
        hop.stage = stageNamed(stringOf(object, "stage"));
        if (hop.stage) {
            StageResult& at = hop.stages[static_cast<std::size_t>(*hop.stage)];
            at.state = hop.state == HopState::Denied ? StageState::Denied : StageState::Failed;
            at.code = hop.code;
        }
    }
    // What cannot be said is not said: a lab's host knows of no trusts.
    if (hop.state == HopState::Skipped && stringOf(object, "refusal") == "trust-unknown")
        hop.skippedBecause = "trust-unknown";
    hop.cause = causeOf(object, hop, held);
}

/// Its session opened, and what ran in it did not say how the hop behind it went.
void failForSilence(HopResult& hop)
{
    hop.state = HopState::Failed;
    hop.stage = plan::Stage::Command;
    hop.evidence = "the machine at the end of this hop did not answer with a probe's line";
    hop.stages[static_cast<std::size_t>(plan::Stage::Command)].state = StageState::Failed;
}

/// What was done at the end of a session, by the line of the machine there: as \p hop, the session's, has to tell it.
void readEnd(const json& object, HopResult& hop)
{
    const std::string evidence = stringOf(object, "evidence");
    const HopState state = hopStateNamed(stringOf(object, "state"));
    if (state == HopState::Passed) {
        // whoami says who is there and no more; the route's own text says what it put out.
        if (!evidence.empty() && evidence != stringOf(object, "identity"))
            hop.evidence = evidence;
        return;
    }
    hop.state = state;
    hop.evidence = evidence;
    if (state == HopState::Skipped)
        return;
    hop.stage = plan::Stage::Command;
    hop.code = codeOf(object);
    if (state == HopState::Denied)
        hop.cause = plan::Cause::Unknown;
    StageResult& command = hop.stages[static_cast<std::size_t>(plan::Stage::Command)];
    command.state = state == HopState::Denied ? StageState::Denied : StageState::Failed;
    command.code = hop.code;
    command.evidence = evidence;
}

/// \p after is the hop that the line before told of: each tells of the one behind it, and of no other.
Result<void> readObject(const json& object, const std::vector<bool>& held, double offsetMs,
                        RouteResult& result, std::size_t after)
{
    if (stringOf(object, "hopwright") != "probe/1")
        return fail(ErrorCode::Malformed, "the machine did not answer with a probe's line");
    const auto number = hopNumberOf(object, result.hops.size());
    const bool isEnd = number == std::size_t{0} && after != 0;
    if (!number || (!isEnd && *number != after + 1))
        return fail(ErrorCode::Malformed, "the machine told of a hop that it was not asked for");
    if (const std::string left = stringOf(object, "left"); !left.empty())
        result.leftBehind = left;
    if (isEnd) {
        readEnd(object, result.hops[after - 1]);
        return {};
    }
    HopResult& hop = result.hops[*number - 1];
    readHop(object, *number <= held.size() && held.at(*number - 1), offsetMs, hop);
    if (hop.state != HopState::Passed)
        return {};
    const auto next = object.find("next");
    if (next != object.end() && next->is_object())
        return readObject(*next, held, offsetMs, result, *number);
    const bool goesOn = *number < result.hops.size() && result.hops[*number].skippedBecause.empty();
    if (goesOn)
        failForSilence(hop);
    return {};
}

}  // namespace

std::optional<std::string> codeText(std::uint32_t code)
{
    if (code == 0)
        return std::nullopt;
    if (code <= 0xFFFF)
        return std::to_string(code);
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out = "0x";
    for (int shift = 28; shift >= 0; shift -= 4)
        out += digits[(code >> static_cast<unsigned>(shift)) & 0xFU];
    return out;
}

Result<void> readStepLine(std::string_view line, const std::vector<bool>& held, double offsetMs,
                          RouteResult& result)
{
    const json object = json::parse(line, nullptr, false);
    RouteResult read = result;  // All of a line is taken, or nothing.
    HOPWRIGHT_TRY_VOID(readObject(object, held, offsetMs, read, 1));
    const bool goesOn = read.hops.size() > 1 && read.hops[1].skippedBecause.empty();
    if (goesOn && read.hops[1].state == HopState::NotRun)
        return fail(ErrorCode::Malformed, "the machine did not say how the next hop went");
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
