#include "core/probe/run_reading.h"

#include "core/probe/run_words.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

namespace hopwright::probe {

namespace {

using Json = nlohmann::json;

constexpr std::string_view format = "hopwright.run/1";
constexpr std::string_view formatName = "hopwright.run/";
/// No clock of a run goes so far: some thirty years.
constexpr double mostMs = 1e12;

/// The first thing that is wrong, by its place: the rest is read as if it were not there.
struct Fault {
    std::string place = {};
    bool tooLarge = false;
};

/// The members of one object of the file.
class Members {
public:
    Members(const Json& object, std::string place, Fault& fault)
        : m_object(object), m_place(std::move(place)), m_fault(fault)
    {
        if (!object.is_object())
            wrong({});
    }

    std::string text(const char* name) const { return textOf(name, find(name)); }
    std::string textIfThere(const char* name) const
    {
        const Json* found = find(name);
        return isNothing(found) ? std::string() : textOf(name, found);
    }
    bool flag(const char* name) const
    {
        const Json* found = find(name);
        if (found == nullptr || !found->is_boolean()) {
            wrong(name);
            return false;
        }
        return found->get<bool>();
    }
    double ms(const char* name) const
    {
        const Json* found = find(name);
        const double out = found != nullptr && found->is_number() ? found->get<double>() : -1;
        if (!(out >= 0 && out <= mostMs)) {
            wrong(name);
            return 0;
        }
        return out;
    }
    double msIfThere(const char* name) const { return isNothing(find(name)) ? 0 : ms(name); }
    std::uint32_t number(const char* name) const
    {
        const Json* found = find(name);
        const bool fits =
            found != nullptr && found->is_number_unsigned()
            && found->get<std::uint64_t>() <= std::numeric_limits<std::uint32_t>::max();
        if (!fits) {
            wrong(name);
            return 0;
        }
        return found->get<std::uint32_t>();
    }
    template <HasWords Value>
    std::optional<Value> wordIfThere(const char* name) const
    {
        return fromWord<Value>(textIfThere(name));
    }
    /// A word that has to be one of the known.
    template <HasWords Value>
    Value word(const char* name) const
    {
        const auto out = fromWord<Value>(text(name));
        if (!out)
            wrong(name);
        return out.value_or(Value{});
    }
    std::optional<StatusCode> code(const char* name, const char* family) const;
    /// `hop-7` is 7.
    std::uint32_t id(const char* name, std::string_view kind) const;
    const Json& list(const char* name) const
    {
        static const Json none = Json::array();
        const Json* found = find(name);
        if (found == nullptr || !found->is_array()) {
            wrong(name);
            return none;
        }
        return *found;
    }
    Members member(const char* name) const
    {
        static const Json none = Json::object();
        const Json* found = find(name);
        if (found == nullptr)
            wrong(name);
        return {found == nullptr ? none : *found, m_place + '/' + name, m_fault};
    }
    Members in(const char* list, std::size_t index, const Json& each) const
    {
        return {each, m_place + '/' + list + '/' + std::to_string(index), m_fault};
    }
    void wrong(std::string_view name) const
    {
        if (m_fault.place.empty())
            m_fault.place = m_place + '/' + std::string(name);
    }

private:
    const Json* find(const char* name) const
    {
        if (!m_object.is_object())
            return nullptr;
        const auto found = m_object.find(name);
        return found == m_object.end() ? nullptr : &*found;
    }
    static bool isNothing(const Json* value) { return value == nullptr || value->is_null(); }
    std::string textOf(const char* name, const Json* found) const
    {
        if (found == nullptr || !found->is_string()) {
            wrong(name);
            return {};
        }
        const auto& out = found->get_ref<const std::string&>();
        if (out.size() <= maxRunText)
            return out;
        m_fault.tooLarge = m_fault.tooLarge || m_fault.place.empty();
        wrong(name);
        return {};
    }

    const Json& m_object;
    std::string m_place;
    Fault& m_fault;
};

/// All of \p text as a number, decimal or, behind `0x`, hexadecimal.
std::optional<std::uint32_t> numberOf(std::string_view text)
{
    constexpr std::string_view mark = "0x";
    constexpr int hexadecimal = 16;
    constexpr int decimal = 10;
    const bool hex = text.starts_with(mark);
    if (hex)
        text.remove_prefix(mark.size());
    std::uint32_t out = 0;
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    const auto read = std::from_chars(begin, end, out, hex ? hexadecimal : decimal);
    if (read.ec != std::errc() || read.ptr != end)
        return std::nullopt;
    return out;
}

std::optional<StatusCode> Members::code(const char* name, const char* family) const
{
    const std::string text = textIfThere(name);
    if (text.empty())
        return std::nullopt;
    const auto named = wordIfThere<CodeFamily>(family);
    std::optional<StatusCode> out = readStatusCode(text);
    if (named) {
        const auto number = numberOf(text);
        out =
            number ? std::optional(StatusCode{.family = *named, .number = *number}) : std::nullopt;
    }
    if (!out)
        wrong(name);
    return out;
}

std::uint32_t Members::id(const char* name, std::string_view kind) const
{
    const std::string whole = text(name);
    const auto number = whole.starts_with(kind)
                            ? numberOf(std::string_view(whole).substr(kind.size()))
                            : std::nullopt;
    if (!number || whole[kind.size()] == '0')
        wrong(name);
    return number.value_or(0);
}

void readStage(const Members& from, HopResult& out)
{
    const auto stage = fromWord<Stage>(from.text("name"));
    if (!stage)
        return;  // One that a later version has.
    out.stages.at(static_cast<std::size_t>(*stage)) = {
        .stage = *stage,
        .state = from.word<StageState>("state"),
        .startMs = from.msIfThere("startMs"),
        .ms = from.ms("ms"),
        .code = from.code("code", "codeFamily"),
        .evidence = Sentence::verbatim(from.textIfThere("evidence"))};
}

/// A cause that only a later version knows is one that this version does not.
std::optional<Cause> causeIn(const Members& from, const char* name)
{
    const std::string word = from.textIfThere(name);
    return word.empty() ? std::nullopt
                        : std::optional(fromWord<Cause>(word).value_or(Cause::Unknown));
}

bool isEnd(HopState state)
{
    return state != HopState::NotRun && state != HopState::Running;
}

HopResult readHop(const Members& from)
{
    HopResult out{
        .hop = model::HopId{from.id("id", "hop-")},
        .state = from.word<HopState>("state"),
        .stage = from.wordIfThere<Stage>("stage"),
        .cause = causeIn(from, "cause"),
        .code = from.code("code", "codeFamily"),
        .evidence = Sentence::verbatim(from.textIfThere("evidence")),
        .ms = from.ms("ms"),
        .predicted = {.outcome = from.wordIfThere<Outcome>("predicted").value_or(Outcome::Unknown),
                      .stage = from.wordIfThere<Stage>("predictedStage"),
                      .cause = causeIn(from, "predictedCause"),
                      .code = from.code("predictedCode", "predictedCodeFamily")},
        .skippedBecause = from.textIfThere("skippedBecause"),
        .unseen = from.textIfThere("notSeen")};
    if (!isEnd(out.state))
        from.wrong("state");
    for (int i = 0; i < stageCount; ++i) {
        out.stages.at(static_cast<std::size_t>(i)) = {.stage = Stage{i},
                                                      .state = StageState::NotReached};
    }
    std::size_t index = 0;
    for (const Json& each : from.list("stages"))
        readStage(from.in("stages", index++, each), out);
    return out;
}

RouteResult readRoute(const Members& from)
{
    RouteResult out{.route = model::RouteId{from.id("id", "route-")},
                    .name = from.text("name"),
                    .runId = from.text("runId"),
                    .account = from.text("account"),
                    .startedAt = from.text("startedAt"),
                    .leftBehind = from.textIfThere("leftBehind"),
                    .finished = true};
    std::size_t index = 0;
    for (const Json& each : from.list("hops"))
        out.hops.push_back(readHop(from.in("hops", index++, each)));
    return out;
}

plan::Change readChange(const Members& from)
{
    return {.computer = model::ComputerId{from.number("computer")},
            .setting = from.word<plan::Change::Setting>("setting"),
            .value = from.text("value")};
}

/// Its text is as long as a drawing may be, which its own reader looks at.
std::string drawingText(const Json& file, Fault& fault)
{
    const auto drawing = file.find("drawing");
    const Json* text = nullptr;
    if (drawing != file.end() && drawing->is_object() && drawing->contains("text"))
        text = &drawing->at("text");
    if (text != nullptr && text->is_string())
        return text->get<std::string>();
    if (fault.place.empty())
        fault.place = "/drawing/text";
    return {};
}

/// Nesting deeper than maxRunDepth: each level would take memory that the bytes for it do not.
bool isTooDeep(std::string_view json)
{
    std::size_t depth = 0;
    bool isText = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (isText) {
            if (c == '\\')
                ++i;
            isText = c != '"';
        } else if (c == '"') {
            isText = true;
        } else if (c == '[' || c == '{') {
            if (++depth > maxRunDepth)
                return true;
        } else if ((c == ']' || c == '}') && depth > 0) {
            --depth;
        }
    }
    return false;
}

Result<void> checkFormat(const Json& file)
{
    std::string named;
    if (file.is_object() && file.contains("format") && file.at("format").is_string())
        named = file.at("format").get<std::string>();
    if (named.starts_with(formatName) && named != format) {
        return fail(ErrorCode::NewerVersion,
                    Sentence::saying("a run of a later version: %1", named.substr(0, 32)));
    }
    if (named != format)
        return fail(ErrorCode::Malformed, Sentence::saying("this is no run"));
    if (!file.contains("drawing")) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("it lacks the drawing that it tested: it is what probe --json "
                                     "printed, where probe --save writes a file"));
    }
    return {};
}

Counters readCounters(const Members& from)
{
    const auto count = [&from](const char* name) {
        return static_cast<int>(std::min<std::uint32_t>(from.number(name), 1'000'000'000));
    };
    return {.planned = count("planned"),
            .run = count("run"),
            .passed = count("passed"),
            .denied = count("denied"),
            .failed = count("failed"),
            .notReached = count("notReached"),
            .skipped = count("skipped"),
            .cancelled = count("cancelled")};
}

}  // namespace

Result<ReadRun> readRunFile(std::string_view json)
{
    if (isTooDeep(json))
        return fail(ErrorCode::Malformed, Sentence::saying("this is no run"));
    const Json file = Json::parse(json, nullptr, false);
    HOPWRIGHT_TRY_VOID(checkFormat(file));
    Fault fault;
    const Members whole(file, {}, fault);
    ReadRun out{.origin = {.version = whole.text("version"),
                           .time = whole.text("time"),
                           .title = whole.text("title"),
                           .drawing = drawingText(file, fault),
                           .sha256 = whole.member("drawing").text("sha256")},
                .report = {.environment = whole.word<Environment>("environment"),
                           .testedFromA = whole.flag("testedFromA")}};
    std::size_t index = 0;
    for (const Json& each : whole.list("routes"))
        out.report.routes.push_back(readRoute(whole.in("routes", index++, each)));
    index = 0;
    for (const Json& each : whole.list("applied"))
        out.origin.applied.push_back(readChange(whole.in("applied", index++, each)));
    if (fault.place.empty())
        return out;
    if (fault.tooLarge) {
        return fail(ErrorCode::TooLarge,
                    Sentence::saying("%1 has a text of more than 64 KiB", fault.place));
    }
    return fail(ErrorCode::Malformed,
                Sentence::saying("%1 is missing, or is not what belongs there", fault.place));
}

RunHead headOf(const RunReport& report, const RunOrigin& origin)
{
    return {.time = origin.time,
            .title = origin.title,
            .environment = report.environment,
            .counters = countersOf(report)};
}

std::optional<RunHead> readRunHead(std::string_view beginning)
{
    // A line end within a text would be written as one: this is where the list begins.
    const std::size_t end = beginning.find("\n \"routes\":");
    if (end == std::string_view::npos)
        return std::nullopt;
    std::string_view head = beginning.substr(0, end);
    if (head.ends_with(','))
        head.remove_suffix(1);
    if (isTooDeep(head))
        return std::nullopt;
    const Json file = Json::parse(std::string(head) + '}', nullptr, false);
    if (!file.is_object())
        return std::nullopt;
    Fault fault;
    const Members whole(file, {}, fault);
    RunHead out{.time = whole.text("time"),
                .title = whole.text("title"),
                .environment = whole.word<Environment>("environment"),
                .counters = readCounters(whole.member("counters"))};
    if (!fault.place.empty() || whole.text("format") != format)
        return std::nullopt;
    return out;
}

HopState worstOf(const Counters& counters)
{
    using enum HopState;
    const std::array order{
        std::pair{counters.denied, Denied},         std::pair{counters.failed, Failed},
        std::pair{counters.cancelled, Cancelled},   std::pair{counters.skipped, Skipped},
        std::pair{counters.notReached, NotReached}, std::pair{counters.passed, Passed}};
    const auto* const found =
        std::ranges::find_if(order, [](const auto& each) { return each.first > 0; });
    return found == order.end() ? NotRun : found->second;
}

}  // namespace hopwright::probe
