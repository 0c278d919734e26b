#include "tests/core/plan/drawing.h"
#include "ui/canvas/canvas_content.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::ui;

class TestCanvasContent : public QObject {
    Q_OBJECT

private slots:
    void theSealStaysApartWhereTheDenialIsAnother_data();
    void theSealStaysApartWhereTheDenialIsAnother();
    void aMutedHopIsNeverAsGood();
};

void TestCanvasContent::theSealStaysApartWhereTheDenialIsAnother_data()
{
    QTest::addColumn<probe::HopResult>("result");
    QTest::addColumn<bool>("differs");
    QTest::addColumn<QString>("word");
    const probe::Prediction list{.outcome = Outcome::Denied,
                                 .stage = Stage::Delegate,
                                 .cause = Cause::DelegateListMismatch,
                                 .code = readStatusCode("0x803381A3")};
    QTest::newRow("as predicted") << probe::HopResult{.state = HopState::Denied,
                                                      .stage = Stage::Delegate,
                                                      .cause = Cause::DelegateListMismatch,
                                                      .code = readStatusCode("0x803381A3"),
                                                      .predicted = list}
                                  << false << QStringLiteral("denied, 0x803381A3");
    QTest::newRow("field/19: another denial")
        << probe::HopResult{.state = HopState::Denied,
                            .stage = Stage::Negotiate,
                            .cause = Cause::WrongPassword,
                            .code = readStatusCode("1326"),
                            .predicted = list}
        << true << QStringLiteral("denied, code 1326, not as predicted");
    QTest::newRow("field/20: nobody looked") << probe::HopResult{.state = HopState::Failed,
                                                                 .stage = Stage::Delegate,
                                                                 .predicted = list,
                                                                 .unseen = "AllowFreshCredentials"}
                                             << false << QStringLiteral("failed, policy not known");
}

void TestCanvasContent::theSealStaysApartWhereTheDenialIsAnother()
{
    QFETCH(probe::HopResult, result);
    QFETCH(bool, differs);
    QFETCH(QString, word);
    plan::tests::Drawing drawn;
    const auto hop = drawn.session(drawn.machine("LAPTOP-31"), drawn.machine("gw"));
    drawn.route({hop});
    result.hop = hop;
    const CanvasContent content{
        .plan = plan::makePlan(drawn.graph),
        .report = probe::RunReport{
            .routes = {{.route = drawn.graph.routes.begin()->first, .hops = {result}}}}};
    const HopLook look = looksOf(drawn.graph, content).hops.at(hop);
    QCOMPARE(look.seal.differs, differs);
    QCOMPARE(look.word, word);
}

/// #18: muted by shape, icon and word, also where a test passed before.
void TestCanvasContent::aMutedHopIsNeverAsGood()
{
    plan::tests::Drawing drawn;
    const auto middle = drawn.machine("gw");
    const auto first = drawn.session(drawn.machine("LAPTOP-31"), middle);
    const auto second = drawn.session(middle, drawn.machine("größe"));
    const auto route = drawn.route({first, second});
    drawn.graph.hops[first].isMuted = true;
    const CanvasContent content{
        .plan = plan::makePlan(drawn.graph),
        .report =
            probe::RunReport{.routes = {{.route = route,
                                         .hops = {{.hop = first, .state = HopState::Passed},
                                                  {.hop = second, .state = HopState::Passed}}}}}};
    const CanvasLooks looks = looksOf(drawn.graph, content);
    for (const auto hop : {first, second}) {
        const HopLook look = looks.hops.at(hop);
        QVERIFY(look.isMuted && !look.isTested() && !look.isLoud());
        QCOMPARE(look.seal.tested, Mark::Skipped);
        QCOMPARE(look.word, QStringLiteral("muted"));
    }
}

QTEST_MAIN(TestCanvasContent)
#include "tst_canvas_content.moc"
