#include "core/diagnose/answers.h"
#include "core/diagnose/diagnosis.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::diagnose;

namespace {

class TestAnswers : public QObject {
    Q_OBJECT

private slots:
    void countMoreThanTheText_data();
    void countMoreThanTheText();
    void proposeWhatTheTextSays_data();
    void proposeWhatTheTextSays();
    void nameTheHop();
    void anAccountIsNamedOnce();
};

}  // namespace

void TestAnswers::countMoreThanTheText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("startedFrom");
    QTest::addColumn<QString>("ranOn");
    QTest::addColumn<QString>("chain");

    const auto row = [](const char* name, const char* text, const char* startedFrom,
                        const char* ranOn, const char* chain) {
        QTest::newRow(name) << text << startedFrom << ranOn << chain;
    };
    row("none", "icm web7 { dir \\\\nas3\\pics }", "", "", "? -> web7 -> \\\\nas3\\pics");
    row("client", "icm web7 { dir \\\\nas3\\pics }", "bureau-12.ost.example", "",
        "bureau-12.ost.example -> web7 -> \\\\nas3\\pics");
    row("no session said", "dir \\\\nas3\\pics\nAccess is denied", "pc4", "web7",
        "pc4 -> web7 -> \\\\nas3\\pics");
    row("a variable is named", "icm -cn $target { dir \\\\nas3\\pics }", "", "web7",
        "? -> web7 -> \\\\nas3\\pics");
    row("the same machine, longer: as typed in the text", "icm web7 { dir \\\\nas3\\pics }", "",
        "WEB7.ost.example", "? -> web7 -> \\\\nas3\\pics");
    row("another machine", "icm web7 -auth CredSSP -cred $c { dir \\\\nas3\\pics }", "", "web8",
        "? -credssp-> web8 -> \\\\nas3\\pics");
    row("the middle of three", "icm web7 { icm app8 { dir \\\\nas3\\pics } }", "", "web7",
        "? -> web7 -> \\\\nas3\\pics");
    row("another domain for the same host", "icm web7.ost.example { dir \\\\nas3\\pics }", "",
        "Web7.west.example", "? -> Web7.west.example -> \\\\nas3\\pics");
    row("another domain for the middle of three",
        "icm web7.ost.example { icm app8 { dir \\\\nas3\\pics } }", "", "web7.west.example",
        "? -> web7.west.example -> \\\\nas3\\pics");
    row("another domain for where it was started",
        "From pc-4.ost.example: icm web7 { dir \\\\nas3\\pics }", "pc-4.west.example", "",
        "pc-4.west.example -> web7 -> \\\\nas3\\pics");
    row("where it was started in another domain is another machine",
        "icm pc-4.west.example { dir \\\\nas3\\pics }", "pc-4.ost.example", "pc-4.west.example",
        "pc-4.ost.example -> pc-4.west.example -> \\\\nas3\\pics");
    row("a part of the same domain: as typed in the text",
        "icm web7.ost.example { dir \\\\nas3\\pics }", "", "web7.ost",
        "? -> web7.ost.example -> \\\\nas3\\pics");
    row("another address", "icm 10.20.0.5 { dir \\\\nas3\\pics }", "", "10.20.0.51",
        "? -> 10.20.0.51 -> \\\\nas3\\pics");
    row("where it was started: no session", "icm web7 { dir \\\\nas3\\pics }", "pc4", "PC4",
        "pc4 -> \\\\nas3\\pics");
    row("where the text says it was started", "From pc-4: icm web7 { dir \\\\nas3\\pics }", "",
        "pc-4", "pc-4 -> \\\\nas3\\pics");
}

void TestAnswers::countMoreThanTheText()
{
    QFETCH(QString, text);
    QFETCH(QString, startedFrom);
    QFETCH(QString, ranOn);
    QFETCH(QString, chain);

    const Answers answers{.startedFrom = startedFrom.toStdString(), .ranOn = ranOn.toStdString()};
    QCOMPARE(QString::fromStdString(diagnose::diagnose(text.toStdString(), answers).chain), chain);
}

void TestAnswers::proposeWhatTheTextSays_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("startedFrom");
    QTest::addColumn<QString>("ranOn");
    QTest::addColumn<QString>("account");

    QTest::newRow("nothing") << "it does not work" << "" << "" << "";
    QTest::newRow("all") << "From pc-4 as OST\\mira: icm web7 { icm app8 { dir \\\\nas3\\pics } }"
                         << "pc-4" << "app8" << "OST\\mira";
    QTest::newRow("the host of a target")
        << "From pc-4: Enter-PSSession web7:5999" << "pc-4" << "web7" << "";
    QTest::newRow("a variable is no name")
        << "icm -cn $target { dir \\\\nas3\\pics }" << "" << "" << "";
}

void TestAnswers::proposeWhatTheTextSays()
{
    QFETCH(QString, text);
    QFETCH(QString, startedFrom);
    QFETCH(QString, ranOn);
    QFETCH(QString, account);

    const Answers said = answersOf(readChain(text.toStdString()));
    QCOMPARE(QString::fromStdString(said.startedFrom), startedFrom);
    QCOMPARE(QString::fromStdString(said.ranOn), ranOn);
    QCOMPARE(QString::fromStdString(said.account), account);
}

/// A denial at a share is the second hop once somebody says that it ran in a session, and nothing is asked any more.
void TestAnswers::nameTheHop()
{
    constexpr std::string_view text =
        "dir \\\\nas3\\pics in the remote session: Access is denied (5)";
    const Diagnosis alone = diagnose::diagnose(text);
    QVERIFY(alone.isUnderstood());
    QVERIFY(!alone.questions.empty());
    const Diagnosis told = diagnose::diagnose(text, {.startedFrom = "pc4", .ranOn = "web7"});
    QVERIFY(told.questions.empty());
    QCOMPARE(told.candidates.front().hop, 2);
    QCOMPARE(told.answers.ranOn, std::string("web7"));
}

void TestAnswers::anAccountIsNamedOnce()
{
    const Reading read = readChain("as OST\\mira: icm web7 { dir \\\\nas3\\pics } by OST\\paul");
    const Reading told = answered(read, {.account = "ost\\MIRA"});
    QCOMPARE(told.accounts.front().name, std::string("ost\\MIRA"));
    QCOMPARE(std::ranges::count_if(told.accounts,
                                   [](const Named& each) { return each.name == "OST\\mira"; }),
             0);
}

QTEST_APPLESS_MAIN(TestAnswers)

#include "tst_answers.moc"
