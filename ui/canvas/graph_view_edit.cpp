// GraphView's actions: what keys, menus and palette do. Each is one undo step.
#include "core/edit/chain.h"
#include "core/edit/clip.h"
#include "core/edit/draw_access.h"
#include "core/edit/edit_groups.h"
#include "core/edit/edit_hops.h"
#include "core/edit/edit_nodes.h"
#include "core/edit/host_list.h"
#include "core/edit/layout.h"
#include "core/edit/splice.h"
#include "core/model/graph_rules.h"
#include "ui/canvas/canvas_order.h"
#include "ui/canvas/connect_tool.h"
#include "ui/canvas/graph_view.h"
#include "ui/document/clock.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/theme/tokens.h"

#include <QCursor>
#include <QMenu>

#include <algorithm>
#include <utility>

namespace hopwright::ui {

namespace {

std::string stemOf(model::ComputerKind kind)
{
    switch (kind) {
    case model::ComputerKind::Client:
        return "PC";
    case model::ComputerKind::JumpServer:
        return "JUMP";
    case model::ComputerKind::Server:
        break;
    }
    return "SRV";
}

QString reasonOf(const Error& error)
{
    return oneLine(errorText(error, Text::tr("Nothing was changed")));
}

/// The machine, in the hop that it was dropped on, or with the hop to it when there is a machine that it begins at.
Result<model::Graph> withMachine(const model::Graph& graph, const edit::NewComputer& machine,
                                 std::optional<model::ComputerId> from,
                                 std::optional<model::HopId> into)
{
    HOPWRIGHT_TRY(auto next, edit::addComputer(graph, machine, nowUtc()));
    if (into) {
        const model::ComputerId added = *edit::newestComputer(next);
        return edit::spliceIn(std::move(next), *into, added, nowUtc());
    }
    if (!from)
        return next;
    const model::HopEnd end{.computer = *edit::newestComputer(next)};
    return edit::connectHop(std::move(next), {.from = *from, .to = end}, nowUtc());
}

/// The same, in the groups in whose frames it stands.
Result<model::Graph> withMachine(const model::Graph& graph, const edit::NewComputer& machine,
                                 std::optional<model::ComputerId> from,
                                 std::optional<model::HopId> into,
                                 const std::set<model::GroupId>& groups)
{
    HOPWRIGHT_TRY(auto next, withMachine(graph, machine, from, into));
    for (const model::GroupId each : groups) {
        const model::ComputerId added = *edit::newestComputer(next);
        HOPWRIGHT_TRY(next, edit::addToGroup(std::move(next), each, {added}));
    }
    return next;
}

/// `\\FS01\Reports`: the machine when it is not there, the share, and the hop.
/// Its row, and not its card, is level with where the hop begins.
Result<model::Graph> withShare(const model::Graph& graph, const edit::NewComputer& machine,
                               const QString& path, std::optional<model::ComputerId> from)
{
    const QString server = path.section(QLatin1Char('\\'), 2, 2);
    const std::string share = path.section(QLatin1Char('\\'), 3).toStdString();
    model::Graph next = graph;
    const model::Computer* known = model::computerByName(next, server.toStdString());
    if (known == nullptr) {
        HOPWRIGHT_TRY(next, edit::addComputer(std::move(next),
                                              {.name = server.toStdString(),
                                               .kind = model::ComputerKind::Server,
                                               .position = edit::forShare(graph, machine.position)},
                                              nowUtc()));
    }
    const model::ComputerId on = known == nullptr ? *edit::newestComputer(next) : known->id;
    HOPWRIGHT_TRY(next,
                  edit::addResource(std::move(next), on, ResourceKind::SmbShare, share, nowUtc()));
    if (!from)
        return next;
    const model::HopEnd end{.computer = on, .resource = edit::newestResource(next)};
    return edit::connectHop(std::move(next), {.from = *from, .to = end}, nowUtc());
}

/// "Group 1", or the next number that no group has.
QString freeGroupName(const model::Graph& graph)
{
    for (int number = 1;; ++number) {
        QString name = filled(Text::tr("Group %1"), {QString::number(number)});
        const bool isTaken = std::ranges::any_of(graph.groups, [&name](const auto& item) {
            return fromUtf8(item.second.name).compare(name, Qt::CaseInsensitive) == 0;
        });
        if (!isTaken)
            return name;
    }
}

}  // namespace

/// A machine that was just added and is being named: naming it is part of the same undo step.
struct GraphView::Added {
    GraphDocument::Snapshot before;
    edit::NewComputer machine;
    std::optional<model::ComputerId> from;
    std::optional<model::HopId> into;
    std::set<model::GroupId> groups;
    GraphDocument::Gesture gesture;
};

std::optional<model::ComputerId> GraphView::currentComputer() const
{
    if (!m_selection.current)
        return std::nullopt;
    if (const auto* id = std::get_if<model::ComputerId>(&*m_selection.current)) {
        // The card of a collapsed group is no machine.
        return shown().isCard(*id) ? std::nullopt : std::optional(*id);
    }
    if (const auto* id = std::get_if<model::ResourceId>(&*m_selection.current))
        return graph().resources.at(*id).computer;
    return std::nullopt;
}

std::string GraphView::freeName(model::ComputerKind kind) const
{
    for (int number = 1;; ++number) {
        const std::string digits = std::to_string(number);
        const std::string name = stemOf(kind) + (number < 10 ? "0" : "") + digits;
        if (model::computerByName(graph(), name) == nullptr)
            return name;
    }
}

/// Where the next machine goes: a long name makes the card before it wider than others.
model::Position GraphView::placeBehind(std::optional<model::ComputerId> tail) const
{
    const auto card = tail ? canvasGeometry().cards().find(*tail) : canvasGeometry().cards().end();
    const bool isShown = card != canvasGeometry().cards().end();
    return edit::nextPosition(graph(), tail, isShown ? card->second.rect.width() : edit::cardWidth);
}

void GraphView::addMachine(model::ComputerKind kind, std::optional<QPointF> scenePosition,
                           std::optional<model::HopId> into)
{
    model::Position position = placeBehind(currentComputer());
    if (scenePosition) {
        position = edit::onRow(graph(), {.x = scenePosition->x() - Size::nodeWidth / 2.0,
                                         .y = scenePosition->y() - edit::hopBaseLine});
    }
    add({.name = freeName(kind), .kind = kind, .position = position}, std::nullopt, into);
}

void GraphView::quickAdd()
{
    const auto from = currentComputer();
    const auto kind =
        graph().computers.empty() ? model::ComputerKind::Client : model::ComputerKind::Server;
    add({.name = freeName(kind), .kind = kind, .position = placeBehind(from)}, from);
}

void GraphView::addConnected(model::ComputerId from, QPointF scene)
{
    const auto kind = model::ComputerKind::Server;
    add({.name = freeName(kind),
         .kind = kind,
         .position =
             edit::onRow(graph(), {.x = scene.x(), .y = scene.y() - edit::hopBaseLine}, from)},
        from);
}

void GraphView::add(const edit::NewComputer& machine, std::optional<model::ComputerId> from,
                    std::optional<model::HopId> into)
{
    if (m_document == nullptr)
        return;
    const auto added = std::make_shared<const Added>(Added{.before = m_document->snapshot(),
                                                           .machine = machine,
                                                           .from = from,
                                                           .into = into,
                                                           .groups = groupsAt(machine.position),
                                                           .gesture = m_document->beginGesture()});
    if (!apply(Text::tr("Add machine"),
               withMachine(*added->before, machine, from, into, added->groups), added->gesture))
        return;
    const model::ComputerId id = *edit::newestComputer(graph());
    setSelection(selectionOf(id));
    reveal(id);
    edit(canvasGeometry().cards().at(id).rect, exactFromUtf8(machine.name),
         [this, added](const QString& typed) { return takeAdded(added, typed); });
}

/// The groups in whose frames a card at \p position has its middle.
std::set<model::GroupId> GraphView::groupsAt(model::Position position) const
{
    const QPointF middle(position.x + edit::cardWidth / 2, position.y + edit::cardHeight / 2);
    std::set<model::GroupId> out;
    for (const FrameGeometry& frame : canvasGeometry().frames()) {
        if (frame.group && frame.rect.contains(middle))
            out.insert(*frame.group);
    }
    return out;
}

QString GraphView::takeAdded(const std::shared_ptr<const Added>& added, const QString& typed)
{
    const bool isShare = typed.startsWith(QLatin1String("\\\\"));
    edit::NewComputer machine = added->machine;
    machine.name = typed.toStdString();
    const auto next =
        isShare ? withShare(*added->before, machine, typed, added->from)
                : withMachine(*added->before, machine, added->from, added->into, added->groups);
    if (!next)
        return reasonOf(next.error());
    m_document->edit(Text::tr("Add machine"), *next, added->gesture);
    // A full name makes its domain first, and so another machine than the one that was there while it was typed.
    setSelection(isShare ? selectionOf(*edit::newestResource(graph()))
                         : selectionOf(*edit::newestComputer(graph())));
    return {};
}

void GraphView::addShare(std::optional<model::ComputerId> computer)
{
    const auto on = computer ? computer : currentComputer();
    if (!on) {
        emit refused(
            Text::tr("A file share stands on a machine. Select the machine first, or drop the "
                     "share on it; dropped elsewhere, it makes its server."));
        return;
    }
    if (m_document == nullptr)
        return;
    std::string name = "Share";
    for (int number = 2; model::resourceByName(graph(), *on, name) != nullptr; ++number)
        name = "Share" + std::to_string(number);
    const GraphDocument::Snapshot before = m_document->snapshot();
    const auto gesture = m_document->beginGesture();
    const auto with = [before, on](const std::string& share) {
        return edit::addResource(*before, *on, ResourceKind::SmbShare, share, nowUtc());
    };
    if (!apply(Text::tr("Add file share"), with(name), gesture))
        return;
    const model::ResourceId id = *edit::newestResource(graph());
    setSelection(selectionOf(id));
    reveal(id);
    edit(canvasGeometry().rectOf(id), exactFromUtf8(name),
         [this, with, gesture](const QString& typed) {
             const auto next = with(typed.toStdString());
             if (!next)
                 return reasonOf(next.error());
             m_document->edit(Text::tr("Add file share"), *next, gesture);
             return QString();
         });
}

void GraphView::addShareWithServer(QPointF scene)
{
    if (m_document == nullptr)
        return;
    const auto kind = model::ComputerKind::Server;
    const QString server = exactFromUtf8(freeName(kind));
    const edit::NewComputer machine{
        .kind = kind,
        .position = edit::onRow(
            graph(), {.x = scene.x() - Size::nodeWidth / 2.0, .y = scene.y() - edit::hopBaseLine})};
    const GraphDocument::Snapshot before = m_document->snapshot();
    const auto gesture = m_document->beginGesture();
    const auto with = [before, machine, server](const QString& typed) {
        const bool isPath = typed.startsWith(QLatin1String("\\\\"));
        const QString path = isPath ? typed : QStringLiteral("\\\\%1\\%2").arg(server, typed);
        return withShare(*before, machine, path, std::nullopt);
    };
    const QString name = QStringLiteral("Share");
    if (!apply(Text::tr("Add file share"), with(name), gesture))
        return;
    const model::ResourceId id = *edit::newestResource(graph());
    setSelection(selectionOf(id));
    reveal(id);
    edit(canvasGeometry().rectOf(id), name, [this, with, gesture](const QString& typed) {
        const auto next = with(typed);
        if (!next)
            return reasonOf(next.error());
        m_document->edit(Text::tr("Add file share"), *next, gesture);
        setSelection(selectionOf(*edit::newestResource(graph())));
        return QString();
    });
}

QString GraphView::addAccess(model::ComputerId on, ResourceKind kind, const QString& target,
                             const QString& name)
{
    if (m_document == nullptr)
        return {};
    const auto next = edit::drawAccess(
        graph(),
        {.from = on, .kind = kind, .target = target.toStdString(), .name = name.toStdString()},
        nowUtc());
    if (!next)
        return reasonOf(next.error());
    m_document->edit(Text::tr("Draw hop"), *next);
    const model::HopId hop = *edit::newestHop(graph());
    setSelection(selectionOf(hop));
    reveal(hop);
    return {};
}

// Names ---------------------------------------------------------------------------------------------------------------

void GraphView::rename()
{
    if (m_document == nullptr || !m_selection.current)
        return;
    const Thing thing = *m_selection.current;
    if (const auto* computer = std::get_if<model::ComputerId>(&thing)) {
        renameMachine(*computer);
    } else if (const auto* resource = std::get_if<model::ResourceId>(&thing)) {
        renameResource(*resource);
    } else {
        retypeTarget(std::get<model::HopId>(thing));
    }
}

void GraphView::renameMachine(model::ComputerId id)
{
    if (const auto group = shown().cards().find(id); group != shown().cards().end()) {
        renameGroup(group->second, canvasGeometry().cards().at(id).rect);
        return;
    }
    const model::Computer& computer = graph().computers.at(id);
    const QString name = exactFromUtf8(computer.dnsName.empty() ? computer.name : computer.dnsName);
    reveal(id);
    edit(canvasGeometry().cards().at(id).rect, name, [this, id](const QString& typed) {
        const auto next = edit::renameComputer(graph(), id, typed.toStdString(), nowUtc());
        if (!next)
            return reasonOf(next.error());
        m_document->edit(Text::tr("Rename machine"), *next);
        return QString();
    });
}

void GraphView::renameGroup(model::GroupId id, const QRectF& sceneRect)
{
    edit(sceneRect, exactFromUtf8(graph().groups.at(id).name), [this, id](const QString& typed) {
        const auto next = edit::renameGroup(graph(), id, typed.trimmed().toStdString());
        if (!next)
            return reasonOf(next.error());
        m_document->edit(Text::tr("Rename group"), *next);
        return QString();
    });
}

void GraphView::renameResource(model::ResourceId id)
{
    reveal(id);
    edit(canvasGeometry().rectOf(id), exactFromUtf8(graph().resources.at(id).name),
         [this, id](const QString& typed) {
             const auto next = edit::renameResource(graph(), id, typed.toStdString());
             if (!next)
                 return reasonOf(next.error());
             m_document->edit(Text::tr("Rename file share"), *next);
             return QString();
         });
}

void GraphView::retypeTarget(model::HopId id)
{
    reveal(id);
    const QRectF box = canvasGeometry().hops().at(id).typedBox;
    edit(QRectF(box.center().x() - 96, box.center().y() - 14, 192, 28),
         exactFromUtf8(graph().hops.at(id).typedTarget), [this, id](const QString& typed) {
             const auto next = edit::setTypedTarget(graph(), id, typed.toStdString());
             if (!next)
                 return reasonOf(next.error());
             m_document->edit(Text::tr("Change typed target"), *next);
             return QString();
         });
}

/// A field over \p sceneRect.
void GraphView::edit(const QRectF& sceneRect, const QString& text, NameEditor::Take take)
{
    delete m_editor;
    m_editor = new NameEditor(text, std::move(take), viewport());
    const QRectF rect = toView(sceneRect);
    const int height = m_editor->sizeHint().height();
    const int top = qRound(rect.top() + std::min(8.0, std::max(0.0, (rect.height() - height) / 2)));
    m_editor->setGeometry(qRound(rect.left()), top, std::max(160, qRound(rect.width())), height);
    connect(m_editor, &NameEditor::refused, this, &GraphView::refused);
    connect(m_editor, &NameEditor::closed, this, [this](bool byKey) {
        if (byKey)
            setFocus();
    });
    m_editor->show();
    m_editor->setFocus();
}

// Hops ----------------------------------------------------------------------------------------------------------------

void GraphView::startHop()
{
    const auto from = currentComputer();
    if (!from) {
        emit refused(Text::tr("Select the machine that the hop begins at."));
        return;
    }
    if (m_document == nullptr)
        return;
    endTool();
    setFocus();
    m_tool = std::make_unique<ConnectTool>(*this, *from, true);
    viewport()->update();
}

model::HopEnd GraphView::endOf(const Thing& thing) const
{
    if (const auto* resource = std::get_if<model::ResourceId>(&thing))
        return {.computer = graph().resources.at(*resource).computer, .resource = *resource};
    return {.computer = std::get<model::ComputerId>(thing)};
}

QString GraphView::whyNot(model::ComputerId from, const model::HopEnd& to) const
{
    if (shown().isCard(from) || shown().isCard(to.computer))
        return Text::tr("This group is collapsed. Expand it first: a hop leads to one machine.");
    edit::NewHop hop{.from = from, .to = to};
    if (to.resource) {
        const auto ways = edit::waysBack(graph(), from);
        if (ways.size() > 1)
            hop.wayBack = ways.front();  // The user is asked which.
    }
    const auto tried = edit::connectHop(graph(), hop, {});
    return tried ? QString()
                 : oneLine(errorText(tried.error(), Text::tr("No hop can be drawn here")));
}

void GraphView::connectHop(model::ComputerId from, const model::HopEnd& to)
{
    if (to.resource && edit::waysBack(graph(), from).size() > 1) {
        chooseWayBack(from, to);
        return;
    }
    if (apply(Text::tr("Draw hop"), edit::connectHop(graph(), {.from = from, .to = to}, nowUtc())))
        setSelection(selectionOf(*edit::newestHop(graph())));
}

/// Several ways lead to the machine at which the route's last hop begins: the user says which one the route takes.
void GraphView::chooseWayBack(model::ComputerId from, const model::HopEnd& end)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(Text::tr("The way that the route takes"));
    menu->addSection(Text::tr("The way that the route takes"));
    for (const std::vector<model::HopId>& way : edit::waysBack(graph(), from)) {
        QStringList names;
        for (const model::HopId hop : way)
            names.append(fromUtf8(graph().computers.at(graph().hops.at(hop).from).name));
        names.append(fromUtf8(graph().computers.at(from).name));
        // A name may hold an ampersand, which a menu reads as the mark of its key.
        const QString text =
            names.join(QStringLiteral(" → ")).replace(QLatin1Char('&'), QLatin1String("&&"));
        menu->addAction(text, this, [this, from, end, way] {
            const edit::NewHop hop{.from = from, .to = end, .wayBack = way};
            if (apply(Text::tr("Draw hop"), edit::connectHop(graph(), hop, nowUtc())))
                setSelection(selectionOf(*edit::newestHop(graph())));
        });
    }
    menu->popup(viewport()->mapToGlobal(cardRect(end.computer).center().toPoint()));
}

// All things ----------------------------------------------------------------------------------------------------------

void GraphView::deleteSelection()
{
    if (!m_selection.things.empty())
        apply(Text::tr("Delete"), edit::removeThings(graph(), m_selection.things));
}

void GraphView::spliceSelection()
{
    const edit::Selection& things = m_selection.things;
    if (things.computers.size() != 1 || things.hops.size() != 1) {
        emit refused(Text::tr("Select one machine and one hop: the machine is put into the hop."));
        return;
    }
    apply(Text::tr("Put into hop"),
          edit::spliceIn(graph(), *things.hops.begin(), *things.computers.begin(), nowUtc()));
}

void GraphView::removeAndJoinSelection()
{
    const std::set<model::ComputerId>& machines = m_selection.things.computers;
    if (machines.empty()) {
        emit refused(Text::tr("Select the machines to remove; what stands around them is joined."));
        return;
    }
    apply(Text::tr("Remove and join"), edit::removeAndJoin(graph(), machines, nowUtc()));
}

void GraphView::duplicateSelection()
{
    const edit::Selection things = m_selection.things;
    if (things.computers.empty()) {
        emit refused(Text::tr("Select the machines to draw once more."));
        return;
    }
    const model::Graph before = graph();
    const model::Position below = edit::roomBelow(before, things.computers);
    if (!apply(Text::tr("Duplicate"), edit::duplicateThings(before, things, below, nowUtc())))
        return;
    CanvasSelection copies;
    for (const auto& [id, computer] : graph().computers) {
        if (!before.computers.contains(id))
            copies.things.computers.insert(id);
    }
    copies.current = firstOf(copies.things);
    setSelection(copies);
    reveal(*copies.current);
}

/// The top left corner of a free place of \p size, in scene units: under the pointer, else in the middle; from there on
/// down and to the right while cards are in the way.
QPointF GraphView::freePlace(QSizeF size) const
{
    constexpr int mostSteps = 200;
    const QPointF pointer = viewport()->mapFromGlobal(QPointF(QCursor::pos()));
    const QRectF seen(viewport()->rect());
    const QPointF centre =
        toScene(seen.contains(pointer) && underMouse() ? pointer : seen.center());
    QPointF corner = centre - QPointF(size.width() / 2, size.height() / 2);
    for (int i = 0; i < mostSteps && canvasGeometry().hasCardIn(QRectF(corner, size)); ++i)
        corner += QPointF(3 * Size::grid, 3 * Size::grid);
    return corner;
}

/// \p delta, by which \p clip, which takes \p box, goes to its place, or a little up or down, so that its first machine stands
/// on a row that is there: where nothing is in the way.
model::Position GraphView::ontoRow(const model::Graph& clip, const QRectF& box,
                                   model::Position delta) const
{
    const model::Position& first = clip.computers.begin()->second.position;
    const model::Position wanted{.x = first.x + delta.x, .y = first.y + delta.y};
    const double way = edit::onRow(graph(), wanted).y - wanted.y;
    if (canvasGeometry().hasCardIn(box.translated(delta.x, delta.y + way)))
        return delta;
    return {.x = delta.x, .y = delta.y + way};
}

void GraphView::put(const model::Graph& clip)
{
    if (m_document == nullptr || clip.computers.empty())
        return;
    const CanvasGeometry there(clip, looksOf(clip, {}), font());
    QRectF box;
    for (const auto& [id, card] : there.cards())
        box |= card.rect;
    const QPointF corner = freePlace(box.size());
    const model::Position delta = ontoRow(
        clip, box, edit::onGrid({.x = corner.x() - box.left(), .y = corner.y() - box.top()}));
    const model::Graph before = graph();
    if (!apply(Text::tr("Paste"), edit::putIn(before, clip, delta, nowUtc())))
        return;
    CanvasSelection added;
    for (const auto& [id, computer] : graph().computers) {
        if (!before.computers.contains(id))
            added.things.computers.insert(id);
    }
    added.current = firstOf(added.things);
    setSelection(added);
    reveal(*added.current);
}

bool GraphView::moveTo(const QString& text,
                       const std::map<model::ComputerId, model::Position>& positions)
{
    const model::Graph before = graph();
    const ViewPlace place{.origin = m_origin, .zoom = m_zoom};
    if (!apply(text, edit::moveComputers(before, positions)))
        return false;
    fit();
    glideFrom(before, place);
    return true;
}

void GraphView::arrangeSelection(edit::Arrange how)
{
    std::map<model::ComputerId, edit::CardSize> cards;
    for (const model::ComputerId id : m_selection.things.computers) {
        const auto card = canvasGeometry().cards().find(id);
        if (card == canvasGeometry().cards().end())
            continue;  // In a collapsed group, whose card it follows.
        const QSizeF size = card->second.rect.size();
        cards[id] = {.width = size.width(), .height = size.height()};
    }
    const bool spreads = how == edit::Arrange::Across || how == edit::Arrange::Down;
    apply(spreads ? Text::tr("Distribute") : Text::tr("Align"), edit::arrange(graph(), cards, how));
}

bool GraphView::isSelectionPinned() const
{
    const auto& machines = m_selection.things.computers;
    return !machines.empty() && std::ranges::all_of(machines, [this](model::ComputerId id) {
        return graph().computers.at(id).isPinned;
    });
}

void GraphView::pinSelection()
{
    if (m_selection.things.computers.empty()) {
        emit refused(Text::tr("Select the machines to pin."));
        return;
    }
    const bool pins = !isSelectionPinned();
    apply(pins ? Text::tr("Pin") : Text::tr("Unpin"),
          edit::setPinned(graph(), m_selection.things.computers, pins));
}

bool GraphView::isSelectionMuted() const
{
    const std::set<model::HopId> hops = edit::hopsAt(graph(), m_selection.things);
    return !hops.empty() && std::ranges::all_of(hops, [this](model::HopId id) {
        return graph().hops.at(id).isMuted;
    });
}

void GraphView::muteSelection()
{
    if (edit::hopsAt(graph(), m_selection.things).empty()) {
        emit refused(Text::tr("Select the hops to mute, or machines that they hang on."));
        return;
    }
    const bool mutes = !isSelectionMuted();
    apply(mutes ? Text::tr("Mute hops") : Text::tr("Unmute hops"),
          edit::setMuted(graph(), m_selection.things, mutes));
}

std::optional<model::GroupId> GraphView::groupSelection()
{
    const std::set<model::ComputerId>& machines = m_selection.things.computers;
    if (machines.empty()) {
        emit refused(Text::tr("Select the machines to group."));
        return std::nullopt;
    }
    const std::string name = freeGroupName(graph()).toStdString();
    if (!apply(Text::tr("Group"), edit::makeGroup(graph(), machines, model::GroupKind::Own, name)))
        return std::nullopt;
    return edit::newestGroup(graph());
}

void GraphView::ungroupSelection()
{
    const auto groups = edit::groupsOf(graph(), m_selection.things.computers);
    if (groups.empty()) {
        emit refused(Text::tr("What is selected is in no group."));
        return;
    }
    apply(Text::tr("Ungroup"), edit::dissolveGroups(graph(), groups));
}

bool GraphView::isSelectionCollapsed() const
{
    const auto groups = edit::groupsOf(graph(), m_selection.things.computers);
    return !groups.empty() && std::ranges::all_of(groups, [this](model::GroupId id) {
        return graph().groups.at(id).isCollapsed;
    });
}

void GraphView::collapseSelection()
{
    const auto groups = edit::groupsOf(graph(), m_selection.things.computers);
    if (groups.empty()) {
        emit refused(Text::tr("What is selected is in no group."));
        return;
    }
    const bool collapses = !isSelectionCollapsed();
    CanvasSelection next;
    for (const model::GroupId id : groups) {
        const auto& members = graph().groups.at(id).members;
        next.things.computers.insert(members.begin(), members.end());
    }
    next.current = firstOf(next.things);
    if (apply(collapses ? Text::tr("Collapse group") : Text::tr("Expand group"),
              edit::setCollapsed(graph(), groups, collapses)))
        setSelection(next);
}

void GraphView::putHosts(const std::vector<std::string>& hosts)
{
    model::Position position;
    if (!graph().computers.empty()) {
        position = edit::onGrid({.x = canvasGeometry().bounds().left() + Size::radiusGroup * 2,
                                 .y = canvasGeometry().bounds().bottom() + Size::nodeHeight});
    }
    if (!apply(Text::tr("Paste machines"), edit::addHosts(graph(), hosts, position, nowUtc())))
        return;
    CanvasSelection named;
    for (const std::string& each : hosts) {
        if (const model::Computer* found = model::computerByName(graph(), each))
            named.things.computers.insert(found->id);
    }
    named.current = firstOf(named.things);
    setSelection(named);
    fit();
}

QString GraphView::pasteChain(const QString& text)
{
    if (m_document == nullptr)
        return {};
    const bool first = graph().computers.empty();
    model::Position position;
    if (!first) {
        position = edit::onGrid({.x = canvasGeometry().bounds().left() + Size::radiusGroup * 2,
                                 .y = canvasGeometry().bounds().bottom() + Size::nodeHeight});
    }
    const auto next = edit::addChain(graph(), text.trimmed().toStdString(), position, nowUtc());
    if (!next) {
        QString reason = oneLine(errorText(next.error(), Text::tr("The chain was not drawn")));
        if (next.error().offset)
            reason += Text::tr(" (column %1)").arg(*next.error().offset + 1);
        return reason;
    }
    m_document->edit(Text::tr("Paste chain"), *next);
    fit();
    return {};
}

void GraphView::cancelGesture()
{
    if (m_tool)
        m_tool->cancel();
    endTool();
}

void GraphView::endTool()
{
    m_tool.reset();
    viewport()->update();
}

std::vector<Thing> GraphView::shownOrder() const
{
    std::vector<Thing> out = chainOrder(graph());
    std::erase_if(out, [this](const Thing& each) { return shown().standIn(each) != each; });
    return out;
}

void GraphView::focusNext(bool backwards)
{
    const std::vector<Thing> order = shownOrder();
    if (order.empty())
        return;
    const auto count = static_cast<std::ptrdiff_t>(order.size());
    std::ptrdiff_t at = backwards ? 0 : -1;
    if (m_selection.current) {
        const auto found = std::ranges::find(order, *m_selection.current);
        if (found != order.end())
            at = found - order.begin();
    }
    at = (at + (backwards ? -1 : 1) + count) % count;
    const Thing& next = order[static_cast<std::size_t>(at)];
    setSelection(selectionOf(next));
    reveal(next);
}

/// Whether the focused thing is the last in chain order, or the first.
bool GraphView::isAtEnd(bool backwards) const
{
    const std::vector<Thing> order = shownOrder();
    return m_selection.current && !order.empty()
           && *m_selection.current == (backwards ? order.front() : order.back());
}

void GraphView::moveFocus(Qt::Key direction)
{
    if (!m_selection.current) {
        focusNext(false);
        return;
    }
    if (const auto next = nearestIn(canvasGeometry(), *m_selection.current, direction)) {
        setSelection(selectionOf(*next));
        reveal(*next);
    }
}

void GraphView::nudge(Qt::Key direction, bool fine)
{
    const double step = fine ? 1 : edit::gridStep;
    model::Position delta;
    if (direction == Qt::Key_Left || direction == Qt::Key_Right) {
        delta.x = direction == Qt::Key_Left ? -step : step;
    } else {
        delta.y = direction == Qt::Key_Up ? -step : step;
    }
    if (!m_selection.things.computers.empty()) {
        apply(Text::tr("Move"),
              edit::moveComputersBy(graph(), m_selection.things.computers, delta));
    }
}

}  // namespace hopwright::ui
