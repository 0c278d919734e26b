#include "ui/theme/motion.h"
#include "ui/theme/tokens.h"

#include <QTest>

using namespace hopwright::ui;

class TestMotion : public QObject {
    Q_OBJECT

private slots:
    void reducedMotionTakesNoTime();
};

void TestMotion::reducedMotionTakesNoTime()
{
    QVERIFY(!isMotionReduced());
    QCOMPARE(motionTime(Motion::layout), Motion::layout);
    setMotionReduced(true);
    QVERIFY(isMotionReduced());
    QCOMPARE(motionTime(Motion::layout), 0);
    setMotionReduced(false);
    QCOMPARE(motionTime(Motion::layout), Motion::layout);
}

QTEST_GUILESS_MAIN(TestMotion)
#include "tst_motion.moc"
