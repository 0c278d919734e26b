#include "core/lab/probe_step.h"

#include "core/base/byte_writer.h"
#include "core/text/base64.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace hopwright::lab {

namespace {

constexpr std::string_view header = "# hopwright-probe/1 ";
/// What the second and the third line begin with: no name of the step stands before them.
constexpr std::string_view nextBegins =
    "\nparam($Credentials)\n"
    "$next = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('";

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

/// The script of the next step; empty when there is none.
Result<std::string> readNext(std::string_view script)
{
    const std::size_t firstEnd = std::min(script.find('\n'), script.size());
    const std::string_view rest = script.substr(firstEnd);
    if (!rest.starts_with(nextBegins))
        return std::string();
    const std::string_view encoded = rest.substr(nextBegins.size());
    HOPWRIGHT_TRY(const Bytes next, text::fromBase64(encoded.substr(0, encoded.find('\''))));
    return textOf(next);
}

Result<ProbeStep> readStep(std::string_view script)
{
    if (!script.starts_with(header))
        return fail(ErrorCode::Unsupported, "the script has no probe header", 0);
    const std::string_view encoded =
        script.substr(header.size(), script.find('\n') - header.size());
    HOPWRIGHT_TRY(const Bytes json, text::fromBase64(encoded));
    const auto fields = nlohmann::json::parse(textOf(json), nullptr, false);
    if (!fields.is_object())
        return fail(ErrorCode::Malformed, "the probe header is no JSON object", header.size());
    ProbeStep step;
    const auto string = [&fields](const char* name) {
        const auto found = fields.find(name);
        return found != fields.end() && found->is_string() ? found->get<std::string>()
                                                           : std::string();
    };
    const auto number = [&fields](const char* name) {
        const auto found = fields.find(name);
        return found != fields.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
    };
    constexpr std::int64_t mostHops = 1000;
    const std::int64_t hop = number("hop");
    if (hop < 0 || hop > mostHops)
        return fail(ErrorCode::OutOfRange, "the probe header names no hop", header.size());
    step.hop = static_cast<int>(hop);
    step.action = string("action");
    step.host = string("host");
    step.share = string("share");
    step.file = string("file");
    step.token = string("token");
    step.port = static_cast<std::uint16_t>(number("port"));
    step.method = string("method");
    step.ntlm = fields.value("ntlm", nlohmann::json(false)) == true;
    step.explicitCredential = fields.value("explicit", nlohmann::json(false)) == true;
    HOPWRIGHT_TRY(step.next, readNext(script));
    return step;
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
        return fail(ErrorCode::Malformed, "a credential line has three fields");
    StepCredential out;
    const std::string_view number = line.substr(0, first);
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), out.hop);
    if (error != std::errc() || end != number.data() + number.size())
        return fail(ErrorCode::Malformed, "a credential line begins with the number of a hop");
    out.line = line.substr(first + 1, second - first - 1);
    const std::size_t slash = out.line.find('\\');
    out.domain = slash == std::string::npos ? std::string() : out.line.substr(0, slash);
    out.user = slash == std::string::npos ? out.line : out.line.substr(slash + 1);
    out.password = Secret(bytes.subspan(second + 1));
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
    if (standardInput.size() > maxScript * 2)
        return fail(ErrorCode::TooLarge, "the script is larger than a lab host reads");
    const ByteView all = standardInput.expose();
    const auto lines = linesOf({reinterpret_cast<const char*>(all.data()), all.size()});
    if (lines.empty())
        return fail(ErrorCode::Truncated, "standard input is empty", 0);
    if (lines.size() > maxCredentialLines + 1)
        return fail(ErrorCode::TooLarge, "there are more credential lines than a lab host reads");
    ProbeInput out;
    HOPWRIGHT_TRY(const Bytes script, text::fromBase64(lines.front()));
    out.script = textOf(script);
    HOPWRIGHT_TRY(out.step, readStep(out.script));
    for (std::size_t i = 1; i < lines.size(); ++i) {
        HOPWRIGHT_TRY(StepCredential credential, readCredential(lines[i]));
        out.credentials.push_back(std::move(credential));
    }
    return out;
}

Secret nextInput(const std::string& script, const std::vector<StepCredential>& credentials, int hop)
{
    std::vector<std::byte, WipingAllocator<std::byte>> out;
    appendTo(out, text::toBase64(bytesOf(script)));
    appendTo(out, "\n");
    for (const StepCredential& each : credentials) {
        if (each.hop <= hop)
            continue;
        std::vector<std::byte, WipingAllocator<std::byte>> plain;
        appendTo(plain, std::to_string(each.hop) + "\t" + each.line + "\t");
        plain.insert(plain.end(), each.password.expose().begin(), each.password.expose().end());
        std::string encoded = text::toBase64(plain);
        appendTo(out, encoded);
        appendTo(out, "\n");
        OPENSSL_cleanse(encoded.data(), encoded.size());
    }
    return Secret(out);
}

std::string toJsonLine(const StepReport& report)
{
    nlohmann::ordered_json out;
    const auto textOrNull = [](const std::string& value) {
        return value.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(value);
    };
    out["hopwright"] = "probe/1";
    out["hop"] = report.hop;
    out["state"] = report.state;
    out["stage"] = textOrNull(report.stage);
    out["code"] = textOrNull(report.code);
    out["refusal"] = textOrNull(report.refusal);
    out["identity"] = report.identity;
    out["evidence"] = report.evidence;
    out["left"] = report.left;
    auto stages = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < stageNames.size(); ++i) {
        const StepStage& stage = report.stages[i];
        stages.push_back({{"name", stageNames[i]},
                          {"state", stage.state},
                          {"startMs", stage.startMs},
                          {"ms", stage.ms},
                          {"code", textOrNull(stage.code)},
                          {"evidence", stage.evidence}});
    }
    out["stages"] = std::move(stages);
    const auto next = nlohmann::ordered_json::parse(report.next, nullptr, false);
    out["next"] = next.is_object() ? next : nlohmann::ordered_json();
    return out.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace hopwright::lab
