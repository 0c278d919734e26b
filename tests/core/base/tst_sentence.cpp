#include "core/base/sentence.h"

#include <QTest>

#include <type_traits>

using namespace hopwright;

// Words of ours do not become a sentence by accident: nobody could translate them.
static_assert(!std::is_convertible_v<const char*, Sentence>);
static_assert(!std::is_convertible_v<std::string, Sentence>);
static_assert(!std::is_constructible_v<Sentence, const char*>);

class TestSentence : public QObject {
    Q_OBJECT

private slots:
    void placesAreFilledInOnePass_data();
    void placesAreFilledInOnePass();
    void wordsOfOthersAreNoText();
    void equalIsWhatSaysTheSame();
    void nothingIsEmpty();
};

void TestSentence::placesAreFilledInOnePass_data()
{
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const Sentence& sentence, const char* expected) {
        QTest::newRow(name) << QString::fromStdString(sentence.english())
                            << QString::fromUtf8(expected);
    };
    row("no place", Sentence::saying("it is a folder"), "it is a folder");
    row("in another order", Sentence::saying("%2 is on %1", "A", "B"), "B is on A");
    row("one twice", Sentence::saying("%1 and %1", "A"), "A and A");
    row("a number", Sentence::saying("port %1", std::uint16_t{5985}), "port 5985");
    row("a negative number", Sentence::saying("%1 s", -3), "-3 s");
    row("a sentence", Sentence::saying("line %1: %2", 4, Sentence::saying("%1 is missing", "id")),
        "line 4: id is missing");
    row("a place in an argument", Sentence::saying("%1 and %2", "%2", "B"), "%2 and B");
    row("a number with forms", Sentence::saying("%n ways lead to %1", nullptr, 2U, "B"),
        "2 ways lead to B");
    row("no number for its place", Sentence::saying("%n ways"), "%n ways");
    row("too few arguments", Sentence::saying("%1 and %2", "A"), "A and ");
    row("a percent sign", Sentence::saying("%1 % of 100%", "A"), "A % of 100%");
}

void TestSentence::placesAreFilledInOnePass()
{
    QFETCH(QString, english);
    QFETCH(QString, expected);
    QCOMPARE(english, expected);
}

void TestSentence::wordsOfOthersAreNoText()
{
    const Sentence words = Sentence::verbatim("100 %1 of the disk");
    QVERIFY(words.text() == nullptr);
    QCOMPARE(words.words(), std::string("100 %1 of the disk"));
    QCOMPARE(words.english(), std::string("100 %1 of the disk"));
    const Sentence around = Sentence::saying("the server says: %1", words);
    QCOMPARE(QByteArray(around.text()), QByteArray("the server says: %1"));
    QCOMPARE(around.arguments().size(), std::size_t{1});
    QVERIFY(around.arguments().front().text() == nullptr);
}

void TestSentence::equalIsWhatSaysTheSame()
{
    QVERIFY(Sentence::saying("%1 is missing", "id") == Sentence::verbatim("id is missing"));
    QVERIFY(Sentence::saying("%1 is missing", "id") == std::string("id is missing"));
    QVERIFY(!(Sentence::saying("%1 is missing", "id") == Sentence::saying("%1 is missing", "x")));
}

void TestSentence::nothingIsEmpty()
{
    QVERIFY(Sentence().empty());
    QVERIFY(Sentence::verbatim("").empty());
    QVERIFY(!Sentence::saying("%1", "").empty());
    QCOMPARE(Sentence().english(), std::string());
}

QTEST_APPLESS_MAIN(TestSentence)

#include "tst_sentence.moc"
