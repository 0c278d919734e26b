#include "core/files/path.h"
#include "ui/text/file_path.h"
#include "ui/text/words.h"

#include <QTest>
#include <QTranslator>

#include <algorithm>

using namespace hopwright;
using namespace hopwright::ui;

class TestWords : public QObject {
    Q_OBJECT

private slots:
    void textOfADrawingIsShownClean_data();
    void textOfADrawingIsShownClean();
    void whatIsEditedStaysExact();
    void aPathIsOneLine();
    void aPathThatIsNotWholeIsRefused_data();
    void aPathThatIsNotWholeIsRefused();
    void aSentenceOfCoreIsTranslatedWithItsArguments();
    void whatOthersSayInItIsShownClean();
    void aNumberHasItsForms_data();
    void aNumberHasItsForms();
};

namespace {

/// Says all texts backwards, but for their places.
class Backwards : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char* /*context*/, const char* text, const char* /*comment*/ = nullptr,
                      int /*n*/ = -1) const override
    {
        QStringList words = QString::fromUtf8(text).split(u' ');
        std::ranges::reverse(words);
        return words.join(u' ');
    }
};

}  // namespace

void TestWords::textOfADrawingIsShownClean_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << QByteArray("FS-01 \\Ledger") << QStringLiteral("FS-01 \\Ledger");
    QTest::newRow("any script") << QByteArray("Größe 東京") << QStringLiteral("Größe 東京");
    QTest::newRow("turned") << QByteArray("a\u202Eb") << QStringLiteral("a[U+202E]b");
    QTest::newRow("no width") << QByteArray("F\u200BS") << QStringLiteral("F[U+200B]S");
    QTest::newRow("C1") << QByteArray("a\u009Bb") << QStringLiteral("a[U+009B]b");
    QTest::newRow("lines") << QByteArray("a\nb\tc\r\nd\re")
                           << QStringLiteral("a\nb\tc\r\nd[U+000D]e");
    QTest::newRow("not UTF-8") << QByteArray("a\xFF") << QStringLiteral("a\uFFFD");
}

void TestWords::textOfADrawingIsShownClean()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, shown);
    QCOMPARE(fromUtf8(text.toStdString()), shown);
}

void TestWords::whatIsEditedStaysExact()
{
    const QString name = QStringLiteral("a\u202Eb\u200B");
    QCOMPARE(exactFromUtf8(name.toStdString()), name);
}

void TestWords::aPathIsOneLine()
{
    QCOMPARE(shownPath(QStringLiteral("/tmp/a\nb\u202E.hopw")),
             QStringLiteral("/tmp/a[U+000A]b[U+202E].hopw"));
}

void TestWords::aPathThatIsNotWholeIsRefused_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("taken");
    QTest::newRow("any script") << QStringLiteral("/tmp/Größe 東京 \u202E.hopw") << true;
    QTest::newRow("what Qt makes of bytes") << QStringLiteral("/tmp/Gr\uFFFD.hopw") << false;
    QTest::newRow("half a pair") << QStringLiteral("/tmp/a").append(QChar(0xD800)) << false;
    QTest::newRow("a zero") << QStringLiteral("/tmp/a").append(QChar(0)).append(u'b') << false;
}

void TestWords::aPathThatIsNotWholeIsRefused()
{
    QFETCH(const QString, path);
    QFETCH(const bool, taken);
    const auto file = filePath(path);
    QCOMPARE(file.has_value(), taken);
    if (taken)
        QCOMPARE(files::bytesOf(*file), path.toStdString());
    else
        QCOMPARE(file.error().code, ErrorCode::Malformed);
}

void TestWords::aSentenceOfCoreIsTranslatedWithItsArguments()
{
    const Sentence sentence =
        Sentence::saying("line %1 says %2", 4, Sentence::saying("%1 is missing", "an id"));
    QCOMPARE(translated(sentence), QStringLiteral("line 4 says an id is missing"));
    Backwards backwards;
    QVERIFY(QCoreApplication::installTranslator(&backwards));
    QCOMPARE(translated(sentence), QStringLiteral("missing is an id says 4 line"));
    QCOMPARE(translated(Sentence::verbatim("as it is")), QStringLiteral("as it is"));
    QCoreApplication::removeTranslator(&backwards);
}

void TestWords::whatOthersSayInItIsShownClean()
{
    QCOMPARE(translated(Sentence::saying("%1 is missing", "a\u202Eb %2")),
             QStringLiteral("a[U+202E]b %2 is missing"));
    QCOMPARE(translated(Sentence()), QString());
}

void TestWords::aNumberHasItsForms_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0 << QStringLiteral("0 machines");
    QTest::newRow("one") << 1 << QStringLiteral("1 machine");
    QTest::newRow("two") << 2 << QStringLiteral("2 machines");
    QTest::newRow("many") << 10000 << QStringLiteral("10000 machines");
}

void TestWords::aNumberHasItsForms()
{
    QFETCH(int, number);
    QFETCH(QString, text);
    QCOMPARE(Text::tr("%n machines", nullptr, number), text);
    QCOMPARE(translated(Sentence::saying("%n machines", nullptr, number)), text);
}

QTEST_GUILESS_MAIN(TestWords)
#include "tst_words.moc"
