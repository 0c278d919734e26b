#include "ui/canvas/card_growth.h"

#include "core/edit/room.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

#include <map>
#include <unordered_map>
#include <utility>

namespace hopwright::ui {

namespace {

using RowCounts = std::unordered_map<model::ComputerId, std::size_t>;

RowCounts rowsOf(const model::Graph& graph)
{
    RowCounts out;
    for (const auto& [id, resource] : graph.resources)
        ++out[resource.computer];
    return out;
}

/// What \p computer's card will be as wide as; what its password says is known only after the next plan.
double widthAfter(const model::Graph& graph, const model::Computer& before,
                  const model::Computer& computer, const CardGeometry& card, const QFont& font)
{
    const bool isSame = before.name == computer.name && before.dnsName == computer.dnsName
                        && before.domain == computer.domain;
    if (isSame)
        return card.rect.width();
    const QString second =
        computer.dnsName.empty() ? domainText(graph, computer) : fromUtf8(computer.dnsName);
    return cardWidth({fromUtf8(computer.name), second, card.texts[2]}, font);
}

}  // namespace

model::Graph withRoomForCards(const model::Graph& before, model::Graph next,
                              const CanvasGeometry& geometry, const QFont& font)
{
    const double rowHeight = CanvasMetrics(font).rowHeight;
    const RowCounts rows = rowsOf(next);
    std::map<model::ComputerId, edit::CardChange> cards;
    bool grows = false;
    for (const auto& [id, card] : geometry.cards()) {
        const auto known = before.computers.find(id);
        const auto found = next.computers.find(id);
        if (card.isGroup || known == before.computers.end() || found == next.computers.end())
            continue;
        edit::CardChange change{
            .before = {.width = card.rect.width(), .height = card.rect.height()}};
        change.after = change.before;
        if (known->second.position == found->second.position) {
            const auto count = rows.find(id);
            const auto more = static_cast<double>(count == rows.end() ? 0 : count->second)
                              - static_cast<double>(card.rows.size());
            change.after.height += more * rowHeight;
            change.after.width = widthAfter(next, known->second, found->second, card, font);
        }
        grows = grows || change.after.width > change.before.width
                || change.after.height > change.before.height;
        cards.emplace_hint(cards.end(), id, change);
    }
    return grows ? edit::makeRoom(std::move(next), cards) : next;
}

}  // namespace hopwright::ui
