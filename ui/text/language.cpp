#include "ui/text/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>

#include <memory>

namespace hopwright::ui {

namespace {

constexpr auto languageName = "language";

/// The catalogue \p name of \p folder for the first language of \p locale that has one.
void add(const QLocale& locale, const QString& name, const QString& folder)
{
    auto catalogue = std::make_unique<QTranslator>();
    if (!catalogue->load(locale, name, QStringLiteral("_"), folder))
        return;
    catalogue->setObjectName(QLatin1String(languageName));
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

InEnglish::InEnglish()
{
    if (const auto* application = QCoreApplication::instance()) {
        for (auto* each : application->findChildren<QTranslator*>(QLatin1String(languageName))) {
            QCoreApplication::removeTranslator(each);
            m_removed.push_back(each);
        }
    }
}

InEnglish::~InEnglish()
{
    for (QTranslator* each : m_removed)
        QCoreApplication::installTranslator(each);
}

}  // namespace hopwright::ui
