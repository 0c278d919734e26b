#include "core/base/date.h"

#include <QTest>

using namespace hopwright;

class TestDate : public QObject {
    Q_OBJECT

private slots:
    void aDayIsReadAsIsoHasIt_data();
    void aDayIsReadAsIsoHasIt();
    void daysAreCounted();
};

void TestDate::aDayIsReadAsIsoHasIt_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isDate");
    const auto row = [](const char* name, const char* text, bool isDate) {
        QTest::newRow(name) << QString::fromLatin1(text) << isDate;
    };
    row("a day", "2026-03-31", true);
    row("29 February of a leap year", "2028-02-29", true);
    row("29 February of another", "2026-02-29", false);
    row("of a century", "2100-02-29", false);
    row("the first year", "0001-01-01", true);
    row("year 0", "0000-01-01", false);
    row("month 0", "2026-00-10", false);
    row("month 13", "2026-13-10", false);
    row("day 0", "2026-04-00", false);
    row("31 April", "2026-04-31", false);
    row("nothing", "", false);
    row("a blank", " 2026-03-3", false);
    row("one digit", "2026-3-31", false);
    row("a sign", "2026-+3-31", false);
    row("German", "31.03.2026", false);
    row("with a time", "2026-03-31T00:00", false);
    row("more digits", "12026-03-31", false);
    row("letters", "2026-mä-31", false);
}

void TestDate::aDayIsReadAsIsoHasIt()
{
    QFETCH(QString, text);
    QFETCH(bool, isDate);
    QCOMPARE(readDate(text.toStdString()).has_value(), isDate);
}

void TestDate::daysAreCounted()
{
    const Date day = readDate("2026-12-31").value();
    QCOMPARE(int(day.year()), 2026);
    QCOMPARE(unsigned(day.month()), 12U);
    QCOMPARE(unsigned(day.day()), 31U);
    QCOMPARE(daysFrom(day, day), 0L);
    QCOMPARE(daysFrom(day, readDate("2027-01-01").value()), 1L);
    QCOMPARE(daysFrom(day, readDate("2026-12-01").value()), -30L);
    QCOMPARE(daysFrom(readDate("2028-02-28").value(), readDate("2028-03-01").value()), 2L);
}

QTEST_APPLESS_MAIN(TestDate)
#include "tst_date.moc"
