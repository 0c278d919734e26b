#pragma once

#include "core/diagnose/diagnosis.h"
#include "core/plan/plan.h"

#include <QString>

#include <array>
#include <string_view>

namespace hopwright::ui {

/// "credential not delegated": a cause in two or three words.
QString causeName(Cause cause);
/// Who can mend it: "helpdesk", "administrator of the server".
QString whoMends(Cause cause);
/// Who can take a way out.
QString whoTakes(plan::WayOutKind kind);
/// "certain", "likely", "possible".
QString certaintyWord(Certainty certainty);

/// One candidate of a diagnosis in sentences.
struct CandidateText {
    QString headline =
        {};  ///< "Hop 2 stops: SRV01 to \\FS01\Data. Credential not delegated, likely."
    QString why = {};
    QString check = {};  ///< What tells it from the next candidate.
    QString fix = {};
    QString who = {};
};
CandidateText textOf(const diagnose::Diagnosis& diagnosis, const diagnose::Candidate& candidate);

/// What to ask, with a field for the answer.
QString questionText(diagnose::Question question);

enum class TicketForm { Plain, Markdown };
/// The diagnosis for a ticket: the chain, the failing hop, how sure it is, why, the check, the fix. It says that nothing was tested.
QString ticketText(const diagnose::Diagnosis& diagnosis, TicketForm form);

}  // namespace hopwright::ui
