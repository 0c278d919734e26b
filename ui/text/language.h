#pragma once

#include <QLocale>

namespace hopwright::ui {

/// Has the program speak a language of \p locale, where it has a catalogue of one; what that lacks stays English. Once, before the
/// first text. English itself needs no call: its catalogue holds plural forms alone, and comes with each application.
void speakLanguageOf(const QLocale& locale);

}  // namespace hopwright::ui
