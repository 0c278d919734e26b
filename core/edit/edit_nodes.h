#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

/// One pure function per user action: a graph in, the changed graph or an error out. Given a valid graph, each gives a
/// valid one (model::checkGraph), or an Error with the reason and no graph: the caller still has the old one.
///
/// \p now, where a function takes it, is the time that new facts get: ISO 8601 in UTC, or empty.
/// Common errors: UnknownNode for an id that is not there, NameTaken, NotAllowed, Malformed, OutOfRange, TooLarge.
namespace hopwright::edit {

struct NewComputer {
    std::string name =
        {};  ///< As typed. With dots it is the DNS name, and its suffix names the domain.
    model::ComputerKind kind = model::ComputerKind::Server;
    model::Position position = {};
};

/// Adds a machine. `JUMP01.lab.example` becomes JUMP01 with that DNS name in the domain lab.example, which is made (short
/// name LAB) when it is not there; where another machine is called JUMP01 already, but in another domain, the full name
/// stays its name. A name without dots, and an address, leave the domain unknown.
/// \returns NameTaken for a second machine of one name.
Result<model::Graph> addComputer(model::Graph graph, const NewComputer& computer,
                                 std::string_view now);
Result<model::Graph> addResource(model::Graph graph, model::ComputerId computer, ResourceKind kind,
                                 std::string_view name, std::string_view now);
/// Adds `DOMAIN\user`, or a bare user. \returns NameTaken when it is there.
Result<model::Graph> addAccount(model::Graph graph, std::string_view text);

// What was added last; ids only grow. Nothing: there is none.
std::optional<model::ComputerId> newestComputer(const model::Graph& graph);
std::optional<model::ResourceId> newestResource(const model::Graph& graph);
std::optional<model::AccountId> newestAccount(const model::Graph& graph);
std::optional<model::HopId> newestHop(const model::Graph& graph);
std::optional<model::RouteId> newestRoute(const model::Graph& graph);

/// As addComputer reads a name; a name without dots keeps the domain. Typed targets that were this machine's own name
/// follow it, and so do the names that were made for routes.
Result<model::Graph> renameComputer(model::Graph graph, model::ComputerId computer,
                                    std::string_view name, std::string_view now);
Result<model::Graph> renameResource(model::Graph graph, model::ResourceId resource,
                                    std::string_view name);

Result<model::Graph> moveComputers(model::Graph graph,
                                   const std::map<model::ComputerId, model::Position>& positions);
Result<model::Graph> moveComputersBy(model::Graph graph,
                                     const std::set<model::ComputerId>& computers,
                                     model::Position delta);

/// Pins machines to where they are, or lets them go: to tidy the drawing leaves pinned ones where they are.
Result<model::Graph> setPinned(model::Graph graph, const std::set<model::ComputerId>& computers,
                               bool isPinned);

Result<model::Graph> setKind(model::Graph graph, model::ComputerId computer,
                             model::ComputerKind kind);
/// The same of several machines, in one edit. So below.
Result<model::Graph> setKind(model::Graph graph, const std::set<model::ComputerId>& computers,
                             model::ComputerKind kind);
Result<model::Graph> setDnsName(model::Graph graph, model::ComputerId computer,
                                std::string_view dnsName);
Result<model::Graph> setAddress(model::Graph graph, model::ComputerId computer,
                                std::string_view address);
Result<model::Graph> setPort(model::Graph graph, model::ComputerId computer,
                             std::optional<std::uint16_t> port);
Result<model::Graph> setPort(model::Graph graph, const std::set<model::ComputerId>& computers,
                             std::optional<std::uint16_t> port);
Result<model::Graph> setOs(model::Graph graph, model::ComputerId computer, std::string_view os);
Result<model::Graph> setOs(model::Graph graph, const std::set<model::ComputerId>& computers,
                           std::string_view os);
Result<model::Graph> setNotes(model::Graph graph, model::ComputerId computer,
                              std::string_view notes);
Result<model::Graph> setNotes(model::Graph graph, const std::set<model::ComputerId>& computers,
                              std::string_view notes);
Result<model::Graph> setPractice(model::Graph graph, model::ComputerId computer,
                                 const model::PracticeFacts& practice);

/// Puts the machine into a domain (a name with a dot) or a workgroup (a name without), made when it is not there; the
/// empty name makes it unknown. The DNS name is left as it is.
Result<model::Graph> setDomain(model::Graph graph, model::ComputerId computer,
                               std::string_view domain, std::string_view now);
Result<model::Graph> setDomain(model::Graph graph, const std::set<model::ComputerId>& computers,
                               std::string_view domain, std::string_view now);

/// What is selected.
struct Selection {
    std::set<model::ComputerId> computers = {};
    std::set<model::ResourceId> resources = {};
    std::set<model::HopId> hops = {};

    bool empty() const noexcept { return computers.empty() && resources.empty() && hops.empty(); }
    std::size_t size() const noexcept { return computers.size() + resources.size() + hops.size(); }
    bool operator==(const Selection&) const = default;
};

/// The hops of \p selection, and those from and to what is selected. Cost: O(hops) where machines or resources are selected.
std::set<model::HopId> hopsAt(const model::Graph& graph, const Selection& selection);
/// Mutes hopsAt(), or lets them count again: a muted hop stays drawn, and is neither planned nor tested, nor is what lies behind it
/// (model::mutedHops()).
Result<model::Graph> setMuted(model::Graph graph, const Selection& selection, bool isMuted);

// Of the machines and hops of a selection, in one edit; the empty text is none. \returns Malformed for a day that is none.
Result<model::Graph> setOwner(model::Graph graph, const Selection& selection,
                              std::string_view owner);
Result<model::Graph> setTicket(model::Graph graph, const Selection& selection,
                               std::string_view ticket);
/// \p day: `2026-03-31`.
Result<model::Graph> setExpiry(model::Graph graph, const Selection& selection,
                               std::string_view day);

/// Removes the selection with everything that hangs on it: resources of a machine, hops from and to it; groups lose it. A route is
/// shortened to the part after its first lost hop's start that still ends where it ended, or removed when its last hop is
/// gone. Domains and accounts stay.
Result<model::Graph> removeThings(model::Graph graph, const Selection& selection);

/// Copies the selected machines with their resources, the hops between them, and the routes made of these hops alone,
/// \p delta away. A copy is called `JUMP01-2`, or the next number that is free; it is in the same groups.
Result<model::Graph> duplicateThings(model::Graph graph, const Selection& selection,
                                     model::Position delta, std::string_view now);

}  // namespace hopwright::edit
