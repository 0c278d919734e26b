#include "core/probe/route_step.h"

#include "core/errors/resource_table.h"
#include "core/model/graph_rules.h"
#include "core/target/typed_target.h"
#include "core/text/hex.h"

namespace hopwright::probe {

namespace {

constexpr std::size_t fileRandomBytes = 16;  ///< 128 bits in the file's name.

Step::Action actionOf(model::ProbeKind kind)
{
    switch (kind) {
    case model::ProbeKind::ListShare:
        return Step::Action::ListShare;
    case model::ProbeKind::ReadFile:
        return Step::Action::ReadFile;
    case model::ProbeKind::Script:
        return Step::Action::Script;
    case model::ProbeKind::CreateFile:
    case model::ProbeKind::Session:
        break;
    }
    return Step::Action::CreateFile;
}

constexpr std::string_view hopMuted = "muted";
constexpr std::string_view routeMuted = "route-muted";

}  // namespace

std::string mutedReason(const model::Hop& hop)
{
    return std::string(hop.isMuted ? hopMuted : routeMuted);
}

bool isMutedReason(std::string_view key) noexcept
{
    return key == hopMuted || key == routeMuted;
}

std::string hostOfShare(const model::Graph& graph, const model::Hop& hop)
{
    const auto typed = target::readTarget(hop.typedTarget);
    return typed.form == target::TypedTarget::Form::Share
               ? std::string(typed.host)
               : graph.computers.at(hop.to.computer).name;
}

namespace {

Step shareStep(const model::Graph& graph, const model::Route& route, const model::Hop& hop,
               int number, crypto::RandomStream& random)
{
    Step step{.hop = number,
              .action = actionOf(route.probe.kind),
              .host = hostOfShare(graph, hop),
              .share = graph.resources.at(*hop.to.resource).name,
              .explicitCredential = hop.credential.isExplicit};
    switch (step.action) {
    case Step::Action::CreateFile:
        step.file = "hopwright-" + text::toHex(random.take(fileRandomBytes)) + ".txt";
        step.token = text::toHex(random.take(fileRandomBytes));
        break;
    case Step::Action::ReadFile:
        step.file = route.probe.path;
        break;
    case Step::Action::Script:
        step.text = route.probe.text;
        break;
    case Step::Action::ListShare:
    case Step::Action::Session:
    case Step::Action::WhoAmI:
        break;
    }
    return step;
}

bool isTested(const model::Graph& graph, model::ResourceId resource)
{
    return resourceRow(graph.resources.at(resource).kind).isTested();
}

}  // namespace

std::string notBuilt(const model::Graph& graph, const model::Hop& hop)
{
    if (hop.to.resource)
        return isTested(graph, *hop.to.resource) ? std::string() : "resource-not-built";
    if (const std::string_view why = methodRow(hop.method).notBuilt; !why.empty())
        return std::string(why);
    return model::effectiveTransport(graph, hop) == model::Transport::Https ? "https-not-built"
                                                                            : std::string();
}

bool isScripted(const model::Graph& graph, const model::Hop& hop)
{
    if (hop.to.resource)
        return isTested(graph, *hop.to.resource);
    return methodRow(hop.method).isScripted;
}

std::size_t builtUntil(const model::Graph& graph, const model::Route& route, std::size_t first)
{
    std::size_t end = first;
    while (end < route.hops.size() && isScripted(graph, graph.hops.at(route.hops[end])))
        ++end;
    return end;
}

std::vector<Step> stepsOf(const model::Graph& graph, const model::Route& route, std::size_t index,
                          std::size_t end, crypto::RandomStream& random)
{
    std::vector<Step> out;
    for (; index < end; ++index) {
        const model::Hop& hop = graph.hops.at(route.hops[index]);
        const int number = static_cast<int>(index) + 1;
        if (hop.to.resource) {  // A route ends with it.
            out.push_back(shareStep(graph, route, hop, number, random));
            return out;
        }
        out.push_back({.hop = number,
                       .action = Step::Action::Session,
                       .host = model::typedHost(graph, hop),
                       .port = model::effectivePort(graph, hop),
                       .useSsl = model::effectiveTransport(graph, hop) == model::Transport::Https,
                       .method = hop.method,
                       .explicitCredential = hop.credential.isExplicit});
    }
    const bool isEnd = end == route.hops.size();
    if (isEnd && route.probe.kind == model::ProbeKind::Script) {
        out.push_back({.action = Step::Action::Script, .text = route.probe.text});
    } else {
        out.push_back({.action = Step::Action::WhoAmI});
    }
    return out;
}

}  // namespace hopwright::probe
