// Prints the numbers of docs/performance.md that need no window. Asserts nothing: a number is for a reader.

#include "core/base/byte_writer.h"
#include "core/edit/chain.h"
#include "core/link/lab_listener.h"
#include "core/link/run_session.h"
#include "core/link/socket_bytes.h"
#include "core/model/graph_rules.h"
#include "core/plan/plan.h"
#include "core/probe/route_step.h"
#include "core/script/script_files.h"
#include "core/store/graph_file.h"
#include "core/wire/negotiate/initiator.h"
#include "core/wire/winrm/client_session.h"
#include "tests/bench/large_drawing.h"
#include "tests/bench/stopwatch.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QHostAddress>
#include <QTcpSocket>

#include <malloc.h>

using namespace hopwright;
using bench::medianMs;
using bench::tell;

namespace {

double heapKilobytes()
{
    return static_cast<double>(mallinfo2().uordblks) / 1024;
}

void planning()
{
    const model::Graph graph = bench::largeDrawing();
    plan::Plan made;
    tell("plan 1,000 machines, 3,000 hops, 250 routes",
         medianMs(9, [&] { made = plan::makePlan(graph); }), "ms");
    const plan::KnownStates states = practice::statesAtStart(graph, {});
    tell("predict the same for the state machines are in now",
         medianMs(9, [&] { std::ignore = plan::predictNow(graph, states); }), "ms");
    tell("changes that the plan asks for", static_cast<double>(made.changes.size()), "");
}

void storing()
{
    const model::Graph graph = bench::largeDrawing();
    std::string document;
    tell("write that drawing as .hopw", medianMs(9, [&] { document = store::writeGraph(graph); }),
         "ms");
    bool same = false;
    tell("read it",
         medianMs(9,
                  [&] {
                      const auto read = store::readGraph(document);
                      same = read && *read == graph;
                  }),
         "ms");
    tell(same ? "its size" : "its size (it did not come back the same!)",
         static_cast<double>(document.size()) / 1024, "KiB");
    double before = heapKilobytes();
    const model::Graph copy = graph;
    tell("heap of one such drawing: one undo step", heapKilobytes() - before, "KiB");
    before = heapKilobytes();
    const plan::Plan made = plan::makePlan(copy);
    tell("heap of its plan", heapKilobytes() - before, "KiB");
}

void scripting()
{
    namespace powershell = script;
    const model::Graph graph = bench::largeDrawing();
    const plan::Plan made = plan::makePlan(graph);
    Result<std::vector<script::ExportFile>> files;
    const double before = heapKilobytes();
    tell("PowerShell scripts of 1,000 machines",
         medianMs(5, [&] { files = powershell::makeScripts(graph, made, {}); }), "ms");
    tell("their number", files ? static_cast<double>(files->size()) : 0, "");
    tell("heap of them", heapKilobytes() - before, "KiB");
    std::size_t bytes = 0;
    tell("the same as they are written",
         medianMs(5,
                  [&] {
                      bytes = 0;
                      for (const script::ExportFile& each : *files)
                          bytes += script::fileBytes(each).size();
                  }),
         "ms");
    tell("their size", static_cast<double>(bytes) / 1024, "KiB");
}

model::Graph credSspChain()
{
    return edit::parseChain("ADM-PC01 -credssp-> JUMP01 -> \\\\FS01\\Reports").value();
}

/// The certificates of a lab are made by another thread.
void waitUntilReady(const link::PracticeLab& lab)
{
    QEventLoop loop;
    QObject::connect(&lab, &link::PracticeLab::ready, &loop, &QEventLoop::quit);
    if (!lab.isReady())
        loop.exec();
}

/// One cold CredSSP command at a lab host, over a socket; how many requests it took.
int credSspCommand(link::PracticeLab& lab, bool withInput)
{
    const link::LabHostAddress host = lab.addresses().at(1);
    wire::winrm::ClientSession session(
        {.host = host.name,
         .port = host.port,
         .scheme = wire::winrm::Scheme::CredSsp,
         .identity = {.domain = "LAB",
                      .user = "alice",
                      .password = std::move(*lab.passwordOf("LAB", "alice"))},
         .initiator = wire::negotiate::usualInitiator(
             {.workstation = "ADM-PC01", .now = link::currentFileTime()}),
         .commandLine = "whoami",
         .standardInput = withInput ? Secret(bytesOf("one line\n")) : Secret(),
         .tls = wire::tls::ClientContext::make({.trustedAuthoritiesPem = lab.authorityPem()}),
         .random = link::systemRandom()});
    QTcpSocket socket;
    QEventLoop loop;
    const auto act = [&](wire::winrm::ClientSession::Output output) {
        link::write(socket, output.send);
        if (output.askGate)
            link::write(socket, session.answerGate(true, 0, {}).send);
        if (output.closed || session.isOver())
            loop.quit();
    };
    QObject::connect(&socket, &QTcpSocket::connected, &loop, [&] { act(session.start()); });
    QObject::connect(&socket, &QTcpSocket::readyRead, &loop,
                     [&] { act(session.receive(link::readAll(socket))); });
    QObject::connect(&socket, &QTcpSocket::disconnected, &loop, [&] { loop.quit(); });
    socket.connectToHost(QString::fromStdString(host.address), host.port);
    loop.exec();
    if (session.result().exitCode != 0)
        std::printf("the command did not end with 0\n");
    return session.roundTrips();
}

void oneCommand()
{
    const model::Graph graph = credSspChain();
    link::PracticeLab lab;
    if (!lab.start(graph, {}))
        return;
    std::ignore = lab.apply(plan::makePlan(graph).changes);
    waitUntilReady(lab);
    int trips = 0;
    const double plain = medianMs(15, [&] { trips = credSspCommand(lab, false); });
    tell("cold CredSSP command, both ends in one process", plain, "ms");
    tell("its HTTP round trips", trips, "");
    tell("HTTP round trips with standard input", credSspCommand(lab, true), "");
}

/// Runs \p count probes of one route at the same time; the most heap that was in use meanwhile, in KiB.
double heapInFlight(const model::Graph& graph, link::PracticeLab& lab, int count)
{
    const double before = heapKilobytes();
    double most = 0;
    int running = count;
    QEventLoop loop;
    std::vector<std::unique_ptr<link::RunSession>> sessions;
    for (int i = 0; i < count; ++i) {
        auto& session = *sessions.emplace_back(std::make_unique<link::RunSession>(&lab));
        QObject::connect(&session, &link::RunSession::progressed, &loop,
                         [&] { most = std::max(most, heapKilobytes() - before); });
        QObject::connect(&session, &link::RunSession::finished, &loop, [&] {
            if (--running == 0)
                loop.quit();
        });
        session.start(graph, {.routes = {graph.routes.begin()->first}});
    }
    loop.exec();
    return most;
}

void wholeRuns()
{
    const model::Graph graph = credSspChain();
    link::PracticeLab lab;
    tell("start a practice lab of three machines",
         medianMs(5, [&] { std::ignore = lab.start(graph, {}); }), "ms");
    std::ignore = lab.apply(plan::makePlan(graph).changes);
    waitUntilReady(lab);
    tell("run a route of two hops by CredSSP against the practice lab",
         medianMs(15, [&] { std::ignore = heapInFlight(graph, lab, 1); }), "ms");
    constexpr int many = 50;
    tell("heap of one probe in flight, its two lab hosts included",
         heapInFlight(graph, lab, many) / many, "KiB");
}

/// A chain of \p hops sessions by CredSSP, to names of 40 characters.
model::Graph longChain(int hops)
{
    constexpr std::size_t length = 40;
    constexpr std::string_view domain = ".lab.example";
    std::string chain = "start.lab.example";
    for (int hop = 1; hop <= hops; ++hop) {
        std::string name = "srv" + std::to_string(hop) + "-";
        name.resize(length - domain.size(), 'x');
        chain += " -credssp-> " + name + std::string(domain);
    }
    return edit::parseChain(chain).value();
}

/// What goes to B, what an exported script holds, and a run of the longest route in practice.
void longRoutes()
{
    for (const int hops : {1, 2, 8, 64}) {
        const model::Graph graph = longChain(hops);
        crypto::RandomStream random = link::systemRandom();
        const model::Route& route = graph.routes.begin()->second;
        const auto steps = probe::stepsOf(graph, route, 1, route.hops.size(), random);
        const std::string of = std::to_string(hops) + " hops: ";
        tell((of + "standard input of the probe, without credentials").c_str(),
             static_cast<double>(probe::standardInput(steps, {}).size()), "bytes");
        const auto files = script::makeScripts(graph, plan::Plan{}, {})
                               .value_or(std::vector<script::ExportFile>{});
        for (const auto& file : files) {
            if (file.purpose == script::Purpose::Probe)
                tell((of + "exported probe").c_str(), static_cast<double>(fileBytes(file).size()),
                     "bytes");
        }
    }
    const model::Graph graph = longChain(static_cast<int>(model::maxRouteHops));
    link::PracticeLab lab;
    std::ignore = lab.start(graph, {});
    std::ignore = lab.apply(plan::makePlan(graph).changes);
    waitUntilReady(lab);
    tell("run a route of 64 hops by CredSSP against the practice lab",
         medianMs(5, [&] { std::ignore = heapInFlight(graph, lab, 1); }), "ms");
}

}  // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    planning();
    storing();
    scripting();
    oneCommand();
    wholeRuns();
    longRoutes();
    return 0;
}
