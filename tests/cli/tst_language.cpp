#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

namespace {

QByteArray run(const QString& locale, const QStringList& arguments)
{
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* each : {"LANGUAGE", "LC_MESSAGES", "LANG"})
        environment.remove(QLatin1String(each));
    environment.insert(QStringLiteral("LC_ALL"), locale);
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(HOPWRIGHT_CLI), arguments);
    return program.waitForFinished() ? program.readAllStandardOutput() : QByteArray();
}

}  // namespace

/// The built program speaks the language of the system, where it has it.
class TestLanguage : public QObject {
    Q_OBJECT

private slots:
    void thePlanIsInTheLanguageOfTheSystem_data();
    void thePlanIsInTheLanguageOfTheSystem();
};

void TestLanguage::thePlanIsInTheLanguageOfTheSystem_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("English") << QStringLiteral("en_US.UTF-8")
                             << QStringLiteral("begins on A, where the user is signed in");
    QTest::newRow("German") << QStringLiteral("de_DE.UTF-8")
                            << QStringLiteral("beginnt auf A, wo der Benutzer angemeldet ist");
    QTest::newRow("Austria's") << QStringLiteral("de_AT.UTF-8")
                               << QStringLiteral("beginnt auf A, wo der Benutzer angemeldet ist");
    QTest::newRow("none that it has") << QStringLiteral("fr_FR.UTF-8")
                                      << QStringLiteral("begins on A, where the user is signed in");
    QTest::newRow("no language") << QStringLiteral("C.UTF-8")
                                 << QStringLiteral("begins on A, where the user is signed in");
}

void TestLanguage::thePlanIsInTheLanguageOfTheSystem()
{
    QFETCH(QString, locale);
    QFETCH(QString, sentence);
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.hopw"));
    run(locale, {QStringLiteral("new"), file, QStringLiteral("A -> B -> \\\\C\\Share")});
    const QByteArray plan = run(locale, {QStringLiteral("plan"), file});
    QVERIFY2(QString::fromUtf8(plan).contains(sentence), plan.constData());
    const QByteArray json = run(locale, {QStringLiteral("plan"), file, QStringLiteral("--json")});
    QCOMPARE(json, run(QStringLiteral("C.UTF-8"),
                       {QStringLiteral("plan"), file, QStringLiteral("--json")}));
}

QTEST_GUILESS_MAIN(TestLanguage)

#include "tst_language.moc"
