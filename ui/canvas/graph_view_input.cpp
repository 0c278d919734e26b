// GraphView's gestures: mouse, wheel, keys and drops.
#include "core/edit/edit_hops.h"
#include "core/edit/layout.h"
#include "core/model/graph_rules.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/graph_view_state.h"
#include "ui/text/words.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

namespace hopwright::ui {

namespace {

constexpr double hopReach = 6;  ///< Half of the hit width of 12, in pixels.
constexpr double handleReach = 9;
constexpr double sealReach = 14;
constexpr double wheelStep = 1.0015;
constexpr double keyZoom = 1.25;
const QString kindMime = QStringLiteral("application/x-hopwright-kind");

}  // namespace

void GraphView::mousePressEvent(QMouseEvent* event)
{
    if (m_document == nullptr)
        return;
    setFocus();
    const QPointF scene = toScene(event->position());
    m_drag = std::make_unique<Drag>();
    m_drag->startView = event->position();
    m_drag->startScene = m_drag->nowScene = scene;
    m_drag->startOrigin = m_origin;
    m_drag->before = m_selection;
    if (event->button() == Qt::MiddleButton || event->button() == Qt::RightButton) {
        m_drag->kind = Drag::Kind::Pan;
        return;
    }
    if (const auto handle = m_geometry.handleAt(scene, handleReach / m_zoom);
        handle && !(event->modifiers() & Qt::ShiftModifier)) {
        m_draft = std::make_unique<Draft>();
        m_draft->from = *handle;
        m_draft->nowScene = scene;
        m_drag.reset();
        return;
    }
    m_drag->pressed = m_geometry.at(scene, hopReach / m_zoom);
    if (!m_drag->pressed) {
        m_drag->kind = Drag::Kind::Band;
        if (!(event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier)))
            setSelection({});
        return;
    }
    const Thing thing = *m_drag->pressed;
    CanvasSelection next = m_selection;
    if (event->modifiers() & Qt::ControlModifier) {
        if (contains(next.things, thing))
            ui::remove(next.things, thing);
        else
            ui::add(next.things, thing);
        next.current = contains(next.things, thing) ? std::optional(thing) : std::nullopt;
    } else if (event->modifiers() & Qt::ShiftModifier) {
        ui::add(next.things, thing);
        next.current = thing;
    } else if (!contains(next.things, thing)) {
        next = selectionOf(thing);
    } else {
        next.current = thing;
    }
    setSelection(next);
}

void GraphView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF scene = toScene(event->position());
    if (m_draft && !m_draft->byKeyboard) {
        m_draft->nowScene = scene;
        m_draft->target = m_geometry.at(scene, hopReach / m_zoom);
        if (m_draft->target && std::holds_alternative<model::HopId>(*m_draft->target))
            m_draft->target.reset();
        updateDraftReason();
        viewport()->update();
        return;
    }
    if (!m_drag) {
        const auto under = m_geometry.at(scene, 0);
        std::optional<model::ComputerId> hover = m_geometry.handleAt(scene, handleReach / m_zoom);
        if (!hover && under && std::holds_alternative<model::ComputerId>(*under))
            hover = std::get<model::ComputerId>(*under);
        if (hover != m_hover) {
            m_hover = hover;
            viewport()->update();
        }
        return;
    }
    dragTo(event->position());
}

void GraphView::dragTo(QPointF view)
{
    m_drag->nowScene = toScene(view);
    if (m_drag->kind == Drag::Kind::Pan) {
        m_origin = m_drag->startOrigin - (view - m_drag->startView) / m_zoom;
        updateScrollBars();
        viewport()->update();
        emit viewChanged();
        return;
    }
    if (m_drag->kind == Drag::Kind::Band) {
        const QRectF band = QRectF(m_drag->startScene, m_drag->nowScene).normalized();
        CanvasSelection next = m_drag->before;
        next.things = {};
        for (const Thing& thing :
             m_geometry.inside(band, m_drag->nowScene.x() > m_drag->startScene.x()))
            ui::add(next.things, thing);
        next.current.reset();
        if (!next.things.computers.empty())
            next.current = *next.things.computers.begin();
        setSelection(next);
        viewport()->update();
        return;
    }
    if (m_drag->kind == Drag::Kind::Pressed) {
        const double moved =
            std::hypot(view.x() - m_drag->startView.x(), view.y() - m_drag->startView.y());
        if (moved < QApplication::startDragDistance() || m_selection.things.computers.empty())
            return;
        m_drag->kind = Drag::Kind::Move;
        m_drag->gesture = m_document->beginGesture();
        for (const model::ComputerId id : m_selection.things.computers)
            m_drag->startPositions[id] = graph().computers.at(id).position;
    }
    const QPointF delta = m_drag->nowScene - m_drag->startScene;
    std::map<model::ComputerId, model::Position> positions;
    for (const auto& [id, start] : m_drag->startPositions)
        positions[id] = edit::onGrid({.x = start.x + delta.x(), .y = start.y + delta.y()});
    apply(tr("Move"), edit::moveComputers(graph(), positions), m_drag->gesture);
}

void GraphView::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_draft && !m_draft->byKeyboard) {
        dropDraft(toScene(event->position()));
        return;
    }
    const auto drag = std::exchange(m_drag, nullptr);
    viewport()->update();
    if (!drag || drag->kind != Drag::Kind::Pressed || !drag->pressed)
        return;
    if (const auto* hop = std::get_if<model::HopId>(&*drag->pressed)) {
        const QPointF seal = sealCentre(*hop);
        if (std::hypot(seal.x() - event->position().x(), seal.y() - event->position().y())
            <= sealReach * m_zoom)
            emit sealClicked(*hop);
    }
}

/// The hop that was drawn by mouse ends here: at a thing, or at a machine that is made for it.
void GraphView::dropDraft(QPointF scene)
{
    if (m_draft->target) {
        if (!m_draft->reason.isEmpty()) {
            emit refused(m_draft->reason);
            m_draft.reset();
            viewport()->update();
            return;
        }
        if (const auto* resource = std::get_if<model::ResourceId>(&*m_draft->target))
            connectTo(
                {.computer = graph().resources.at(*resource).computer, .resource = *resource});
        else
            connectTo({.computer = std::get<model::ComputerId>(*m_draft->target)});
        return;
    }
    const model::ComputerId from = m_draft->from;
    const QPointF tail = m_geometry.cards().at(from).handle();
    m_draft.reset();
    viewport()->update();
    if (std::hypot(scene.x() - tail.x(), scene.y() - tail.y())
        < 24) {  // A click on the handle, no drag.
        setSelection(selectionOf(from));
        return;
    }
    auto next = edit::addComputer(
        graph(),
        {.name = freeName(QStringLiteral("SRV")).toStdString(),
         .kind = model::ComputerKind::Server,
         .position = edit::onGrid({.x = scene.x(), .y = scene.y() - edit::hopBaseLine})},
        editTime());
    if (next)
        next = edit::connectHop(
            *next, {.from = from, .to = {.computer = *edit::newestComputer(*next)}}, editTime());
    apply(tr("Add machine"), next);
    if (next) {
        setSelection(selectionOf(*edit::newestComputer(graph())));
        rename();
    }
}

void GraphView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QPointF scene = toScene(event->position());
    const auto thing = m_geometry.at(scene, hopReach / m_zoom);
    if (!thing) {
        addMachine(graph().computers.empty() ? model::ComputerKind::Client
                                             : model::ComputerKind::Server,
                   scene);
        return;
    }
    setSelection(selectionOf(*thing));
    if (std::holds_alternative<model::HopId>(*thing))
        emit activated();
    else
        rename();
}

void GraphView::wheelEvent(QWheelEvent* event)
{
    if (event->modifiers() & Qt::ShiftModifier) {
        m_origin += QPointF(-event->angleDelta().y() / m_zoom, 0);
        updateScrollBars();
        viewport()->update();
        emit viewChanged();
        return;
    }
    zoomBy(std::pow(wheelStep, event->angleDelta().y()), event->position());
}

bool GraphView::handleDraftKey(QKeyEvent* event)
{
    if (!m_draft)
        return false;
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (m_draft->target)
            dropDraft(m_draft->nowScene);
        return true;
    }
    if (event->text().isEmpty() || !event->text().front().isPrint())
        return false;
    m_draft->typed += event->text();
    for (const auto& [id, resource] : graph().resources) {
        const QString name =
            fromUtf8(model::endName(graph(), {.computer = resource.computer, .resource = id}));
        if (name.startsWith(m_draft->typed, Qt::CaseInsensitive)
            || fromUtf8(resource.name).startsWith(m_draft->typed, Qt::CaseInsensitive))
            m_draft->target = id;
    }
    for (const auto& [id, computer] : graph().computers) {
        if (id != m_draft->from
            && fromUtf8(computer.name).startsWith(m_draft->typed, Qt::CaseInsensitive))
            m_draft->target = id;
    }
    if (m_draft->target) {
        m_draft->nowScene = m_geometry.rectOf(*m_draft->target).center();
        updateDraftReason();
    }
    viewport()->update();
    return true;
}

void GraphView::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    const bool arrow =
        key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
    if (key == Qt::Key_Escape) {
        if (m_drag || m_draft)
            cancelGesture();
        else
            setSelection({});
    } else if (arrow && (event->modifiers() & Qt::ControlModifier)) {
        nudge(static_cast<Qt::Key>(key), (event->modifiers() & Qt::ShiftModifier) != 0);
    } else if (arrow) {
        moveFocus(static_cast<Qt::Key>(key));
    } else if (handleDraftKey(event)) {
        return;
    } else if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        emit activated();
    } else if (key == Qt::Key_Home) {
        fit();
    } else if (key == Qt::Key_Plus) {
        zoomBy(keyZoom);
    } else if (key == Qt::Key_Minus) {
        zoomBy(1 / keyZoom);
    } else if (key == Qt::Key_A && event->modifiers() == Qt::NoModifier) {
        quickAdd();
    } else if (key == Qt::Key_L && event->modifiers() == Qt::NoModifier) {
        startHop();
    } else {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

/// Tab goes through the drawing, and leaves it at neither end: F6 changes the pane.
bool GraphView::focusNextPrevChild(bool next)
{
    if (graph().computers.empty())
        return QAbstractScrollArea::focusNextPrevChild(next);
    focusNext(!next);
    return true;
}

void GraphView::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasFormat(kindMime))
        event->acceptProposedAction();
}

void GraphView::dragMoveEvent(QDragMoveEvent* event)
{
    if (event->mimeData()->hasFormat(kindMime))
        event->acceptProposedAction();
}

void GraphView::dropEvent(QDropEvent* event)
{
    const QByteArray kind = event->mimeData()->data(kindMime);
    const QPointF scene = toScene(event->position());
    event->acceptProposedAction();
    if (kind == "share") {
        const auto under = m_geometry.at(scene, 0);
        std::optional<model::ComputerId> on;
        if (under && std::holds_alternative<model::ComputerId>(*under))
            on = std::get<model::ComputerId>(*under);
        addShare(on);
        return;
    }
    addMachine(kind == "client" ? model::ComputerKind::Client
               : kind == "jump" ? model::ComputerKind::JumpServer
                                : model::ComputerKind::Server,
               scene);
}

}  // namespace hopwright::ui
