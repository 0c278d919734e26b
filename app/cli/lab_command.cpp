#include "app/cli/command.h"
#include "app/cli/lab_file.h"
#include "app/cli/next_hop.h"
#include "app/cli/printing.h"
#include "app/cli/run_routes.h"
#include "core/link/lab_hosts.h"
#include "core/link/practice_files.h"
#include "core/store/graph_file.h"
#include "ui/text/words.h"

#include <QEventLoop>

#include <CLI/CLI.hpp>

#include <memory>

namespace hopwright::cli {

namespace {

struct Options {
    std::string file = {};
    std::string portFile = {};
    std::string nextHop = {};
    bool passwordStdin = false;
    bool reset = false;
};

/// Passwords, the program for the next hop and the kept state, then open ports.
Result<void> startServing(const Context& context, link::PracticeLab& lab, const model::Graph& graph,
                          const Options& options)
{
    HOPWRIGHT_TRY(lab.hosts().world.smbClientPath, programOf(options.nextHop));
    if (options.passwordStdin) {
        HOPWRIGHT_TRY(std::vector<link::Identity> lines, readAccountLines(context.passwords, 1));
        for (link::Identity& each : lines)
            lab.setPassword(each.domain, each.user, std::move(each.password));
    }
    if (options.reset)
        HOPWRIGHT_TRY_VOID(link::writePracticeState(options.file, {}));
    return startLab(lab, graph, options.file);
}

/// \returns false when it was stopped before.
bool waitUntilReady(const Context& context, const link::PracticeLab& lab)
{
    bool stopped = false;
    QEventLoop loop;
    QObject::connect(
        &context.stop, &process::StopSignal::raised, &loop,
        [&] {
            stopped = true;
            loop.quit();
        },
        Qt::QueuedConnection);
    QObject::connect(&lab, &link::PracticeLab::ready, &loop, &QEventLoop::quit);
    if (!lab.isReady())
        loop.exec();
    return !stopped;
}

void printHosts(const Context& context, const link::PracticeLab& lab)
{
    std::vector<std::vector<QString>> rows;
    for (const link::LabHostAddress& each : lab.addresses()) {
        rows.push_back({ui::fromUtf8(each.name),
                        ui::fromUtf8(each.address + ":" + std::to_string(each.port))});
    }
    printTable(context.out, rows);
}

/// The one time that a password is shown: the lab made it, and who is to use it must know it.
void printPasswords(const Context& context, link::PracticeLab& lab)
{
    context.out << utf8(ui::Text::tr("Passwords, shown this once:")) << '\n';
    for (const lab::LabAccount& each : lab.hosts().world.accounts) {
        context.out << "  " << each.domain << (each.domain.empty() ? "" : "\\") << each.user
                    << "  ";
        for (const std::byte byte : each.password.expose())
            context.out << static_cast<char>(byte);
        context.out << '\n';
    }
}

ExitCode run(const Context& context, const Options& options)
{
    if (const auto wrong = checkNextHop(context, options.nextHop))
        return *wrong;
    context.stop.listen();
    const auto graph = store::loadGraph(files::pathFromUtf8(options.file));
    if (!graph)
        return exitWith(context, graph.error(), notOpened(options.file));
    link::PracticeLab lab;
    QEventLoop loop;
    QObject::connect(&context.stop, &process::StopSignal::raised, &loop, &QEventLoop::quit,
                     Qt::QueuedConnection);
    if (const auto started = startServing(context, lab, *graph, options); !started)
        return exitWith(context, started.error(), ui::Text::tr("The lab was not started"));
    if (!waitUntilReady(context, lab))
        return ExitCode::Ok;
    if (!options.portFile.empty()) {
        const auto written = writeLabFile(options.portFile, {.hosts = lab.addresses(),
                                                             .accounts = lab.accounts(),
                                                             .authorityPem = lab.authorityPem()});
        if (!written)
            return exitWith(context, written.error());
    }
    printHosts(context, lab);
    if (!options.passwordStdin)
        printPasswords(context, lab);
    if (context.out.flush())
        loop.exec();  // Else nobody knows where the lab listens, and it ends.
    lab.stop();
    return ExitCode::Ok;
}

std::function<ExitCode(const Context&)> define(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("FILE", options->file, "The drawing, a .hopw file.")->required();
    app.add_option("--port-file", options->portFile,
                   "Write names, addresses, ports and the CA here once all ports are open.")
        ->type_name("F");
    app.add_flag("--password-stdin", options->passwordStdin,
                 "Read lines DOMAIN\\user:password; else random ones are made and shown once.");
    app.add_flag("--reset", options->reset, "Forget what apply changed, then serve.");
    app.add_option("--next-hop", options->nextHop,
                   "smbclient=PATH: reach the shares of the last host with this program.")
        ->type_name(nextHopType);
    return [options](const Context& context) {
        return run(context, *options);
    };
}

}  // namespace

const Command labCommand{
    .name = "lab", .summary = "Serve the practice lab of FILE until stopped.", .define = define};

}  // namespace hopwright::cli
