#include <QProcess>
#include <QRegularExpression>
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
    void aSkippedHopIsToldOnce_data();
    void aSkippedHopIsToldOnce();
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

void TestLanguage::aSkippedHopIsToldOnce_data()
{
    QTest::addColumn<QString>("locale");
    QTest::newRow("English") << QStringLiteral("en_US.UTF-8");
    QTest::newRow("German") << QStringLiteral("de_DE.UTF-8");
}

/// The line of a route and the headline of its verdict may be in two languages, while one of them has no translation.
void TestLanguage::aSkippedHopIsToldOnce()
{
    QFETCH(QString, locale);
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.hopw"));
    run(locale, {QStringLiteral("new"), file, QStringLiteral("A -basic-> B")});
    const QString said = QString::fromUtf8(
        run(locale, {QStringLiteral("probe"), QStringLiteral("--practice"), file}));
    static const QRegularExpression line(QStringLiteral("^ *Hop 1 (was|wurde)"),
                                         QRegularExpression::MultilineOption);
    QVERIFY2(said.count(line) == 1, qPrintable(said));
}

QTEST_GUILESS_MAIN(TestLanguage)

#include "tst_language.moc"
