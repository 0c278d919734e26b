#pragma once

#include "core/base/file_time.h"
#include "core/crypto/random_stream.h"
#include "core/lab/lab_world.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/practice/keys.h"
#include "core/practice/lab_translation.h"
#include "core/practice/state.h"
#include "core/wire/auth/identity.h"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::practice {

/// The practice lab of a drawing but for what only a process can do: its machines and who can sign in there, what was applied
/// to them, and which certificates they want. Ports, threads and the clock are its owner's (core/link).
class Lab {
public:
    /// \p random makes passwords and serial numbers.
    explicit Lab(crypto::RandomStream random);

    /// Makes the machines of \p graph, with what \p state says was applied. Called again, it replaces them: a drawing that
    /// changed; passwords that were set, or made, stay. \p opener exists, drawn or not; who is not drawn has the password
    /// that is given here; any other account has one that is made.
    void build(const model::Graph& graph, const State& state, const wire::auth::Identity& opener);

    /// Null: the drawing has no such machine.
    lab::LabMachine* machineOf(model::ComputerId id);
    /// What each machine has now: the same facts that its host decides by.
    plan::KnownStates states() const;

    /// Sets \p changes on the machines. \returns those that were new, so that undo() can take just these back.
    std::vector<plan::Change> apply(const std::vector<plan::Change>& changes);
    void undo(const std::vector<plan::Change>& changes);
    const State& state() const noexcept { return m_state; }

    /// Who can sign in somewhere, `LAB\alice`.
    std::vector<std::string> accounts() const;
    std::optional<Secret> passwordOf(std::string_view domain, std::string_view user) const;
    /// Sets the password of an account, made when missing. `.\bob` of the drawing, and each bob of a machine's own, have one
    /// password, as `.` does not say of which machine.
    void setPassword(std::string_view domain, std::string_view user, Secret password);

    /// Whether the machine of that place has the server role and no certificate: then it wants one from now on, as do those
    /// that a route meets.
    bool wantsKey(std::size_t machine);
    /// For those that want a certificate and were not ordered one yet. \p now: from when it holds.
    std::vector<KeyOrder> orderKeys(FileTime now);
    crypto::CertificateRequest authorityRequest(FileTime now);
    /// What was ordered before will not come.
    void forgetOrders() { m_ordered.clear(); }
    /// Gives the machines what was made.
    void takeKeys(MadeKeys& keys);

    lab::LabWorld world =
        {};  ///< What the hosts decide by. Its machines stay where they are until build().
    std::map<model::ComputerId, std::size_t> machineIndex = {};  ///< Places in world.machines.
    std::shared_ptr<const crypto::CertifiedKey> authority = {};  ///< Null: none was needed yet.

    /// For the ports.
    crypto::RandomStream forkRandom() { return m_random.fork(); }

private:
    crypto::RandomStream m_random;
    State m_state = {};
    /// Machines that want a certificate when they have the role: those that a route meets, and those that somebody asked.
    std::set<std::size_t> m_met = {};
    std::set<std::size_t> m_ordered = {};
};

}  // namespace hopwright::practice
