#include "ui/models/outline_model.h"

#include "ui/models/state_marks.h"
#include "ui/text/plan_text.h"
#include "ui/text/run_text.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"

#include <QFont>

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace hopwright::ui {

struct OutlineModel::Item {
    QString id = {};  ///< Empty for a heading.
    QString text = {};
    QString icon = {};
    QString words = {};  ///< What the mark says.
    Mark mark = Mark::None;
    bool isStrong = false;
    bool isHop = false;  ///< Its mark is shown before the text.
    Item* parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Item>> children = {};

    Item& add(Item item)
    {
        item.parent = this;
        item.row = static_cast<int>(children.size());
        children.push_back(std::make_unique<Item>(std::move(item)));
        return *children.back();
    }
};

namespace {

using Item = OutlineModel::Item;

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

/// What the rows are made from.
struct Source {
    const model::Graph& graph;
    const OutlineModel::Predictions& now;
    const probe::RunReport& report;
};

void addComputers(Item& parent, const Source& source, std::optional<model::DomainId> domain)
{
    for (const auto& [id, computer] : source.graph.computers) {
        if (computer.domain != domain) {
            continue;
        }
        Item& row = parent.add({.id = thingIdOf(id),
                                .text = fromUtf8(computer.name),
                                .icon = iconOf(computer.kind),
                                .words = computerKindText(computer.kind)});
        for (const auto& [resourceId, resource] : source.graph.resources) {
            if (resource.computer == id) {
                row.add({.id = thingIdOf(resourceId),
                         .text = fromUtf8(resource.name),
                         .icon = QStringLiteral("share"),
                         .words = resourceKindText(resource.kind)});
            }
        }
    }
}

struct State {
    Mark mark = Mark::None;
    QString words = {};
};

State stateOf(const Source& source, model::HopId hop)
{
    const probe::HopResult* result = resultOf(source.report, hop);
    if (result != nullptr && result->state != probe::HopState::NotRun) {
        return {.mark = markFor(result->state), .words = hopStateText(*result)};
    }
    const auto found = source.now.find(hop);
    if (found == source.now.end()) {
        return {};
    }
    if (!found->second.reached) {
        return {.mark = Mark::NotReached, .words = predictionWord(found->second)};
    }
    return {.mark = markFor(found->second.outcome), .words = predictionWord(found->second)};
}

/// The lower, the more a route's row has to show it.
int rankOf(Mark mark)
{
    constexpr std::array order{Mark::Running,   Mark::Denied,   Mark::Failed,
                               Mark::Cancelled, Mark::Skipped,  Mark::WillBeDenied,
                               Mark::CannotSay, Mark::WillPass, Mark::Passed};
    const auto* const found = std::ranges::find(order, mark);
    return static_cast<int>(found - order.begin());
}

void addHop(Item& parent, const Source& source, model::HopId id)
{
    const auto hop = source.graph.hops.find(id);
    if (hop == source.graph.hops.end()) {
        return;
    }
    const State state = stateOf(source, id);
    parent.add(
        {.id = thingIdOf(id),
         .text = QStringLiteral("%1 %2").arg(QString::number(plan::hopNumber(source.graph, id)),
                                             hopTitle(source.graph, hop->second)),
         .words = state.words,
         .mark = state.mark,
         .isHop = true});
    if (!parent.id.isEmpty() && rankOf(state.mark) < rankOf(parent.mark)) {
        parent.mark = state.mark;
        parent.words = state.words;
    }
}

void addRoutes(Item& root, const Source& source)
{
    std::set<model::HopId> inRoutes;
    for (const auto& [id, route] : source.graph.routes) {
        Item& row = root.add({.id = thingIdOf(id),
                              .text = fromUtf8(route.name),
                              .icon = QStringLiteral("hop"),
                              .isStrong = true});
        for (const model::HopId hop : route.hops) {
            addHop(row, source, hop);
            inRoutes.insert(hop);
        }
    }
    if (inRoutes.size() >= source.graph.hops.size()) {
        return;
    }
    Item& others = root.add({.text = OutlineModel::tr("In no route, not tested"),
                             .icon = QStringLiteral("hop"),
                             .isStrong = true});
    for (const auto& [id, hop] : source.graph.hops) {
        if (!inRoutes.contains(id)) {
            addHop(others, source, id);
        }
    }
}

std::unique_ptr<Item> treeOf(const Source& source)
{
    auto root = std::make_unique<Item>();
    for (const auto& [id, domain] : source.graph.domains) {
        const auto isHere = [domainId = id](const auto& computer) {
            return computer.second.domain == domainId;
        };
        if (std::ranges::none_of(source.graph.computers, isHere)) {
            continue;
        }
        Item& row = root->add(
            {.id = thingIdOf(id),
             .text = fromUtf8(domain.workgroup ? domain.shortName : domain.dnsName),
             .icon = QStringLiteral("group"),
             .words = domain.workgroup ? OutlineModel::tr("workgroup") : OutlineModel::tr("domain"),
             .isStrong = true});
        addComputers(row, source, id);
    }
    const bool homeless = std::ranges::any_of(source.graph.computers, [](const auto& computer) {
        return !computer.second.domain.has_value();
    });
    if (homeless) {
        Item& row = root->add({.text = OutlineModel::tr("Domain not known"),
                               .icon = QStringLiteral("group"),
                               .isStrong = true});
        addComputers(row, source, std::nullopt);
    }
    addRoutes(*root, source);
    return root;
}

bool sameShape(const Item& a, const Item& b)
{
    return a.id == b.id
           && std::ranges::equal(a.children, b.children,
                                 [](const auto& x, const auto& y) { return sameShape(*x, *y); });
}

void copyTexts(Item& to, Item& from)
{
    to.text = std::move(from.text);
    to.icon = std::move(from.icon);
    to.words = std::move(from.words);
    to.mark = from.mark;
    for (std::size_t i = 0; i < to.children.size(); ++i) {
        copyTexts(*to.children[i], *from.children[i]);
    }
}

const Item* find(const Item& item, const QString& id)
{
    if (item.id == id) {
        return &item;
    }
    for (const auto& child : item.children) {
        if (const Item* found = find(*child, id)) {
            return found;
        }
    }
    return nullptr;
}

}  // namespace

OutlineModel::OutlineModel(QObject* parent)
    : QAbstractItemModel(parent), m_root(std::make_unique<Item>())
{
}

OutlineModel::~OutlineModel() = default;

void OutlineModel::setContent(const model::Graph& graph, const Predictions& now,
                              const probe::RunReport& report)
{
    std::unique_ptr<Item> root = treeOf({.graph = graph, .now = now, .report = report});
    if (!sameShape(*m_root, *root)) {
        beginResetModel();
        m_root = std::move(root);
        endResetModel();
        return;
    }
    copyTexts(*m_root, *root);
    const auto tellOf = [this](const auto& self, const Item& item) -> void {
        if (item.children.empty()) {
            return;
        }
        emit dataChanged(indexOf(*item.children.front()), indexOf(*item.children.back()));
        for (const auto& child : item.children) {
            self(self, *child);
        }
    };
    tellOf(tellOf, *m_root);
}

QModelIndex OutlineModel::indexOf(const QString& thingId) const
{
    const Item* item = thingId.isEmpty() ? nullptr : find(*m_root, thingId);
    return item != nullptr ? indexOf(*item) : QModelIndex();
}

QModelIndex OutlineModel::indexOf(const Item& item) const
{
    return item.parent != nullptr ? createIndex(item.row, 0, &item) : QModelIndex();
}

const OutlineModel::Item& OutlineModel::itemOf(const QModelIndex& index) const
{
    return index.isValid() ? *static_cast<const Item*>(index.constInternalPointer()) : *m_root;
}

QModelIndex OutlineModel::index(int row, int column, const QModelIndex& parent) const
{
    const Item& item = itemOf(parent);
    if (column != 0 || row < 0 || row >= static_cast<int>(item.children.size())) {
        return {};
    }
    return indexOf(*item.children[static_cast<std::size_t>(row)]);
}

QModelIndex OutlineModel::parent(const QModelIndex& child) const
{
    const Item* parent = child.isValid() ? itemOf(child).parent : nullptr;
    return parent != nullptr ? indexOf(*parent) : QModelIndex();
}

int OutlineModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(itemOf(parent).children.size());
}

int OutlineModel::columnCount(const QModelIndex& /*parent*/) const
{
    return 1;
}

QVariant OutlineModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Item& item = itemOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return item.text;
    case Qt::DecorationRole:
        return item.icon.isEmpty() ? QVariant() : QVariant(icon(item.icon));
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return item.words.isEmpty() ? item.text : item.text + QStringLiteral(", ") + item.words;
    case MarkRole:
        return item.isHop ? QVariant(static_cast<int>(item.mark)) : QVariant();
    case BadgeMarkRole:
        return item.isHop || item.mark == Mark::None ? QVariant()
                                                     : QVariant(static_cast<int>(item.mark));
    case Qt::FontRole: {
        QFont font;
        font.setBold(true);
        return item.isStrong ? QVariant(font) : QVariant();
    }
    case ThingIdRole:
        return item.id;
    default:
        return {};
    }
}

}  // namespace hopwright::ui
