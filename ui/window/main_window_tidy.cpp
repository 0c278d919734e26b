#include "ui/panels/notice_strip.h"
#include "ui/text/words.h"
#include "ui/window/main_window.h"

#include <array>
#include <utility>

namespace hopwright::ui {

void MainWindow::connectArranging()
{
    on(ActionId::Tidy, [this] { tidy(); });
    on(ActionId::Pin, [this] {
        m_view->pinSelection();
        showPinned();
    });
    on(ActionId::Group, [this] {
        if (const auto group = m_view->groupSelection()) {
            pick(*group);
            showProperties();
        }
    });
    on(ActionId::Ungroup, [this] { m_view->ungroupSelection(); });
    on(ActionId::Collapse, [this] {
        m_view->collapseSelection();
        showPinned();
    });
    connect(m_view, &GraphView::groupPicked, this, [this](model::GroupId id) { pick(id); });
    connect(m_view, &GraphView::groupMenuRequested, this, &MainWindow::showGroupMenu);
    on(ActionId::Mute, [this] {
        m_view->muteSelection();
        showPinned();
    });
    using edit::Arrange;
    constexpr std::array<std::pair<ActionId, Arrange>, 8> ways{
        {{ActionId::AlignLeft, Arrange::Left},
         {ActionId::AlignCentre, Arrange::Centre},
         {ActionId::AlignRight, Arrange::Right},
         {ActionId::AlignTop, Arrange::Top},
         {ActionId::AlignMiddle, Arrange::Middle},
         {ActionId::AlignBottom, Arrange::Bottom},
         {ActionId::SpreadAcross, Arrange::Across},
         {ActionId::SpreadDown, Arrange::Down}}};
    for (const auto& way : ways)
        on(way.first, [this, how = way.second] { m_view->arrangeSelection(how); });
}

/// Of a large drawing in the background: what is done meanwhile counts more, and ends it.
void MainWindow::tidy()
{
    if (m_tidier.isBusy() || !commitPending())
        return;
    if (graph().computers.empty()) {
        m_notice->say(NoticeKind::Note, Text::tr("There is no machine to arrange."));
        return;
    }
    m_view->cancelGesture();
    m_tidier.start(tidyInputOf(m_view->shown().graph(), m_view->canvasGeometry(), m_view->looks(),
                               m_view->font()),
                   m_document->snapshot());
    if (!m_tidier.isBusy())
        return;
    m_notice->say(NoticeKind::Note,
                  Text::tr("%n machines are being arranged.", nullptr,
                           static_cast<int>(graph().computers.size())),
                  Text::tr("Stop"));
    m_noticeAction = [this] {
        m_tidier.stop();
        m_notice->say(NoticeKind::Note, Text::tr("Stopped: no machine was moved."));
    };
}

void MainWindow::stopTidying()
{
    if (!m_tidier.isBusy())
        return;
    m_tidier.stop();
    m_noticeAction = {};
    m_notice->say(NoticeKind::Note, Text::tr("The drawing was changed: it was not tidied."));
}

void MainWindow::tidied(const Tidier::Positions& positions)
{
    if (m_tidier.subject() != m_document->snapshot())
        return;
    m_noticeAction = {};
    const int before = m_document->history().index();
    if (!m_view->moveTo(Text::tr("Tidy"), positions))
        return;
    if (m_document->history().index() == before) {
        m_notice->say(NoticeKind::Note, Text::tr("The drawing is tidy: no machine was moved."));
    } else {
        m_notice->dismiss();
    }
}

/// Whether what is selected is pinned, muted and collapsed, at these actions.
void MainWindow::showPinned()
{
    (*m_actions)[ActionId::Collapse]->setChecked(m_view->isSelectionCollapsed());
    (*m_actions)[ActionId::Mute]->setChecked(m_view->isSelectionMuted());
    (*m_actions)[ActionId::Pin]->setChecked(m_view->isSelectionPinned());
}

}  // namespace hopwright::ui
