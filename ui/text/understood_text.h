#pragma once

#include "core/diagnose/diagnosis.h"
#include "core/diagnose/drawing.h"
#include "core/plan/plan.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace hopwright::ui {

/// One line under "Understood".
struct UnderstoodText {
    enum class Kind : std::uint8_t { Error, Resource, Session, Account, Facts };
    Kind kind = Kind::Error;
    QString text = {};

    bool operator==(const UnderstoodText&) const = default;
};

/// What a text was understood as, in a few sentences: the error, what was wanted, where it ran, who it was, what it says of
/// machines. Empty: nothing.
std::vector<UnderstoodText> understoodTexts(const diagnose::Diagnosis& diagnosis);

/// "2 passwords or keys were blanked. Nothing of this text is saved until you say so."
QString keptText(int blanked);

/// "stops, says the text": the word on a hop of a drawing that was made of a text.
QString saidText(const diagnose::SaidDrawing::Hop& hop);
/// "read from the text", "confirmed by you", "not said"
QString namedByText(diagnose::NamedBy by);

/// One way to mend it.
struct FixText {
    QString text = {};
    QString detail = {};  ///< For a tooltip; may be empty.
    QString who = {};     ///< Who can do it.

    bool operator==(const FixText&) const = default;
};
/// What cures the first candidate: the ways out that \p plan, of the drawing of the diagnosis, has for its failing hop where the
/// plan says the same cause; else what is said of that cause.
std::vector<FixText> fixTexts(const diagnose::Diagnosis& diagnosis,
                              const diagnose::SaidDrawing& drawing, const plan::Plan& plan);

/// The title of a drawing that is made of the text: "Ticket 48213" where it has such a number, else "Ticket".
QString ticketTitle(const diagnose::Diagnosis& diagnosis);

}  // namespace hopwright::ui
