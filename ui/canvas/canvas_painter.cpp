#include "ui/canvas/canvas_painter.h"

#include "core/edit/layout.h"
#include "core/model/graph_rules.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"
#include "ui/theme/delegates.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hopwright::ui {

namespace {

constexpr double fullDetail = 0.85;
constexpr double namesOnly = 0.35;
constexpr double sealSize = 26;
constexpr double smallSeal = 18;

/// One paint: what all its parts share.
struct Paint {
    QPainter& painter;
    const model::Graph& graph;
    const CanvasContent& content;
    const CanvasGeometry& geometry;
    const PaintState& state;
    const QFont& font;
    Theme theme;
    std::vector<PaintedLabel>* labels;

    QColor colour(Ink which) const { return ink(which, theme); }
    bool full() const { return state.zoom >= fullDetail; }

    void text(const QRectF& box, Qt::Alignment alignment, FontRole role, Ink colourOf,
              const QString& said, Qt::TextElideMode elide = Qt::ElideMiddle) const;
    void frame(const FrameGeometry& frame) const;
    void card(const CardGeometry& card) const;
    void cardBody(const CardGeometry& card, const MachineLook& look) const;
    void roles(const CardGeometry& card, const MachineLook& look) const;
    void rows(const CardGeometry& card) const;
    void strip(const CardGeometry& card, const MachineLook& look) const;
    void line(const HopGeometry& hop, const HopLook& look) const;
    void arrow(const HopGeometry& hop, const HopLook& look, const QColor& pen) const;
    void sealAndLabels(const HopGeometry& hop, const HopLook& look) const;
    void label(QPointF centre, FontRole role, Ink colourOf, const QString& said,
               double width) const;
    void ring(const Thing& thing) const;
    bool isSelected(const Thing& thing) const
    {
        return state.selection != nullptr && contains(state.selection->things, thing);
    }
    bool isSmbResource(model::HopId hop) const
    {
        return graph.hops.at(hop).to.resource.has_value();
    }
};

QString iconOf(model::ComputerKind kind)
{
    switch (kind) {
    case model::ComputerKind::Client:
        return QStringLiteral("client");
    case model::ComputerKind::JumpServer:
        return QStringLiteral("jump");
    case model::ComputerKind::Server:
        break;
    }
    return QStringLiteral("server");
}

void Paint::text(const QRectF& box, Qt::Alignment alignment, FontRole role, Ink colourOf,
                 const QString& said, Qt::TextElideMode elide) const
{
    const QFont used = fontFor(role, font);
    const QString shown = QFontMetricsF(used).elidedText(said, elide, box.width());
    painter.setFont(used);
    painter.setPen(colour(colourOf));
    painter.drawText(box, static_cast<int>(alignment) | Qt::TextSingleLine, shown);
    if (labels != nullptr && !said.isEmpty()) {
        QRectF used1 =
            painter.boundingRect(box, static_cast<int>(alignment) | Qt::TextSingleLine, shown);
        labels->push_back({.text = shown, .full = said, .rect = used1});
    }
}

void Paint::frame(const FrameGeometry& frame) const
{
    const model::Domain& domain = graph.domains.at(frame.id);
    painter.setPen(QPen(colour(Ink::Line), 1));
    painter.setBrush(colour(Ink::Group));
    painter.drawRoundedRect(frame.rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    if (!full())
        return;
    const QRectF title(frame.rect.left() + 12, frame.rect.top() + 4, frame.rect.width() - 24, 22);
    paintIcon(painter, QStringLiteral("group"), QRectF(title.left(), title.top() + 3, 16, 16),
              colour(Ink::TextSecondary));
    const QString kind = domain.workgroup ? QCoreApplication::translate("hopwright", "workgroup")
                                          : QCoreApplication::translate("hopwright", "domain");
    const QString name = fromUtf8(domain.dnsName.empty() ? domain.shortName : domain.dnsName);
    text(title.adjusted(24, 0, -90, 0), Qt::AlignVCenter | Qt::AlignLeft, FontRole::Strong,
         Ink::Text, name);
    text(QRectF(title.right() - 86, title.top(), 86, title.height()),
         Qt::AlignVCenter | Qt::AlignRight, FontRole::Caption, Ink::TextSecondary, kind);
}

void Paint::card(const CardGeometry& card) const
{
    const MachineLook look = lookOf(graph, content, graph.computers.at(card.id));
    const bool hovered = state.hover == card.id;
    painter.setBrush(colour(Ink::Card));
    painter.setPen(QPen(colour(hovered ? Ink::Accent : Ink::Outline), hovered ? 2 : 1));
    painter.drawRoundedRect(card.rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    if (state.zoom < namesOnly)
        return;
    cardBody(card, look);
    if (full()) {
        roles(card, look);
        rows(card);
        strip(card, look);
    }
    if (look.notApplied)
        paintMark(painter, Mark::NotAppliedYet,
                  QRectF(card.rect.right() - 14, card.rect.bottom() - 14, 10, 10), theme);
}

void Paint::cardBody(const CardGeometry& card, const MachineLook& look) const
{
    const QRectF tile(card.rect.left() + 12, card.rect.top() + 12, 32, 32);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(Ink::NeutralSoft));
    painter.drawRoundedRect(tile, 4, 4);
    paintIcon(painter, iconOf(graph.computers.at(card.id).kind), tile.adjusted(6, 6, -6, -6),
              colour(Ink::Text));
    const double left = card.rect.left() + 52;
    const double width = card.rect.right() - 10 - left;
    text(QRectF(left, card.rect.top() + 10, width, 18), Qt::AlignVCenter | Qt::AlignLeft,
         FontRole::Strong, Ink::Text, look.name);
    if (full())
        text(QRectF(left, card.rect.top() + 28, width, 16), Qt::AlignVCenter | Qt::AlignLeft,
             FontRole::Caption, Ink::TextSecondary, look.second);
}

void Paint::roles(const CardGeometry& card, const MachineLook& look) const
{
    double left = card.rect.left() + 12;
    const double top = card.rect.top() + 50;
    if (look.roles.empty()) {
        text(QRectF(left, top, card.rect.width() - 24, 16), Qt::AlignVCenter | Qt::AlignLeft,
             FontRole::Caption, Ink::TextSecondary, look.noRole, Qt::ElideRight);
        return;
    }
    const QFontMetricsF metrics(fontFor(FontRole::Caption, font));
    for (const QString& role : look.roles) {
        const double width = metrics.horizontalAdvance(role) + 12;
        const QRectF chip(left, top, width, 17);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour(look.notApplied ? Ink::PlannedSoft : Ink::NeutralSoft));
        painter.drawRoundedRect(chip, 4, 4);
        text(chip.adjusted(4, 0, -4, 0), Qt::AlignCenter, FontRole::Caption,
             look.notApplied ? Ink::Planned : Ink::Text, role);
        left += width + 6;
    }
}

void Paint::rows(const CardGeometry& card) const
{
    for (const auto& [id, rect] : card.rows) {
        painter.setPen(QPen(colour(Ink::Line), 1));
        painter.drawLine(QPointF(rect.left() + 1, rect.top() + 0.5),
                         QPointF(rect.right() - 1, rect.top() + 0.5));
        if (isSelected(id)) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colour(Ink::AccentSoft));
            painter.drawRect(rect.adjusted(1, 1, -1, -1));
        }
        const QString verb = verbOf(graph, id);
        paintIcon(painter, QStringLiteral("share"),
                  QRectF(rect.left() + 16, rect.top() + 5, 18, 18), colour(Ink::Text));
        text(rect.adjusted(44, 0, verb.isEmpty() ? -10 : -56, 0), Qt::AlignVCenter | Qt::AlignLeft,
             FontRole::Body, Ink::Text, fromUtf8(graph.resources.at(id).name));
        text(QRectF(rect.right() - 54, rect.top(), 44, rect.height()),
             Qt::AlignVCenter | Qt::AlignRight, FontRole::Caption, Ink::TextSecondary, verb);
    }
}

void Paint::strip(const CardGeometry& card, const MachineLook& look) const
{
    if (card.passwordStrip.isEmpty())
        return;
    const QRectF box = card.passwordStrip.adjusted(1.5, 0.5, -1.5, -1.5);
    painter.setPen(look.passwordIsSeen
                       ? QPen(Qt::NoPen)
                       : QPen(colour(Ink::WarningShape), 1, Qt::DashLine, Qt::FlatCap));
    painter.setBrush(look.passwordIsSeen ? QBrush(colour(Ink::WarningSoft)) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(box, 4, 4);
    paintIcon(painter, QStringLiteral("key"), QRectF(box.left() + 10, box.top() + 4, 16, 16),
              colour(Ink::Warning));
    text(box.adjusted(32, 0, -8, 0), Qt::AlignVCenter | Qt::AlignLeft, FontRole::Caption,
         Ink::Warning, look.password);
}

Ink lineInk(Mark state)
{
    switch (state) {
    case Mark::Passed:
    case Mark::Denied:
    case Mark::Failed:
        return markShapeInk(state);
    default:
        return Ink::Hop;
    }
}

void Paint::line(const HopGeometry& hop, const HopLook& look) const
{
    const bool tested =
        look.state == Mark::Passed || look.state == Mark::Denied || look.state == Mark::Failed;
    const QColor pen = colour(lineInk(look.state));
    painter.setBrush(Qt::NoBrush);
    if (isSelected(hop.id)) {
        painter.setPen(QPen(colour(Ink::AccentSoft), 16, Qt::SolidLine, Qt::FlatCap));
        painter.drawPath(hop.path);
    }
    if (look.state == Mark::NotReached) {
        painter.setPen(QPen(colour(Ink::NeutralSoft), 7, Qt::SolidLine, Qt::FlatCap));
        painter.drawPath(hop.path);
        painter.setPen(QPen(colour(Ink::Neutral), 7, Qt::CustomDashLine, Qt::FlatCap));
        QPen hatch = painter.pen();
        hatch.setDashPattern({0.2, 0.8});
        painter.setPen(hatch);
        painter.drawPath(hop.path);
    } else if (look.doubleLine) {
        painter.setPen(QPen(pen, tested ? 2 : 1.5, Qt::SolidLine, Qt::FlatCap));
        painter.drawPath(hop.path.translated(0, -2.5));
        painter.drawPath(hop.path.translated(0, 2.5));
    } else {
        painter.setPen(QPen(pen, tested ? 2.5 : 1.5, Qt::SolidLine, Qt::FlatCap));
        painter.drawPath(hop.path);
    }
    arrow(hop, look, pen);
    if (look.key && full())
        paintIcon(
            painter, QStringLiteral("key"),
            QRectF(hop.tail.x() + (hop.headDirection > 0 ? 6 : -22), hop.tail.y() - 21, 16, 16),
            colour(Ink::Warning));
}

void Paint::arrow(const HopGeometry& hop, const HopLook& look, const QColor& pen) const
{
    const double length = look.doubleLine ? 12 : 10;
    const double half = look.doubleLine ? 7 : 5.5;
    const QPointF back = hop.head - QPointF(length * hop.headDirection, 0);
    QPainterPath path;
    path.moveTo(back + QPointF(0, -half));
    path.lineTo(hop.head);
    path.lineTo(back + QPointF(0, half));
    if (isSmbResource(hop.id)) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(pen, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    } else {
        path.closeSubpath();
        painter.setPen(Qt::NoPen);
        painter.setBrush(pen);
    }
    painter.drawPath(path);
}

void Paint::label(QPointF centre, FontRole role, Ink colourOf, const QString& said,
                  double width) const
{
    if (said.isEmpty())
        return;
    const QFontMetricsF metrics(fontFor(role, font));
    const double wanted = std::min(width, metrics.horizontalAdvance(said) + 1);
    const QRectF box(centre.x() - wanted / 2 - 2, centre.y() - metrics.height() / 2, wanted + 4,
                     metrics.height());
    painter.setPen(Qt::NoPen);
    const bool framed = graph.computers.at(graph.hops.begin()->second.from).domain.has_value();
    painter.setBrush(colour(framed ? Ink::Group : Ink::Canvas));
    painter.drawRoundedRect(box, 3, 3);
    text(box, Qt::AlignCenter, role, colourOf, said);
}

void Paint::sealAndLabels(const HopGeometry& hop, const HopLook& look) const
{
    const double size = full() ? sealSize : smallSeal / std::max(state.zoom, 0.2) * 0.7;
    paintSeal(painter, look.seal, hop.seal, size, theme, colour(Ink::Group), state.turn);
    if (!full())
        return;
    const double width = std::max(96.0, std::abs(hop.head.x() - hop.tail.x()) - 8);
    label(hop.seal - QPointF(0, 25), FontRole::Strong, Ink::Text, look.title, width);
    label(hop.seal + QPointF(0, 25), FontRole::Caption, Ink::TextSecondary, look.typed, width);
    double below = hop.seal.y() + 25;
    if (look.running) {
        const QList<Mark> stages(look.stages.begin(), look.stages.end());
        const double stripWidth = stageStripWidth(stages.size(), 8);
        paintStageStrip(painter, stages, QPointF(hop.seal.x() - stripWidth / 2, below + 10),
                        QSizeF(8, 6), theme);
        below += 10;
    }
    const Mark wordMark = look.seal.tested == Mark::None ? Mark::None : look.seal.tested;
    const bool loud =
        wordMark == Mark::Passed || wordMark == Mark::Denied || wordMark == Mark::Failed;
    const bool predictedDenied = wordMark == Mark::None && look.seal.predicted == Mark::Denied;
    label(QPointF(hop.seal.x(), below + 16),
          loud || predictedDenied ? FontRole::CaptionStrong : FontRole::Caption,
          loud              ? markInk(wordMark)
          : predictedDenied ? Ink::Denied
                            : Ink::TextSecondary,
          look.word, width + 40);
}

void Paint::ring(const Thing& thing) const
{
    const QRectF rect = geometry.rectOf(thing);
    if (rect.isNull())
        return;
    painter.setBrush(Qt::NoBrush);
    const bool isHop = std::holds_alternative<model::HopId>(thing);
    if (isSelected(thing) && !isHop && !std::holds_alternative<model::ResourceId>(thing)) {
        painter.setPen(QPen(colour(Ink::Accent), 2));
        painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 9, 9);
    }
    if (state.hasFocus && state.selection->current == thing) {
        QPen pen(colour(Ink::Focus), 2, Qt::CustomDashLine, Qt::FlatCap);
        pen.setDashPattern({2, 1.5});
        painter.setPen(pen);
        if (isHop)
            painter.drawEllipse(geometry.hops().at(std::get<model::HopId>(thing)).seal, 19, 19);
        else
            painter.drawRoundedRect(rect.adjusted(-6, -6, 6, 6), 11, 11);
    }
    if (state.dropTarget == thing) {
        painter.setPen(QPen(colour(state.dropAllowed ? Ink::Passed : Ink::Denied), 2));
        painter.drawRoundedRect(rect.adjusted(-4, -4, 4, 4), 9, 9);
        paintMark(painter, state.dropAllowed ? Mark::Passed : Mark::Denied,
                  QRectF(rect.right() - 8, rect.top() - 8, 16, 16), theme);
    }
}

}  // namespace

void paintCanvas(QPainter& painter, const model::Graph& graph, const CanvasContent& content,
                 const CanvasGeometry& geometry, const PaintState& state, const QFont& font,
                 Theme theme, std::vector<PaintedLabel>* labels)
{
    const Paint paint{.painter = painter,
                      .graph = graph,
                      .content = content,
                      .geometry = geometry,
                      .state = state,
                      .font = font,
                      .theme = theme,
                      .labels = labels};
    painter.setRenderHint(QPainter::Antialiasing);
    for (const FrameGeometry& frame : geometry.frames()) {
        if (frame.rect.intersects(state.area))
            paint.frame(frame);
    }
    const std::vector<model::HopId> hops = geometry.hopsIn(state.area);
    std::vector<HopLook> looks;
    looks.reserve(hops.size());
    for (const model::HopId id : hops)
        looks.push_back(lookOf(graph, content, graph.hops.at(id)));
    for (std::size_t i = 0; i < hops.size(); ++i)
        paint.line(geometry.hops().at(hops[i]), looks[i]);
    const std::vector<model::ComputerId> cards = geometry.cardsIn(state.area);
    for (const model::ComputerId id : cards)
        paint.card(geometry.cards().at(id));
    for (std::size_t i = 0; i < hops.size(); ++i) {
        const bool loud = looks[i].state == Mark::Denied || looks[i].state == Mark::Failed
                          || looks[i].seal.predicted == Mark::Denied
                          || looks[i].state == Mark::NotReached;
        if (state.zoom >= namesOnly || loud)
            paint.sealAndLabels(geometry.hops().at(hops[i]), looks[i]);
    }
    for (const model::ComputerId id : cards) {
        paint.ring(id);
        for (const auto& [resource, rect] : geometry.cards().at(id).rows)
            paint.ring(resource);
    }
    for (const model::HopId id : hops)
        paint.ring(id);
    if (state.hover && geometry.cards().contains(*state.hover)) {
        const QPointF handle = geometry.cards().at(*state.hover).handle();
        painter.setPen(QPen(ink(Ink::Accent, theme), 1.5));
        painter.setBrush(ink(Ink::Card, theme));
        painter.drawEllipse(handle, 7, 7);
        painter.drawLine(handle - QPointF(3.5, 0), handle + QPointF(3.5, 0));
        painter.drawLine(handle - QPointF(0, 3.5), handle + QPointF(0, 3.5));
    }
}

}  // namespace hopwright::ui
