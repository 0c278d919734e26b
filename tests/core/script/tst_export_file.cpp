#include "core/script/export_file.h"

#include <QTest>

using namespace hopwright::script;

Q_DECLARE_METATYPE(hopwright::script::Encoding)

class TestExportFile : public QObject {
    Q_OBJECT

private slots:
    void textIsWrittenAsItsFormatAsks_data();
    void textIsWrittenAsItsFormatAsks();
};

void TestExportFile::textIsWrittenAsItsFormatAsks_data()
{
    QTest::addColumn<Encoding>("encoding");
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("bytes");
    using std::string;
    const auto row = [](const char* name, Encoding encoding, const string& text,
                        const string& bytes) {
        QTest::newRow(name) << encoding << text << bytes;
    };
    row("about_Character_Encoding, BOM and CRLF", Encoding::Utf8BomCrlf, "a\n\xC3\xBC\n",
        "\xEF\xBB\xBF"
        "a\r\n\xC3\xBC\r\n");
    row("CRLF stays CRLF", Encoding::Utf8BomCrlf, "a\r\nb",
        "\xEF\xBB\xBF"
        "a\r\nb");
    row("nothing but the BOM", Encoding::Utf8BomCrlf, "", "\xEF\xBB\xBF");
    row("as it is", Encoding::Utf8, "a\n\xC3\xBC\n", "a\n\xC3\xBC\n");
}

void TestExportFile::textIsWrittenAsItsFormatAsks()
{
    QFETCH(Encoding, encoding);
    QFETCH(std::string, text);
    QFETCH(std::string, bytes);
    QCOMPARE(encoded(text, encoding), bytes);
    QCOMPARE(fileBytes({.encoding = encoding, .text = text}), bytes);
}

QTEST_APPLESS_MAIN(TestExportFile)
#include "tst_export_file.moc"
