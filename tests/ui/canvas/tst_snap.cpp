#include "ui/canvas/snap.h"

#include <QTest>

using hopwright::ui::Snapped;
using hopwright::ui::snapped;

/// By drawings on squared paper: each expected number was counted there.
class TestSnap : public QObject {
    Q_OBJECT

private slots:
    void aBoxGoesToWhatIsNear_data();
    void aBoxGoesToWhatIsNear();
    void guidesGoThroughAllThatIsInLine();
    void equalGapsAreMarked();
    void nothingNearIsNothing();
};

void TestSnap::aBoxGoesToWhatIsNear_data()
{
    QTest::addColumn<QList<QRectF>>("others");
    QTest::addColumn<QRectF>("box");
    QTest::addColumn<QPointF>("shift");
    const QRectF one(0, 0, 200, 100);
    QTest::newRow("left edges") << QList{one} << QRectF(3, 300, 120, 60) << QPointF(-3, 0);
    QTest::newRow("right edges") << QList{one} << QRectF(77, 300, 120, 60) << QPointF(3, 0);
    QTest::newRow("centres") << QList{one} << QRectF(42, 300, 120, 60) << QPointF(-2, 0);
    QTest::newRow("left edge to a right one")
        << QList{one} << QRectF(204, 300, 120, 60) << QPointF(-4, 0);
    QTest::newRow("tops") << QList{one} << QRectF(500, -4, 120, 60) << QPointF(0, 4);
    QTest::newRow("bottoms") << QList{one} << QRectF(500, 42, 120, 60) << QPointF(0, -2);
    QTest::newRow("both axes") << QList{one, QRectF(400, 300, 120, 60)} << QRectF(402, 3, 120, 60)
                               << QPointF(-2, -3);
    QTest::newRow("the nearer") << QList{one, QRectF(7, 200, 50, 50)} << QRectF(5, 300, 130, 60)
                                << QPointF(2, 0);
    QTest::newRow("out of reach") << QList{one} << QRectF(6, 300, 120, 60) << QPointF(0, 0);
    // 200 wide and 100 apart: the third begins at 600.
    QTest::newRow("gap behind two")
        << QList{one, QRectF(300, 0, 200, 100)} << QRectF(603, 27, 90, 61) << QPointF(-3, 0);
    QTest::newRow("gap before two") << QList{QRectF(600, 0, 200, 100), QRectF(900, 0, 200, 100)}
                                    << QRectF(407, 27, 90, 61) << QPointF(3, 0);
    QTest::newRow("gap between two")
        << QList{one, QRectF(501, 0, 200, 100)} << QRectF(309, 27, 79, 61) << QPointF(2, 0);
    QTest::newRow("gap in a column")
        << QList{one, QRectF(0, 150, 200, 100)} << QRectF(20, 303, 90, 47) << QPointF(0, -3);
    QTest::newRow("no gap from another row")
        << QList{one, QRectF(300, 700, 200, 100)} << QRectF(603, 27, 90, 61) << QPointF(0, 0);
}

void TestSnap::aBoxGoesToWhatIsNear()
{
    QFETCH(const QList<QRectF>, others);
    QFETCH(const QRectF, box);
    QFETCH(const QPointF, shift);
    QCOMPARE(snapped(box, {others.begin(), others.end()}, 5).shift, shift);
}

void TestSnap::guidesGoThroughAllThatIsInLine()
{
    const Snapped found =
        snapped(QRectF(2, 300, 150, 60),
                {QRectF(0, 0, 200, 100), QRectF(0, 700, 90, 40), QRectF(700, 37, 50, 13)}, 5);
    QCOMPARE(found.shift, QPointF(-2, 0));
    QCOMPARE(found.guides.size(), 1U);
    QCOMPARE(found.guides.front(), QLineF(0, 0, 0, 740));
    QVERIFY(found.gaps.empty());
}

void TestSnap::equalGapsAreMarked()
{
    const Snapped found =
        snapped(QRectF(602, 27, 90, 61), {QRectF(0, 0, 200, 100), QRectF(300, 0, 200, 100)}, 5);
    QVERIFY(found.guides.empty());
    QCOMPARE(found.gaps.size(), 2U);
    QCOMPARE(found.gaps[0].p1().x(), 200.0);
    QCOMPARE(found.gaps[0].p2().x(), 300.0);
    QCOMPARE(found.gaps[1].p1().x(), 500.0);
    QCOMPARE(found.gaps[1].p2().x(), 600.0);
}

void TestSnap::nothingNearIsNothing()
{
    const Snapped found = snapped(QRectF(1000, 1000, 90, 61), {QRectF(0, 0, 200, 100)}, 5);
    QCOMPARE(found.shift, QPointF());
    QVERIFY(found.guides.empty() && found.gaps.empty());
    QVERIFY(snapped(QRectF(0, 0, 10, 10), {}, 5).shift.isNull());
}

QTEST_APPLESS_MAIN(TestSnap)
#include "tst_snap.moc"
