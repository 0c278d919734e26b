#include "ui/models/outline_model.h"

#include "ui/models/finding_model.h"
#include "ui/models/machine_icon.h"
#include "ui/models/state_marks.h"
#include "ui/text/plan_text.h"
#include "ui/text/run_text.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"

#include <QFont>

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>

namespace hopwright::ui {

enum class OutlineModel::Kind : std::uint8_t {
    Root,
    Domain,
    NoDomain,
    Computer,
    Resource,
    Route,
    NoRoute,
    Hop,
    Group
};

/// A row. Its texts are made when they are asked for: of a large drawing few rows are seen.
struct OutlineModel::Item {
    Kind kind = Kind::Root;
    std::uint32_t id = 0;  ///< Of the thing; 0 for a heading.
    Mark mark = Mark::None;
    QString words = {};           ///< Of a hop that was tested: what the mark says.
    FindingBadge badge = {};      ///< Of a machine or a hop.
    const Item* worst = nullptr;  ///< Of a route: the hop whose mark it shows.
    std::size_t print = 0;        ///< Of all that the row shows: another one, and it is shown anew.
    Item* parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Item>> children = {};

    template <typename Id>
    Id as() const
    {
        return Id{id};
    }

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
using Kind = OutlineModel::Kind;
using Results = std::unordered_map<model::HopId, const probe::HopResult*>;

/// Above this many rows that show something else, the view is told to look at all of them: to be told of one costs it a search.
constexpr std::size_t manyRows = 64;

std::size_t mixed(std::size_t seed, std::size_t value)
{
    constexpr std::size_t odd = 0x9E3779B97F4A7C15;
    return (seed ^ value) * odd + (seed >> 7U);
}

std::size_t mixed(std::size_t seed, std::string_view text)
{
    return mixed(seed, std::hash<std::string_view>{}(text));
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

Results resultsOf(const probe::RunReport& report)
{
    Results out;
    for (const probe::RouteResult& route : report.routes) {
        for (const probe::HopResult& result : route.hops) {
            out.try_emplace(result.hop, &result);  // As resultOf(): the first.
        }
    }
    return out;
}

/// Makes the rows of a drawing, each thing looked at once.
class TreeMaker {
public:
    TreeMaker(const model::Graph& graph, const OutlineModel::Predictions& now,
              const plan::RouteWalk& walk, const probe::RunReport& report,
              const std::vector<plan::Finding>& findings)
        : m_graph(graph),
          m_now(now),
          m_walk(walk),
          m_results(resultsOf(report)),
          m_badges(badgesOf(findings))
    {
        for (const auto& [id, computer] : graph.computers) {
            m_computers[computer.domain].push_back(id);
        }
        for (const auto& [id, resource] : graph.resources) {
            m_resources[resource.computer].push_back(id);
        }
    }

    std::unique_ptr<Item> make() const
    {
        auto root = std::make_unique<Item>();
        for (const auto& [id, domain] : m_graph.domains) {
            if (!m_computers.contains(id)) {
                continue;
            }
            const std::string& name = domain.workgroup ? domain.shortName : domain.dnsName;
            Item& row = root->add({.kind = Kind::Domain,
                                   .id = std::to_underlying(id),
                                   .print = mixed(domain.workgroup ? 1 : 0, name)});
            addComputers(row, id);
        }
        if (m_computers.contains(std::nullopt)) {
            addComputers(root->add({.kind = Kind::NoDomain}), std::nullopt);
        }
        addGroups(*root);
        addRoutes(*root);
        return root;
    }

private:
    Item& addComputer(Item& parent, model::ComputerId id) const
    {
        const model::Computer& computer = m_graph.computers.at(id);
        Item& row =
            parent.add({.kind = Kind::Computer,
                        .id = std::to_underlying(id),
                        .print = mixed(static_cast<std::size_t>(computer.kind), computer.name)});
        setBadge(row, "computer-");
        return row;
    }

    /// Each with its machines, which stand at their domains as well; its badge is the worst of theirs, and how many they have.
    void addGroups(Item& root) const
    {
        for (const auto& [id, group] : m_graph.groups) {
            Item& row = root.add({.kind = Kind::Group, .id = std::to_underlying(id)});
            row.print = mixed(static_cast<std::size_t>(group.kind), group.name);
            row.print = mixed(row.print, group.isCollapsed ? 1U : 0U);
            for (const model::ComputerId each : group.members)
                addWorse(row.badge, addComputer(row, each).badge);
            row.print = mixed(row.print, static_cast<std::size_t>(row.badge.worst));
            row.print = mixed(row.print, static_cast<std::size_t>(row.badge.count));
        }
    }

    static void addWorse(FindingBadge& to, const FindingBadge& from)
    {
        constexpr std::array order{Mark::Error, Mark::Warning, Mark::Note, Mark::None};
        const auto rank = [&order](Mark mark) {
            return std::ranges::find(order, mark) - order.begin();
        };
        if (rank(from.worst) < rank(to.worst))
            to.worst = from.worst;
        to.count += from.count;
    }

    void addComputers(Item& parent, std::optional<model::DomainId> domain) const
    {
        for (const model::ComputerId id : m_computers.at(domain)) {
            Item& row = addComputer(parent, id);
            const auto resources = m_resources.find(id);
            if (resources == m_resources.end()) {
                continue;
            }
            for (const model::ResourceId each : resources->second) {
                const model::Resource& resource = m_graph.resources.at(each);
                row.add({.kind = Kind::Resource,
                         .id = std::to_underlying(each),
                         .print = mixed(
                             mixed(static_cast<std::size_t>(resource.kind), resource.kindWord),
                             resource.name)});
            }
        }
    }

    void addRoutes(Item& root) const
    {
        for (const auto& [id, route] : m_graph.routes) {
            Item& row = root.add({.kind = Kind::Route, .id = std::to_underlying(id)});
            for (const model::HopId hop : route.hops) {
                addHop(row, hop);
            }
            row.print = mixed(mixed(static_cast<std::size_t>(row.mark), route.name),
                              row.worst != nullptr ? row.worst->print : 0);
        }
        Item* others = nullptr;
        for (const auto& [id, hop] : m_graph.hops) {
            if (m_walk.isInRoute(id)) {
                continue;
            }
            if (others == nullptr) {
                others = &root.add({.kind = Kind::NoRoute});
            }
            addHop(*others, id);
        }
    }

    void addHop(Item& parent, model::HopId id) const
    {
        const auto hop = m_graph.hops.find(id);
        if (hop == m_graph.hops.end()) {
            return;
        }
        Item& row = parent.add({.kind = Kind::Hop, .id = std::to_underlying(id)});
        row.print = mixed(static_cast<std::size_t>(m_walk.number(id)), nameOf(hop->second.from));
        row.print = mixed(row.print, nameOf(hop->second.to.computer));
        if (hop->second.to.resource) {
            const auto resource = m_graph.resources.find(*hop->second.to.resource);
            if (resource != m_graph.resources.end()) {
                row.print = mixed(row.print, resource->second.name);
            }
        }
        setState(row, id);
        setBadge(row, "hop-");
        if (parent.kind == Kind::Route && rankOf(row.mark) < rankOf(parent.mark)) {
            parent.mark = row.mark;
            parent.worst = &row;
        }
    }

    void setState(Item& row, model::HopId hop) const
    {
        const auto result = m_results.find(hop);
        const auto now = m_now.find(hop);
        const bool isMuted = now != m_now.end() && now->second.isMuted;
        if (result != m_results.end() && result->second->state != HopState::NotRun && !isMuted) {
            row.mark = markFor(result->second->state);
            row.words = hopStateText(*result->second);
            row.print = mixed(row.print, qHash(row.words));
        } else if (now != m_now.end()) {
            row.mark = markFor(now->second);
        }
        row.print = mixed(row.print, static_cast<std::size_t>(row.mark));
    }

    void setBadge(Item& row, const char* kind) const
    {
        const auto found = m_badges.find(kind + std::to_string(row.id));
        if (found == m_badges.end()) {
            return;
        }
        row.badge = found->second;
        row.print = mixed(row.print, static_cast<std::size_t>(row.badge.worst));
        row.print = mixed(row.print, static_cast<std::size_t>(row.badge.count));
    }

    std::string_view nameOf(model::ComputerId id) const
    {
        const auto found = m_graph.computers.find(id);
        return found == m_graph.computers.end() ? std::string_view() : found->second.name;
    }

    const model::Graph& m_graph;
    const OutlineModel::Predictions& m_now;
    const plan::RouteWalk& m_walk;
    Results m_results;
    std::unordered_map<std::string, FindingBadge> m_badges;
    std::map<std::optional<model::DomainId>, std::vector<model::ComputerId>> m_computers = {};
    std::unordered_map<model::ComputerId, std::vector<model::ResourceId>> m_resources = {};
};

// NOLINTNEXTLINE(misc-no-recursion): three deep.
bool sameShape(const Item& a, const Item& b)
{
    return a.kind == b.kind && a.id == b.id
           && std::ranges::equal(a.children, b.children,
                                 [](const auto& x, const auto& y) { return sameShape(*x, *y); });
}

/// Takes over what \p from shows into the tree of the same shape at \p to. \p changed: the rows that show something else.
// NOLINTNEXTLINE(misc-no-recursion): three deep.
void takeOver(Item& to, Item& from, std::vector<const Item*>& changed)
{
    if (to.print != from.print) {
        changed.push_back(&to);
    }
    to.mark = from.mark;
    to.words = std::move(from.words);
    to.badge = from.badge;
    to.print = from.print;
    to.worst = from.worst == nullptr ? nullptr
                                     : to.children[static_cast<std::size_t>(from.worst->row)].get();
    for (std::size_t i = 0; i < to.children.size(); ++i) {
        takeOver(*to.children[i], *from.children[i], changed);
    }
}

// NOLINTNEXTLINE(misc-no-recursion): three deep.
const Item* find(const Item& item, Kind kind, std::uint32_t id)
{
    if (item.kind == kind && item.id == id) {
        return &item;
    }
    for (const auto& child : item.children) {
        if (const Item* found = find(*child, kind, id)) {
            return found;
        }
    }
    return nullptr;
}

/// What names a row of the tree.
struct Named {
    Kind kind = Kind::Root;
    std::uint32_t id = 0;
};

struct Namer {
    Named operator()(std::monostate /*none*/) const { return {}; }
    Named operator()(model::DomainId id) const { return named(Kind::Domain, id); }
    Named operator()(model::ComputerId id) const { return named(Kind::Computer, id); }
    Named operator()(model::ResourceId id) const { return named(Kind::Resource, id); }
    Named operator()(model::HopId id) const { return named(Kind::Hop, id); }
    Named operator()(model::RouteId id) const { return named(Kind::Route, id); }
    Named operator()(model::GroupId id) const { return named(Kind::Group, id); }

    template <typename Id>
    static Named named(Kind kind, Id id)
    {
        return {.kind = kind, .id = std::to_underlying(id)};
    }
};

ThingRef thingOf(const Item& item)
{
    switch (item.kind) {
    case Kind::Domain:
        return item.as<model::DomainId>();
    case Kind::Computer:
        return item.as<model::ComputerId>();
    case Kind::Resource:
        return item.as<model::ResourceId>();
    case Kind::Hop:
        return item.as<model::HopId>();
    case Kind::Route:
        return item.as<model::RouteId>();
    case Kind::Group:
        return item.as<model::GroupId>();
    case Kind::Root:
    case Kind::NoDomain:
    case Kind::NoRoute:
        break;
    }
    return {};
}

/// The rows that are meant, those of one parent behind each other; of a thing the first.
// NOLINTNEXTLINE(misc-no-recursion): three deep.
void collect(const Item& parent, const std::function<bool(const ThingRef&)>& isMeant,
             std::unordered_set<std::uint32_t>& seen, std::vector<const Item*>& out)
{
    for (const auto& child : parent.children) {
        if (isMeant(thingOf(*child)) && seen.insert(child->id).second) {
            out.push_back(child.get());
        }
    }
    for (const auto& child : parent.children) {
        collect(*child, isMeant, seen, out);
    }
}

bool isStrong(Kind kind)
{
    return kind == Kind::Domain || kind == Kind::NoDomain || kind == Kind::Route
           || kind == Kind::NoRoute || kind == Kind::Group;
}

QFont boldFont()
{
    QFont font;
    font.setBold(true);
    return font;
}

}  // namespace

OutlineModel::OutlineModel(QObject* parent)
    : QAbstractItemModel(parent), m_root(std::make_unique<Item>())
{
}

OutlineModel::~OutlineModel() = default;

void OutlineModel::setContent(Shared<model::Graph> graph, Shared<Predictions> now,
                              const probe::RunReport& report, const Shared<plan::RouteWalk>& walk,
                              const std::vector<plan::Finding>& findings)
{
    Shared<plan::RouteWalk> fresh = plan::walkOf(*graph, walk);
    std::unique_ptr<Item> root = TreeMaker(*graph, *now, *fresh, report, findings).make();
    const bool same = sameShape(*m_root, *root);
    if (!same) {
        beginResetModel();
    }
    std::vector<const Item*> changed;
    if (same) {
        takeOver(*m_root, *root, changed);
    } else {
        m_root = std::move(root);
    }
    m_walk = std::move(fresh);  // That before is asked until here.
    m_graph = std::move(graph);
    m_now = std::move(now);
    if (!same) {
        endResetModel();
    } else if (changed.size() > manyRows) {
        emit layoutAboutToBeChanged();
        emit layoutChanged();
    } else {
        for (const Item* each : changed) {
            emit dataChanged(indexOf(*each), indexOf(*each));
        }
    }
}

QString OutlineModel::textOf(const Item& item) const
{
    switch (item.kind) {
    case Kind::Root:
        return {};
    case Kind::NoDomain:
        return Text::tr("Domain not known");
    case Kind::NoRoute:
        return Text::tr("In no route, not tested");
    case Kind::Domain: {
        const model::Domain& domain = m_graph->domains.at(item.as<model::DomainId>());
        return fromUtf8(domain.workgroup ? domain.shortName : domain.dnsName);
    }
    case Kind::Computer:
        return fromUtf8(m_graph->computers.at(item.as<model::ComputerId>()).name);
    case Kind::Resource:
        return fromUtf8(m_graph->resources.at(item.as<model::ResourceId>()).name);
    case Kind::Route:
        return fromUtf8(m_graph->routes.at(item.as<model::RouteId>()).name);
    case Kind::Group:
        return fromUtf8(m_graph->groups.at(item.as<model::GroupId>()).name);
    case Kind::Hop:
        break;
    }
    const auto hop = item.as<model::HopId>();
    return QStringLiteral("%1 %2").arg(QString::number(m_walk->number(hop)),
                                       hopTitle(*m_graph, m_graph->hops.at(hop)));
}

/// What the mark or the icon says.
QString OutlineModel::wordsOf(const Item& item) const
{
    switch (item.kind) {
    case Kind::Domain:
        return m_graph->domains.at(item.as<model::DomainId>()).workgroup ? Text::tr("workgroup")
                                                                         : Text::tr("domain");
    case Kind::Group: {
        const model::Group& group = m_graph->groups.at(item.as<model::GroupId>());
        const QString kind = groupKindText(group.kind);
        return group.isCollapsed ? filled(Text::tr("%1, %2"), {kind, Text::tr("collapsed")}) : kind;
    }
    case Kind::Computer:
        return computerKindText(m_graph->computers.at(item.as<model::ComputerId>()).kind);
    case Kind::Resource:
        return resourceKindText(m_graph->resources.at(item.as<model::ResourceId>()).kind);
    case Kind::Route:
        return item.worst != nullptr ? wordsOfHop(*item.worst) : QString();
    case Kind::Hop:
        return wordsOfHop(item);
    case Kind::Root:
    case Kind::NoDomain:
    case Kind::NoRoute:
        break;
    }
    return {};
}

QString OutlineModel::wordsOfHop(const Item& item) const
{
    if (!item.words.isEmpty()) {
        return item.words;
    }
    const auto found = m_now->find(item.as<model::HopId>());
    return found == m_now->end() ? QString() : predictionWord(found->second);
}

QString OutlineModel::iconNameOf(const Item& item) const
{
    switch (item.kind) {
    case Kind::Domain:
    case Kind::NoDomain:
    case Kind::Group:
        return QStringLiteral("group");
    case Kind::Computer:
        return iconOf(m_graph->computers.at(item.as<model::ComputerId>()).kind);
    case Kind::Resource:
        return QStringLiteral("share");
    case Kind::Route:
    case Kind::NoRoute:
        return QStringLiteral("hop");
    case Kind::Root:
    case Kind::Hop:
        break;
    }
    return {};
}

QItemSelection OutlineModel::rowsOf(const std::function<bool(const ThingRef&)>& isMeant,
                                    qsizetype most) const
{
    std::vector<const Item*> rows;
    std::unordered_set<std::uint32_t> seen;
    collect(*m_root, isMeant, seen, rows);
    QItemSelection out;
    for (std::size_t first = 0; first < rows.size() && out.size() < most;) {
        std::size_t last = first;
        while (last + 1 < rows.size() && rows[last + 1]->parent == rows[last]->parent
               && rows[last + 1]->row == rows[last]->row + 1) {
            ++last;
        }
        out.append(QItemSelectionRange(indexOf(*rows[first]), indexOf(*rows[last])));
        first = last + 1;
    }
    return out;
}

QModelIndex OutlineModel::indexOf(const ThingRef& thing) const
{
    const Named named = std::visit(Namer{}, thing);
    const Item* item = named.id == 0 ? nullptr : find(*m_root, named.kind, named.id);
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

/// All that a row shows, in words.
QString OutlineModel::saidOf(const Item& item) const
{
    QStringList parts{textOf(item)};
    if (const QString words = wordsOf(item); !words.isEmpty())
        parts += words;
    if (item.badge.count > 0)
        parts += Text::tr("%n findings", nullptr, item.badge.count);
    return parts.join(QStringLiteral(", "));
}

/// The worst finding, else the state of what has no mark of its own.
QVariant OutlineModel::badgeMarkOf(const Item& item)
{
    if (item.badge.count > 0)
        return static_cast<int>(item.badge.worst);
    const bool hasState = item.kind != Kind::Hop && item.mark != Mark::None;
    return hasState ? QVariant(static_cast<int>(item.mark)) : QVariant();
}

QVariant OutlineModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Item& item = itemOf(index);
    const bool isHop = item.kind == Kind::Hop;
    switch (role) {
    case Qt::DisplayRole:
        return textOf(item);
    case Qt::DecorationRole: {
        const QString name = iconNameOf(item);
        return name.isEmpty() ? QVariant() : QVariant(icon(name));
    }
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return saidOf(item);
    case MarkRole:
        return isHop ? QVariant(static_cast<int>(item.mark)) : QVariant();
    case BadgeMarkRole:
        return badgeMarkOf(item);
    case BadgeCountRole:
        return item.badge.count > 1 ? QVariant(item.badge.count) : QVariant();
    case Qt::FontRole:
        return isStrong(item.kind) ? QVariant(boldFont()) : QVariant();
    case ThingIdRole:
        return thingIdOf(thingOf(item));
    default:
        return {};
    }
}

}  // namespace hopwright::ui
