#include "ui/window/find.h"

#include "core/model/graph_rules.h"
#include "ui/models/thing_id.h"
#include "ui/text/words.h"

#include <algorithm>
#include <initializer_list>

namespace hopwright::ui {

namespace {

class Finder {
public:
    explicit Finder(QString text) : m_text(std::move(text)) {}

    bool holds(const std::string& name) const
    {
        return fromUtf8(name).contains(m_text, Qt::CaseInsensitive);
    }
    bool holdsOne(std::initializer_list<std::string> names) const
    {
        return std::ranges::any_of(names, [this](const std::string& each) { return holds(each); });
    }

private:
    QString m_text;
};

/// The account that is typed for \p hop, as text; empty: none, or asked for at run time.
std::string accountOf(const model::Graph& graph, const model::Hop& hop)
{
    if (!hop.credential.isExplicit || !hop.credential.account)
        return {};
    const auto found = graph.accounts.find(*hop.credential.account);
    return found == graph.accounts.end() ? std::string() : model::accountText(found->second);
}

}  // namespace

std::vector<ThingRef> findThings(const model::Graph& graph, const QString& text)
{
    std::vector<ThingRef> out;
    const QString wanted = text.trimmed();
    if (wanted.isEmpty())
        return out;
    const Finder finder(wanted);
    for (const auto& [id, computer] : graph.computers) {
        if (finder.holdsOne({computer.name, computer.dnsName, computer.address}))
            out.emplace_back(id);
    }
    for (const auto& [id, resource] : graph.resources) {
        if (finder.holds(resource.name))
            out.emplace_back(id);
    }
    for (const auto& [id, hop] : graph.hops) {
        if (finder.holdsOne({hop.typedTarget, accountOf(graph, hop)}))
            out.emplace_back(id);
    }
    return out;
}

}  // namespace hopwright::ui
