#pragma once

#include "core/explain/explanation_table.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/plan/route_walk.h"

#include <QString>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

/// Explanations: what the table of them says, with the names of a drawing and what its plan says, once for window and command
/// line. Text is plain, never HTML.
namespace hopwright::ui {

/// The parts of an explanation, in the order in which they are read.
enum class ExplainPart : std::uint8_t { Means, Why, Exposes, Fix, Logs, Source };

/// "What it means", "Why here" …
QString partTitle(ExplainPart part);

struct ExplainLine {
    QString rule = {};  ///< Small, before the text; empty: it is of no rule.
    QString text = {};

    bool operator==(const ExplainLine&) const = default;
};

struct ExplainSection {
    ExplainPart part = {};
    std::vector<ExplainLine> lines = {};  ///< At least one.
};

struct Explained {
    QString id = {};     ///< Of its topic: `R1`, `double-hop`; empty: it has none.
    QString title = {};  ///< In plain words.
    QString about = {};  ///< "Hop 2: JUMP01 → Reports", "JUMP01"; empty: nothing of a drawing.
    rules::Certainty certainty = rules::Certainty::Open;
    std::vector<ExplainSection> sections = {};  ///< Each part at most once.
};

/// How many reasons, ways and findings an explanation lists; more are counted.
inline constexpr std::size_t mostExplainLines = 100;

/// What an explanation is made of besides the table.
struct ExplainScene {
    const model::Graph& graph;
    const plan::Plan& plan;
    const plan::RouteWalk& walk;  ///< Of \a graph.
    /// What is predicted for now; empty: as the plan predicts.
    const std::map<model::HopId, plan::HopPrediction>& now;
};

/// \p topic by itself: "the client" in place of a name.
Explained explainTopic(const explain::Topic& topic);
/// The same, and where \p scene has findings of it. Cost: O(findings).
Explained explainTopic(const explain::Topic& topic, const ExplainScene& scene);
/// One finding of the scene's plan. Its place may be gone: then without names.
Explained explainFinding(const ExplainScene& scene, const plan::Finding& finding);
/// A hop of the scene's graph: why it is denied, else what it leaves, needs and exposes.
Explained explainHop(const ExplainScene& scene, const model::Hop& hop);
/// The roles and lists that a machine has or needs, each explained; one that has none is explained as that. Never empty.
std::vector<Explained> explainMachine(const ExplainScene& scene, const model::Computer& computer);
/// A resource: that of CredSSP it needs nothing.
Explained explainResource(const ExplainScene& scene, const model::Resource& resource);
/// The hop of \p route that is denied, else its last; nothing: it has no hop.
std::optional<Explained> explainRoute(const ExplainScene& scene, const model::Route& route);

/// What \p name is in the scene: the id of a finding, `hop-5`, `computer-2`, `resource-3`, `route-4`, or the name of a machine,
/// without case. Empty: nothing is called so.
std::vector<Explained> explainNamed(const ExplainScene& scene, std::string_view name);

/// "rule R1, documented": what stands small below the title.
QString topicLine(const Explained& explained);

}  // namespace hopwright::ui
