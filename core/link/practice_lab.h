#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/model/accounts.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/practice/state.h"
#include "core/wire/auth/identity.h"

#include <QObject>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::practice {
struct MadeKeys;
}  // namespace hopwright::practice

namespace hopwright::link {

/// For those above, who need not know the wire.
using Identity = wire::auth::Identity;

/// Where a lab host answers, for --port-file.
struct LabHostAddress {
    std::string name = {};
    std::string address = {};
    std::uint16_t port = 0;
};

/// The practice lab of one drawing: a simulated host for each machine, that speaks real WinRM on free ports of
/// 127.0.0.1, in this process and on its event loop. It is built from the drawing's machines and accounts; hops and
/// methods are not handed to it.
///
/// Passwords are made at random when it starts and live as long as it does. Certificates are made by another thread: the
/// lab is ready when all hosts that a route meets and that need one have it. Any other gets its own when somebody connects,
/// who waits for it.
class PracticeLab : public QObject {
    Q_OBJECT

public:
    explicit PracticeLab(QObject* parent = nullptr);
    ~PracticeLab() override;

    /// Builds the hosts of \p graph and opens their ports. Called again, it replaces them: a drawing that changed.
    /// \p opener is who is to open hop 1, and exists in this lab, drawn or not; no user: nobody more. Who is not drawn has the
    /// password that is given here; any other account has the lab's own, and a password that is typed is compared with it.
    /// \returns Unreachable when a port cannot be opened; TooLarge as LabListener::open().
    Result<void> start(const model::Graph& graph, const practice::State& state,
                       const Identity& opener = {});
    void stop();
    bool isRunning() const noexcept;
    /// It runs, and no certificate is being made. A host whose certificate could not be made has none: its TLS then fails,
    /// and a probe says so.
    bool isReady() const noexcept;

    /// What each machine has now: the same facts that its host decides by.
    plan::KnownStates states() const;

    /// Sets \p changes on the hosts at once. \returns those that were new, so that undo() can take just these back.
    std::vector<plan::Change> apply(const std::vector<plan::Change>& changes);
    void undo(const std::vector<plan::Change>& changes);
    practice::State practiceState() const;

    std::vector<LabHostAddress> addresses() const;
    std::string authorityPem() const;
    /// Who can sign in somewhere, `LAB\alice`.
    std::vector<std::string> accounts() const;

    /// The password of `DOMAIN\user` in this lab, however the account is written; nothing when the lab does not have it.
    std::optional<Secret> passwordOf(std::string_view domain, std::string_view user) const;
    /// Sets the password of an account, made when missing: `lab --password-stdin`. `.\bob` of the drawing, and each bob of a
    /// machine's own, have one password, as `.` does not say of which machine.
    void setPassword(std::string_view domain, std::string_view user, Secret password);

    struct
        Hosts;  ///< practice::Lab, and the listeners that share its world; only core/link looks inside.
    Hosts& hosts() noexcept { return *m_hosts; }

signals:
    void statesChanged();
    void ready();  ///< isReady() turned true after certificates were made.

private:
    bool isKeyComing(std::size_t machine);
    void orderKeys();
    void takeKeys(practice::MadeKeys& keys);

    std::unique_ptr<Hosts> m_hosts;
};

}  // namespace hopwright::link
