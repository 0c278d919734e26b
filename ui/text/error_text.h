#pragma once

#include "core/base/error.h"

#include <QString>

namespace hopwright::ui {

/// How a failure is told: what happened, the detail, what to do (design §16).
struct ErrorText {
    QString sentence;  ///< "estate.hopw was not opened."
    QString detail;    ///< "line 214, column 9: a hop has no target"; may be empty.
    QString wayOut;    ///< "Nothing was changed."; may be empty.
};

/// \p subject is what was tried, as a sentence without full stop: "estate.hopw was not opened". Empty: a general one.
ErrorText errorText(const Error& error, const QString& subject = {});

/// All three in one line, for a notice strip.
QString oneLine(const ErrorText& text);

}  // namespace hopwright::ui
