#include "ui/canvas/graph_view.h"

#include "core/edit/chain.h"
#include "core/edit/edit_hops.h"
#include "core/edit/layout.h"
#include "core/model/graph_rules.h"
#include "ui/canvas/graph_view_state.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QDateTime>
#include <QMenu>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace hopwright::ui {

namespace {

constexpr double minZoom = 0.05;
constexpr double maxZoom = 3;
constexpr double margin = 48;
constexpr int turnMs = 80;
constexpr double turnStep = 80.0 / 1200;

}  // namespace

std::string editTime()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
}

GraphView::GraphView(QWidget* parent) : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setAcceptDrops(true);
    setAcceptDrops(true);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Drawing"));
    m_turn.setInterval(turnMs);
    connect(&m_turn, &QTimer::timeout, viewport(), qOverload<>(&QWidget::update));
}

GraphView::~GraphView() = default;

const model::Graph& GraphView::graph() const
{
    static const model::Graph empty;
    return m_document == nullptr ? empty : m_document->graph();
}

void GraphView::setDocument(GraphDocument* document)
{
    if (m_document != nullptr)
        m_document->disconnect(this);
    m_document = document;
    m_drag.reset();
    m_draft.reset();
    m_selection = {};
    m_fitted = false;
    m_content = {};
    if (m_document != nullptr)
        connect(m_document, &GraphDocument::graphChanged, this, &GraphView::rebuild);
    rebuild();
    emit selectionChanged();
}

void GraphView::setPlan(const plan::Plan& plan,
                        const std::map<model::HopId, plan::HopPrediction>& now)
{
    m_content.plan = plan;
    m_content.now = now;
    rebuild();
}

void GraphView::setReport(const probe::RunReport& report)
{
    m_content.report = report;
    bool runs = false;
    for (const probe::RouteResult& route : report.routes) {
        for (const probe::HopResult& hop : route.hops)
            runs = runs || hop.state == probe::HopState::Running;
    }
    if (runs)
        m_turn.start();
    else
        m_turn.stop();
    rebuild();
}

void GraphView::setMissing(const std::vector<plan::Change>& missing)
{
    m_content.missing.clear();
    for (const plan::Change& each : missing)
        m_content.missing.insert(each.computer);
    viewport()->update();
}

/// The graph or what is known of it changed: everything is placed anew, and what is gone is no longer selected.
void GraphView::rebuild()
{
    const model::Graph& now = graph();
    std::erase_if(m_selection.things.computers,
                  [&](model::ComputerId id) { return !now.computers.contains(id); });
    std::erase_if(m_selection.things.resources,
                  [&](model::ResourceId id) { return !now.resources.contains(id); });
    std::erase_if(m_selection.things.hops, [&](model::HopId id) { return !now.hops.contains(id); });
    if (m_selection.current && !contains(m_selection.things, *m_selection.current)) {
        m_selection.current.reset();
        emit selectionChanged();
    }
    if (m_hover && !now.computers.contains(*m_hover))
        m_hover.reset();
    m_geometry = CanvasGeometry(now, m_content, font());
    if (!m_fitted && !now.computers.empty() && isVisible()) {
        m_fitted = true;
        fit();
    }
    updateScrollBars();
    viewport()->update();
    emit viewChanged();
}

void GraphView::setSelection(const CanvasSelection& selection)
{
    if (selection == m_selection)
        return;
    m_selection = selection;
    viewport()->update();
    emit selectionChanged();
}

void GraphView::selectAll()
{
    CanvasSelection all = m_selection;
    for (const auto& [id, computer] : graph().computers)
        all.things.computers.insert(id);
    for (const auto& [id, hop] : graph().hops)
        all.things.hops.insert(id);
    if (!all.current && !graph().computers.empty())
        all.current = graph().computers.begin()->first;
    setSelection(all);
}

std::optional<model::ComputerId> GraphView::currentComputer() const
{
    if (!m_selection.current)
        return std::nullopt;
    if (const auto* id = std::get_if<model::ComputerId>(&*m_selection.current))
        return *id;
    if (const auto* id = std::get_if<model::ResourceId>(&*m_selection.current))
        return graph().resources.at(*id).computer;
    return std::nullopt;
}

void GraphView::apply(const QString& text, const Result<model::Graph>& next,
                      GraphDocument::Gesture gesture)
{
    if (!next) {
        emit refused(oneLine(errorText(next.error(), tr("Nothing was changed"))));
        return;
    }
    m_document->edit(text, *next, gesture);
}

// View and scene ------------------------------------------------------------------------------------------------------

QPointF GraphView::toView(QPointF scene) const
{
    return (scene - m_origin) * m_zoom;
}

QPointF GraphView::toScene(QPointF view) const
{
    return view / m_zoom + m_origin;
}

QPointF GraphView::sealCentre(model::HopId hop) const
{
    const auto found = m_geometry.hops().find(hop);
    return found == m_geometry.hops().end() ? QPointF() : toView(found->second.seal);
}

QRectF GraphView::cardRect(model::ComputerId computer) const
{
    const auto found = m_geometry.cards().find(computer);
    if (found == m_geometry.cards().end())
        return {};
    return {toView(found->second.rect.topLeft()), toView(found->second.rect.bottomRight())};
}

void GraphView::zoomTo(double factor)
{
    zoomBy(factor / m_zoom);
}

void GraphView::zoomBy(double factor, std::optional<QPointF> anchor)
{
    const QPointF at =
        anchor.value_or(QPointF(viewport()->width() / 2.0, viewport()->height() / 2.0));
    const QPointF fixed = toScene(at);
    m_zoom = std::clamp(m_zoom * factor, minZoom, maxZoom);
    m_origin = fixed - at / m_zoom;
    updateScrollBars();
    viewport()->update();
    emit zoomChanged(m_zoom);
    emit viewChanged();
}

void GraphView::fit()
{
    const QRectF all = m_geometry.bounds();
    if (all.isEmpty())
        return;
    const double wide = (viewport()->width() - margin / 2) / all.width();
    const double high = (viewport()->height() - margin / 2) / all.height();
    m_zoom = std::clamp(std::min({wide, high, 1.0}), minZoom, maxZoom);
    const QPointF size(viewport()->width() / m_zoom, viewport()->height() / m_zoom);
    // Drawings sit in the upper third: below them is where verdicts stand.
    const double spare = size.y() - all.height();
    m_origin = {all.center().x() - size.x() / 2,
                all.top() - std::min(std::max(spare / 2, 0.0), 48.0)};
    updateScrollBars();
    viewport()->update();
    emit zoomChanged(m_zoom);
    emit viewChanged();
}

void GraphView::reveal(const Thing& thing)
{
    const QRectF rect = m_geometry.rectOf(thing);
    const QRectF seen(m_origin,
                      QSizeF(viewport()->width() / m_zoom, viewport()->height() / m_zoom));
    if (rect.isNull() || seen.contains(rect))
        return;
    m_origin = rect.center() - QPointF(seen.width() / 2, seen.height() / 2);
    updateScrollBars();
    viewport()->update();
    emit viewChanged();
}

void GraphView::updateScrollBars()
{
    const QRectF seen(m_origin,
                      QSizeF(viewport()->width() / m_zoom, viewport()->height() / m_zoom));
    const QRectF all = m_geometry.bounds().adjusted(-margin, -margin, margin, margin) | seen;
    const auto set = [this](QScrollBar* bar, double low, double high, double at, double page) {
        const QSignalBlocker quiet(bar);
        bar->setPageStep(static_cast<int>(page * m_zoom));
        bar->setRange(static_cast<int>(low * m_zoom),
                      static_cast<int>(std::ceil(high * m_zoom - page * m_zoom)));
        bar->setValue(static_cast<int>(at * m_zoom));
    };
    set(horizontalScrollBar(), all.left(), all.right(), m_origin.x(), seen.width());
    set(verticalScrollBar(), all.top(), all.bottom(), m_origin.y(), seen.height());
}

void GraphView::scrollContentsBy(int, int)
{
    m_origin = {horizontalScrollBar()->value() / m_zoom, verticalScrollBar()->value() / m_zoom};
    viewport()->update();
    emit viewChanged();
}

void GraphView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (!m_fitted && !graph().computers.empty()) {
        m_fitted = true;
        fit();
    }
    updateScrollBars();
    emit viewChanged();
}

void GraphView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        rebuild();
    QAbstractScrollArea::changeEvent(event);
}

// Painting ------------------------------------------------------------------------------------------------------------

void GraphView::paintEvent(QPaintEvent*)
{
    const Theme theme = themeOf(palette());
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), ink(Ink::Canvas, theme));
    m_labels.clear();
    if (graph().computers.empty()) {
        paintEmpty(painter, theme);
        return;
    }
    painter.scale(m_zoom, m_zoom);
    painter.translate(-m_origin);
    PaintState state{
        .selection = &m_selection,
        .hover = m_hover,
        .dropTarget = m_draft ? m_draft->target : std::nullopt,
        .dropAllowed = !m_draft || m_draft->reason.isEmpty(),
        .hasFocus = hasFocus(),
        .zoom = m_zoom,
        .turn = std::fmod(
            static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / turnMs * turnStep, 1.0),
        .area =
            QRectF(m_origin, QSizeF(viewport()->width() / m_zoom, viewport()->height() / m_zoom))};
    paintCanvas(painter, graph(), m_content, m_geometry, state, font(), theme, &m_labels);
    paintGesture(painter, theme);
}

/// The hop that is being drawn, or the rubber band.
void GraphView::paintGesture(QPainter& painter, Theme theme)
{
    if (m_drag && m_drag->kind == Drag::Kind::Band) {
        painter.setPen(QPen(ink(Ink::Accent, theme), 1 / m_zoom));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(m_drag->startScene, m_drag->nowScene).normalized());
    }
    if (!m_draft)
        return;
    const QPointF tail = m_geometry.cards().at(m_draft->from).handle();
    painter.setPen(QPen(ink(Ink::Accent, theme), 1.5, Qt::DashLine, Qt::FlatCap));
    painter.drawLine(tail, m_draft->nowScene);
    QString said = m_draft->reason;
    if (said.isEmpty())
        said = m_draft->target
                   ? tr("Release to draw the hop")
                   : tr("Release on a machine or share; on empty canvas a new machine is made");
    painter.setFont(fontFor(FontRole::Caption, font()));
    const QRectF box(m_draft->nowScene + QPointF(14, 10), QSizeF(320, 36));
    const QRectF used = painter.boundingRect(box, Qt::TextWordWrap, said).adjusted(-6, -3, 6, 3);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink(Ink::Tooltip, theme));
    painter.drawRoundedRect(used, 4, 4);
    painter.setPen(ink(Ink::OnTooltip, theme));
    painter.drawText(box, Qt::TextWordWrap, said);
}

void GraphView::paintEmpty(QPainter& painter, Theme theme)
{
    const QRectF middle(viewport()->rect());
    const auto say = [&](double y, FontRole role, Ink colour, const QString& text) {
        painter.setFont(fontFor(role, font()));
        painter.setPen(ink(colour, theme));
        const QRectF box(middle.left() + 24, middle.center().y() + y, middle.width() - 48, 48);
        painter.drawText(box, Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, text);
        m_labels.push_back({.text = text, .full = text, .rect = box});
    };
    say(-60, FontRole::Title, Ink::Text, tr("Draw a chain"));
    say(-24, FontRole::Body, Ink::TextSecondary,
        tr("Press A to add a machine, or drag one from the palette. Drag from its right edge to "
           "draw a hop."));
    say(24, FontRole::Body, Ink::TextSecondary,
        tr("Or paste a chain: %1")
            .arg(QStringLiteral("ADM-PC01 -credssp-> JUMP01.lab.example -> \\\\FS01\\Reports")));
}

const std::vector<PaintedLabel>& GraphView::paintedLabels() const
{
    return m_labels;
}

bool GraphView::event(QEvent* event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        viewport()->update();
    return QAbstractScrollArea::event(event);
}

}  // namespace hopwright::ui
