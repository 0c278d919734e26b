#include "core/lab/probe_step.h"

#include "core/base/byte_writer.h"
#include "core/text/base64.h"
#include "core/text/hex.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <limits>
#include <set>

namespace hopwright::lab {

namespace {

constexpr std::string_view anyHeader = "# hopwright-probe/";
constexpr std::string_view header = "# hopwright-probe/2\n";

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (!line.empty())
            out.push_back(line);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return out;
}

Result<void> checkScript(std::string_view script)
{
    if (script.starts_with(header))
        return {};
    if (script.starts_with(anyHeader)) {
        return fail(ErrorCode::Unsupported,
                    Sentence::saying("the script is of another version of the probe"), 0);
    }
    return fail(ErrorCode::Unsupported, Sentence::saying("the script has no probe header"), 0);
}

/// What Regex.Unescape of .NET makes of what a probe escapes: `\\` and `\u0009`.
Result<std::string> unescaped(std::string_view text)
{
    constexpr std::string_view control = "u00";
    constexpr std::size_t digits = 2;
    std::string out;
    while (!text.empty()) {
        const char c = text.front();
        text.remove_prefix(1);
        if (c != '\\') {
            out += c;
        } else if (text.starts_with('\\')) {
            out += c;
            text.remove_prefix(1);
        } else if (text.starts_with(control)) {
            HOPWRIGHT_TRY(const Bytes byte, text::fromHex(text.substr(control.size(), digits)));
            if (byte.empty())
                return fail(ErrorCode::Truncated, Sentence::saying("a step ends within an escape"));
            out += static_cast<char>(byte.front());
            text.remove_prefix(control.size() + digits);
        } else {
            return fail(ErrorCode::Malformed, Sentence::saying("a step escapes what needs none"));
        }
    }
    return out;
}

template <typename Number>
Result<void> readNumber(std::string_view text, Number most, Number& out)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error == std::errc::invalid_argument || end != text.data() + text.size())
        return fail(ErrorCode::Malformed, Sentence::saying("a number of a step is none"));
    if (error != std::errc() || out < 0 || out > most)
        return fail(ErrorCode::OutOfRange, Sentence::saying("a number of a step is out of range"));
    return {};
}

constexpr std::array<std::string_view, 6> actions = {"create-file", "list-share", "read-file",
                                                     "session",     "script",     "whoami"};

Result<void> readField(std::string_view name, std::string_view value, ProbeStep& step)
{
    constexpr int mostHops = 1000;
    if (name == "Hop")
        return readNumber(value, mostHops, step.hop);
    if (name == "Port")
        return readNumber(value, std::numeric_limits<std::uint16_t>::max(), step.port);
    if (name == "Ntlm" || name == "Own") {
        if (value != "1")
            return fail(ErrorCode::Malformed, Sentence::saying("a yes of a step is none"));
        (name == "Ntlm" ? step.ntlm : step.explicitCredential) = true;
        return {};
    }
    struct Text {
        std::string_view name;
        std::string ProbeStep::* into;
    };
    static constexpr std::array<Text, 6> texts = {{{.name = "Action", .into = &ProbeStep::action},
                                                   {.name = "Host", .into = &ProbeStep::host},
                                                   {.name = "Share", .into = &ProbeStep::share},
                                                   {.name = "File", .into = &ProbeStep::file},
                                                   {.name = "Token", .into = &ProbeStep::token},
                                                   {.name = "Method", .into = &ProbeStep::method}}};
    HOPWRIGHT_TRY(std::string text, unescaped(value));
    if (name == "Text")  // The lab runs none.
        return {};
    const auto found = std::ranges::find(texts, name, &Text::name);
    if (found == texts.end()) {
        return fail(ErrorCode::Unsupported,
                    Sentence::saying("a step has a field that this version does not know"));
    }
    if (name == "Action" && std::ranges::find(actions, text) == actions.end()) {
        return fail(ErrorCode::Unsupported,
                    Sentence::saying("a step does what this version does not know"));
    }
    step.*(found->into) = std::move(text);
    return {};
}

Result<ProbeStep> readStep(std::string_view line)
{
    ProbeStep step;
    std::set<std::string_view> seen;
    while (!line.empty()) {
        const std::string_view field = line.substr(0, line.find('\t'));
        const std::size_t equals = field.find('=');
        if (equals == std::string_view::npos)
            return fail(ErrorCode::Malformed, Sentence::saying("a field of a step has no value"));
        if (!seen.insert(field.substr(0, equals)).second)
            return fail(ErrorCode::Malformed, Sentence::saying("a step has a field twice"));
        HOPWRIGHT_TRY_VOID(readField(field.substr(0, equals), field.substr(equals + 1), step));
        line.remove_prefix(std::min(field.size() + 1, line.size()));
    }
    if (!seen.contains("Hop") || !seen.contains("Action"))
        return fail(ErrorCode::Truncated, Sentence::saying("a step names no hop or no action"));
    return step;
}

Result<void> readSteps(std::string_view lines, ProbeInput& out)
{
    if (lines.size() > maxStepBytes
        || static_cast<std::size_t>(std::ranges::count(lines, '\n')) >= maxSteps) {
        return fail(ErrorCode::TooLarge,
                    Sentence::saying("there are more steps than a lab host reads"));
    }
    const std::string_view own = lines.substr(0, lines.find('\n'));
    HOPWRIGHT_TRY(out.step, readStep(own));
    out.later = lines.substr(std::min(own.size() + 1, lines.size()));
    if (out.step.action == "session" && out.later.empty())
        return fail(ErrorCode::Truncated, Sentence::saying("a session that no step follows"));
    return {};
}

/// `HOP <tab> ACCOUNT <tab> PASSWORD`.
Result<StepCredential> readCredential(std::string_view encoded)
{
    HOPWRIGHT_TRY(Bytes plain, text::fromBase64(encoded));
    const Secret wiped((ByteView(plain)));
    OPENSSL_cleanse(plain.data(), plain.size());
    const ByteView bytes = wiped.expose();
    const std::string_view line(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const std::size_t first = line.find('\t');
    const std::size_t second = first == std::string_view::npos ? first : line.find('\t', first + 1);
    if (second == std::string_view::npos)
        return fail(ErrorCode::Malformed, Sentence::saying("a credential line has three fields"));
    StepCredential out;
    const std::string_view number = line.substr(0, first);
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), out.hop);
    if (error != std::errc() || end != number.data() + number.size()) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("a credential line begins with the number of a hop"));
    }
    out.line = line.substr(first + 1, second - first - 1);
    const std::size_t slash = out.line.find('\\');
    out.identity.domain = slash == std::string::npos ? std::string() : out.line.substr(0, slash);
    out.identity.user = slash == std::string::npos ? out.line : out.line.substr(slash + 1);
    out.identity.password = Secret(bytes.subspan(second + 1));
    return out;
}

void appendTo(std::vector<std::byte, WipingAllocator<std::byte>>& out, std::string_view text)
{
    const ByteView bytes = bytesOf(text);
    out.insert(out.end(), bytes.begin(), bytes.end());
}

}  // namespace

Result<ProbeInput> readProbeInput(const Secret& standardInput)
{
    if (standardInput.size() > maxProbeInput) {
        return fail(ErrorCode::TooLarge,
                    Sentence::saying("standard input is larger than a lab host reads"));
    }
    const ByteView all = standardInput.expose();
    const auto lines = linesOf({reinterpret_cast<const char*>(all.data()), all.size()});
    if (lines.empty())
        return fail(ErrorCode::Truncated, Sentence::saying("standard input is empty"), 0);
    constexpr std::size_t before = 2;  // The script and the steps.
    if (lines.size() > maxCredentialLines + before) {
        return fail(ErrorCode::TooLarge,
                    Sentence::saying("there are more credential lines than a lab host reads"));
    }
    ProbeInput out;
    HOPWRIGHT_TRY(const Bytes script, text::fromBase64(lines.front()));
    if (script.size() > maxScript) {
        return fail(ErrorCode::TooLarge,
                    Sentence::saying("the script is larger than a lab host reads"));
    }
    out.script = textOf(script);
    HOPWRIGHT_TRY_VOID(checkScript(out.script));
    if (lines.size() < before)
        return fail(ErrorCode::Truncated, Sentence::saying("no step came with the script"));
    HOPWRIGHT_TRY(const Bytes steps, text::fromBase64(lines[1]));
    HOPWRIGHT_TRY_VOID(readSteps(textOf(steps), out));
    for (std::size_t i = before; i < lines.size(); ++i) {
        HOPWRIGHT_TRY(StepCredential credential, readCredential(lines[i]));
        out.credentials.push_back(std::move(credential));
    }
    return out;
}

Secret nextInput(const ProbeInput& input)
{
    std::vector<std::byte, WipingAllocator<std::byte>> out;
    appendTo(out, text::toBase64(bytesOf(input.script)));
    appendTo(out, "\n");
    appendTo(out, text::toBase64(bytesOf(input.later)));
    appendTo(out, "\n");
    for (const StepCredential& each : input.credentials) {
        if (each.hop <= input.step.hop)
            continue;
        std::vector<std::byte, WipingAllocator<std::byte>> plain;
        appendTo(plain, std::to_string(each.hop) + "\t" + each.line + "\t");
        const ByteView password = each.identity.password.expose();
        plain.insert(plain.end(), password.begin(), password.end());
        std::string encoded = text::toBase64(plain);
        appendTo(out, encoded);
        appendTo(out, "\n");
        OPENSSL_cleanse(encoded.data(), encoded.size());
    }
    return Secret(out);
}

namespace {

/// How deep objects and arrays of \p json nest at most; braces within texts do not count.
std::size_t depthOf(std::string_view json)
{
    std::size_t depth = 0;
    std::size_t deepest = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (quoted && c == '\\') {
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == '{' || c == '[')) {
            deepest = std::max(deepest, ++depth);
        } else if (!quoted && (c == '}' || c == ']') && depth > 0) {
            --depth;
        }
    }
    return deepest;
}

}  // namespace

bool isReportLine(std::string_view line)
{
    const bool ascii = std::ranges::all_of(line, [](char c) {
        constexpr unsigned char first = 0x20;
        constexpr unsigned char last = 0x7E;
        const auto byte = static_cast<unsigned char>(c);
        return byte >= first && byte <= last;
    });
    return ascii && depthOf(line) <= maxReportDepth && line.starts_with('{')
           && nlohmann::json::accept(line);
}

std::string toJsonLine(const StepReport& report)
{
    nlohmann::ordered_json out;
    const auto wordOrNull = [](auto value) {
        return value ? nlohmann::ordered_json(wordOf(*value)) : nlohmann::ordered_json();
    };
    const auto codeOrNull = [](const std::optional<StatusCode>& code) {
        return code ? nlohmann::ordered_json(textOf(*code)) : nlohmann::ordered_json();
    };
    out["hopwright"] = "probe/1";
    out["hop"] = report.hop;
    out["state"] = wordOf(report.state);
    out["stage"] = wordOrNull(report.stage);
    out["code"] = codeOrNull(report.code);
    out["refusal"] =
        wordOrNull(report.refusal == Refusal::None ? std::nullopt : std::optional(report.refusal));
    out["identity"] = report.identity;
    out["evidence"] = report.evidence;
    out["left"] = report.left;
    auto stages = nlohmann::ordered_json::array();
    for (const Stage each : valuesOf<Stage>()) {
        const StepStage& stage = report.stages[static_cast<std::size_t>(each)];
        stages.push_back({{"name", wordOf(each)},
                          {"state", wordOf(stage.state)},
                          {"startMs", stage.startMs},
                          {"ms", stage.ms},
                          {"code", codeOrNull(stage.code)},
                          {"evidence", stage.evidence}});
    }
    out["stages"] = std::move(stages);
    std::string line = out.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
    line.pop_back();
    line += ",\"next\":" + (isReportLine(report.next) ? report.next : std::string("null")) + "}\n";
    return line;
}

}  // namespace hopwright::lab
