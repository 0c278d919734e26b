#include "core/plan/plan.h"
#include "tests/core/plan/known_chain.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::plan;
using namespace hopwright::plan::tests;

namespace {

/// The rules that counted, then `fact=answer from` a line.
QString told(const model::Graph& graph, const HopPrediction& prediction)
{
    std::string out;
    for (const rules::Row* row : prediction.derivation.rows())
        out += (out.empty() ? "" : " ") + std::string(row->id);
    for (const Ground& each : groundsOf(graph, prediction)) {
        out += '\n' + std::string(rules::wordOf(each.fact)) + '=' + std::string(each.answer) + ' '
               + each.from;
    }
    return QString::fromStdString(out);
}

QString idOf(model::HopId hop)
{
    return QStringLiteral("hop-%1").arg(std::to_underlying(hop));
}

QString idOf(model::ComputerId computer)
{
    return QStringLiteral("computer-%1").arg(std::to_underlying(computer));
}

}  // namespace

/// A prediction holds why: its rules, and the facts that they rest on, down to what was drawn or seen.
class TestGrounds : public QObject {
    Q_OBJECT

private slots:
    void aDeniedShareRestsOnTheSessionBefore();
    void aRefusedDelegationRestsOnWhatWasSeen();
    void aHopThatIsNotReachedHasNoGrounds();
};

void TestGrounds::aDeniedShareRestsOnTheSessionBefore()
{
    Drawing d;
    const auto a = d.machine("A"), b = d.machine("B");
    const auto first = d.session(a, b);
    const auto second = d.use(b, d.share(d.machine("C"), "R"));
    d.route({first, second});
    const HopPrediction share = makePlan(d.graph).hops.at(second);
    const QString resource =
        QStringLiteral("resource-%1")
            .arg(std::to_underlying(d.graph.hops.at(second).to.resource.value()));
    QCOMPARE(told(d.graph, share),
             QStringLiteral("R1/share\nidentity=arriving %1/credential\n"
                            "arrives=nothing-reusable %2/left\nanswer=smb-code %3/kind")
                 .arg(idOf(second), idOf(first), resource));
    const HopPrediction session = makePlan(d.graph).hops.at(first);
    QVERIFY(told(d.graph, session).startsWith(u"R1/at-start M1/default\n"));
    QVERIFY(
        told(d.graph, session).contains(QStringLiteral("arrives=at-start %1/user").arg(idOf(a))));
}

void TestGrounds::aRefusedDelegationRestsOnWhatWasSeen()
{
    KnownChain chain;
    chain.client.allowFresh = model::DelegateList{};
    const HopPrediction hop = chain.now(chain.first);
    const QString said = told(chain.graph, hop);
    QVERIFY(said.startsWith(u"E3/list-off"));
    QVERIFY(said.contains(
        QStringLiteral("\ndelegate-list=off %1/seen/delegate-lists").arg(idOf(chain.a))));
    QVERIFY(said.contains(QStringLiteral("\nmechanism=credssp %1/method").arg(idOf(chain.first))));
    chain.client.credSspClient = false;
    QVERIFY(
        told(chain.graph, chain.now(chain.first))
            .contains(QStringLiteral("\nclient-role=off %1/seen/client-role").arg(idOf(chain.a))));
}

void TestGrounds::aHopThatIsNotReachedHasNoGrounds()
{
    KnownChain chain;
    chain.client.credSspClient = false;
    const HopPrediction behind = chain.now(chain.second);
    QVERIFY(!behind.reached);
    QVERIFY(groundsOf(chain.graph, behind).empty());
}

QTEST_APPLESS_MAIN(TestGrounds)
#include "tst_grounds.moc"
