#pragma once

#include "core/diagnose/reading.h"

#include <string>

namespace hopwright::diagnose {

/// What whoever pasted a text says beside it, as typed; empty: nothing.
struct Answers {
    std::string startedFrom = {};  ///< The machine that opens the first session.
    /// The machine that the command ran on. The same as startedFrom: it ran in no session.
    std::string ranOn = {};
    std::string account = {};  ///< `DOMAIN\user`, or as a user is typed.

    bool empty() const noexcept { return startedFrom.empty() && ranOn.empty() && account.empty(); }
    bool operator==(const Answers&) const = default;
};

/// \p reading as \p answers have it: an answer counts more than what the text says.
Reading answered(Reading reading, const Answers& answers);

/// What the text itself answers, to be confirmed: for the fields in which it is asked.
Answers answersOf(const Reading& reading);

}  // namespace hopwright::diagnose
