#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::model {

// Limits of a drawing. A file or an edit that goes over one is refused with TooLarge.
inline constexpr std::size_t maxComputers = 10'000;
inline constexpr std::size_t maxResources = 40'000;
inline constexpr std::size_t maxHops = 40'000;
inline constexpr std::size_t maxRoutes = 10'000;
inline constexpr std::size_t maxDomains = 1'000;
inline constexpr std::size_t maxAccounts = 10'000;
inline constexpr std::size_t maxGroups = 1'000;
inline constexpr std::size_t maxRouteHops = 64;
inline constexpr std::size_t maxListEntries =
    1'000;                                           ///< Of one delegate list or TrustedHosts list.
inline constexpr std::size_t maxSeenFacts = 10'000;  ///< Of one machine; as many commands.
inline constexpr std::size_t maxNameBytes = 255;     ///< Any name, address or list entry.
inline constexpr std::size_t maxTargetBytes =
    1024;  ///< A typed target, or the name of a route: made of names.
inline constexpr std::size_t maxTextBytes =
    std::size_t{64} * 1024;  ///< Notes, and the text of a probe.
inline constexpr double maxCoordinate = 1'000'000;
inline constexpr std::uint16_t httpPort = 5985;
inline constexpr std::uint16_t httpsPort = 5986;
inline constexpr std::uint16_t sshPort = 22;

/// Whether \p graph is a valid drawing: every id refers to something and is given once in all kinds, machine and domain
/// names are there and unique without case, no hop is drawn twice, resources are on the
/// machine their hop ends at, the hops of a route form a chain, a group has members, and no machine is in two groups of a kind, numbers are within their range, and all text is UTF-8
/// within the limits above, without control characters (notes and the text of a probe may have tabs and line ends).
///
/// \returns UnknownNode, NameTaken, NotAllowed, Malformed, OutOfRange or TooLarge, with the reason in words.
Result<void> checkGraph(const Graph& graph);

/// The same of \p after, where \p before is valid: looks at what differs, and at what could stand against it. That is one walk
/// over a kind where one of it got a name or the ends of a hop, or where something that it stands on is gone; else nothing more.
/// Of what is wrong it tells as checkGraph(), after the same work.
Result<void> checkChange(const Graph& before, const Graph& after);

/// What checkGraph() tells, with the thing at fault.
struct GraphFault {
    Error error;
    std::uint32_t id = 0;  ///< The id of the thing, whatever its kind; 0: the drawing as a whole.
};
std::optional<GraphFault> findFault(const Graph& graph);

enum class LineEnds { Refused, Allowed };  ///< Allowed: tab, line feed and carriage return.

/// Whether \p text is UTF-8 of characters that XML 1.0 has, without control characters. \returns Malformed, with the
/// offset of the first that is wrong.
Result<void> checkCharacters(std::string_view text, LineEnds lineEnds);
/// Names a user types: not empty, at most maxNameBytes of UTF-8, no control characters.
Result<void> checkName(std::string_view name);
/// The same without backslash and slash, which would end the name in a `\\server\share`.
Result<void> checkMachineName(std::string_view name);
/// A typed target, or the name of a route: as checkName, up to maxTargetBytes.
Result<void> checkTarget(std::string_view target);
/// Longer text: at most maxTextBytes of UTF-8, no control characters but tab and line ends; may be empty.
Result<void> checkText(std::string_view text);

/// Compares as Windows compares machine names: A to Z without case, all other bytes as they are.
bool equalNames(std::string_view a, std::string_view b) noexcept;
/// \p name with A to Z made small: the key under which equal names are equal.
std::string foldedName(std::string_view name);

/// The machine that answers to \p name: by its name or its DNS name, without case; nullptr: none.
const Computer* computerByName(const Graph& graph, std::string_view name);
const Resource* resourceByName(const Graph& graph, ComputerId computer, std::string_view name);
const Account* accountByName(const Graph& graph, std::string_view domain, std::string_view user);
const Domain* domainByDnsName(const Graph& graph, std::string_view dnsName);
/// The domain or workgroup of \p computer; nullptr: not known.
const Domain* domainOf(const Graph& graph, const Computer& computer);

/// `LAB\alice`, or the user alone where the account has no domain.
std::string accountText(const Account& account);

/// The arrow that CHAIN has for \p hop: `->`, `-ntlm->`, `-ntlm/https->`.
std::string arrowText(const Hop& hop);

bool isSession(const Hop& hop) noexcept;
/// Whether a method brings what it signs in with, so that nothing has to arrive at the hop's tail: a certificate stands in the
/// store of that machine.
bool bringsOwnProof(Method method) noexcept;
/// The routes that contain \p hop, in the order of their ids.
std::vector<RouteId> routesThrough(const Graph& graph, HopId hop);
/// The first of them; nothing: the hop is in no route, and is not tested.
std::optional<RouteId> routeOf(const Graph& graph, HopId hop);
/// The sessions that end at \p computer (not the hops to its resources), in the order of their ids.
std::vector<HopId> hopsInto(const Graph& graph, ComputerId computer);
std::vector<HopId> hopsInto(const Graph& graph, ResourceId resource);
/// The hops that begin at \p computer, sessions and others.
std::vector<HopId> hopsOutOf(const Graph& graph, ComputerId computer);

/// How a hop's end is called: `JUMP01`, `FS01\Reports`. Empty for an end that is not there.
std::string hopTargetName(const Graph& graph, const Hop& hop);
std::string endName(const Graph& graph, const HopEnd& end);
/// What somebody types for that end when nothing else is said: the DNS name, else the name; `\\FS01\Reports` for a share.
std::string defaultTypedTarget(const Graph& graph, const HopEnd& end);
/// What is typed for \p hop; where nothing is, defaultTypedTarget().
std::string typedTarget(const Graph& graph, const Hop& hop);
/// The host of that (core/target), as delegate lists compare it, spelling kept: `JUMP01` of `https://JUMP01:5986`, `FS01` of `\\FS01\Reports`.
std::string typedHost(const Graph& graph, const Hop& hop);
/// The same as a part of what is typed; of what stands for that, as a part of \p room.
std::string_view typedHost(const Graph& graph, const Hop& hop, std::string& room);
/// Where a session hop connects: its own port, else the one in the typed target, else the machine's, else 5985 or, with
/// HTTPS, 5986. With SSH a machine's port, which is WinRM's, does not count, and the last is 22.
std::uint16_t effectivePort(const Graph& graph, const Hop& hop);
/// Http or Https: what was said for the hop; else HTTPS with a certificate, which WinRM takes over nothing else; else the scheme
/// of a typed URL; else HTTPS on port 5986 and HTTP on every other. It means nothing with SSH.
Transport effectiveTransport(const Graph& graph, const Hop& hop);

}  // namespace hopwright::model
