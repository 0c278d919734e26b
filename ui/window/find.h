#pragma once

#include "core/base/shared.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "ui/models/thing_id.h"

#include <QString>

#include <string>
#include <utility>
#include <vector>

namespace hopwright::ui {

/// What of a thing holds a text.
enum class FoundIn {
    Matched,        ///< A machine that the typed entry covers, for certain,
    LikelyMatched,  ///< or likely.
    Name,
    Account,
    Entry,  ///< Of a delegate list or TrustedHosts.
    Notes,
    Upkeep,  ///< Owner, ticket or last day.
    Finding,
};

/// One place where a text was found.
struct Found {
    ThingRef thing = {};
    FoundIn in = FoundIn::Name;
    QString text = {};    ///< That holds it.
    QString detail = {};  ///< Of an entry its list, of a finding its rule, of upkeep what it is.
};

/// Finds texts in a drawing and in what is planned for it. Its texts are made at the first question after a change, once for all
/// that follow.
class FindIndex {
public:
    /// Cheap: nothing is made here.
    void setContent(Shared<model::Graph> graph, Shared<plan::Plan> plan);

    /// All places that hold \p text, without case: names and targets, accounts, entries of lists, notes, findings, each in the order
    /// of the drawing. Where \p text is an entry of a delegate list, the machines that it covers come first (plan::matchedBy).
    /// Nothing for an empty text. Cost: O(all texts of the drawing).
    std::vector<Found> find(const QString& text);
    /// Where it stands: "nord.example", "TOR to ZIEL", "AllowFreshCredentials, TOR".
    QString placeOf(const Found& found) const;

private:
    struct Searched {
        Found found = {};
        QString all = {};  ///< All that is looked through; empty: what is shown.
    };

    void make();
    void addNames();
    void addHops();
    void addUpkeep(const ThingRef& thing, const model::Upkeep& upkeep);
    void addEntries();
    void addEntries(model::ComputerId machine,
                    const std::vector<std::pair<QString, std::string>>& entries);
    void addFindings();

    Shared<model::Graph> m_graph;
    Shared<plan::Plan> m_plan;
    std::vector<Searched> m_texts;
    bool m_stale = true;
};

}  // namespace hopwright::ui
