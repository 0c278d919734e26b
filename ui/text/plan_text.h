#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"

#include <QString>
#include <QStringList>

#include <set>

/// All sentences about plans, runs and errors, once: the window and the command line say the same words (design §16).
/// Pure functions of values; text is plain, never HTML. Names and spelling come from the drawing.
namespace hopwright::ui {

/// "Default", "Negotiate", "NTLM", "Kerberos", "CredSSP"; the word of the file where this version does not know it.
QString methodText(const model::Hop& hop);
QString methodText(Method method);
/// "HTTP", "HTTPS".
QString transportText(model::Transport transport);
/// "CredSSP", or "SMB" and so on for a hop to a resource: what stands above a hop beside its number.
QString hopKindText(const model::Graph& graph, const model::Hop& hop);
/// "file share", "SQL Server" …
QString resourceKindText(ResourceKind kind);
/// "client", "server", "jump server".
QString computerKindText(model::ComputerKind kind);
/// The name of machine \p id; empty when it is not there.
QString computerName(const model::Graph& graph, model::ComputerId id);
/// "site", "tier", "group".
QString groupKindText(model::GroupKind kind);
/// "JUMP01 → Reports".
QString hopTitle(const model::Graph& graph, const model::Hop& hop);
/// "lab.example", "workgroup WG", or "domain not known".
QString domainText(const model::Graph& graph, const model::Computer& computer);

/// One sentence of a reason chain, without its rule id. A key that is not known gives an empty text.
QString becauseText(const plan::Because& because);

/// "will pass", "will be denied", "cannot say", "not reached": the word on a hop that was not tested.
QString predictionWord(const plan::HopPrediction& prediction);
/// The word with code and state: "will be denied (0x803381A2): not applied yet".
QString predictionText(const plan::HopPrediction& prediction);
/// The same for predictions of now and after Apply: "will be denied (0x803381A2): not applied yet. After Apply: will pass."
QString predictionText(const plan::HopPrediction& now, const plan::HopPrediction& applied);

/// "resolve" … "access".
QString stageText(Stage stage);

/// "LAB\alice, signed in", "network logon, nothing to use again", "the password of LAB\alice", "a caller without a name".
QString arrivalText(const plan::Arrival& arrival);

/// What machines are in a drawing for, so that who speaks of all of them looks at each hop once.
struct MachineUse {
    std::set<model::ComputerId> withResources = {};
    std::set<model::ComputerId> opening = {};  ///< Hops, or ends of sessions.
};
MachineUse machineUseOf(const model::Graph& graph);
/// "Client", "Server", "Client and server"; "no role needed"; for a machine that only has resources "nothing to set here".
QString rolesText(const MachineUse& use, const plan::MachinePlan& machine);
/// The same for one machine.
QString rolesText(const model::Graph& graph, const plan::MachinePlan& machine);

/// "JUMP01 will hold the password of LAB\alice; its administrators can read it."; empty: it will hold none.
QString costText(const model::Graph& graph, const plan::MachinePlan& machine);
/// \p account empty: "a password that is asked for at run time".
QString costText(const QString& machine, const QString& account);
/// "LAB\alice"; for the empty and the asked-for account "the account that is asked for".
QString accountName(const std::string& account);

/// "Use CredSSP on hop 1".
QString wayOutText(const plan::WayOut& wayOut);
/// "nothing exposed", "one directory change", "password in memory", "password on JUMP01".
QString exposureText(const plan::WayOut& wayOut);
/// What it needs and what is known of it, for a tooltip; ends with "Not verified on Windows." where it is only read.
QString wayOutDetail(const plan::WayOut& wayOut);

QString findingText(const plan::Finding& finding);
/// "error", "warning", "note".
QString severityText(plan::Severity severity);

/// "ADM-PC01: turn the client role on", "ADM-PC01: allow WSMAN/JUMP01".
QString changeText(const model::Graph& graph, const plan::Change& change);
/// The same change taken back: "ADM-PC01: turn the client role off", "ADM-PC01: no longer allow WSMAN/JUMP01".
QString takenBackText(const model::Graph& graph, const plan::Change& change);
/// "Applied: 3 settings on 2 machines."
QString appliedText(const std::vector<plan::Change>& changes);
/// "Undo on 2 machines…"
QString undoText(const std::vector<plan::Change>& changes);
/// "Undone on 2 machines."
QString undoneText(const std::vector<plan::Change>& changes);

}  // namespace hopwright::ui
