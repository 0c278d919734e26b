#pragma once

#include <QLocale>
#include <QTranslator>

#include <vector>

namespace hopwright::ui {

/// Has the program speak a language of \p locale, where it has a catalogue of one; what that lacks stays English. Once, before the
/// first text. English itself needs no call: its catalogue holds plural forms alone, and comes with each application.
void speakLanguageOf(const QLocale& locale);

/// While it lives, the program speaks English: for JSON, which other programs read.
class InEnglish {
public:
    InEnglish();
    ~InEnglish();
    InEnglish(const InEnglish&) = delete;
    InEnglish& operator=(const InEnglish&) = delete;

private:
    std::vector<QTranslator*> m_removed;  ///< In the order in which they were installed.
};

}  // namespace hopwright::ui
