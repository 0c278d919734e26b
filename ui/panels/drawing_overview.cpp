#include "ui/panels/drawing_overview.h"

#include "ui/panels/sections.h"
#include "ui/text/run_history_text.h"
#include "ui/text/words.h"

#include <QGridLayout>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>

namespace hopwright::ui {

namespace {

constexpr std::size_t mostRows = 6;  ///< Of a kind: it is an overview.
constexpr int across = 3;

int shownCount(std::size_t count)
{
    return static_cast<int>(count);
}

/// Numbers with their words below them, three in a line. A screen reader says both at once.
QWidget* numbersOf(const model::Graph& graph, const plan::Overview& all)
{
    const std::array<std::pair<std::size_t, QString>, 6> numbers{{
        {graph.computers.size(), Text::tr("Machines")},
        {graph.hops.size(), Text::tr("Hops")},
        {graph.routes.size(), Text::tr("Routes")},
        {all.clients, Text::tr("Client role")},
        {all.servers, Text::tr("Server role")},
        {all.nothingToSet, Text::tr("Nothing to set")},
    }};
    auto* out = new QWidget;
    auto* grid = new QGridLayout(out);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Size::grid);
    grid->setVerticalSpacing(Size::grid);
    int place = 0;
    for (const auto& [count, word] : numbers) {
        const QString number = QLocale().toString(shownCount(count));
        auto* cell = new QVBoxLayout;
        cell->setSpacing(0);
        auto* label = new InkLabel(number, FontRole::Verdict, Ink::Text, out);
        label->setAccessibleName(QStringLiteral("%1: %2").arg(word, number));
        cell->addWidget(label);
        cell->addWidget(wrapped(word, FontRole::Caption, Ink::TextSecondary, out));
        grid->addLayout(cell, place / across, place % across, Qt::AlignTop);
        grid->setColumnStretch(place % across, 1);
        ++place;
    }
    return out;
}

void addMore(std::size_t count, Sections& sections)
{
    if (count > 0)
        sections.addText(Text::tr("… and %n more", nullptr, shownCount(count)), Ink::TextSecondary,
                         FontRole::Caption);
}

void addWide(const model::Graph& graph, const plan::Overview& all, Sections& sections)
{
    if (all.wide.empty())
        return;
    sections.begin(Text::tr("Widest delegate entries"), "fresh-list");
    const std::size_t shown = std::min(all.wide.size(), mostRows);
    for (const plan::WideEntry& each : std::span(all.wide).first(shown)) {
        const bool isAll = each.reached == graph.computers.size();
        sections.addText(fromUtf8(each.entry), Ink::Text, FontRole::Code);
        sections.addText(filled(Text::tr("%1; covers %2 of %3 that are drawn"),
                                {Text::tr("on %n machines", nullptr, shownCount(each.clients)),
                                 QLocale().toString(shownCount(each.reached)),
                                 QLocale().toString(shownCount(graph.computers.size()))}),
                         isAll ? Ink::Warning : Ink::TextSecondary, FontRole::Caption);
    }
    addMore(all.wide.size() - shown + all.wideLeftOut, sections);
}

void addHolders(const model::Graph& graph, const plan::Overview& all, Sections& sections)
{
    if (all.holders.empty())
        return;
    sections.begin(Text::tr("Passwords held while sessions last"));
    const std::size_t shown = std::min(all.holders.size(), mostRows);
    for (const plan::PasswordHolder& each : std::span(all.holders).first(shown)) {
        // The drawing may be a step ahead of its plan, or another one.
        const auto machine = graph.computers.find(each.computer);
        if (machine != graph.computers.end())
            sections.addRow(fromUtf8(machine->second.name), QStringLiteral("key"), Ink::Warning,
                            Text::tr("of %n accounts", nullptr, shownCount(each.accounts)));
    }
    addMore(all.holders.size() - shown, sections);
}

}  // namespace

void addOverview(const model::Graph& graph, const plan::Overview& all,
                 const probe::RunReport& report, Sections& sections)
{
    sections.addHead(QStringLiteral("outline"), Text::tr("The whole drawing"),
                     Text::tr("Nothing is selected"));
    sections.begin({});
    sections.addWidget(numbersOf(graph, all));
    addWide(graph, all, sections);
    addHolders(graph, all, sections);
    if (!report.routes.empty()) {
        sections.begin(Text::tr("Last test"));
        sections.addText(runHeadline(report));
    }
}

}  // namespace hopwright::ui
