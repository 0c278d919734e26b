#include "core/lab/guests.h"

#include <QTest>

#include <vector>

using namespace hopwright::lab;

class TestGuests : public QObject {
    Q_OBJECT

private slots:
    void aStrangerHasThirtySeconds();
    void whoSignsInStaysAndStartsAnewAfterwards();
    void aPortHoldsSoManyStrangers();
    void whoDoesNotReadHasToGo();
};

void TestGuests::aStrangerHasThirtySeconds()
{
    Guest guest(std::make_shared<Port>(), 1000);
    QVERIFY(guest.isWelcome());
    QVERIFY(guest.mayStay(false, 0, 1000));
    QVERIFY(guest.mayStay(false, 0, 30'999));  // However often it sends.
    QVERIFY(!guest.mayStay(false, 0, 31'000));
}

void TestGuests::whoSignsInStaysAndStartsAnewAfterwards()
{
    const auto port = std::make_shared<Port>();
    Guest guest(port, 0);
    QCOMPARE(port->strangers, std::size_t{1});
    QVERIFY(guest.mayStay(true, 0, 29'000));
    QCOMPARE(port->strangers, std::size_t{0});
    QVERIFY(guest.mayStay(true, 0, 3'600'000));
    QVERIFY(guest.mayStay(false, 0, 3'600'000));  // A failed sign-in ended the session.
    QCOMPARE(port->strangers, std::size_t{1});
    QVERIFY(guest.mayStay(false, 0, 3'629'999));
    QVERIFY(!guest.mayStay(false, 0, 3'630'000));
}

void TestGuests::aPortHoldsSoManyStrangers()
{
    const auto port = std::make_shared<Port>();
    std::vector<std::unique_ptr<Guest>> guests;
    for (std::size_t i = 0; i < 64; ++i)
        QVERIFY(guests.emplace_back(std::make_unique<Guest>(port, 0))->isWelcome());
    QVERIFY(!Guest(port, 0).isWelcome());
    QVERIFY(!Guest(port, 0).isWelcome());
    QVERIFY(Guest(std::make_shared<Port>(), 0).isWelcome());  // Each port has its own.
    QVERIFY(guests.front()->mayStay(true, 0, 1));
    QVERIFY(Guest(port, 0).isWelcome());
    guests.clear();
    QCOMPARE(port->strangers, std::size_t{0});
}

void TestGuests::whoDoesNotReadHasToGo()
{
    Guest guest(std::make_shared<Port>(), 0);
    constexpr std::size_t most = std::size_t{4} * 1024 * 1024;
    QVERIFY(guest.mayStay(true, most, 1));
    QVERIFY(!guest.mayStay(true, most + 1, 1));
}

QTEST_APPLESS_MAIN(TestGuests)
#include "tst_guests.moc"
