#include "core/wire/wsman/duration.h"

#include <QTest>

using namespace hopwright::wire::wsman;

class TestDuration : public QObject {
    Q_OBJECT

private slots:
    void readsDurations_data();
    void readsDurations();
    void refusesOtherText_data();
    void refusesOtherText();
};

void TestDuration::readsDurations_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<qint64>("milliseconds");
    const auto row = [](const char* name, const char* text, qint64 milliseconds) {
        QTest::newRow(name) << std::string(text) << milliseconds;
    };
    row("winrm-protocol 6.3", "PT20S", 20'000);
    row("winrm-protocol 6.3: with a fraction", "PT60.000S", 60'000);
    row("winrm-protocol 6.5: IdleTimeOut", "PT7200.000S", 7'200'000);
    row("winrm-protocol 6.5: ShellRunTime", "P0DT0H0M0S", 0);
    row("hours and minutes", "PT1H2M", 3'720'000);
    row("days alone", "P2D", 172'800'000);
    row("parts of a millisecond", "PT0.0019S", 1);
    row("tenths", "PT1.5S", 1'500);
    row("the longest", "P365D", 31'536'000'000);
}

void TestDuration::readsDurations()
{
    QFETCH(const std::string, text);
    QFETCH(const qint64, milliseconds);
    const auto read = readDuration(text);
    QVERIFY(read);
    QCOMPARE(qint64(read->count()), milliseconds);
}

void TestDuration::refusesOtherText_data()
{
    QTest::addColumn<std::string>("text");
    for (const char* text : {"",
                             "P",
                             "PT",
                             "20",
                             "PT20",
                             "T20S",
                             "P20S",
                             "PT20D",
                             "P1DT",
                             "PT5S3M",
                             "PT-5S",
                             "-PT5S",
                             "PT5.S",
                             "PT.5S",
                             "PT1.5M",
                             "P1Y",
                             "P1M",
                             "PT20S ",
                             "pt20s",
                             "PT1S1S",
                             "P366D",
                             "P365DT1S",
                             "PT999999999999S",
                             "PT99999999999S",
                             "PT99999999999999999999S"})
        QTest::newRow(text) << std::string(text);
}

void TestDuration::refusesOtherText()
{
    QFETCH(const std::string, text);
    QVERIFY(!readDuration(text));
}

QTEST_APPLESS_MAIN(TestDuration)
#include "tst_duration.moc"
