#include "core/text/xml.h"

#include <QTest>

using namespace hopwright;

class TestXml : public QObject {
    Q_OBJECT

private slots:
    void escapes_data();
    void escapes();
};

void TestXml::escapes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("xml");
    QTest::newRow("XML 1.0 2.4, markup")
        << QByteArray("<a>&\"") << QByteArray("&lt;a&gt;&amp;&quot;");
    QTest::newRow("XML 1.0 2.4, ]]>") << QByteArray("]]>") << QByteArray("]]&gt;");
    QTest::newRow("XML 1.0 2.11 and 3.3.3, line ends")
        << QByteArray("a\tb\nc\r") << QByteArray("a&#9;b&#10;c&#13;");
    QTest::newRow("XML 1.0 2.2, no form") << QByteArray("a\0\x01\x1F"
                                                        "b",
                                                        5)
                                          << QByteArray("ab");
    QTest::newRow("an entity is text") << QByteArray("&amp;") << QByteArray("&amp;amp;");
    QTest::newRow("UTF-8 stays") << QByteArray("\xC3\xA9'") << QByteArray("\xC3\xA9'");
}

void TestXml::escapes()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, xml);
    QCOMPARE(text::escapedXml(text.toStdString()), xml.toStdString());
}

QTEST_APPLESS_MAIN(TestXml)
#include "tst_xml.moc"
