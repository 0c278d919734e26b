#include "app/cli/printing.h"

#include "core/model/graph_rules.h"
#include "core/plan/route_walk.h"
#include "core/probe/probe_script.h"
#include "core/text/one_line.h"
#include "ui/text/language.h"
#include "ui/text/plan_text.h"
#include "ui/text/run_text.h"
#include "ui/text/words.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <ranges>

namespace hopwright::cli {

namespace {

QString namesText(const std::vector<plan::DelegateEntry>& entries)
{
    QStringList out;
    for (const plan::DelegateEntry& each : entries)
        out += ui::fromUtf8(each.name);
    return out.join(QStringLiteral(", "));
}

/// How many columns of a terminal \p text takes: two a character of the East Asian scripts, none a mark that joins the one
/// before. Source: UAX #11, the blocks that are wide as a whole.
qsizetype columnsOf(const QString& text)
{
    struct Block {
        char32_t first;
        char32_t last;
    };
    constexpr std::array<Block, 9> wide{{{.first = 0x1100, .last = 0x115F},
                                         {.first = 0x2E80, .last = 0x303E},
                                         {.first = 0x3041, .last = 0xA4CF},
                                         {.first = 0xAC00, .last = 0xD7A3},
                                         {.first = 0xF900, .last = 0xFAFF},
                                         {.first = 0xFE30, .last = 0xFE6F},
                                         {.first = 0xFF00, .last = 0xFF60},
                                         {.first = 0xFFE0, .last = 0xFFE6},
                                         {.first = 0x20000, .last = 0x3FFFD}}};
    qsizetype out = 0;
    for (const char32_t each : text.toUcs4()) {
        const QChar::Category category = QChar::category(each);
        if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing)
            continue;
        const bool two = std::ranges::any_of(
            wide, [each](const Block& block) { return each >= block.first && each <= block.last; });
        out += two ? 2 : 1;
    }
    return out;
}

void printLines(std::ostream& out, const QString& text)
{
    for (const QString& line :
         QString(text).replace(QLatin1String("\r\n"), QLatin1String("\n")).split(u'\n'))
        out << (line.isEmpty() ? "" : "  ") << utf8(line) << '\n';
}

void printBecause(std::ostream& out, const std::vector<plan::Because>& list)
{
    for (const plan::Because& each : list) {
        const QString text = ui::becauseText(each);
        if (!text.isEmpty())
            out << "       " << utf8(text) << " (" << each.rule << ")\n";
    }
}

void printWays(std::ostream& out, const QString& title,
               const std::map<model::HopId, std::vector<plan::WayOut>>& ways, model::HopId hop)
{
    const auto found = ways.find(hop);
    if (found == ways.end() || found->second.empty())
        return;
    out << "       " << utf8(title) << '\n';
    int number = 0;
    for (const plan::WayOut& each : found->second) {
        out << "         " << ++number << "  " << utf8(ui::wayOutText(each)) << ": "
            << utf8(ui::exposureText(each)) << '\n';
    }
}

void printMachine(std::ostream& out, const model::Graph& graph, const ui::MachineUse& use,
                  const plan::MachinePlan& machine)
{
    out << "  " << graph.computers.at(machine.computer).name << ": "
        << utf8(ui::rolesText(use, machine)) << '\n';
    const auto list = [&](const QString& title, const std::vector<plan::DelegateEntry>& entries) {
        if (!entries.empty())
            out << "       " << utf8(title) << ' ' << utf8(namesText(entries)) << '\n';
    };
    list(ui::Text::tr("may delegate to"), machine.delegateComputers);
    list(ui::Text::tr("may delegate by NTLM to"), machine.ntlmOnly);
    list(ui::Text::tr("trusts"), machine.trustedHosts);
    printBecause(out, machine.because);
    const QString cost = ui::costText(graph, machine);
    if (!cost.isEmpty())
        out << "       " << utf8(cost) << '\n';
}

/// The evidence at the stage where a hop ended; of a passed hop, its last.
QString evidenceOf(const probe::HopResult& hop)
{
    if (!hop.evidence.empty())
        return ui::translated(hop.evidence);
    const auto backwards = std::views::reverse(hop.stages);
    const auto last = std::ranges::find_if(backwards, [](const probe::StageResult& stage) {
        return stage.state == StageState::Passed && !stage.evidence.empty();
    });
    return last == backwards.end() ? QString() : ui::translated(last->evidence);
}

/// Whether the line of \p route begins with what its verdict begins with. Compared in English: of another language only one of the
/// two may be there.
bool saysHeadline(const model::Graph& graph, const plan::Plan& plan,
                  const probe::RouteResult& route)
{
    const ui::InEnglish english;
    const QString headline = ui::verdictOf(graph, plan, route).headline;
    const QString line = ui::routeLine(route);
    if (headline.isEmpty() || !line.startsWith(headline))
        return false;
    return line.size() == headline.size() || !line.at(headline.size()).isLetter();
}

void printRoute(std::ostream& out, const model::Graph& graph, const plan::Plan& plan,
                const probe::RouteResult& route, Environment environment)
{
    out << route.name << '\n';
    out << "  " << utf8(ui::runLine(route, environment)) << '\n';
    std::vector<std::vector<QString>> rows;
    rows.reserve(route.hops.size());
    int number = 0;
    for (const probe::HopResult& hop : route.hops) {
        rows.push_back({QString::number(++number), ui::hopTitle(graph, graph.hops.at(hop.hop)),
                        ui::hopStateText(hop), evidenceOf(hop)});
    }
    printTable(out, rows);
    const ui::Verdict verdict = ui::verdictOf(graph, plan, route);
    const QString line = ui::routeLine(route);
    // The line that the verdict begins with is printed once.
    const bool isSaid = saysHeadline(graph, plan, route);
    if (!isSaid || !verdict.comparison.isEmpty())
        printLines(out, isSaid ? verdict.comparison : line);
    printLines(out, ui::verdictText(verdict));
    if (!route.leftBehind.empty()) {
        out << "  "
            << utf8(ui::filled(ui::Text::tr("Not confirmed as removed: %1"),
                               {ui::fromUtf8(route.leftBehind)}))
            << '\n';
    }
}

}  // namespace

void printJson(std::ostream& out, const std::string& json)
{
    out << text::cleanJson(json) << '\n';
}

void printTable(std::ostream& out, const std::vector<std::vector<QString>>& rows)
{
    constexpr qsizetype widest =
        56;  // A sentence in one row does not push the others out of the screen.
    std::vector<qsizetype> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()), 0);
        for (std::size_t i = 0; i < row.size(); ++i) {
            const qsizetype columns = columnsOf(row[i]);
            if (columns <= widest)
                widths[i] = std::max(widths[i], columns);
        }
    }
    for (const auto& row : rows) {
        QString line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const qsizetype missing = widths[i] - columnsOf(row[i]);
            line += QStringLiteral("  ") + row[i] + QString(std::max(missing, qsizetype{0}), u' ');
        }
        while (line.endsWith(u' '))
            line.chop(1);
        out << utf8(line) << '\n';
    }
}

void printPredictions(std::ostream& out, const model::Graph& graph, const plan::Plan& plan)
{
    const plan::RouteWalk walk(graph);
    for (const auto& [id, prediction] : plan.hops) {
        const model::Hop& hop = graph.hops.at(id);
        out << "  " << walk.number(id) << "  " << utf8(ui::hopTitle(graph, hop)) << ", "
            << utf8(ui::hopKindText(graph, hop)) << ": " << utf8(ui::predictionText(prediction))
            << '\n';
        printBecause(out, prediction.because);
        printWays(out, ui::Text::tr("Ways out, safest first"), plan.waysOut, id);
        printWays(out, ui::Text::tr("In place of CredSSP, safest first"), plan.alternatives, id);
    }
}

void printPlan(std::ostream& out, const model::Graph& graph, const plan::Plan& plan)
{
    out << utf8(ui::Text::tr("Machines")) << '\n';
    const ui::MachineUse use = ui::machineUseOf(graph);
    for (const auto& [id, machine] : plan.machines)
        printMachine(out, graph, use, machine);
    out << utf8(ui::Text::tr("Hops, once the plan is applied")) << '\n';
    printPredictions(out, graph, plan);
    if (!plan.findings.empty())
        out << utf8(ui::Text::tr("Findings")) << '\n';
    for (const plan::Finding& each : plan.findings) {
        out << "  " << utf8(ui::severityText(each.severity)) << ": " << utf8(ui::findingText(each))
            << " (" << each.rule << ", " << each.where << ")\n";
    }
    for (const auto& [id, route] : graph.routes) {
        if (route.probe.kind != model::ProbeKind::Script)
            continue;
        out << utf8(
            ui::filled(ui::Text::tr("Own PowerShell text of %1"), {ui::fromUtf8(route.name)}))
            << '\n';
        printLines(out, ui::fromUtf8(route.probe.text));
        out << "  "
            << utf8(ui::filled(ui::Text::tr("Declared side effects: %1"),
                               {route.probe.sideEffects.empty()
                                    ? ui::Text::tr("none")
                                    : ui::fromUtf8(route.probe.sideEffects)}))
            << '\n';
        out << "  --allow-text " << probe::textHash(route.probe.text) << '\n';
    }
}

void printReport(std::ostream& out, const model::Graph& graph, const probe::RunReport& report)
{
    const plan::Plan plan = plan::makePlan(graph);
    for (const probe::RouteResult& route : report.routes)
        printRoute(out, graph, plan, route, report.environment);
    if (!report.testedFromA) {
        out << utf8(ui::Text::tr("not tested from A: this computer opened hop 1 in its place"))
            << '\n';
    }
    out << utf8(ui::countersText(probe::countersOf(report))) << '\n';
}

}  // namespace hopwright::cli
