#include "core/plan/judge_hop.h"

#include "core/rules/hop_rows.h"

#include <algorithm>
#include <span>
#include <tuple>

namespace hopwright::plan {

namespace {

using rules::Row;
using rules::Verdict;

/// Reads tables for one hop into its prediction.
class Judge {
public:
    Judge(HopFacts& facts, HopPrediction& out) : m_facts(facts), m_out(out) {}

    /// Reads \p table. \returns whether the hop is decided by it.
    bool endsAt(std::span<const Row> table)
    {
        const Row* const row = rules::read(table, m_facts, [this](const Row& each) {
            m_facts.addReasons(each, m_out.because);
            m_out.derivation.add(each);
        });
        if (row == nullptr || row->verdict == Verdict::Passes)
            return false;
        if (row->verdict == Verdict::Denied) {
            deny(row->denial);
        } else {
            m_out.outcome = Outcome::Unknown;
        }
        return true;
    }

    /// What is held behind the session: reasons stay with it, for the next hop to tell.
    Held left()
    {
        Held out;  // One row counts for each session.
        std::ignore = rules::read(rules::leftBehind(), m_facts, [&](const Row& row) {
            m_out.derivation.add(row);
            out.what = row.left.what;
            if (row.left.account)
                out.account = m_facts.signingAccount();
            if (row.left.home)
                out.home = homeOfArrived();
            m_facts.addReasons(row, out.because);
        });
        return out;
    }

private:
    void deny(const rules::Denial& denial)
    {
        const ErrorRow* const error = m_facts.errorOf(denial);
        m_out.outcome = Outcome::Denied;
        m_out.stage = denial.stage ? *denial.stage : error->stage();
        m_out.cause = denial.cause ? *denial.cause : error->cause.value_or(Cause::Unknown);
        m_out.code = denial.code;
        if (error != nullptr && error->codeCount > 0)
            m_out.code = error->code();
        m_out.notAppliedYet = denial.untilApplied;
    }

    /// Who is signed in behind the hop: a machine in a workgroup takes accounts of its own alone.
    std::optional<model::AccountHome> homeOfArrived()
    {
        const std::optional<model::AccountHome>& home = m_facts.caller();
        if (home || m_facts.ask<rules::AnsweringHome>() != rules::AnsweringHome::Workgroup)
            return home;
        const model::Computer& machine = m_facts.answering();
        return model::AccountHome{.kind = model::AccountHome::Kind::Machine,
                                  .computer = machine.id,
                                  .name = model::ownDomain(machine)};
    }

    HopFacts& m_facts;
    HopPrediction& m_out;
};

/// The reasons why it is not known how the server proves its name, where none of \p out says it already.
void addProofUnknown(HopFacts& facts, HopPrediction& out)
{
    const bool isSaid =
        std::ranges::find(out.because, rules::ReasonKey::AccountTrustUnknown, &rules::Because::key)
        != out.because.end();
    if (isSaid || facts.ask<Proof>() != Proof::Unknown)
        return;
    for (const Row* row : facts.proofRows())
        facts.addReasons(*row, out.because);
}

Held judgeSession(HopFacts& facts, HopPrediction& out)
{
    Judge judge(facts, out);
    if (judge.endsAt(rules::methods()) || judge.endsAt(rules::states()))
        return {.what = rules::Arrives::Unknown};
    if (!judge.endsAt(rules::identities()))
        judge.endsAt(rules::strangers());
    if (out.outcome == Outcome::Denied)
        return {};  // Nobody gets there.
    judge.endsAt(rules::ownNames());
    Held held = judge.left();
    if (out.outcome == Outcome::Unknown
        && facts.ask<rules::Credential>() == rules::Credential::Callers)
        held.what = rules::Arrives::Unknown;
    out.because.insert(out.because.end(), held.because.begin(), held.because.end());
    addProofUnknown(facts, out);
    return held;
}

Held judgeResource(HopFacts& facts, HopPrediction& out)
{
    Judge judge(facts, out);
    if (!judge.endsAt(rules::identities()) && !judge.endsAt(rules::strangers()))
        judge.endsAt(rules::permissions());
    if (out.outcome == Outcome::Denied)
        return {.what = rules::Arrives::Anonymous};
    return {.what = out.outcome == Outcome::Unknown ? rules::Arrives::Unknown
                                                    : rules::Arrives::SignedIn,
            .account = facts.signingAccount()};
}

}  // namespace

Held judgeHop(HopFacts& facts, HopPrediction& out)
{
    Held held = facts.ask<rules::End>() == rules::End::Session ? judgeSession(facts, out)
                                                               : judgeResource(facts, out);
    for (const Row* row : facts.proofRows())
        out.derivation.add(*row);
    out.derivation.facts = facts.known();
    return held;
}

}  // namespace hopwright::plan
