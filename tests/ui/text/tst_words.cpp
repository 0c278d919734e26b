#include "core/files/path.h"
#include "ui/text/file_path.h"
#include "ui/text/words.h"

#include <QTest>

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
};

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

QTEST_APPLESS_MAIN(TestWords)
#include "tst_words.moc"
