#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::edit {

/// The ways that lead to \p computer: each a chain of sessions that begins at a machine without an incoming session.
/// One empty way when nothing leads there. A session of a machine to itself leads there too, once. At most maxWaysBack.
inline constexpr std::size_t maxWaysBack = 32;
std::vector<std::vector<model::HopId>> waysBack(const model::Graph& graph,
                                                model::ComputerId computer);

struct NewHop {
    model::ComputerId from;
    model::HopEnd to;
    std::string typedTarget = {};  ///< Empty: model::defaultTypedTarget.
    /// For a hop to a resource: which of the ways back its route takes. Needed only when there are two or more.
    std::optional<std::vector<model::HopId>> wayBack = {};
};

/// Draws a hop. One to a resource makes a route, back to a machine without incoming hop, named "A → Reports"; one to a
/// machine at which routes begin puts itself before them, when that way is the only one.
/// \returns NotAllowed for a hop that is drawn already, and a route with several ways back while
/// wayBack is nothing ("2 ways lead to JUMP01: choose the one that the route takes").
Result<model::Graph> connectHop(model::Graph graph, const NewHop& hop, std::string_view now);

/// CredSSP and Basic also make the credential explicit, in the same edit: Windows refuses an implicit one (0x803381A1,
/// 0x803380B0). The account is the one the hop has, else the drawing's only account, else it is asked for at run time. A
/// certificate makes it implicit: there is no account to type.
/// \returns NotAllowed for a hop to a resource, which has no method, and for Method::Unknown.
Result<model::Graph> setMethod(model::Graph graph, model::HopId hop, Method method);
/// The same of several hops, in one edit; where one of them cannot have it, none is changed.
Result<model::Graph> setMethod(model::Graph graph, const std::set<model::HopId>& hops,
                               Method method);
/// The method and nothing else: for drawings of the mistake.
Result<model::Graph> setMethodAlone(model::Graph graph, model::HopId hop, Method method);
Result<model::Graph> setCredential(model::Graph graph, model::HopId hop,
                                   model::Credential credential);
Result<model::Graph> setTypedTarget(model::Graph graph, model::HopId hop,
                                    std::string_view typedTarget);
Result<model::Graph> setTransport(model::Graph graph, model::HopId hop, model::Transport transport);
Result<model::Graph> setHopPort(model::Graph graph, model::HopId hop,
                                std::optional<std::uint16_t> port);
Result<model::Graph> setHopPort(model::Graph graph, const std::set<model::HopId>& hops,
                                std::optional<std::uint16_t> port);
/// 2 to 6. \returns OutOfRange otherwise.
Result<model::Graph> setMinCredSspVersion(model::Graph graph, model::HopId hop,
                                          std::uint32_t version);

/// The way out "Use CredSSP on hop n": method and explicit credential in one. \p account as setMethod chooses it when
/// nothing is given.
Result<model::Graph> useCredSsp(model::Graph graph, model::HopId hop,
                                std::optional<model::AccountId> account = {});
/// In place of CredSSP on \p hop: each hop that goes on from its server with the identity that arrives there gets a credential of
/// its own, and \p hop the default method; its own credential stays. \returns NotAllowed for a hop to a resource.
Result<model::Graph> replaceCredSsp(model::Graph graph, model::HopId hop);
/// The way out "Give the command its own credential": explicit on this hop (domain reference R6).
Result<model::Graph> giveOwnCredential(model::Graph graph, model::HopId hop,
                                       std::optional<model::AccountId> account = {});

/// Makes a route of \p hops, head to tail. The empty name becomes "A → Reports". Its probe: CreateFile at a share,
/// Session at a machine.
Result<model::Graph> addRoute(model::Graph graph, std::vector<model::HopId> hops,
                              std::string_view name);
/// Gives each session that is in no route one, so that it can be tested: back along the first of its ways, and with the sessions
/// on it that are in no route either. The same graph where none is left over; at most as many as a drawing has routes.
Result<model::Graph> routeSessions(model::Graph graph);
Result<model::Graph> renameRoute(model::Graph graph, model::RouteId route, std::string_view name);
Result<model::Graph> removeRoute(model::Graph graph, model::RouteId route);
Result<model::Graph> setProbe(model::Graph graph, model::RouteId route, model::Probe probe);

/// "A → Reports": the first machine, and the last resource or machine.
std::string routeName(const model::Graph& graph, const std::vector<model::HopId>& hops);

}  // namespace hopwright::edit
