#include "app/cli/command.h"
#include "app/cli/printing.h"
#include "app/cli/run_routes.h"
#include "app/cli/seen_json.h"
#include "core/files/read_file.h"
#include "core/model/graph_rules.h"
#include "core/registry/reg_file.h"
#include "core/registry/registry_pol.h"
#include "core/seen/into_drawing.h"
#include "core/store/graph_file.h"
#include "ui/text/import_text.h"
#include "ui/text/words.h"

#include <QDateTime>

#include <CLI/CLI.hpp>

#include <memory>

namespace hopwright::cli {

namespace {

struct Options {
    std::vector<std::string> registry = {};
    std::vector<std::string> localPolicies = {};
    std::vector<std::string> domainPolicies = {};
    std::string into = {};
    std::string machine = {};
    bool json = false;
};

/// A file of a registry that could not be read, and which it was.
struct NotRead {
    Error error;
    std::string file;
};

template <typename Read>
std::expected<registry::Image, NotRead> imageOf(const std::string& file, std::size_t most,
                                                Read read)
{
    auto bytes = files::readFile(files::pathFromUtf8(file), most);
    if (!bytes)
        return std::unexpected(NotRead{.error = std::move(bytes).error(), .file = file});
    auto image = read(*bytes);
    if (!image)
        return std::unexpected(NotRead{.error = std::move(image).error(), .file = file});
    return *std::move(image);
}

/// The files of policies in place of this machine's.
std::optional<NotRead> takePolicies(const std::vector<std::string>& paths, FactLayer layer,
                                    seen::Sources& out)
{
    for (const std::string& each : paths) {
        auto image = imageOf(each, registry::maxPolBytes, &registry::readRegistryPol);
        if (!image)
            return std::move(image).error();
        out.policies.push_back({.layer = layer, .image = *std::move(image)});
    }
    return std::nullopt;
}

/// What is looked at: images of a registry, else this machine's. Nothing: this is no Windows, and none was named.
std::expected<std::optional<seen::Sources>, NotRead> sourcesOf(const Context& context,
                                                               const Options& options)
{
    std::optional<seen::Sources> out;
    if (!options.registry.empty()) {
        registry::Image whole;
        for (const std::string& each : options.registry) {
            const auto image = imageOf(each, registry::maxRegFileBytes, &registry::readRegFile);
            if (!image)
                return std::unexpected(image.error());
            whole.add(*image);
        }
        out = seen::Sources{.registry = registry::registryOf(std::move(whole))};
    } else if (context.thisMachine) {
        out = context.thisMachine();
    }
    const bool areNamed = !options.localPolicies.empty() || !options.domainPolicies.empty();
    if (!out || !areNamed)
        return out;
    out->policies.clear();
    out->isLocalRead = !options.localPolicies.empty();
    out->isDomainRead = !options.domainPolicies.empty();
    if (auto wrong = takePolicies(options.localPolicies, FactLayer::LocalPolicy, *out))
        return std::unexpected(*std::move(wrong));
    if (auto wrong = takePolicies(options.domainPolicies, FactLayer::DomainPolicy, *out))
        return std::unexpected(*std::move(wrong));
    return out;
}

void tell(const Context& context, const seen::Look& look)
{
    context.out << (look.machine.empty()
                        ? utf8(ui::Text::tr("A machine that does not say its name"))
                        : look.machine)
                << '\n';
    std::vector<std::vector<QString>> rows;
    rows.reserve(look.reading.facts.size());
    for (const import::Fact& each : look.reading.facts) {
        rows.push_back({ui::factSubjectText(each), ui::factValueText(each.kind, each.value),
                        ui::factLayerText(each.layer)});
    }
    printTable(context.out, rows);
    if (look.notReadable.empty())
        return;
    context.out << utf8(ui::Text::tr("Not readable, and so not known:")) << '\n';
    for (const std::string& each : look.notReadable)
        context.out << "  " << utf8(ui::fromUtf8(each)) << '\n';
}

/// Puts it into the drawing; says what went wrong.
std::optional<ExitCode> putInto(const Context& context, const Options& options,
                                const seen::Look& look, const std::string& now)
{
    const QString subject =
        ui::filled(ui::Text::tr("Nothing was taken into %1"), {shownName(options.into)});
    const auto graph = store::loadGraph(files::pathFromUtf8(options.into));
    if (!graph)
        return exitWith(context, graph.error(), notOpened(options.into));
    const auto machine = options.machine.empty() ? seen::machineIn(*graph, look)
                                                 : import::machineNamed(*graph, options.machine);
    if (!machine) {
        const std::string& name = options.machine.empty() ? look.machine : options.machine;
        return exitWith(context,
                        {.code = ErrorCode::UnknownNode,
                         .detail = Sentence::saying("no machine of the drawing is called %1",
                                                    name.empty() ? "?" : name)},
                        subject);
    }
    const import::Imported imported = seen::intoDrawing(*graph, *machine, look, now);
    if (const auto valid = model::checkChange(*graph, imported.graph); !valid)
        return exitWith(context, valid.error(), subject);
    const auto saved = store::saveGraph(files::pathFromUtf8(options.into), imported.graph);
    return saved ? std::nullopt : std::optional(exitWith(context, saved.error(), subject));
}

ExitCode run(const Context& context, const Options& options)
{
    const auto sources = sourcesOf(context, options);
    if (!sources)
        return exitWith(context, sources.error().error, notOpened(sources.error().file));
    if (!*sources) {
        return exitWithSkipped(
            context, ui::Text::tr("The registry of this computer is read on Windows alone."),
            ui::Text::tr("Name an export of one with --registry FILE.reg."));
    }
    const std::string now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
    const seen::Look look = seen::lookAt(**sources, now);
    if (!options.into.empty()) {
        if (const auto wrong = putInto(context, options, look, now))
            return *wrong;
    }
    if (options.json) {
        printJson(context.out, seenJson(look));
    } else {
        tell(context, look);
    }
    if (!options.into.empty()) {
        printed(context,
                ui::filled(ui::Text::tr("It was taken into %1"), {shownName(options.into)}));
    }
    return ExitCode::Ok;
}

std::function<ExitCode(const Context&)> define(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("--registry", options->registry,
                   "An export of a registry, in place of this computer's; may be given again.")
        ->type_name("FILE.reg");
    app.add_option("--pol", options->localPolicies, "Registry.pol of the local policy.")
        ->type_name("FILE.pol");
    app.add_option("--domain-pol", options->domainPolicies,
                   "Registry.pol of a policy of the domain; may be given again.")
        ->type_name("FILE.pol");
    auto* const into =
        app.add_option("--into", options->into, "Take it into this drawing, a .hopw file.")
            ->type_name("DRAWING");
    app.add_option("--machine", options->machine, "Its name in the drawing, where it has another.")
        ->type_name("NAME")
        ->needs(into);
    app.add_flag("--json", options->json, "Print hopwright.seen/1.");
    return [options](const Context& context) {
        return run(context, *options);
    };
}

}  // namespace

const Command seenCommand{.name = "seen",
                          .summary = "Print what this computer's registry says of delegation.",
                          .define = define};

}  // namespace hopwright::cli
