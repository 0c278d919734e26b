#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/probe/run.h"

#include <QString>

#include <optional>
#include <vector>

namespace hopwright::ui {

/// The word below a tested hop: "passed, 186 ms", "denied, code 5", "failed, connect", "not reached",
/// "skipped, Kerberos is not built yet", the name of the stage while it runs, "not tested" before.
QString hopStateText(const probe::HopResult& hop);
/// "passed", "denied", … alone.
QString hopStateWord(HopState state);
QString stageStateWord(StageState state);
/// The evidence of a stage; where it says nothing, its state: "not needed", "unknown".
QString stageEvidenceText(const probe::StageResult& stage);
/// What skippedBecause says: `kerberos-not-built` is "Kerberos is not built yet".
QString skippedText(const std::string& key);
/// "practice lab", "lab", "live".
QString environmentText(Environment environment);
/// "186 ms", "1.2 s".
QString durationText(double ms);
/// "planned 2, passed 1, denied 1, failed 0, not reached 0, skipped 0, cancelled 0"
QString countersText(const probe::Counters& counters);
/// Why a hop is denied, in a few words: "the delegate list has other names".
QString causeText(Cause cause);
/// hopStateText(), and what was predicted where that differs: "denied, code 1326; predicted: will pass".
QString comparedStateText(const probe::HopResult& hop);
/// "Not as predicted: hop 2. Predicted: will pass. Seen: denied at access: no permission (5)."; empty: nothing differs.
QString differsText(const probe::RouteResult& route);
/// "Hop 2 is denied, as predicted." · "All 2 hops passed, as predicted." · "Hop 1 is denied. Not as predicted: …"
QString routeLine(const probe::RouteResult& route);
/// "Run 7F3A, 2026-11-25T14:04:51Z, practice lab, as LAB\alice"
QString runLine(const probe::RouteResult& route, Environment environment);

/// One line under "Ways out".
struct VerdictWayOut {
    QString text;
    QString exposureText;
    QString detail;  ///< For a tooltip and F1.
    plan::WayOutKind kind = {};
    plan::Exposure exposure = {};
    model::HopId hop = {};  ///< The hop that the button would change.
    bool canBeSet = false;
};

/// What the verdict card and the command line say about one finished route.
struct Verdict {
    HopState state = HopState::NotRun;     ///< Of the route: its worst hop.
    std::optional<model::HopId> hop = {};  ///< The failing one; nothing after a pass.
    QString headline = {};                 ///< "FS01 denies hop 2"
    QString why = {};
    QString comparison =
        {};  ///< What differs from the prediction, as differsText(); routeLine() has it too.
    QString confirmedBy = {};  ///< "Confirmed by run 7F3A: code 5 at stage access."
    QString notTheCause = {};  ///< "Not the cause: wrong password (hop 1 passed)." or empty.
    QString whatToDo =
        {};  ///< When there are no ways out: "Apply the plan to ADM-PC01 …"; or empty.
    QString costHeadline = {};  ///< After a pass: "What it costs"; else empty.
    /// After a pass: whether a machine on the way holds a password.
    plan::Exposure exposed = plan::Exposure::Nothing;
    QString cost = {};  ///< "CredSSP: JUMP01 will hold the password of LAB\alice; …"
    std::vector<VerdictWayOut> waysOut = {};  ///< Safest first; empty after a pass.
};

Verdict verdictOf(const model::Graph& graph, const plan::Plan& plan,
                  const probe::RouteResult& route);

/// The same sentences one below the other, as the command line prints them; no line end at the end.
QString verdictText(const Verdict& verdict);

/// *Copy for ticket*: target, time, stage, code, cause, ways out and version as plain text.
QString ticketText(const model::Graph& graph, const plan::Plan& plan,
                   const probe::RouteResult& route, Environment environment,
                   const QString& version);

}  // namespace hopwright::ui
