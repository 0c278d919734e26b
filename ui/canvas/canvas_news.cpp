#include "ui/canvas/canvas_news.h"

#include "core/model/graph_difference.h"
#include "ui/canvas/canvas_accessible.h"
#include "ui/canvas/graph_view.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

#include <QAccessible>
#include <QStringList>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace hopwright::ui {

namespace {

constexpr std::size_t mostNamed = 3;   ///< Things that a sentence names; of more it says how many.
constexpr std::size_t mostTold = 200;  ///< Things that come at once, of each of which tools hear.

enum class Side : bool { Before, After };

/// The things that \p difference has on one side alone: removed, or added.
std::vector<Thing> onlyOn(Side side, const model::GraphDifference& difference)
{
    std::vector<Thing> out;
    const auto take = [&](const auto& changes) {
        for (const auto& [id, change] : changes) {
            const bool isBefore = change.before.has_value();
            const bool isAfter = change.after.has_value();
            if (isBefore != isAfter && isAfter == (side == Side::After))
                out.emplace_back(id);
        }
    };
    take(difference.computers);
    take(difference.resources);
    take(difference.hops);
    return out;
}

/// "2 machines, 1 hops": what of \p things there is, kind by kind.
QString countedThings(const std::vector<Thing>& things)
{
    std::array<int, 3> counts{};
    for (const Thing& each : things)
        ++counts.at(each.index());
    QStringList parts;
    if (counts[0] > 0)
        parts += Text::tr("%n machines", nullptr, counts[0]);
    if (counts[1] > 0)
        parts += Text::tr("%n resources", nullptr, counts[1]);
    if (counts[2] > 0)
        parts += Text::tr("%n hops", nullptr, counts[2]);
    return parts.join(QStringLiteral(", "));
}

/// What a thing of a drawing that is gone was called.
QString nameIn(const model::GraphDifference& difference, const Thing& thing)
{
    if (const auto* computer = std::get_if<model::ComputerId>(&thing))
        return fromUtf8(difference.computers.at(*computer).before->name);
    if (const auto* resource = std::get_if<model::ResourceId>(&thing))
        return fromUtf8(difference.resources.at(*resource).before->name);
    return filled(
        Text::tr("the hop to %1"),
        {fromUtf8(difference.hops.at(std::get<model::HopId>(thing)).before->typedTarget)});
}

}  // namespace

bool CanvasNews::isHeard() const
{
    return m_tell || QAccessible::isActive();
}

CanvasAccessible* CanvasNews::canvas() const
{
    return CanvasAccessible::of(m_view);
}

void CanvasNews::tell(QAccessibleEvent& event)
{
    if (m_tell) {
        m_tell(event);
    } else {
        QAccessible::updateAccessibility(&event);
    }
}

void CanvasNews::selectionMoved(const CanvasSelection& before)
{
    if (!isHeard())
        return;
    const CanvasSelection after = m_view.selection();
    if (before.things != after.things)
        tellSelected(before, after);
    if (before.current != after.current)
        focusMoved();
}

/// Of the two that have and had the focus; of all others that something is another in there.
void CanvasNews::tellSelected(const CanvasSelection& before, const CanvasSelection& after)
{
    CanvasAccessible* accessible = canvas();
    if (accessible == nullptr)
        return;
    for (const auto& thing : {before.current, after.current}) {
        if (!thing || !isIn(m_view.graph(), *thing))
            continue;
        const bool isSelected = contains(after.things, *thing);
        if (isSelected == contains(before.things, *thing))
            continue;
        QAccessibleEvent changed(accessible->childOf(*thing), isSelected
                                                                  ? QAccessible::SelectionAdd
                                                                  : QAccessible::SelectionRemove);
        tell(changed);
    }
    QAccessibleEvent within(&m_view, QAccessible::SelectionWithin);
    tell(within);
}

void CanvasNews::focusMoved()
{
    if (!isHeard() || !m_view.hasFocus())
        return;
    CanvasAccessible* accessible = canvas();
    if (accessible == nullptr)
        return;
    QAccessibleEvent focus(accessible->focusChild(), QAccessible::Focus);
    tell(focus);
}

void CanvasNews::drawingReplaced()
{
    remember();
    if (CanvasAccessible* accessible = isHeard() ? canvas() : nullptr)
        accessible->forgetLost();
}

void CanvasNews::remember()
{
    const GraphDocument* document = m_view.document();
    m_known = document == nullptr ? nullptr : document->snapshot();
}

void CanvasNews::drawingChanged()
{
    const GraphDocument::Snapshot before = m_known;
    remember();
    CanvasAccessible* accessible = isHeard() ? canvas() : nullptr;
    if (accessible == nullptr)
        return;
    if (before && m_known && before != m_known)
        tellDifference(model::differenceOf(*before, *m_known));
    for (QAccessibleInterface* each : accessible->renamed()) {
        QAccessibleEvent renamed(each, QAccessible::NameChanged);
        tell(renamed);
    }
}

void CanvasNews::tellDifference(const model::GraphDifference& difference)
{
    const std::vector<Thing> removed = onlyOn(Side::Before, difference);
    const std::vector<Thing> added = onlyOn(Side::After, difference);
    for (const Thing& each : removed)
        tellRemoved(each);
    for (const Thing& each : added) {
        if (added.size() > mostTold)
            break;
        QAccessibleEvent created(canvas()->childOf(each), QAccessible::ObjectCreated);
        tell(created);
    }
    QStringList sentences;
    if (!added.empty())
        sentences += filled(Text::tr("Drawn: %1."), {drawn(added)});
    if (!removed.empty() && removed.size() <= mostNamed) {
        QStringList names;
        for (const Thing& each : removed)
            names += nameIn(difference, each);
        sentences += filled(Text::tr("Removed: %1."), {names.join(QStringLiteral("; "))});
    } else if (!removed.empty()) {
        sentences += filled(Text::tr("Removed: %1."), {countedThings(removed)});
    }
    if (!sentences.isEmpty())
        say(sentences.join(u' '));
}

void CanvasNews::tellRemoved(const Thing& thing)
{
    QAccessibleInterface* made = canvas()->madeChildOf(thing);
    if (made == nullptr)
        return;
    QAccessibleEvent destroyed(made, QAccessible::ObjectDestroyed);
    tell(destroyed);
    canvas()->forget(thing);
}

QString CanvasNews::drawn(const std::vector<Thing>& things) const
{
    if (things.size() > mostNamed)
        return countedThings(things);
    QStringList out;
    for (const Thing& each : things)
        out += m_view.spoken(each);
    return out.join(QStringLiteral("; "));
}

/// A tool on Linux reads a notification that comes to be shown. Nothing is sent as an alert: there Qt drops it, and on Windows
/// it would ring.
void CanvasNews::say(const QString& sentence)
{
    CanvasAccessible* accessible = isHeard() && !sentence.isEmpty() ? canvas() : nullptr;
    if (accessible == nullptr)
        return;
    QAccessibleInterface* said = accessible->setSentence(sentence);
    QAccessibleEvent renamed(said, QAccessible::NameChanged);
    tell(renamed);
    QAccessibleEvent shown(said, QAccessible::ObjectShow);
    tell(shown);
}

}  // namespace hopwright::ui
