#include "app/cli/command.h"
#include "app/cli/printing.h"
#include "app/cli/run_routes.h"
#include "core/files/read_file.h"
#include "core/scriptread/script_reading.h"
#include "core/text/decode.h"
#include "ui/text/script_text.h"
#include "ui/text/words.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace hopwright::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t mostScript = std::size_t{20} * 1024 * 1024;

struct Options {
    std::string file = {};
    bool json = false;
};

Json textOrNull(std::string_view text)
{
    return text.empty() ? Json() : Json(text);
}

Json callJson(const scriptread::RemotingCall& call)
{
    return {
        {"line", call.line}, {"targets", call.targets},          {"method", wordOf(call.method)},
        {"https", call.tls}, {"credential", call.hasCredential}, {"chains", call.chains}};
}

Json findingJson(const scriptread::Finding& finding)
{
    return {{"line", finding.line},
            {"cause", wordOf(finding.cause)},
            {"certainty", wordOf(finding.certainty)},
            {"command", textOrNull(finding.command)},
            {"target", textOrNull(finding.target)},
            {"row", finding.row == nullptr ? Json() : Json(finding.row->id())},
            {"chain", textOrNull(finding.chain)},
            {"rewrite", textOrNull(finding.rewrite)},
            {"remedy", finding.row == nullptr ? Json() : textOrNull(finding.row->remedy)}};
}

std::string toJson(const scriptread::ScriptReading& reading)
{
    Json calls = Json::array();
    for (const scriptread::RemotingCall& each : reading.calls)
        calls.push_back(callJson(each));
    Json findings = Json::array();
    for (const scriptread::Finding& each : reading.findings)
        findings.push_back(findingJson(each));
    const Json out = {{"format", "hopwright.script/1"},
                      {"calls", calls},
                      {"findings", findings},
                      {"whole", reading.whole}};
    return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void print(const Context& context, const scriptread::ScriptReading& reading)
{
    if (reading.findings.empty())
        context.out << utf8(ui::scriptSummary(reading)) << '\n';
    for (const ui::ScriptLineText& each : ui::scriptLineTexts(reading)) {
        context.out << utf8(each.headline) << '\n';
        const auto tell = [&](const QString& lead, const QString& text) {
            if (!text.isEmpty())
                context.out << "  " << utf8(lead) << ' ' << utf8(text) << '\n';
        };
        tell(ui::Text::tr("Chain:"), each.chain);
        tell(ui::Text::tr("Write:"), each.rewrite);
        tell(ui::Text::tr("Or:"), each.remedy);
    }
    if (!reading.whole)
        context.out << utf8(ui::Text::tr("The script is longer than what was read.")) << '\n';
}

ExitCode run(const Context& context, const Options& options)
{
    const auto bytes = files::readFile(files::pathFromUtf8(options.file), mostScript);
    if (!bytes)
        return exitWith(context, bytes.error(), notOpened(options.file));
    const std::string text = text::decode(*bytes).text;
    const scriptread::ScriptReading reading = scriptread::readScript(text);
    if (options.json) {
        printJson(context.out, toJson(reading));
    } else {
        print(context, reading);
    }
    if (!reading.findings.empty())
        return ExitCode::Denied;
    return reading.isEmpty() ? ExitCode::BadInput : ExitCode::Ok;
}

std::function<ExitCode(const Context&)> define(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("FILE", options->file, "The script, a .ps1 file.")->required();
    app.add_flag("--json", options->json, "Print hopwright.script/1.");
    return [options](const Context& context) {
        return run(context, *options);
    };
}

}  // namespace

const Command readCommand{
    .name = "read",
    .summary = "Say which lines of a PowerShell script will be denied, and how to write them.",
    .define = define};

}  // namespace hopwright::cli
