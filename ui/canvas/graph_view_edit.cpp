// GraphView's actions: what the keyboard, the menus and the palette do. Each is one undo step.
#include "core/edit/chain.h"
#include "core/edit/edit_hops.h"
#include "core/edit/layout.h"
#include "core/model/graph_rules.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/graph_view_state.h"
#include "ui/text/error_text.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

#include <QMenu>

#include <algorithm>
#include <cmath>

namespace hopwright::ui {

namespace {

constexpr double editorHeight = 28;

QString stemOf(model::ComputerKind kind)
{
    switch (kind) {
    case model::ComputerKind::Client:
        return QStringLiteral("PC");
    case model::ComputerKind::JumpServer:
        return QStringLiteral("JUMP");
    case model::ComputerKind::Server:
        break;
    }
    return QStringLiteral("SRV");
}

}  // namespace

QString GraphView::freeName(const QString& stem) const
{
    for (int number = 1;; ++number) {
        const QString name = stem + QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0'));
        if (!model::computerByName(graph(), name.toStdString()))
            return name;
    }
}

void GraphView::addMachine(model::ComputerKind kind, std::optional<QPointF> scenePosition)
{
    if (m_document == nullptr)
        return;
    model::Position position = edit::nextPosition(graph(), currentComputer());
    if (scenePosition)
        position = edit::onGrid({.x = scenePosition->x() - edit::cardWidth / 2,
                                 .y = scenePosition->y() - edit::hopBaseLine});
    const auto next = edit::addComputer(
        graph(), {.name = freeName(stemOf(kind)).toStdString(), .kind = kind, .position = position},
        editTime());
    apply(tr("Add machine"), next);
    if (!next)
        return;
    const auto added = edit::newestComputer(graph());
    setSelection(selectionOf(*added));
    reveal(*added);
    setFocus();
    rename();
}

void GraphView::addShare(std::optional<model::ComputerId> computer)
{
    if (m_document == nullptr)
        return;
    const auto on = computer ? computer : currentComputer();
    if (!on) {
        emit refused(tr("A file share stands on a machine. Select the machine first, or drop the "
                        "share on it."));
        return;
    }
    QString name = QStringLiteral("Share");
    for (int number = 2; model::resourceByName(graph(), *on, name.toStdString()); ++number)
        name = QStringLiteral("Share%1").arg(number);
    const auto next = edit::addResource(graph(), *on, model::ResourceKind::SmbShare,
                                        name.toStdString(), editTime());
    apply(tr("Add file share"), next);
    if (!next)
        return;
    setSelection(selectionOf(*edit::newestResource(graph())));
    setFocus();
    rename();
}

/// A machine beside the focused one, already connected: key A.
void GraphView::quickAdd()
{
    if (m_document == nullptr)
        return;
    const auto from = currentComputer();
    const model::ComputerKind kind =
        graph().computers.empty() ? model::ComputerKind::Client : model::ComputerKind::Server;
    if (!from) {
        addMachine(kind);
        return;
    }
    auto next = edit::addComputer(graph(),
                                  {.name = freeName(stemOf(kind)).toStdString(),
                                   .kind = kind,
                                   .position = edit::nextPosition(graph(), from)},
                                  editTime());
    if (next) {
        const model::ComputerId added = *edit::newestComputer(*next);
        next = edit::connectHop(*next, {.from = *from, .to = {.computer = added}}, editTime());
    }
    apply(tr("Add machine"), next);
    if (!next)
        return;
    const model::ComputerId added = *edit::newestComputer(graph());
    setSelection(selectionOf(added));
    reveal(added);
    rename();
}

void GraphView::startHop()
{
    const auto from = currentComputer();
    if (!from) {
        emit refused(tr("Select the machine that the hop begins at."));
        return;
    }
    m_draft = std::make_unique<Draft>();
    m_draft->from = *from;
    m_draft->byKeyboard = true;
    m_draft->nowScene = m_geometry.cards().at(*from).handle() + QPointF(64, 0);
    setFocus();
    viewport()->update();
}

void GraphView::rename()
{
    if (m_document == nullptr || !m_selection.current)
        return;
    const Thing thing = *m_selection.current;
    if (const auto* id = std::get_if<model::ComputerId>(&thing)) {
        const model::Computer& computer = graph().computers.at(*id);
        const QString name = fromUtf8(computer.dnsName.empty() ? computer.name : computer.dnsName);
        editText(
            m_geometry.cards().at(*id).rect, name, [this, computerId = *id](const QString& text) {
                apply(tr("Rename machine"),
                      edit::renameComputer(graph(), computerId, text.toStdString(), editTime()));
            });
    } else if (const auto* resource = std::get_if<model::ResourceId>(&thing)) {
        editText(m_geometry.rectOf(thing), fromUtf8(graph().resources.at(*resource).name),
                 [this, resourceId = *resource](const QString& text) {
                     apply(tr("Rename file share"),
                           edit::renameResource(graph(), resourceId, text.toStdString()));
                 });
    } else if (const auto* hop = std::get_if<model::HopId>(&thing)) {
        const QRectF rect = m_geometry.rectOf(thing);
        editText(QRectF(rect.center().x() - 90, rect.center().y() + 10, 180, editorHeight),
                 fromUtf8(graph().hops.at(*hop).typedTarget),
                 [this, hopId = *hop](const QString& text) {
                     apply(tr("Change typed target"),
                           edit::setTypedTarget(graph(), hopId, text.toStdString()));
                 });
    }
}

/// A field over \p sceneRect. Enter and losing the focus take the text, Esc leaves things as they were.
void GraphView::editText(const QRectF& sceneRect, const QString& text,
                         const std::function<void(const QString&)>& done)
{
    delete m_editor;
    m_editor = new QLineEdit(text, viewport());
    m_editor->setAccessibleName(tr("Name"));
    const QPointF top = toView(sceneRect.topLeft());
    const double width = std::max(120.0, sceneRect.width() * m_zoom);
    m_editor->setGeometry(QRectF(top, QSizeF(width, editorHeight)).toAlignedRect());
    m_editor->selectAll();
    m_editor->show();
    m_editor->setFocus();
    connect(m_editor, &QLineEdit::editingFinished, this, [this, text, done] {
        if (m_editor == nullptr)
            return;
        QLineEdit* editor = std::exchange(m_editor, nullptr);
        const QString typed = editor->text().trimmed();
        const bool hadFocus = editor->hasFocus();
        editor->disconnect(this);
        editor->deleteLater();
        if (hadFocus)
            setFocus();
        if (typed != text && !typed.isEmpty())
            done(typed);
    });
}

void GraphView::deleteSelection()
{
    if (m_document == nullptr || m_selection.things.empty())
        return;
    apply(tr("Delete"), edit::removeThings(graph(), m_selection.things));
}

QString GraphView::pasteChain(const QString& text)
{
    if (m_document == nullptr)
        return {};
    const model::Position position =
        graph().computers.empty() ? model::Position{} : edit::nextPosition(graph(), std::nullopt);
    const std::string chain = text.trimmed().toStdString();
    const auto next = edit::addChain(graph(), chain, position, editTime());
    if (!next) {
        QString reason = oneLine(errorText(next.error(), tr("The chain was not drawn")));
        if (next.error().offset)
            reason += tr(" (column %1)").arg(*next.error().offset + 1);
        return reason;
    }
    m_document->edit(tr("Paste chain"), *next);
    fit();
    return {};
}

void GraphView::connectTo(const model::HopEnd& end)
{
    const model::ComputerId from = m_draft->from;
    m_draft.reset();
    viewport()->update();
    if (end.resource && edit::waysBack(graph(), from).size() > 1) {
        chooseWayBack(from, end);
        return;
    }
    const auto next = edit::connectHop(graph(), {.from = from, .to = end}, editTime());
    apply(tr("Draw hop"), next);
    if (next)
        setSelection(selectionOf(*edit::newestHop(graph())));
}

/// Several ways lead to the machine at which the route's last hop begins: the user says which one the route takes.
void GraphView::chooseWayBack(model::ComputerId from, const model::HopEnd& end)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const std::vector<model::HopId>& way : edit::waysBack(graph(), from)) {
        QStringList names;
        for (const model::HopId hop : way)
            names.append(fromUtf8(graph().computers.at(graph().hops.at(hop).from).name));
        names.append(fromUtf8(graph().computers.at(from).name));
        menu->addAction(names.join(QStringLiteral(" → ")), this, [this, from, end, way] {
            apply(tr("Draw hop"),
                  edit::connectHop(graph(), {.from = from, .to = end, .wayBack = way}, editTime()));
        });
    }
    menu->popup(viewport()->mapToGlobal(cardRect(end.computer).center().toPoint()));
}

void GraphView::cancelGesture()
{
    if (m_drag && m_drag->kind == Drag::Kind::Move && m_document != nullptr)
        apply(tr("Move"), edit::moveComputers(graph(), m_drag->startPositions), m_drag->gesture);
    m_drag.reset();
    m_draft.reset();
    viewport()->update();
}

/// Chain order: the machines of each route from head to tail, then those in no route, then the hops of the focused one.
void GraphView::focusNext(bool backwards)
{
    std::vector<Thing> order;
    const auto enter = [&order](const Thing& thing) {
        if (std::ranges::find(order, thing) == order.end())
            order.push_back(thing);
    };
    for (const auto& [id, route] : graph().routes) {
        for (const model::HopId hopId : route.hops) {
            const model::Hop& hop = graph().hops.at(hopId);
            enter(hop.from);
            enter(hopId);
            enter(hop.to.computer);
            if (hop.to.resource)
                enter(*hop.to.resource);
        }
    }
    for (const auto& [id, computer] : graph().computers)
        enter(id);
    for (const auto& [id, resource] : graph().resources)
        enter(id);
    for (const auto& [id, hop] : graph().hops)
        enter(id);
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

void GraphView::moveFocus(Qt::Key direction)
{
    const auto from = m_draft && m_draft->target ? m_draft->target : m_selection.current;
    if (!from) {
        focusNext(false);
        return;
    }
    const QPointF start = m_geometry.rectOf(*from).center();
    std::optional<model::ComputerId> best;
    double bestCost = 1e12;
    for (const auto& [id, card] : m_geometry.cards()) {
        const QPointF way = card.rect.center() - start;
        const bool sideways = direction == Qt::Key_Left || direction == Qt::Key_Right;
        const double along = sideways ? way.x() : way.y();
        const double across = sideways ? way.y() : way.x();
        const bool forward =
            direction == Qt::Key_Right || direction == Qt::Key_Down ? along > 1 : along < -1;
        const double cost = std::abs(along) + 2 * std::abs(across);
        if (forward && cost < bestCost && Thing(id) != *from) {
            bestCost = cost;
            best = id;
        }
    }
    if (!best)
        return;
    if (m_draft) {
        m_draft->target = *best;
        m_draft->nowScene =
            m_geometry.cards().at(*best).rect.topLeft() + QPointF(0, edit::hopBaseLine);
        updateDraftReason();
        viewport()->update();
        return;
    }
    setSelection(selectionOf(*best));
    reveal(*best);
}

void GraphView::nudge(Qt::Key direction, bool fine)
{
    if (m_document == nullptr || m_selection.things.computers.empty())
        return;
    const double step = fine ? 1 : edit::gridStep;
    model::Position delta;
    delta.x = direction == Qt::Key_Left ? -step : direction == Qt::Key_Right ? step : 0;
    delta.y = direction == Qt::Key_Up ? -step : direction == Qt::Key_Down ? step : 0;
    apply(tr("Move"), edit::moveComputersBy(graph(), m_selection.things.computers, delta));
}

void GraphView::updateDraftReason()
{
    m_draft->reason.clear();
    if (!m_draft->target)
        return;
    model::HopEnd end{};
    if (const auto* computer = std::get_if<model::ComputerId>(&*m_draft->target))
        end.computer = *computer;
    else if (const auto* resource = std::get_if<model::ResourceId>(&*m_draft->target))
        end = {.computer = graph().resources.at(*resource).computer, .resource = *resource};
    else
        return;
    if (end.resource && edit::waysBack(graph(), m_draft->from).size() > 1)
        return;  // The user is asked which way.
    const auto tried = edit::connectHop(graph(), {.from = m_draft->from, .to = end}, {});
    if (!tried)
        m_draft->reason = fromUtf8(tried.error().detail);
}

}  // namespace hopwright::ui
