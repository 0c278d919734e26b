#include "ui/canvas/graph_view.h"

#include "core/model/graph_rules.h"
#include "ui/canvas/canvas_accessible.h"
#include "ui/canvas/canvas_news.h"
#include "ui/canvas/card_growth.h"
#include "ui/canvas/glide.h"
#include "ui/canvas/minimap.h"
#include "ui/canvas/scroll_bars.h"
#include "ui/canvas/splice_target.h"
#include "ui/canvas/tiled_painter.h"
#include "ui/canvas/tool.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/motion.h"
#include "ui/theme/tokens.h"

#include <QAccessible>
#include <QBackingStore>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QPaintEngine>
#include <QPainter>
#include <QPointer>
#include <QResizeEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <ranges>

namespace hopwright::ui {

namespace {

constexpr double fitMargin = 16;
constexpr double tightMargin = 2;  ///< At 100 % a drawing may come this near to the edge.
constexpr double topMargin = 32;
constexpr double revealMargin = 24;
constexpr double hopReach = 6;  ///< Half of the hit width of 12.
constexpr double handleReach = 9;
constexpr int frameMs = 40;  ///< Between two positions of a running seal.

/// Before a widget within the view asks what the view is for assistive tools: Qt keeps the answer.
QWidget* withTools(QWidget* parent)
{
    CanvasAccessible::install();
    return parent;
}

}  // namespace

GraphView::GraphView(QWidget* parent)
    : QAbstractScrollArea(withTools(parent)),
      m_news(std::make_unique<CanvasNews>(*this)),
      m_bars(new ScrollBars(this)),
      m_map(new Minimap(this)),
      m_tiles(std::make_unique<TiledPainter>())
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setMouseTracking(true);
    viewport()->setAcceptDrops(true);
    setAccessibleName(Text::tr("Drawing"));
    m_turn.setInterval(frameMs);
    m_clock.start();
    connect(&m_turn, &QTimer::timeout, viewport(), qOverload<>(&QWidget::update));
    m_refine.setSingleShot(true);
    m_refine.setInterval(0);
    connect(&m_refine, &QTimer::timeout, viewport(), qOverload<>(&QWidget::update));
    m_motion.setStartValue(0.0);
    m_motion.setEndValue(1.0);
    m_motion.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_motion, &QVariantAnimation::valueChanged, viewport(), qOverload<>(&QWidget::update));
    connect(&m_motion, &QVariantAnimation::finished, this, &GraphView::endGlide);
    connect(m_bars, &ScrollBars::moved, this, [this](QPointF corner) {
        leaveView(ViewStep::Scroll);
        setOrigin(corner / m_zoom);
    });
    rebuild();
}

GraphView::~GraphView() = default;

const model::Graph& GraphView::graph() const
{
    static const model::Graph empty;
    return m_document == nullptr ? empty : m_document->graph();
}

void GraphView::setDocument(GraphDocument* document)
{
    if (m_document != nullptr) {
        m_document->disconnect(this);
        m_document->setFitting({});
    }
    endTool();
    endGlide();
    m_drop.reset();
    delete m_editor;
    m_document = document;
    m_selection = {};
    m_content = {};
    m_fitted = false;
    if (m_document != nullptr) {
        connect(m_document, &GraphDocument::graphChanged, this, &GraphView::onGraphChanged);
        connect(m_document, &GraphDocument::replaced, this, &GraphView::onReplaced);
        m_document->setFitting([view = QPointer(this)](const model::Graph& before,
                                                       model::Graph next) {
            return view == nullptr ? next
                                   : withFollowers(before, withRoomForCards(before, std::move(next),
                                                                            view->canvasGeometry(),
                                                                            view->font()));
        });
    }
    m_findings = {};
    m_tiles->forget();
    m_news->drawingReplaced();
    rebuild();
    fitOnce();
    announce();
    emit selectionChanged();
}

void GraphView::onGraphChanged()
{
    endGlide();
    m_stale = true;  // What is selected is asked for by what is shown.
    if (m_tool && m_tool->isLost())
        endTool();
    dropLostSelection();
    if (!m_tool && isInView(m_geometry.bounds())) {
        // Once the plan, which the cards show, is that of this drawing.
        QTimer::singleShot(0, this, [this, frames = m_geometry.frames()] { showNewFrame(frames); });
    }
    rebuild();
    announceLater();
}

bool GraphView::isInView(const QRectF& scene) const
{
    return QRectF(viewport()->rect()).contains(toView(scene));
}

/// Where all was seen, the frame of a domain that came is seen too, with its title.
void GraphView::showNewFrame(const std::vector<FrameGeometry>& before)
{
    const auto isCut = [&](const FrameGeometry& frame) {
        return std::ranges::find(before, frame.id, &FrameGeometry::id) == before.end()
               && !isInView(frame.rect);
    };
    if (std::ranges::any_of(canvasGeometry().frames(), isCut))
        fit();
}

/// Another drawing is shown as a whole.
void GraphView::onReplaced()
{
    m_news->drawingReplaced();
    m_tiles->forget();
    m_fitted = false;
    fitOnce();
}

void GraphView::setPlan(Shared<plan::Plan> plan,
                        Shared<std::map<model::HopId, plan::HopPrediction>> now,
                        Shared<plan::RouteWalk> walk)
{
    if (!m_findings.isOf(plan))
        m_findings = CanvasFindings(plan);
    m_content.plan = std::move(plan);
    m_content.now = std::move(now);
    m_content.walk = std::move(walk);
    rebuild();
    announceLater();
}

void GraphView::setReport(Shared<probe::RunReport> report)
{
    m_content.report = std::move(report);
    const auto& routes = m_content.report->routes;
    const bool runs = std::ranges::any_of(routes, [](const probe::RouteResult& route) {
        return std::ranges::any_of(
            route.hops, [](const probe::HopResult& hop) { return hop.state == HopState::Running; });
    });
    if (runs && !m_turn.isActive()) {
        m_turn.start();
    } else if (!runs) {
        m_turn.stop();
    }
    rebuild();
    announceLater();
}

void GraphView::setMissing(Shared<std::vector<plan::Change>> missing)
{
    m_content.missing = std::move(missing);
    rebuild();
}

void GraphView::setRemarks(Shared<CanvasRemarks> remarks)
{
    m_content.remarks = std::move(remarks);
    rebuild();
    announceLater();
}

void GraphView::dropLostSelection()
{
    const model::Graph& now = graph();
    CanvasSelection kept = m_selection;
    std::erase_if(kept.things.computers,
                  [&](model::ComputerId id) { return !now.computers.contains(id); });
    std::erase_if(kept.things.resources,
                  [&](model::ResourceId id) { return !now.resources.contains(id); });
    std::erase_if(kept.things.hops, [&](model::HopId id) { return !now.hops.contains(id); });
    if (kept.current && !contains(kept.things, *kept.current))
        kept.current.reset();
    if (m_hover && !now.computers.contains(*m_hover))
        m_hover.reset();
    setSelection(kept);
}

/// The graph or what is known of it changed: all texts and places are computed anew.
void GraphView::rebuild()
{
    m_stale = true;
    m_tiles->changed();
    viewport()->update();
    m_map->forget();
    tellView();
}

void GraphView::tellView()
{
    emit viewChanged();
    // After several changes at once; and a bar that comes or goes changes the view in turn.
    if (std::exchange(m_tellsView, true))
        return;
    QTimer::singleShot(0, this, &GraphView::showWhereWeAre);
}

void GraphView::showWhereWeAre()
{
    m_tellsView = false;
    const QRectF all = canvasGeometry().bounds();
    m_bars->show(QRectF(all.topLeft() * m_zoom, all.size() * m_zoom),
                 QRectF(m_origin * m_zoom, viewport()->size()));
    m_map->place();
}

void GraphView::makeAgain() const
{
    if (!std::exchange(m_stale, false))
        return;
    m_looks = looksOf(m_document == nullptr ? Shared<model::Graph>()
                                            : Shared<model::Graph>(m_document->snapshot()),
                      m_content);
    m_shown = ShownDrawing(graph(), &m_looks.hops);
    addGroupLooks(graph(), m_shown, m_looks);
    m_geometry.update(m_shown.graph(), m_looks, font());
    m_shownFindings = m_shown.cards().empty()
                          ? m_findings
                          : CanvasFindings(m_content.plan, [this](const Thing& thing) {
                                return m_shown.standIn(thing);
                            });
}

const ShownDrawing& GraphView::shown() const
{
    makeAgain();
    return m_shown;
}

const CanvasGeometry& GraphView::canvasGeometry() const
{
    makeAgain();
    return m_geometry;
}

const CanvasLooks& GraphView::looks() const
{
    makeAgain();
    return m_looks;
}

/// Who selects the card of a collapsed group selects its machines.
void GraphView::setSelection(const CanvasSelection& selection)
{
    if (selection == m_selection)
        return;
    CanvasSelection next = graph().groups.empty() ? selection : shown().whole(selection);
    if (next == m_selection)
        return;
    const CanvasSelection before = std::exchange(m_selection, std::move(next));
    viewport()->update();
    announce();
    m_news->selectionMoved(before);
    emit selectionChanged();
}

void GraphView::selectAll()
{
    CanvasSelection all = m_selection;
    for (const auto& [id, computer] : graph().computers)
        all.things.computers.insert(id);
    for (const auto& [id, hop] : graph().hops)
        all.things.hops.insert(id);
    if (!all.current)
        all.current = firstOf(all.things);
    setSelection(all);
}

/// After several changes at once.
void GraphView::announceLater()
{
    if (std::exchange(m_announces, true))
        return;
    QTimer::singleShot(0, this, [this] {
        m_announces = false;
        announce();
        m_news->drawingChanged();
    });
}

QString GraphView::spoken(const Thing& thing) const
{
    if (!isIn(graph(), thing))
        return {};
    if (const auto* computer = std::get_if<model::ComputerId>(&thing);
        computer != nullptr && looks().machines.contains(*computer))
        return spokenMachine(graph(), looks(), *computer);
    if (const auto* resource = std::get_if<model::ResourceId>(&thing);
        resource != nullptr && looks().resources.contains(*resource))
        return spokenResource(graph(), looks(), *resource);
    const auto* hop = std::get_if<model::HopId>(&thing);
    return hop != nullptr && looks().hops.contains(*hop) ? spokenHop(graph(), looks(), *hop)
                                                         : QString();
}

/// What has the focus, in words, for assistive tools.
void GraphView::announce()
{
    QString words =
        filled(Text::tr("%1, %2"),
               {Text::tr("%n machines", nullptr, static_cast<int>(graph().computers.size())),
                Text::tr("%n hops", nullptr, static_cast<int>(graph().hops.size()))});
    if (m_selection.current && isIn(graph(), *m_selection.current))
        words = spoken(*m_selection.current);
    if (words == accessibleDescription())
        return;
    setAccessibleDescription(words);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

bool GraphView::apply(const QString& text, Result<model::Graph> next,
                      GraphDocument::Gesture gesture)
{
    if (!next) {
        emit refused(oneLine(errorText(next.error(), Text::tr("Nothing was changed"))));
        return false;
    }
    if (m_document == nullptr)
        return false;
    m_document->edit(text, *std::move(next), gesture);
    return true;
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

QRectF GraphView::toView(const QRectF& scene) const
{
    return {toView(scene.topLeft()), scene.size() * m_zoom};
}

QPointF GraphView::sealCentre(model::HopId hop) const
{
    const auto found = canvasGeometry().hops().find(hop);
    return found == canvasGeometry().hops().end() ? QPointF() : toView(found->second.seal);
}

QRectF GraphView::cardRect(model::ComputerId computer) const
{
    const auto found = canvasGeometry().cards().find(computer);
    return found == canvasGeometry().cards().end() ? QRectF() : toView(found->second.rect);
}

std::optional<Thing> GraphView::thingAt(QPointF view) const
{
    return canvasGeometry().at(toScene(view), hopReach / m_zoom);
}

/// On whole pixels, so that lines of 1 px stay sharp at 100 %.
void GraphView::setOrigin(QPointF origin)
{
    m_origin = QPointF(std::round(origin.x() * m_zoom), std::round(origin.y() * m_zoom)) / m_zoom;
    viewport()->update();
    tellView();
}

void GraphView::scrollBy(QPointF pixels)
{
    leaveView(ViewStep::Scroll);
    setOrigin(m_origin + pixels / m_zoom);
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
    leaveView(ViewStep::Zoom);
    m_zoom = std::clamp(m_zoom * factor, Zoom::min, Zoom::max);
    setOrigin(fixed - at / m_zoom);
    emit zoomChanged(m_zoom);
}

void GraphView::fit()
{
    leaveView(ViewStep::Jump);
    fitTo(canvasGeometry().bounds());
}

void GraphView::fitSelection()
{
    QRectF all;
    for (const model::ComputerId id : m_selection.things.computers)
        all |= canvasGeometry().rectOf(id);
    for (const model::ResourceId id : m_selection.things.resources)
        all |= canvasGeometry().rectOf(id);
    for (const model::HopId id : m_selection.things.hops)
        all |= canvasGeometry().rectOf(id);
    if (all.isEmpty()) {
        emit refused(Text::tr("Select what is to be shown."));
        return;
    }
    leaveView(ViewStep::Jump);
    fitTo(all);
}

void GraphView::goBack()
{
    if (const auto place = m_views.back({.origin = m_origin, .zoom = m_zoom})) {
        showView(*place);
    } else {
        emit refused(Text::tr("There is no view before this one."));
    }
}

void GraphView::goForward()
{
    if (const auto place = m_views.forward({.origin = m_origin, .zoom = m_zoom})) {
        showView(*place);
    } else {
        emit refused(Text::tr("There is no view behind this one."));
    }
}

void GraphView::showView(const ViewPlace& place)
{
    m_zoom = place.zoom;
    setOrigin(place.origin);
    emit zoomChanged(m_zoom);
}

/// At most at 100 %.
void GraphView::fitTo(const QRectF& all)
{
    const QSizeF seen = viewport()->size();
    if (all.isEmpty()) {
        m_zoom = 1;
        setOrigin({(Size::nodeWidth - seen.width()) / 2, -seen.height() / 3});
        emit zoomChanged(m_zoom);
        return;
    }
    const bool whole = all.width() + 2 * tightMargin <= seen.width()
                       && all.height() + 2 * fitMargin <= seen.height();
    if (whole) {
        m_zoom = 1;
    } else {
        m_zoom = std::clamp(std::min({(seen.width() - 2 * fitMargin) / all.width(),
                                      (seen.height() - 2 * fitMargin) / all.height(), 1.0}),
                            Zoom::min, Zoom::max);
    }
    // Drawings stand at the top: below them is where verdicts go.
    const double spare = seen.height() / m_zoom - all.height();
    setOrigin({all.center().x() - seen.width() / m_zoom / 2,
               all.top() - std::clamp(spare / 2, 0.0, topMargin / m_zoom)});
    emit zoomChanged(m_zoom);
}

/// As soon as there is a size to fit into.
void GraphView::fitOnce()
{
    if (m_fitted || !isVisible() || m_document == nullptr)
        return;
    m_fitted = true;
    fitTo(canvasGeometry().bounds());
    m_views.clear();  // Here another drawing begins.
}

void GraphView::reveal(const Thing& thing)
{
    const QRectF place = canvasGeometry().rectOf(shown().standIn(thing));
    const QRectF rect = toView(place);
    const QRectF seen = QRectF(viewport()->rect())
                            .adjusted(revealMargin, revealMargin, -revealMargin, -revealMargin);
    if (place.isNull() || seen.contains(rect))
        return;
    leaveView(ViewStep::Jump);
    const auto shift = [](double low, double high, double from, double to) {
        return low < from ? low - from : std::min(std::max(high - to, 0.0), low - from);
    };
    const QPointF by(shift(rect.left(), rect.right(), seen.left(), seen.right()),
                     shift(rect.top(), rect.bottom(), seen.top(), seen.bottom()));
    setOrigin(m_origin + by / m_zoom);
}

void GraphView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    fitOnce();
    tellView();
}

void GraphView::showEvent(QShowEvent* event)
{
    QAbstractScrollArea::showEvent(event);
    fitOnce();
}

void GraphView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        rebuild();
}

// Painting ------------------------------------------------------------------------------------------------------------

void GraphView::paintEvent(QPaintEvent*)
{
    const Theme theme = themeOf(palette());
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), ink(Ink::Canvas, theme));
    m_notes = {};
    m_notesAreOld = false;
    if (graph().computers.empty()) {
        paintEmpty(painter, theme);
        return;
    }
    paintDrawing(painter, theme);
    if (m_tool)
        m_tool->paint(painter, theme);
    if (m_drop)
        m_drop->paint(painter, theme);
}

PaintState GraphView::paintState() const
{
    makeAgain();
    PaintState out{.selection = m_selection,
                   .hover = m_hover,
                   .hasFocus = hasFocus(),
                   .zoom = m_zoom,
                   .turn = static_cast<double>(m_clock.elapsed() % Motion::runningTurn)
                           / Motion::runningTurn,
                   .findings = m_shownFindings,
                   .avoidance = m_avoidance};
    if (m_tool)
        m_tool->prepare(out);
    return out;
}

/// As it is, or on the way there.
void GraphView::paintDrawing(QPainter& painter, Theme theme)
{
    if (isTiled()) {
        paintTiles(painter, theme);
        return;
    }
    ViewPlace place{.origin = m_origin, .zoom = m_zoom};
    if (m_glide) {
        m_glide->go(m_motion.currentValue().toDouble(), shown().graph(), looks(), font());
        place = m_glide->placeTo(place);
    }
    PaintState state = paintState();
    state.zoom = place.zoom;
    state.area = QRectF(place.origin, QSizeF(viewport()->size()) / place.zoom);
    painter.save();
    painter.scale(place.zoom, place.zoom);
    painter.translate(-place.origin);
    paintCanvas(painter, m_glide ? m_glide->graph() : shown().graph(), looks(),
                m_glide ? m_glide->geometry() : canvasGeometry(), state, font(), theme, m_notes);
    painter.restore();
    bringToView(place);
}

/// What is noted, from scene units to the viewport.
void GraphView::bringToView(const ViewPlace& place) const
{
    const auto seen = [&place](const QRectF& scene) {
        return QRectF((scene.topLeft() - place.origin) * place.zoom, scene.size() * place.zoom);
    };
    for (PaintedLabel& label : m_notes.labels)
        label.rect = seen(label.rect);
    for (PaintedBadge& badge : m_notes.badges)
        badge.rect = seen(badge.rect);
}

bool GraphView::isTiled() const
{
    return !m_glide
           && shown().graph().computers.size() + shown().graph().hops.size()
                  >= m_tiledFrom.value_or(TiledPainter::leastThings);
}

void GraphView::paintTiles(QPainter& painter, Theme theme)
{
    const TiledScene scene{.graph = shown().graph(),
                           .looks = looks(),
                           .geometry = canvasGeometry(),
                           .font = font(),
                           .theme = theme,
                           .origin = m_origin,
                           .size = viewport()->size(),
                           .ratio = painter.device()->devicePixelRatio()};
    const Effort effort = isPictureOfWindow(painter) ? Effort::Whole : Effort::Slice;
    if (!m_tiles->paint(painter, scene, paintState(), effort))
        m_refine.start();
    m_notesAreOld = true;
}

/// Nobody comes back to a picture to see it sharp.
bool GraphView::isPictureOfWindow(const QPainter& painter) const
{
    QBackingStore* const screen = window()->backingStore();
    return screen == nullptr || painter.paintEngine()->paintDevice() != screen->paintDevice();
}

const PaintNotes& GraphView::notes() const
{
    if (std::exchange(m_notesAreOld, false)) {
        m_notes = m_tiles->notes();
        bringToView({.origin = m_origin, .zoom = m_zoom});
        // Squares at the edges reach out of sight.
        const QRectF seen(viewport()->rect());
        std::erase_if(m_notes.labels,
                      [&seen](const PaintedLabel& each) { return !each.rect.intersects(seen); });
        std::erase_if(m_notes.badges,
                      [&seen](const PaintedBadge& each) { return !each.rect.intersects(seen); });
    }
    return m_notes;
}

void GraphView::setTiledFrom(std::size_t things)
{
    m_tiledFrom = things;
    viewport()->update();
}

QImage GraphView::paintedAtOnce()
{
    const double ratio = viewport()->devicePixelRatio();
    const Theme theme = themeOf(palette());
    QImage out(viewport()->size() * ratio, QImage::Format_RGB32);
    out.setDevicePixelRatio(ratio);
    out.fill(ink(Ink::Canvas, theme));
    QPainter painter(&out);
    m_tiles->paintAtOnce(painter,
                         {.graph = shown().graph(),
                          .looks = looks(),
                          .geometry = canvasGeometry(),
                          .font = font(),
                          .theme = theme,
                          .origin = m_origin,
                          .size = viewport()->size(),
                          .ratio = ratio},
                         paintState());
    return out;
}

void GraphView::glideFrom(const model::Graph& before, const ViewPlace& place)
{
    endGlide();
    const int time = motionTime(Motion::layout);
    auto glide = std::make_unique<Glide>(before, graph(), place);
    if (time == 0 || !isVisible() || !glide->isSeen())
        return;
    m_glide = std::move(glide);
    m_motion.setDuration(time);
    m_motion.start();
    viewport()->update();
}

/// All is where it belongs.
void GraphView::endGlide()
{
    m_motion.stop();
    if (!std::exchange(m_glide, nullptr))
        return;
    viewport()->update();
}

struct GraphView::EmptyLine {
    FontRole role;
    Ink colour;
    QString text;
    QRectF room = {};  ///< Where it is painted, in the middle,
    QRectF box = {};   ///< and what it takes of that.
};

/// How to begin.
std::vector<GraphView::EmptyLine> GraphView::emptyLines() const
{
    constexpr double widest = 520;
    constexpr double gap = 10;
    constexpr double least = 24;  ///< Above the first line.
    const QRectF seen(viewport()->rect());
    const double width = std::min(widest, seen.width() - 48);
    double y = 0;
    std::vector<EmptyLine> out{
        {.role = FontRole::Title,
         .colour = Ink::Text,
         .text = Text::tr("Draw the way your command takes")},
        {.role = FontRole::Body,
         .colour = Ink::TextSecondary,
         .text = Text::tr("Press A to add a machine, or drag one from the palette. Drag from the "
                          "edge of a machine to draw a hop.")},
        {.role = FontRole::Body,
         .colour = Ink::TextSecondary,
         .text = Text::tr("Or paste a chain:")},
        {.role = FontRole::Code,
         .colour = Ink::Text,
         .text = QStringLiteral("ADM-PC01 -> JUMP01.lab.example -> \\\\FS01\\Reports")}};
    for (EmptyLine& each : out) {
        each.room = QRectF(seen.center().x() - width / 2, y, width, 400);
        each.box = QFontMetricsF(fontFor(each.role, font()))
                       .boundingRect(each.room, Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                                     each.text);
        y = each.box.bottom() + gap;
    }
    const double top = std::max(least, (seen.height() - (y - gap) - m_emptyBelow) / 2);
    for (EmptyLine& each : out) {
        each.room.translate(0, top);
        each.box.translate(0, top);
    }
    return out;
}

void GraphView::paintEmpty(QPainter& painter, Theme theme)
{
    for (const EmptyLine& each : emptyLines()) {
        painter.setFont(fontFor(each.role, font()));
        painter.setPen(ink(each.colour, theme));
        painter.drawText(each.room, Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, each.text);
        m_notes.labels.push_back({.text = each.text, .full = each.text, .rect = each.box});
    }
}

QPointF GraphView::emptyEnd() const
{
    const QRectF last = emptyLines().back().box;
    return {last.center().x(), last.bottom()};
}

void GraphView::setEmptyBelow(int height)
{
    if (m_emptyBelow == height)
        return;
    m_emptyBelow = height;
    viewport()->update();
}

void GraphView::setLabelAvoidance(LabelAvoidance avoidance)
{
    m_avoidance = avoidance;
    viewport()->update();
}

/// The one that was painted last lies on top.
const PaintedBadge* GraphView::badgeAt(QPointF view) const
{
    const auto badges = std::views::reverse(notes().badges);
    const auto found = std::ranges::find_if(
        badges, [view](const PaintedBadge& each) { return each.rect.contains(view); });
    return found == badges.end() || !isIn(graph(), found->thing) ? nullptr : &*found;
}

QString GraphView::toolTipAt(QPointF view) const
{
    if (const PaintedBadge* badge = badgeAt(view))
        return m_shownFindings.textsOf(badge->thing).join(u'\n');
    for (const PaintedLabel& label : notes().labels) {
        if (label.isElided() && label.rect.contains(view))
            return label.full;
    }
    const auto thing = thingAt(view);
    return thing ? spoken(*thing) : QString();
}

bool GraphView::viewportEvent(QEvent* event)
{
    // What is pressed is where it belongs.
    if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::Wheel)
        endGlide();
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString text = toolTipAt(help->pos());
        if (text.isEmpty()) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(), text.toHtmlEscaped(), viewport());
        }
        return true;
    }
    if (event->type() == QEvent::Leave && m_hover) {
        m_hover.reset();
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void GraphView::hover(QPointF view)
{
    const QPointF scene = toScene(view);
    auto over = m_readOnly ? std::nullopt : canvasGeometry().handleAt(scene, handleReach / m_zoom);
    viewport()->setCursor(m_space ? Qt::OpenHandCursor : over ? Qt::CrossCursor : Qt::ArrowCursor);
    if (const auto thing = over ? std::nullopt : canvasGeometry().at(scene, 0)) {
        if (const auto* computer = std::get_if<model::ComputerId>(&*thing)) {
            over = *computer;
        } else if (const auto* resource = std::get_if<model::ResourceId>(&*thing)) {
            over = graph().resources.at(*resource).computer;
        }
    }
    if (over == m_hover)
        return;
    m_hover = over;
    viewport()->update();
}

bool GraphView::event(QEvent* event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        viewport()->update();
    // Qt tells of the view as a whole behind this event; after that, of what has the focus in it.
    if (event->type() == QEvent::FocusIn)
        QTimer::singleShot(0, this, [this] { m_news->focusMoved(); });
    // Letters that choose the target of a hop are not shortcuts of the window.
    if (event->type() == QEvent::ShortcutOverride && m_tool && m_tool->takesKeys()) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

}  // namespace hopwright::ui
