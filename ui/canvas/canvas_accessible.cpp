#include "ui/canvas/canvas_accessible.h"

#include "core/model/graph_difference.h"
#include "ui/canvas/canvas_order.h"
#include "ui/canvas/graph_view.h"
#include "ui/text/words.h"

#include <QPointer>
#include <QWindow>

#include <algorithm>
#include <utility>
#include <vector>

namespace hopwright::ui {

namespace {

using Related = QPair<QAccessibleInterface*, QAccessible::Relation>;

constexpr std::size_t mostRenamed = 2000;  ///< Children that are looked at after a change.
constexpr qsizetype mostRelated = 200;     ///< Hops of one machine that a tool is told of.

/// The names of actions are no texts: tools compare them.
const QString selectAction = QStringLiteral("Select");

QAccessibleInterface* accessibleOf(const QString& key, QObject* object)
{
    if (key != QLatin1String(GraphView::staticMetaObject.className()))
        return nullptr;
    auto* view = qobject_cast<GraphView*>(object);
    return view == nullptr ? nullptr : new CanvasAccessible(view);
}

/// Whether things came or went, or stand in another order.
bool isOrderedAnew(const model::GraphDifference& difference)
{
    const auto comesOrGoes = [](const auto& changes) {
        return std::ranges::any_of(
            changes, [](const auto& item) { return !item.second.before || !item.second.after; });
    };
    return comesOrGoes(difference.computers) || comesOrGoes(difference.resources)
           || comesOrGoes(difference.hops) || !difference.routes.empty();
}

}  // namespace

// A thing -------------------------------------------------------------------------------------------------------------

/// A machine, resource or hop. Its name says all that is known of it, its description what is found about it.
// NOLINTNEXTLINE(misc-multiple-inheritance): Qt's interfaces have a few functions of their own.
class ThingAccessible : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    ThingAccessible(GraphView* view, const Thing& thing) : m_view(view), m_thing(thing) {}

    const Thing& thing() const { return m_thing; }
    /// Whether it is called something else than when a tool asked; from now on that is what the tool was told.
    bool isRenamed();

    bool isValid() const override { return !m_view.isNull(); }
    QObject* object() const override { return nullptr; }
    QWindow* window() const override
    {
        return m_view.isNull() ? nullptr : m_view->window()->windowHandle();
    }
    QList<Related> relations(QAccessible::Relation match) const override;
    QAccessibleInterface* parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_view);
    }
    QAccessibleInterface* childAt(int /*x*/, int /*y*/) const override { return nullptr; }
    QAccessibleInterface* child(int /*index*/) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface* /*child*/) const override { return -1; }
    QString text(QAccessible::Text which) const override;
    void setText(QAccessible::Text /*which*/, const QString& /*text*/) override {}
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::Graphic; }
    QAccessible::State state() const override;
    void* interface_cast(QAccessible::InterfaceType type) override;

    QStringList actionNames() const override;
    QString localizedActionName(const QString& name) const override;
    QString localizedActionDescription(const QString& name) const override;
    void doAction(const QString& name) override;
    QStringList keyBindingsForAction(const QString& name) const override;

private:
    /// Whether the view is there, and the thing in its drawing.
    bool isThere() const { return !m_view.isNull() && isIn(m_view->graph(), m_thing); }
    bool touches(const model::Hop& hop) const;
    std::vector<std::pair<Thing, QAccessible::RelationFlag>> neighbours() const;

    QPointer<GraphView> m_view;
    Thing m_thing;
    mutable QString m_told = {};  ///< The name that a tool has; null: none asked.
};

bool ThingAccessible::isRenamed()
{
    if (m_told.isNull() || !isThere())
        return false;
    QString now = m_view->spoken(m_thing);
    if (now == m_told)
        return false;
    m_told = std::move(now);
    return true;
}

/// Whether \p hop begins or ends at this machine or resource.
bool ThingAccessible::touches(const model::Hop& hop) const
{
    if (const auto* computer = std::get_if<model::ComputerId>(&m_thing))
        return hop.from == *computer || (hop.to.computer == *computer && !hop.to.resource);
    const auto* resource = std::get_if<model::ResourceId>(&m_thing);
    return resource != nullptr && hop.to.resource == *resource;
}

/// Qt 6.4 has no relation for what flows where: the machine that opens a hop controls it, and the hop what it leads to.
QList<Related> ThingAccessible::relations(QAccessible::Relation match) const
{
    QList<Related> out;
    CanvasAccessible* canvas = isThere() ? CanvasAccessible::of(*m_view) : nullptr;
    if (canvas == nullptr)
        return out;
    for (const auto& [thing, relation] : neighbours()) {
        if (match.testFlag(relation) && isIn(m_view->graph(), thing))
            out.append({canvas->childOf(thing), relation});
        if (out.size() >= mostRelated)
            break;
    }
    return out;
}

/// The ends of a hop; the hops of what is none.
std::vector<std::pair<Thing, QAccessible::RelationFlag>> ThingAccessible::neighbours() const
{
    const auto& hops = m_view->graph().hops;
    if (const auto* id = std::get_if<model::HopId>(&m_thing)) {
        const model::Hop& hop = hops.at(*id);
        const Thing to = hop.to.resource ? Thing(*hop.to.resource) : Thing(hop.to.computer);
        return {{hop.from, QAccessible::Controller}, {to, QAccessible::Controlled}};
    }
    std::vector<std::pair<Thing, QAccessible::RelationFlag>> out;
    // A hop's line touches the card that it begins or ends at: so not all hops are asked.
    const QRectF near = m_view->canvasGeometry().rectOf(m_thing).adjusted(-1, -1, 1, 1);
    for (const model::HopId id : m_view->canvasGeometry().hopsIn(near)) {
        const auto hop = hops.find(id);
        if (hop == hops.end() || !touches(hop->second))
            continue;
        const bool leaves = Thing(hop->second.from) == m_thing;
        out.emplace_back(id, leaves ? QAccessible::Controlled : QAccessible::Controller);
    }
    return out;
}

QString ThingAccessible::text(QAccessible::Text which) const
{
    if (!isThere())
        return {};
    switch (which) {
    case QAccessible::Name:
        m_told = m_view->spoken(m_thing);
        return m_told;
    case QAccessible::Description:
        return m_view->findings().textsOf(m_thing).join(u'\n');
    default:
        return {};
    }
}

QRect ThingAccessible::rect() const
{
    if (!isThere())
        return {};
    const QRect there = m_view->toView(m_view->canvasGeometry().rectOf(m_thing)).toAlignedRect();
    return {m_view->viewport()->mapToGlobal(there.topLeft()), there.size()};
}

QAccessible::State ThingAccessible::state() const
{
    QAccessible::State out;
    if (!isThere()) {
        out.invalid = 1;
        return out;
    }
    const CanvasSelection& selection = m_view->selection();
    const QRectF there = m_view->toView(m_view->canvasGeometry().rectOf(m_thing));
    out.focusable = 1;
    out.selectable = 1;
    out.extSelectable = 1;
    out.selected = contains(selection.things, m_thing) ? 1 : 0;
    out.focused = m_view->hasFocus() && selection.current == m_thing ? 1 : 0;
    out.offscreen = there.intersects(QRectF(m_view->viewport()->rect())) ? 0 : 1;
    out.invisible = m_view->isVisible() ? 0 : 1;
    out.disabled = m_view->isEnabled() ? 0 : 1;
    return out;
}

void* ThingAccessible::interface_cast(QAccessible::InterfaceType type)
{
    // Qt casts it back from this very type.
    return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this)
                                                : nullptr;
}

QStringList ThingAccessible::actionNames() const
{
    return {pressAction(), selectAction, setFocusAction()};
}

QString ThingAccessible::localizedActionName(const QString& name) const
{
    return name == selectAction ? Text::tr("Select")
                                : QAccessibleActionInterface::localizedActionName(name);
}

QString ThingAccessible::localizedActionDescription(const QString& name) const
{
    if (name == selectAction)
        return Text::tr("Selects it and brings it into view");
    if (name == pressAction())
        return Text::tr("Selects it and shows its properties");
    return QAccessibleActionInterface::localizedActionDescription(name);
}

/// The selection follows the keyboard, and so all of them select it.
void ThingAccessible::doAction(const QString& name)
{
    if (!isThere() || !actionNames().contains(name))
        return;
    if (name != selectAction) {
        m_view->activateWindow();  // As Qt does for a window: the keyboard is asked for.
        m_view->setFocus(Qt::OtherFocusReason);
    }
    m_view->setSelection(selectionOf(m_thing));
    m_view->reveal(m_thing);
    if (name == pressAction())
        emit m_view->activated();
}

QStringList ThingAccessible::keyBindingsForAction(const QString& name) const
{
    return name == pressAction() ? QStringList{QStringLiteral("Return")} : QStringList{};
}

// A sentence ----------------------------------------------------------------------------------------------------------

/// What was said last. Tools on Linux read a notification out when it is shown.
class SentenceAccessible : public QAccessibleInterface {
public:
    explicit SentenceAccessible(GraphView* view) : m_view(view) {}

    void setSentence(const QString& sentence) { m_sentence = sentence; }

    bool isValid() const override { return !m_view.isNull(); }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_view);
    }
    QAccessibleInterface* childAt(int /*x*/, int /*y*/) const override { return nullptr; }
    QAccessibleInterface* child(int /*index*/) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface* /*child*/) const override { return -1; }
    QString text(QAccessible::Text which) const override
    {
        return which == QAccessible::Name ? m_sentence : QString();
    }
    void setText(QAccessible::Text /*which*/, const QString& /*text*/) override {}
    QRect rect() const override { return {}; }
    QAccessible::Role role() const override { return QAccessible::Notification; }
    QAccessible::State state() const override { return {}; }

private:
    QPointer<GraphView> m_view;
    QString m_sentence = {};
};

// The canvas ----------------------------------------------------------------------------------------------------------

CanvasAccessible::CanvasAccessible(GraphView* view) : QAccessibleWidget(view, QAccessible::Canvas)
{
}

CanvasAccessible::~CanvasAccessible()
{
    for (const auto& [thing, made] : m_made)
        QAccessible::deleteAccessibleInterface(made.id);
    if (m_sentence != nullptr)
        QAccessible::deleteAccessibleInterface(m_sentenceId);
}

void CanvasAccessible::install()
{
    QAccessible::installFactory(accessibleOf);
}

CanvasAccessible* CanvasAccessible::of(GraphView& view)
{
    return dynamic_cast<CanvasAccessible*>(QAccessible::queryAccessibleInterface(&view));
}

/// nullptr while the widget is taken down: it is no GraphView then.
GraphView* CanvasAccessible::view() const
{
    return qobject_cast<GraphView*>(object());
}

void CanvasAccessible::refresh() const
{
    const GraphView* canvas = view();
    GraphDocument::Snapshot now;
    if (canvas != nullptr && canvas->document() != nullptr)
        now = canvas->document()->snapshot();
    if (now == m_ordered)
        return;
    const GraphDocument::Snapshot before = std::exchange(m_ordered, now);
    if (before && now && !isOrderedAnew(model::differenceOf(*before, *now)))
        return;
    m_order = now ? chainOrder(*now) : std::vector<Thing>();
    m_places.clear();
    for (std::size_t i = 0; i < m_order.size(); ++i)
        m_places.emplace(m_order[i], static_cast<int>(i));
}

int CanvasAccessible::childCount() const
{
    refresh();
    return widgetCount() + static_cast<int>(m_order.size()) + (m_sentence == nullptr ? 0 : 1);
}

QAccessibleInterface* CanvasAccessible::child(int index) const
{
    const int behind = index - widgetCount();
    if (index < 0 || behind < 0)
        return QAccessibleWidget::child(index);
    refresh();
    const auto place = static_cast<std::size_t>(behind);
    if (place < m_order.size())
        return childOf(m_order[place]);
    return place == m_order.size() ? m_sentence : nullptr;
}

int CanvasAccessible::indexOfChild(const QAccessibleInterface* child) const
{
    if (child == nullptr)
        return -1;
    refresh();
    if (child == m_sentence)
        return widgetCount() + static_cast<int>(m_order.size());
    const auto* thing = dynamic_cast<const ThingAccessible*>(child);
    if (thing == nullptr)
        return QAccessibleWidget::indexOfChild(child);
    const auto place = m_places.find(thing->thing());
    return place == m_places.end() ? -1 : widgetCount() + place->second;
}

/// A widget that stands there, else a thing.
QAccessibleInterface* CanvasAccessible::childAt(int x, int y) const
{
    GraphView* canvas = view();
    if (canvas == nullptr)
        return nullptr;
    const QPoint point(x, y);
    QWidget* over = canvas->childAt(canvas->mapFromGlobal(point));
    if (over != nullptr && over != canvas->viewport())
        return QAccessible::queryAccessibleInterface(over);
    const auto thing = canvas->thingAt(canvas->viewport()->mapFromGlobal(point));
    return over != nullptr && thing ? childOf(*thing) : nullptr;
}

QAccessibleInterface* CanvasAccessible::focusChild() const
{
    const GraphView* canvas = view();
    if (canvas == nullptr || !canvas->hasFocus())
        return QAccessibleWidget::focusChild();
    const auto& current = canvas->selection().current;
    return current && isIn(canvas->graph(), *current) ? childOf(*current)
                                                      : QAccessibleWidget::focusChild();
}

QAccessibleInterface* CanvasAccessible::childOf(const Thing& thing) const
{
    if (QAccessibleInterface* made = madeChildOf(thing))
        return made;
    auto* child = new ThingAccessible(view(), thing);
    m_made[thing] = {.id = QAccessible::registerAccessibleInterface(child), .child = child};
    return child;
}

QAccessibleInterface* CanvasAccessible::madeChildOf(const Thing& thing) const
{
    const auto found = m_made.find(thing);
    return found == m_made.end() ? nullptr : found->second.child;
}

void CanvasAccessible::forget(const Thing& thing)
{
    const auto found = m_made.find(thing);
    if (found == m_made.end())
        return;
    QAccessible::deleteAccessibleInterface(found->second.id);
    m_made.erase(found);
}

void CanvasAccessible::forgetLost()
{
    const GraphView* canvas = view();
    std::erase_if(m_made, [canvas](const auto& item) {
        if (canvas != nullptr && isIn(canvas->graph(), item.first))
            return false;
        QAccessible::deleteAccessibleInterface(item.second.id);
        return true;
    });
}

std::vector<QAccessibleInterface*> CanvasAccessible::renamed()
{
    std::vector<QAccessibleInterface*> out;
    auto at = m_made.upper_bound(m_lookedAt);
    for (std::size_t i = 0; i < std::min(mostRenamed, m_made.size()); ++i) {
        if (at == m_made.end())
            at = m_made.begin();
        m_lookedAt = at->first;
        if (at->second.child->isRenamed())
            out.push_back(at->second.child);
        ++at;
    }
    return out;
}

QAccessibleInterface* CanvasAccessible::setSentence(const QString& sentence)
{
    if (m_sentence == nullptr) {
        m_sentence = new SentenceAccessible(view());
        m_sentenceId = QAccessible::registerAccessibleInterface(m_sentence);
    }
    m_sentence->setSentence(sentence);
    return m_sentence;
}

}  // namespace hopwright::ui
