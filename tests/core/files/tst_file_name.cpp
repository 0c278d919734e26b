#include "core/files/file_name.h"

#include <QTest>

using namespace hopwright;

class TestFileName : public QObject {
    Q_OBJECT

private slots:
    void whatEverySystemTakesIsAName_data();
    void whatEverySystemTakesIsAName();
    void whatOneSystemRefusesIsNone_data();
    void whatOneSystemRefusesIsNone();
};

void TestFileName::whatEverySystemTakesIsAName_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char* name : {"101-a-enable.ps1",
                             "README.txt",
                             ".gitignore",
                             "a b",
                             " a",
                             "a..b",
                             "Größe.ps1",
                             "名.txt",
                             "CONSOLE",
                             "CON-1",
                             "a.CON",
                             "NULL",
                             "COM",
                             "COM10",
                             "COMA",
                             "LPT",
                             "x-NUL.txt",
                             "$",
                             "CON$",
                             "com\u00b4"})
        QTest::newRow(name) << QByteArray(name);
}

void TestFileName::whatEverySystemTakesIsAName()
{
    QFETCH(const QByteArray, name);
    QVERIFY(files::isFileName(name.toStdString()));
}

// Microsoft, "Naming Files, Paths, and Namespaces", "Naming Conventions".
void TestFileName::whatOneSystemRefusesIsNone_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char* name : {"", ".", "..", "../a", "a/b", "a\\b", "C:a", "a:stream"})
        QTest::addRow("a path: %s", name) << QByteArray(name);
    for (const char* name : {"a<b", "a>b", "a\"b", "a|b", "a?", "*.txt"})
        QTest::addRow("a sign: %s", name) << QByteArray(name);
    for (const char each : {'\0', '\1', '\t', '\n', '\x1f'})
        QTest::addRow("control character %d", each) << QByteArray("a") + each + "b";
    for (const char* name : {"a.", "a ", "a. .", " ", "..."})
        QTest::addRow("a dot or blank at the end: %s", name) << QByteArray(name);
    for (const char* name : {"CON", "con", "PRN", "AUX", "NUL", "NUL.txt", "nul.tar.gz", "NUL .txt",
                             "CONIN$", "ConOut$", "COM1", "com0.ps1", "COM9", "LPT1", "lpt9.log",
                             "COM\u00b9", "LPT\u00b2.txt", "com\u00b3"})
        QTest::addRow("a device: %s", name) << QByteArray(name);
}

void TestFileName::whatOneSystemRefusesIsNone()
{
    QFETCH(const QByteArray, name);
    QVERIFY(!files::isFileName(name.toStdString()));
}

QTEST_APPLESS_MAIN(TestFileName)
#include "tst_file_name.moc"
