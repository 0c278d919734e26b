// MainWindow's ways through the drawing: what leads where is selected, and the view goes back to where it was.
#include "core/edit/reach.h"
#include "ui/models/thing_id.h"
#include "ui/panels/notice_strip.h"
#include "ui/panels/problems_panel.h"
#include "ui/text/words.h"
#include "ui/window/find_panel.h"
#include "ui/window/main_window.h"

#include <algorithm>

namespace hopwright::ui {

void MainWindow::connectSelecting()
{
    const auto follow =
        [this](edit::Selection (*reach)(const model::Graph&, const edit::Selection&)) {
            selectThings(reach(graph(), m_view->selection().things));
        };
    on(ActionId::SelectUpstream, [follow] { follow(&edit::upstreamOf); });
    on(ActionId::SelectDownstream, [follow] { follow(&edit::downstreamOf); });
    on(ActionId::SelectConnected, [follow] { follow(&edit::connectedTo); });
    on(ActionId::SelectPath, [this] { selectPath(); });
    on(ActionId::SelectSame, [this] { selectSame(); });
    on(ActionId::Splice, [this] { m_view->spliceSelection(); });
    on(ActionId::RemoveAndJoin, [this] { m_view->removeAndJoinSelection(); });
    connectFind();
    on(ActionId::FitSelection, [this] { shownView().fitSelection(); });
    on(ActionId::Back, [this] { shownView().goBack(); });
    on(ActionId::Forward, [this] { shownView().goForward(); });
}

void MainWindow::connectFind()
{
    connect((*m_actions)[ActionId::Find], &QAction::triggered, m_find, &FindPanel::begin);
    connect((*m_actions)[ActionId::FindNext], &QAction::triggered, this, [this] { stepFind(1); });
    connect((*m_actions)[ActionId::FindPrevious], &QAction::triggered, this,
            [this] { stepFind(-1); });
    connect(m_find, &FindPanel::picked, this, &MainWindow::pick);
    connect(m_find, &FindPanel::left, this, [this] { m_view->setFocus(); });
    connect(m_find, &FindPanel::nothingFound, this, [this](const QString& text) {
        m_notice->say(
            NoticeKind::Note,
            filled(Text::tr("No name, account, entry, note or finding holds \"%1\"."), {text}));
    });
}

void MainWindow::stepFind(int by)
{
    if (!m_find->step(by))
        m_find->begin();
}

/// What has the focus keeps it.
void MainWindow::selectThings(const edit::Selection& things)
{
    if (things.empty()) {
        m_notice->say(NoticeKind::Note, Text::tr("Select the thing to begin at."));
        return;
    }
    CanvasSelection next{.things = things, .current = m_view->selection().current};
    if (!next.current || !contains(next.things, *next.current))
        next.current = firstOf(next.things);
    m_view->setSelection(next);
}

void MainWindow::selectPath()
{
    const std::set<model::ComputerId>& ends = m_view->selection().things.computers;
    if (ends.size() != 2) {
        m_notice->say(NoticeKind::Note, Text::tr("Select the two machines that the path joins."));
        return;
    }
    if (const auto path = edit::pathBetween(graph(), *ends.begin(), *ends.rbegin())) {
        selectThings(*path);
    } else {
        m_notice->say(NoticeKind::Note, Text::tr("No hops lead from one of these to the other."));
    }
}

/// Of the finding that has the focus in Problems, else the worst of what is selected.
void MainWindow::selectSame()
{
    const QWidget* focus = focusWidget();  // Also by the list of commands, which has the keyboard.
    const bool inProblems = focus != nullptr && m_problems->isAncestorOf(focus);
    const plan::Finding* finding = inProblems ? m_problems->current() : nullptr;
    const std::string where = thingIdOf(m_thing).toStdString();
    const auto found = std::ranges::find(m_plan->findings, where, &plan::Finding::where);
    if (finding == nullptr && !where.empty() && found != m_plan->findings.end())
        finding = &*found;
    if (finding == nullptr) {
        m_notice->say(NoticeKind::Note, Text::tr("What is selected has no finding."));
        return;
    }
    const std::string rule = finding->rule;
    edit::Selection things;
    for (const plan::Finding& each : m_plan->findings) {
        if (each.rule != rule)
            continue;
        const ThingRef thing = thingFromId(exactFromUtf8(each.where));
        if (const auto of = canvasThingOf(thing); of && isIn(graph(), *of))
            add(things, *of);
    }
    selectThings(things);
    m_notice->say(NoticeKind::Note, filled(Text::tr("%n things have the finding %1.", nullptr,
                                                    static_cast<int>(things.size())),
                                           {fromUtf8(rule)}));
}

}  // namespace hopwright::ui
