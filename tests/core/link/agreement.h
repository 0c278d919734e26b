#pragma once

#include "core/model/graph_rules.h"
#include "core/plan/plan.h"
#include "core/probe/run.h"
#include "tests/core/plan/drawing.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hopwright::link::tests {

/// In what a prediction and practice can differ.
enum class Field { Skipped, Outcome, Stage, Cause, Code };

inline std::string nameOf(Field field)
{
    switch (field) {
    case Field::Skipped:
        return "skipped";
    case Field::Outcome:
        return "outcome";
    case Field::Stage:
        return "stage";
    case Field::Cause:
        return "cause";
    case Field::Code:
        break;
    }
    return "code";
}

/// The first hop of a route at which practice is not as predicted.
struct Difference {
    model::RouteId route{};
    std::size_t hop = 0;
    Field field = Field::Outcome;
    std::string predicted = {};
    std::string seen = {};
    std::string evidence = {};
    bool applied = false;  ///< After the plan's changes were applied.

    bool isLike(const Difference& other) const
    {
        return field == other.field && predicted == other.predicted && seen == other.seen;
    }
};

/// As plan::tests::summaryOf() has a prediction.
inline std::string summaryOf(const probe::HopResult& hop)
{
    if (hop.state != HopState::Denied)
        return hop.state == HopState::Passed ? "allowed" : std::string(wordOf(hop.state));
    const auto stage = hop.stage ? std::string(wordOf(*hop.stage)) : "null";
    const auto cause = hop.cause ? std::string(wordOf(*hop.cause)) : "null";
    return "denied " + stage + ' ' + textOf(hop.code, "null") + ' ' + cause;
}

/// What was compared, so that a test that compares nothing is seen.
struct Tally {
    int graphs = 0;
    int hops = 0;
    int compared = 0;  ///< Outcome, and where it is denied stage, cause and code.
    int unknown = 0;   ///< Predicted as unknown.
    int skipped = 0;
    int notReached = 0;
    std::map<std::string, int> agreed = {};  ///< By outcome.
    std::map<std::string, int> causes = {};  ///< Predicted and seen.
    std::map<std::string, int> codes = {};   ///< The same; "null" for a refusal without one.
    std::map<std::string, int> unseen =
        {};  ///< What practice showed where the prediction was unknown.
    std::map<std::string, int> causesSeen = {};  ///< The causes of those.
    std::map<std::string, int> lengths = {};     ///< Of routes.

    void add(const plan::HopPrediction& prediction)
    {
        ++compared;
        ++agreed[prediction.outcome == Outcome::Allowed ? "allowed" : "denied"];
        if (prediction.outcome != Outcome::Denied)
            return;
        ++causes[std::string(wordOf(prediction.cause.value_or(Cause::Unknown)))];
        ++codes[textOf(prediction.code, "null")];
    }
};

/// What was said of the transport, else what the port says, at the place that counts most: the test's own reading.
inline bool isHttps(const model::Graph& graph, const model::Hop& hop)
{
    if (hop.transport != model::Transport::ByPort)
        return hop.transport == model::Transport::Https;
    const std::string& typed = hop.typedTarget;
    if (typed.find("://") != std::string::npos)
        return typed.starts_with("https://");
    if (hop.port)
        return *hop.port == model::httpsPort;
    if (typed.ends_with(":5985") || typed.ends_with(":5986"))
        return typed.ends_with(":5986");
    return graph.computers.at(hop.to.computer).port == model::httpsPort;
}

/// Whether the probe skips \p hop by name: what this version has not built. The test's own list (docs/cli.md).
inline bool isSkipped(const model::Graph& graph, const model::Hop& hop)
{
    if (hop.to.resource)
        return graph.resources.at(*hop.to.resource).kind != ResourceKind::SmbShare;
    using enum Method;
    const bool built = hop.method == Default || hop.method == Negotiate || hop.method == Ntlm
                       || hop.method == CredSsp;
    return !built || isHttps(graph, hop);
}

/// Compares one route, hop by hop, up to the first difference.
class RouteComparison {
public:
    RouteComparison(const model::Graph& graph, model::RouteId route, Tally& tally)
        : m_graph(graph), m_route(graph.routes.at(route)), m_tally(tally)
    {
    }

    std::optional<Difference> run(const std::vector<plan::HopPrediction>& predicted,
                                  const probe::RouteResult& seen)
    {
        ++m_tally.lengths[std::to_string(m_route.hops.size())];
        for (std::size_t i = 0; i < m_route.hops.size(); ++i) {
            ++m_tally.hops;
            const auto field = compare(predicted.at(i), seen.hops.at(i));
            if (!field)
                continue;
            return Difference{.route = m_route.id,
                              .hop = i,
                              .field = *field,
                              .predicted = plan::tests::summaryOf(predicted[i]),
                              .seen = summaryOf(seen.hops[i]),
                              .evidence = seen.hops[i].evidence.english()};
        }
        return std::nullopt;
    }

private:
    std::optional<Field> compare(const plan::HopPrediction& predicted, const probe::HopResult& seen)
    {
        using enum HopState;
        const bool mustSkip = isSkipped(m_graph, m_graph.hops.at(predicted.hop));
        if (seen.state == NotReached)
            return compareNotReached(predicted);
        if (seen.skippedBecause == "trust-unknown" && predicted.reached
            && predicted.outcome == Outcome::Unknown) {
            ++m_tally.unknown;
            ++m_tally.unseen["trust unknown"];
            m_ended = m_loose = true;
            return std::nullopt;
        }
        if (mustSkip || seen.state == Skipped)
            return compareSkipped(mustSkip, seen);
        if (seen.state != Passed && seen.state != Denied)
            return Field::Outcome;  // The lab's own poverty, whatever was predicted.
        m_ended = seen.state == Denied;
        if (!predicted.reached)
            return Field::Outcome;
        if (predicted.outcome == Outcome::Unknown) {
            ++m_tally.unknown;
            ++m_tally.unseen[summaryOf(seen)];
            if (seen.cause)
                ++m_tally.causesSeen[std::string(wordOf(*seen.cause))];
            m_loose = true;
            return std::nullopt;
        }
        const bool allowed = predicted.outcome == Outcome::Allowed;
        if (allowed != (seen.state == Passed))
            return Field::Outcome;
        if (!allowed) {
            if (predicted.stage != seen.stage)
                return Field::Stage;
            if (predicted.cause != seen.cause)
                return Field::Cause;
            if (predicted.code != seen.code)
                return Field::Code;
        }
        m_tally.add(predicted);
        return std::nullopt;
    }

    /// By stage and skipped only: nothing of the hop was begun.
    std::optional<Field> compareSkipped(bool mustSkip, const probe::HopResult& seen)
    {
        if (!mustSkip || seen.state != HopState::Skipped)
            return Field::Skipped;
        const bool begun = std::ranges::any_of(seen.stages, [](const probe::StageResult& each) {
            return each.state != StageState::NotReached;
        });
        if (seen.stage || begun)
            return Field::Stage;
        ++m_tally.skipped;
        m_ended = m_loose = true;
        return std::nullopt;
    }

    std::optional<Field> compareNotReached(const plan::HopPrediction& predicted)
    {
        if (!m_ended || (predicted.reached && !m_loose))
            return Field::Outcome;
        ++m_tally.notReached;
        return std::nullopt;
    }

    const model::Graph& m_graph;
    const model::Route& m_route;
    Tally& m_tally;
    bool m_ended = false;  ///< A hop before was denied or skipped in practice.
    bool m_loose = false;  ///< It was not predicted to be: it was unknown, or skipped.
};

}  // namespace hopwright::link::tests
