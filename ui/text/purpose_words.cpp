#include "ui/text/purpose_words.h"

#include "ui/text/words.h"

#include <algorithm>
#include <array>

namespace hopwright::ui {

namespace {

using script::Purpose;

/// All texts of a purpose.
struct Words {
    Purpose purpose;
    const char* heading;
    const char* legend;
    const char* rights;
};

constexpr std::array<Words, 5> table{{
    {Purpose::Enable, QT_TRANSLATE_NOOP("hopwright", "Set up"),
     QT_TRANSLATE_NOOP("hopwright",
                       "The marked lines can change this machine; a second run changes nothing."),
     QT_TRANSLATE_NOOP("hopwright", "%1, elevated")},
    {Purpose::Verify, QT_TRANSLATE_NOOP("hopwright", "Check"),
     QT_TRANSLATE_NOOP("hopwright", "It only reads: it says what is as planned and what is not."),
     QT_TRANSLATE_NOOP("hopwright", "%1, reads only")},
    {Purpose::Probe, QT_TRANSLATE_NOOP("hopwright", "Test"),
     QT_TRANSLATE_NOOP(
         "hopwright",
         "It tests the hops as drawn and asks for the passwords that it needs. At a share, "
         "the marked lines make a file of its own and remove it."),
     QT_TRANSLATE_NOOP("hopwright", "%1, as the user of the hops")},
    {Purpose::Short, QT_TRANSLATE_NOOP("hopwright", "Short form"),
     QT_TRANSLATE_NOOP("hopwright",
                       "The same in a few lines, to paste in place of the full script. It looks at "
                       "nothing first and keeps no journal, so "
                       "the undo script does not know of it."),
     QT_TRANSLATE_NOOP("hopwright", "%1, elevated")},
    {Purpose::Undo, QT_TRANSLATE_NOOP("hopwright", "Undo"),
     QT_TRANSLATE_NOOP("hopwright",
                       "The marked lines put back what was there before. What was changed since "
                       "stays, and is told."),
     QT_TRANSLATE_NOOP("hopwright", "%1, elevated")},
}};

const Words& wordsOf(Purpose purpose)
{
    const auto* const found = std::ranges::find(table, purpose, &Words::purpose);
    return found == table.end() ? table.back() : *found;
}

}  // namespace

QString purposeHeading(Purpose purpose)
{
    return Text::tr(wordsOf(purpose).heading);
}

QString purposeLegend(Purpose purpose)
{
    return Text::tr(wordsOf(purpose).legend);
}

QString encodingText(script::Encoding encoding)
{
    return encoding == script::Encoding::Utf8BomCrlf ? Text::tr("UTF-8 with BOM, CRLF")
                                                     : Text::tr("UTF-8, LF");
}

QString scriptRights(const script::ExportFile& file)
{
    return filled(Text::tr(wordsOf(file.purpose).rights), {fromUtf8(file.machineName)});
}

}  // namespace hopwright::ui
