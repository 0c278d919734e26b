#pragma once

#include "core/base/sentence.h"

#include <QCoreApplication>
#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace hopwright::ui {

/// The one way to a text for people: Text::tr("…"), also in classes of Qt, and QT_TRANSLATE_NOOP("hopwright", "…") in a
/// table whose texts go through Text::tr() later. lupdate finds both (ADR 0018).
struct Text {
    HOPWRIGHT_TR_CONTEXT(hopwright)

    /// \p text in the language of the program. With \p count it has a %n, and each language its own forms of it, also
    /// English: `Text::tr("%n machines", nullptr, 1)` is "1 machine".
    static QString tr(const char* text, const char* comment = nullptr, int count = -1);
};

/// \p text of the table of errors, ErrorRow::means, check or fix, in the language of the program.
QString tableText(std::string_view text);
/// The same for \p text of the table of explanations.
QString explanationText(std::string_view text);

/// \p text of a drawing, a file or a machine, to be shown: what is not seen, or turns what is beside it, is written out
/// (text::cleanLines). For all labels, sentences, tickets and tooltips.
QString fromUtf8(std::string_view text);

/// \p text as it is: for a field that edits it, and for a script that is copied. Never for a label.
inline QString exactFromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// \p sentence in the language of the program, to be shown; what is of others in it is shown as fromUtf8() does.
QString translated(const Sentence& sentence);

/// \p path, or a file's name, to be shown on one line.
QString shownPath(const QString& path);

/// \p text as a tooltip: what a user typed, or a file holds, is no HTML. Empty: none.
inline QString tipOf(const QString& text)
{
    return text.isEmpty()
               ? QString()
               : QStringLiteral("<span>") + text.toHtmlEscaped() + QStringLiteral("</span>");
}

/// \p text with %1, %2 … replaced by \p arguments in one pass, so that a name with a percent sign is a name. A place
/// without an argument becomes nothing.
QString filled(const QString& text, const std::vector<QString>& arguments);

/// "Not verified on Windows."
inline QString notVerified()
{
    return Text::tr("Not verified on Windows.");
}

/// What a refused account costs: nothing tries a second time, and the first counts.
inline QString triedOnce()
{
    return Text::tr("Hopwright tried once; a lockout policy counts that as one failed try.");
}

}  // namespace hopwright::ui
