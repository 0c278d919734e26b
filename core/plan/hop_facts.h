#pragma once

#include "core/errors/error_table.h"
#include "core/model/accounts.h"
#include "core/model/graph.h"
#include "core/model/graph_rules.h"
#include "core/plan/state_check.h"
#include "core/rules/fact.h"
#include "core/rules/row.h"
#include "core/wildcard/delegate_lists.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace hopwright::plan {

/// What code on the machine at a hop's tail can sign in with, and why.
struct Held {
    rules::Arrives what = rules::Arrives::AtStart;
    std::string account = {};
    std::optional<model::AccountHome> home = {};  ///< Of that account; nothing: not known.
    std::vector<rules::Because> because = {};     ///< Why it is so, from the hop before.

    bool operator==(const Held&) const = default;
};

/// One hop at its place in a chain, for HopFacts. All that it names must outlive it.
struct Place {
    const model::AccountNames* names =
        nullptr;  ///< Of the drawing; null: nobody asks who the caller is.
    const model::Graph& graph;
    const model::Hop& hop;
    std::size_t index = 0;  ///< In the chain, from 0.
    const AskedStates* states =
        nullptr;  ///< Null: as if everything the plan asks for were applied.
    const model::AccountName&
        opener;  ///< Who signs in where the drawing names nobody; no user: not known.
    const Held* held = nullptr;  ///< At its tail; null: the user sits there.
};

/// What \p hop of \p graph signs in with.
rules::Credential credentialOf(const model::Graph& graph, const model::Hop& hop);

/// Where \p computer is at home, as an answer about client, target or whoever answers.
template <typename Home>
Home homeOf(const model::Graph& graph, model::ComputerId computer)
{
    const model::Domain* domain = model::domainOf(graph, graph.computers.at(computer));
    if (domain == nullptr)
        return Home::Unknown;
    return domain->workgroup ? Home::Workgroup : Home::Domain;
}

/// Answers what rules ask of one hop, each fact when it is first asked for, and says what fills their sentences.
class HopFacts {
public:
    explicit HopFacts(const Place& place) : m_place(place) {}

    /// For rules::When; of the facts of one hop, so none of findings, ways out and entries.
    unsigned answer(rules::Fact fact);
    template <typename Answers>
    Answers ask()
    {
        return static_cast<Answers>(answer(rules::factOf<Answers>));
    }
    /// Those that were asked for.
    const rules::Facts& known() const noexcept { return m_known; }

    /// The rows of rules::proofs() that count, once the proof was asked for.
    const std::vector<const rules::Row*>& proofRows() const noexcept { return m_proofRows; }

    /// What fills \p argument; \p error is the row's, null: none.
    std::string text(rules::Argument argument, const ErrorRow* error);
    /// The reasons of \p row, behind \p out.
    void addReasons(const rules::Row& row, std::vector<rules::Because>& out);
    /// The row of §8 that \p denial is by; null: by none.
    const ErrorRow* errorOf(const rules::Denial& denial) const;

    const Place& place() const noexcept { return m_place; }
    /// The target as typed, without port.
    const std::string& host();
    /// Who signs in, as text; empty: not known.
    std::string signingAccount() const;
    /// Where the account that signs in is at home; nothing: not known.
    const std::optional<model::AccountHome>& caller();
    /// The machine that answers: the server, or for a loop the client.
    const model::Computer& answering();

private:
    unsigned find(rules::Fact fact);
    unsigned findDrawn(rules::Fact fact);
    rules::Identity identity() const;
    rules::TargetForm targetForm();
    rules::Stranger stranger();
    /// What a machine is known to have; null: nothing.
    const model::MachineState* stateOf(model::ComputerId computer) const;
    bool atStart() const
    {
        return m_place.held == nullptr || m_place.held->what == rules::Arrives::AtStart;
    }
    rules::Account account() const;
    rules::Caller callerSeen();
    rules::DelegateList delegateList();
    rules::Domains domains() const;
    bool surelyDelegates();
    rules::TrustedHosts trustedHosts();
    rules::Permission permission() const;
    rules::Refusal refusal() const;
    void readProofs();

    const model::Computer& client() const { return m_place.graph.computers.at(m_place.hop.from); }
    const model::Computer& server() const
    {
        return m_place.graph.computers.at(m_place.hop.to.computer);
    }

    Place m_place;
    rules::Facts m_known = {};
    std::vector<const rules::Row*> m_proofRows = {};
    std::optional<std::string> m_host = {};
    bool m_hasCaller = false;
    std::optional<model::AccountHome> m_caller = {};
    wildcard::Decision m_decision = {};  ///< Of the lists, when they were asked.
};

}  // namespace hopwright::plan
