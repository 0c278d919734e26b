#pragma once

#include "core/scriptread/script_reading.h"

#include <QString>

#include <vector>

namespace hopwright::ui {

/// A line of a script that will be denied, in sentences.
struct ScriptLineText {
    QString headline = {};  ///< "Line 12, Get-ChildItem: credential not delegated, likely."
    QString chain = {};
    QString rewrite = {};  ///< PowerShell that is the least that cures it, or empty.
    QString remedy = {};   ///< What else is known of that command, or empty.
};

/// All of them, by place.
std::vector<ScriptLineText> scriptLineTexts(const scriptread::ScriptReading& reading);

/// "3 lines will be denied." · "No line is known to be denied." · "The script opens no session."
QString scriptSummary(const scriptread::ScriptReading& reading);

}  // namespace hopwright::ui
