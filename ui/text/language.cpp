#include "ui/text/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QTranslator>

#include <memory>

namespace hopwright::ui {

namespace {

/// The catalogue \p name of \p folder for the first language of \p locale that has one.
void add(const QLocale& locale, const QString& name, const QString& folder)
{
    auto catalogue = std::make_unique<QTranslator>();
    if (!catalogue->load(locale, name, QStringLiteral("_"), folder))
        return;
    QCoreApplication::installTranslator(catalogue.get());
    catalogue.release()->setParent(QCoreApplication::instance());
}

}  // namespace

void speakLanguageOf(const QLocale& locale)
{
    // Before it, as the last is asked first: words of Qt itself, in its dialogs, and of the script's view.
    const QString ofQt = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
    add(locale, QStringLiteral("qtbase"), ofQt);
    add(locale, QStringLiteral("qscintilla"), ofQt);
    add(locale, QStringLiteral("hopwright"), QStringLiteral(":/translations"));
}

}  // namespace hopwright::ui
