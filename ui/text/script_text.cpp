#include "ui/text/script_text.h"

#include "ui/text/diagnosis_text.h"
#include "ui/text/words.h"

namespace hopwright::ui {

std::vector<ScriptLineText> scriptLineTexts(const scriptread::ScriptReading& reading)
{
    std::vector<ScriptLineText> out;
    out.reserve(reading.findings.size());
    for (const scriptread::Finding& each : reading.findings) {
        out.push_back({.headline = filled(Text::tr("Line %1, %2: %3, %4."),
                                          {QString::number(each.line), fromUtf8(each.command),
                                           causeName(each.cause), certaintyWord(each.certainty)}),
                       .chain = fromUtf8(each.chain),
                       .rewrite = exactFromUtf8(each.rewrite),
                       .remedy = each.row == nullptr ? QString() : fromUtf8(each.row->remedy)});
    }
    return out;
}

QString scriptSummary(const scriptread::ScriptReading& reading)
{
    if (!reading.findings.empty()) {
        return Text::tr("%n lines will be denied.", nullptr,
                        static_cast<int>(reading.findings.size()));
    }
    return reading.isEmpty() ? Text::tr("The script opens no session.")
                             : Text::tr("No line is known to be denied.");
}

}  // namespace hopwright::ui
