// GraphView's events: they begin a tool, or call an action.
#include "ui/canvas/connect_tool.h"
#include "ui/canvas/cut_tool.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/pan_tool.h"
#include "ui/canvas/select_tool.h"
#include "ui/canvas/splice_target.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace hopwright::ui {

namespace {

constexpr double handleReach = 9;
constexpr double wheelNotch = 120;
const QString kindMime = QStringLiteral("application/x-hopwright-kind");

bool isArrow(int key)
{
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
}

}  // namespace

void GraphView::mousePressEvent(QMouseEvent* event)
{
    if (m_document == nullptr)
        return;
    setFocus(Qt::MouseFocusReason);
    if (m_tool && m_tool->takesKeys()) {
        m_tool->press(*event);
        return;
    }
    cancelGesture();
    if (pressBadge(*event) || pressGroup(*event))
        return;
    if (event->button() == Qt::RightButton)
        m_menuPress = event->position();
    m_views.endStep();  // A drag of the view is a step of its own.
    m_tool = toolFor(*event);
    if (m_tool)
        m_tool->press(*event);
}

/// The gesture that a press begins; null: none.
std::unique_ptr<Tool> GraphView::toolFor(const QMouseEvent& event)
{
    const bool isRight = event.button() == Qt::RightButton;
    if (isRight && (event.modifiers() & Qt::ControlModifier) && !m_readOnly) {
        return std::make_unique<CutTool>(*this, event.modifiers() & Qt::AltModifier
                                                    ? CutTool::Does::Mute
                                                    : CutTool::Does::Remove);
    }
    if (event.button() == Qt::MiddleButton || isRight || m_space)
        return std::make_unique<PanTool>(*this);
    if (event.button() != Qt::LeftButton)
        return nullptr;
    if (m_readOnly) {
        const auto thing = thingAt(event.position());
        setSelection(thing ? selectionOf(*thing) : CanvasSelection());
        return nullptr;
    }
    const auto from = canvasGeometry().handleAt(toScene(event.position()), handleReach / m_zoom);
    if (from && !shown().isCard(*from))
        return std::make_unique<ConnectTool>(*this, *from, false);
    return std::make_unique<SelectTool>(*this);
}

/// A click without keys on a badge shows what is found.
bool GraphView::pressBadge(const QMouseEvent& event)
{
    const bool isPlain =
        event.button() == Qt::LeftButton && event.modifiers() == Qt::NoModifier && !m_space;
    const PaintedBadge* badge = isPlain ? badgeAt(event.position()) : nullptr;
    if (badge == nullptr)
        return false;
    const Thing thing = badge->thing;
    setSelection(selectionOf(thing));
    emit badgeClicked(thing);
    return true;
}

/// The group whose title is at \p view, where no thing lies over it.
std::optional<model::GroupId> GraphView::groupAt(QPointF view) const
{
    return thingAt(view) ? std::nullopt : canvasGeometry().groupTitleAt(toScene(view));
}

/// A click without keys on the title of a group selects it.
bool GraphView::pressGroup(const QMouseEvent& event)
{
    const bool isPlain =
        event.button() == Qt::LeftButton && event.modifiers() == Qt::NoModifier && !m_space;
    const auto group = isPlain ? groupAt(event.position()) : std::nullopt;
    if (group)
        emit groupPicked(*group);
    return group.has_value();
}

void GraphView::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_tool) {
        hover(event->position());
    } else if (!m_tool->takesKeys()) {
        m_tool->move(*event);
    }
}

void GraphView::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_tool)
        return;
    // What the release does may begin another gesture, or a field; this one is over by then.
    const std::unique_ptr<Tool> ended = std::move(m_tool);
    ended->release(*event);
    viewport()->update();
    const std::optional<QPointF> pressed = std::exchange(m_menuPress, {});
    const bool isClick =
        pressed
        && (event->position() - *pressed).manhattanLength() < QApplication::startDragDistance();
    if (event->button() == Qt::RightButton && isClick)
        askMenu(event->position());
}

/// What is under the pointer is selected first, unless it is already, among others perhaps.
void GraphView::askMenu(QPointF view)
{
    if (m_readOnly)
        return;
    const auto thing = thingAt(view);
    if (const auto group = groupAt(view)) {
        emit groupMenuRequested(*group, viewport()->mapToGlobal(view.toPoint()));
        return;
    }
    if (!thing) {
        setSelection({});
    } else if (!contains(m_selection.things, *thing)) {
        setSelection(selectionOf(*thing));
    } else if (m_selection.current != thing) {
        CanvasSelection next = m_selection;
        next.current = thing;
        setSelection(next);
    }
    emit menuRequested(viewport()->mapToGlobal(view.toPoint()));
}

/// By the key for menus. The mouse asks by a click of its right button, whose drag moves the view.
void GraphView::contextMenuEvent(QContextMenuEvent* event)
{
    event->accept();
    if (event->reason() != QContextMenuEvent::Keyboard || m_document == nullptr || m_readOnly)
        return;
    cancelGesture();
    QPointF at = QRectF(viewport()->rect()).center();
    if (const auto& current = m_selection.current) {
        const auto* hop = std::get_if<model::HopId>(&*current);
        at = hop != nullptr ? sealCentre(*hop) : toView(canvasGeometry().rectOf(*current)).center();
    }
    const QRect seen = viewport()->rect();
    emit menuRequested(
        viewport()->mapToGlobal(QPoint(std::clamp(at.toPoint().x(), 0, seen.width()),
                                       std::clamp(at.toPoint().y(), 0, seen.height()))));
}

void GraphView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (m_document == nullptr || m_readOnly || event->button() != Qt::LeftButton)
        return;
    const auto thing = thingAt(event->position());
    if (!thing) {
        addMachine(graph().computers.empty() ? model::ComputerKind::Client
                                             : model::ComputerKind::Server,
                   toScene(event->position()));
        return;
    }
    setSelection(selectionOf(*thing));
    if (std::holds_alternative<model::HopId>(*thing)) {
        emit activated();
    } else {
        rename();
    }
}

void GraphView::wheelEvent(QWheelEvent* event)
{
    const QPointF turned = event->angleDelta();
    if (event->modifiers() & Qt::ShiftModifier) {
        scrollBy({-(turned.y() + turned.x()), 0});
    } else if (turned.y() != 0) {
        zoomBy(std::pow(Zoom::step, turned.y() / wheelNotch), event->position());
    }
    event->accept();
}

bool GraphView::moveKey(const QKeyEvent& event)
{
    const auto direction = static_cast<Qt::Key>(event.key());
    if (!isArrow(event.key()))
        return false;
    if (event.modifiers() & Qt::ControlModifier) {
        if (m_readOnly)
            return false;
        nudge(direction, (event.modifiers() & Qt::ShiftModifier) != 0);
    } else {
        moveFocus(direction);
    }
    return true;
}

/// The keys of ux.md §4.3 that belong to the canvas. The window's actions may take some of them first.
bool GraphView::actionKey(const QKeyEvent& event)
{
    return viewKey(event) || (!m_readOnly && editKey(event));
}

/// What shows the drawing in another way.
bool GraphView::viewKey(const QKeyEvent& event)
{
    const bool control = (event.modifiers() & Qt::ControlModifier) != 0;
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit activated();
        return true;
    case Qt::Key_Home:
        if (event.modifiers() & Qt::ShiftModifier) {
            fitSelection();
        } else {
            fit();
        }
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(Zoom::step);
        return true;
    case Qt::Key_Minus:
        zoomBy(1 / Zoom::step);
        return true;
    case Qt::Key_0:
        if (control)
            zoomTo(1);
        return control;
    default:
        return false;
    }
}

bool GraphView::editKey(const QKeyEvent& event)
{
    switch (event.key()) {
    case Qt::Key_A:
        if (event.modifiers() & Qt::ControlModifier) {
            selectAll();
        } else {
            quickAdd();
        }
        return true;
    case Qt::Key_Insert:
        quickAdd();
        return true;
    case Qt::Key_L:
        startHop();
        return true;
    case Qt::Key_F2:
        rename();
        return true;
    case Qt::Key_Delete:
        if (event.modifiers() & Qt::ControlModifier) {
            removeAndJoinSelection();
        } else {
            deleteSelection();
        }
        return true;
    default:
        return false;
    }
}

void GraphView::keyPressEvent(QKeyEvent* event)
{
    endGlide();
    if (event->key() == Qt::Key_Escape) {
        if (m_tool) {
            cancelGesture();
        } else {
            setSelection({});
        }
        return;
    }
    if (m_tool && m_tool->takesKeys()) {
        const bool taken = m_tool->key(*event);
        if (m_tool && m_tool->isDone())
            endTool();
        if (taken)
            return;
    }
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_space = true;
        viewport()->setCursor(Qt::OpenHandCursor);
        return;
    }
    if (!moveKey(*event) && !actionKey(*event))
        QAbstractScrollArea::keyPressEvent(event);
}

void GraphView::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_space = false;
        viewport()->unsetCursor();
        return;
    }
    QAbstractScrollArea::keyReleaseEvent(event);
}

/// Tab goes through the drawing, and leaves it behind the last thing, or before the first. What stands on the canvas asks here, too,
/// when it has the focus or is hidden with it; that does not move the selection.
bool GraphView::focusNextPrevChild(bool next)
{
    if (!hasFocus() || graph().computers.empty() || isAtEnd(!next))
        return QAbstractScrollArea::focusNextPrevChild(next);
    focusNext(!next);
    return true;
}

void GraphView::dragEnterEvent(QDragEnterEvent* event)
{
    if (m_readOnly || m_document == nullptr || !event->mimeData()->hasFormat(kindMime))
        return;
    if (event->mimeData()->data(kindMime) != "share")
        m_drop = std::make_unique<SpliceTarget>(*this, std::nullopt);
    event->acceptProposedAction();
}

void GraphView::dragMoveEvent(QDragMoveEvent* event)
{
    if (!event->mimeData()->hasFormat(kindMime))
        return;
    hover(event->position());
    if (m_drop) {
        const bool isFree = (event->modifiers() & Qt::AltModifier) != 0;
        m_drop->aim(isFree ? std::nullopt : std::optional(event->position()));
        viewport()->update();
    }
    event->acceptProposedAction();
}

void GraphView::dragLeaveEvent(QDragLeaveEvent* /*event*/)
{
    m_drop.reset();
    viewport()->update();
}

void GraphView::dropEvent(QDropEvent* event)
{
    const std::unique_ptr<SpliceTarget> target = std::move(m_drop);
    if (!event->mimeData()->hasFormat(kindMime))
        return;
    const QByteArray kind = event->mimeData()->data(kindMime);
    const QPointF scene = toScene(event->position());
    event->acceptProposedAction();
    setFocus();
    if (kind == "share") {
        const auto under = canvasGeometry().at(scene, 0);
        if (under && !std::holds_alternative<model::HopId>(*under)) {
            addShare(endOf(*under).computer);
        } else {
            addShareWithServer(scene);
        }
        return;
    }
    auto machine = model::ComputerKind::Server;
    if (kind == "client") {
        machine = model::ComputerKind::Client;
    } else if (kind == "jump") {
        machine = model::ComputerKind::JumpServer;
    }
    addMachine(machine, scene, target ? target->hop() : std::nullopt);
}

}  // namespace hopwright::ui
