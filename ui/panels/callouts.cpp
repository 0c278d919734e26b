#include "ui/panels/callouts.h"

#include "core/model/graph_rules.h"
#include "ui/panels/ink_label.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>

namespace hopwright::ui {

namespace {

constexpr int pointerSize = 8;
constexpr int discSize = 20;
constexpr int padding = 12;
constexpr int gap = 16;

/// A number on a disc of the accent.
class Disc : public QWidget {
public:
    Disc(int number, QWidget* parent) : QWidget(parent), m_number(number)
    {
        setFixedSize(discSize, discSize);
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        const Theme theme = themeOf(QGuiApplication::palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink(Ink::Accent, theme));
        painter.drawEllipse(rect());
        painter.setPen(ink(Ink::OnAccent, theme));
        painter.setFont(fontFor(FontRole::CaptionStrong, QGuiApplication::font()));
        painter.drawText(rect(), Qt::AlignCenter, QString::number(m_number));
    }

private:
    int m_number;
};

/// The first route that is denied, with its failing hop.
struct Denial {
    model::RouteId route;
    const plan::HopPrediction* prediction;
};

std::optional<Denial> firstDenial(const model::Graph& graph, const plan::Plan& plan)
{
    for (const auto& [id, route] : graph.routes) {
        for (const model::HopId hop : route.hops) {
            const auto found = plan.hops.find(hop);
            if (found != plan.hops.end() && found->second.outcome == Outcome::Denied) {
                return Denial{.route = id, .prediction = &found->second};
            }
        }
    }
    return std::nullopt;
}

}  // namespace

Callout::Callout(int number, const QString& title, Pointer pointer, QWidget* parent)
    : FloatingCard(Edge::Accent, parent),
      m_text(wrapped({}, FontRole::Caption, Ink::Text, this)),
      m_pointer(pointer)
{
    const bool isTop = pointer == Pointer::Top;
    setFixedWidth(Size::calloutWidth + (isTop ? 0 : pointerSize));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(padding, padding - 2 + (isTop ? pointerSize : 0),
                               padding + (isTop ? 0 : pointerSize), padding - 2);
    layout->setSpacing(6);
    auto* head = new QHBoxLayout;
    head->setSpacing(Size::grid);
    head->addWidget(new Disc(number, this));
    head->addWidget(new InkLabel(title, FontRole::Strong, Ink::Text, this), 1);
    layout->addLayout(head);
    layout->addWidget(m_text);
    setAccessibleName(title);
}

void Callout::setText(const QString& text)
{
    m_text->setText(text);
    setAccessibleDescription(text);
    resize(width(), layout()->heightForWidth(width()));
}

void Callout::setButton(QWidget* button)
{
    auto* row = new QHBoxLayout;
    row->addWidget(button);
    row->addStretch(1);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
}

void Callout::setPointerAt(int offset)
{
    m_pointerAt = offset;
    update();
}

QPainterPath Callout::outline() const
{
    QRectF body = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPolygonF tip;
    if (m_pointer == Pointer::Top) {
        body.setTop(body.top() + pointerSize);
        const double x =
            std::clamp<double>(m_pointerAt, 2 * pointerSize, body.width() - 2 * pointerSize);
        tip << QPointF(x - pointerSize, body.top() + 1) << QPointF(x, 0.5)
            << QPointF(x + pointerSize, body.top() + 1);
    } else {
        body.setRight(body.right() - pointerSize);
        const double y =
            std::clamp<double>(m_pointerAt, 2 * pointerSize, body.height() - 2 * pointerSize);
        tip << QPointF(body.right() - 1, y - pointerSize) << QPointF(width() - 0.5, y)
            << QPointF(body.right() - 1, y + pointerSize);
    }
    QPainterPath path;
    path.addRoundedRect(body, Size::radiusCard, Size::radiusCard);
    QPainterPath pointer;
    pointer.addPolygon(tip);
    pointer.closeSubpath();
    return path.united(pointer);
}

Callouts::Callouts(QWidget* viewport) : QObject(viewport)
{
    m_frames = {new Callout(1, Text::tr("Here it fails"), Callout::Pointer::Top, viewport),
                new Callout(2, Text::tr("Why"), Callout::Pointer::Right, viewport),
                new Callout(3, Text::tr("Fix"), Callout::Pointer::Right, viewport)};
    auto* test =
        new QPushButton(icon(QStringLiteral("play")), Text::tr("Test, F5"), m_frames.front());
    setButtonKind(*test, ButtonKind::Primary);
    setSmall(*test);
    m_frames.front()->setButton(test);
    connect(test, &QPushButton::clicked, this, &Callouts::testRequested);

    auto* link = new QPushButton(Text::tr("Hide the tour"), viewport);
    setButtonKind(*link, ButtonKind::Link);
    link->setToolTip(Text::tr("Help brings it back"));
    link->resize(link->sizeHint());
    connect(link, &QPushButton::clicked, this, [this] {
        setShown(false);
        emit hidden();
    });
    m_link = link;
    arrange();
}

void Callouts::setContent(const model::Graph& graph, const plan::Plan& plan,
                          const Shared<plan::RouteWalk>& walk)
{
    const std::optional<Denial> denial = firstDenial(graph, plan);
    m_hasContent = denial.has_value();
    if (denial) {
        const model::Hop& hop = graph.hops.at(denial->prediction->hop);
        const QString number = QString::number(plan::walkOf(graph, walk)->number(hop.id));
        m_frames[0]->setText(
            filled(Text::tr("%1 will deny hop %2. See it happen: the practice lab runs on "
                            "this computer and touches nothing else."),
                   {computerName(graph, hop.to.computer), number}));
        const auto& because = denial->prediction->because;
        QString why = because.empty() ? QString() : becauseText(because.front());
        if (why.isEmpty()) {
            why = Text::tr("The Inspector gives the whole reason.");
        }
        m_frames[1]->setText(why);
        const auto ways = plan.waysOut.find(hop.id);
        const std::size_t count = ways != plan.waysOut.end() ? ways->second.size() : 0;
        m_frames[2]->setText(
            count > 1 ? Text::tr("%n ways out, the safest first. Each says what it exposes.",
                                 nullptr, static_cast<int>(count))
                      : Text::tr("The Inspector says what helps, and what it exposes."));
    }
    arrange();
}

void Callouts::setTested(bool tested)
{
    m_tested = tested;
    arrange();
}

void Callouts::setShown(bool shown)
{
    m_shown = shown;
    arrange();
}

void Callouts::arrange()
{
    const bool all = m_shown && m_hasContent;
    m_frames[0]->setVisible(all && !m_tested);
    m_frames[1]->setVisible(all);
    m_frames[2]->setVisible(all);
    m_link->setVisible(all);
}

void Callouts::place(const QRect& area, const QPoint& hop)
{
    for (Callout* each : m_frames) {
        each->resize(each->width(), each->layout()->heightForWidth(each->width()));
    }
    const int right = area.right() + 1 - m_frames[1]->width() - Size::half;
    const int second = std::min(hop.y() + 24, area.bottom() - m_frames[1]->height()
                                                  - m_frames[2]->height() - 2 * gap);
    m_frames[1]->move(right, second);
    m_frames[2]->move(right, second + m_frames[1]->height() + gap);
    for (Callout* each : {m_frames[1], m_frames[2]}) {
        each->setPointerAt(each->height() / 2);
    }
    const int widest = right - gap - m_frames[0]->width();
    const int left = std::clamp(hop.x() - m_frames[0]->width() / 2, area.left() + gap,
                                std::max(area.left() + gap, widest));
    m_frames[0]->move(left, hop.y() + 24);
    m_frames[0]->setPointerAt(hop.x() - left);
    const int below =
        m_frames[0]->isHidden() ? m_frames[0]->y() : m_frames[0]->geometry().bottom() + Size::grid;
    m_link->move(left, std::min(below, area.bottom() - m_link->height()));
    for (QWidget* each : {static_cast<QWidget*>(m_frames[0]), static_cast<QWidget*>(m_frames[1]),
                          static_cast<QWidget*>(m_frames[2]), m_link}) {
        each->raise();
    }
}

}  // namespace hopwright::ui
