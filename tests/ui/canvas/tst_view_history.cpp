#include "ui/canvas/view_history.h"

#include <QTest>

using namespace hopwright::ui;

namespace {

ViewPlace at(double x, double zoom = 1)
{
    return {.origin = {x, 0}, .zoom = zoom};
}

}  // namespace

/// Where a view was.
class TestViewHistory : public QObject {
    Q_OBJECT

private slots:
    void backAndForwardGoTheSameWay();
    void smallStepsOfOneKindAreOne();
    void anotherWayForgetsWhatLayAhead();
    void aPlaceThatIsTheSameIsPassedOver();
    void onlyTheLastAreKept();
};

void TestViewHistory::backAndForwardGoTheSameWay()
{
    ViewHistory views;
    QVERIFY(!views.back(at(0)));
    QVERIFY(!views.forward(at(0)));
    views.leave(at(0), ViewStep::Jump);
    views.leave(at(100, 0.5), ViewStep::Jump);
    QVERIFY(views.back(at(200)) == at(100, 0.5));
    QVERIFY(views.back(at(100, 0.5)) == at(0));
    QVERIFY(!views.back(at(0)));
    QVERIFY(views.forward(at(0)) == at(100, 0.5));
    QVERIFY(views.forward(at(100, 0.5)) == at(200));
    QVERIFY(!views.forward(at(200)));
    QVERIFY(views.back(at(200)) == at(100, 0.5));
}

void TestViewHistory::smallStepsOfOneKindAreOne()
{
    ViewHistory views;
    for (int i = 0; i < 5; ++i)
        views.leave(at(i), ViewStep::Scroll);
    QVERIFY(views.back(at(5)) == at(0));
    QVERIFY(!views.back(at(0)));
    // Another kind, and another gesture, is another step.
    views.clear();
    views.leave(at(0), ViewStep::Scroll);
    views.leave(at(1), ViewStep::Zoom);
    views.leave(at(2), ViewStep::Zoom);
    views.endStep();
    views.leave(at(3), ViewStep::Zoom);
    QVERIFY(views.back(at(4)) == at(3));
    QVERIFY(views.back(at(3)) == at(1));
    QVERIFY(views.back(at(1)) == at(0));
    // After a way back too.
    views.clear();
    views.leave(at(0), ViewStep::Scroll);
    QVERIFY(views.back(at(1)) == at(0));
    views.leave(at(0), ViewStep::Scroll);
    QVERIFY(views.back(at(7)) == at(0));
}

void TestViewHistory::anotherWayForgetsWhatLayAhead()
{
    ViewHistory views;
    views.leave(at(0), ViewStep::Jump);
    QVERIFY(views.back(at(1)) == at(0));
    views.leave(at(0), ViewStep::Jump);
    QVERIFY(!views.forward(at(9)));
}

void TestViewHistory::aPlaceThatIsTheSameIsPassedOver()
{
    ViewHistory views;
    views.leave(at(0), ViewStep::Jump);
    views.leave(at(1), ViewStep::Jump);  // To show all, where all is shown already.
    QVERIFY(views.back(at(1)) == at(0));
}

void TestViewHistory::onlyTheLastAreKept()
{
    ViewHistory views;
    const int most = static_cast<int>(ViewHistory::mostPlaces);
    for (int i = 0; i < most + 10; ++i)
        views.leave(at(i), ViewStep::Jump);
    int count = 0;
    double last = most + 10;
    while (const auto place = views.back(at(last))) {
        last = place->origin.x();
        ++count;
    }
    QCOMPARE(count, most);
    QCOMPARE(last, 10.0);
}

QTEST_APPLESS_MAIN(TestViewHistory)
#include "tst_view_history.moc"
