#include "core/plan/grounds.h"
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
    void aProofIsAGroundOfWhatItDecides();
    void whatASentenceAsksIsAGroundWhereItIsSaid_data();
    void whatASentenceAsksIsAGroundWhereItIsSaid();
    void nobodyIsAtHomeInADomainThatIsNotKnown();
    void aRowAboutTheProofDoesNotRestOnIt();
    void aHopThatIsNotReachedHasNoGrounds();
    void eachRowHoldsForItsFacts_data();
    void eachRowHoldsForItsFacts();
    void eachFactHasItsOrigin_data();
    void eachFactHasItsOrigin();
    void factsNameTheMachineTheyAreOf_data();
    void factsNameTheMachineTheyAreOf();
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
                            "arrives=nothing-reusable %2/left\nrefusal=smb-code %3/kind")
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
    QVERIFY(
        said.contains(QStringLiteral("\ndelegate-list=off %1/delegate-lists").arg(idOf(chain.a))));
    QVERIFY(said.contains(QStringLiteral("\nmethod=credssp %1/method").arg(idOf(chain.first))));
    chain.client.credSspClient = false;
    QVERIFY(told(chain.graph, chain.now(chain.first))
                .contains(QStringLiteral("\nclient-role=off %1/client-role").arg(idOf(chain.a))));
}

/// §6, row 19: an address is proved by NTLM, and that is why the row counts.
void TestGrounds::aProofIsAGroundOfWhatItDecides()
{
    Drawing d;
    const auto a = d.machine("A"), b = d.machine("B");
    const auto hop = d.credSsp(a, b, "10.0.0.5");
    const QString said = told(d.graph, makePlan(d.graph).hops.at(hop));
    QVERIFY2(said.startsWith(u"M19/password S4/address\n"), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("\nproof=ntlm-only %1/proof").arg(idOf(hop))),
             qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("\ntarget-form=address %1/typed-target").arg(idOf(hop))),
             qPrintable(said));
}

void TestGrounds::whatASentenceAsksIsAGroundWhereItIsSaid_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isLoop");
    QTest::newRow("R9: a session to itself counts as a hop") << QStringLiteral("A") << true;
    QTest::newRow("§6 row 1: one to another machine") << QStringLiteral("B") << false;
}

void TestGrounds::whatASentenceAsksIsAGroundWhereItIsSaid()
{
    QFETCH(QString, typed);
    QFETCH(bool, isLoop);
    Drawing d;
    const auto a = d.machine("A"), b = d.machine("B");
    const auto hop = d.session(a, isLoop ? a : b, Method::Default, typed.toStdString());
    const QString said = told(d.graph, makePlan(d.graph).hops.at(hop));
    QVERIFY2(said.startsWith(u"R1/at-start M1/default\n"), qPrintable(said));
    QCOMPARE(said.contains(QStringLiteral("\nloop=yes %1/typed-target").arg(idOf(hop))), isLoop);
    QCOMPARE(said.contains(u"\nloop="), isLoop);
}

/// §4: of a machine whose domain is not known nobody knows whether an account is one of its own, so nothing rests on that.
void TestGrounds::nobodyIsAtHomeInADomainThatIsNotKnown()
{
    Drawing d;
    const auto a = d.machine("A"), b = d.machine("B", std::nullopt);
    const auto hop = d.session(a, b);
    const QString said = told(d.graph, makePlan(d.graph).hops.at(hop));
    QVERIFY2(said.startsWith(u"R1/at-start M1/default"), qPrintable(said));
    QVERIFY2(!said.contains(u"caller="), qPrintable(said));
}

/// §4: it says what the proof is; before it, the proof was another.
void TestGrounds::aRowAboutTheProofDoesNotRestOnIt()
{
    Drawing d;
    const auto a = d.machine("A"), b = d.machine("B", std::nullopt);
    const auto hop = d.session(a, b);
    const QString said = told(d.graph, makePlan(d.graph).hops.at(hop));
    QVERIFY2(said.startsWith(u"R1/at-start M1/default S4/server-domain-unknown\n"),
             qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("\ntarget-home=unknown %1/domain").arg(idOf(b))),
             qPrintable(said));
    QVERIFY2(!said.contains(u"\nproof="), qPrintable(said));
}

void TestGrounds::aHopThatIsNotReachedHasNoGrounds()
{
    KnownChain chain;
    chain.client.credSspClient = false;
    const HopPrediction behind = chain.now(chain.second);
    QVERIFY(!behind.reached);
    QVERIFY(groundsOf(chain.graph, behind).empty());
}

void TestGrounds::eachRowHoldsForItsFacts_data()
{
    QTest::addColumn<Method>("method");
    for (const Method each : valuesOf<Method>())
        QTest::newRow(std::string(wordOf(each)).c_str()) << each;
}

/// But for the proof, which rows about it change while they are read.
void TestGrounds::eachRowHoldsForItsFacts()
{
    QFETCH(Method, method);
    for (const std::string& typed :
         {std::string("B"), std::string("10.0.0.5"), std::string("localhost")}) {
        for (const bool isExplicit : {false, true}) {
            Drawing d;
            const auto away = d.domain("other.example", "OTHER");
            const auto group = d.workgroup("GROUP");
            const auto a = d.machine("A", isExplicit ? std::optional(group) : std::nullopt);
            const auto b = d.machine("B", away);
            const auto first = d.session(a, b, method, typed);
            if (isExplicit)
                d.giveCredential(first);
            d.route({first, d.use(b, d.share(d.machine("C"), "R"))});
            for (const auto& [id, prediction] : makePlan(d.graph).hops) {
                const rules::Facts& facts = prediction.derivation.facts;
                for (const rules::Row* row : prediction.derivation.rows()) {
                    for (const rules::Condition& each : row->when.conditions()) {
                        if (each.fact == rules::Fact::Proof && row->proof)
                            continue;
                        QVERIFY2(facts.knows(each.fact) && each.holds(facts.of(each.fact)),
                                 std::string(row->id).c_str());
                    }
                }
                for (const Ground& each : groundsOf(d.graph, prediction)) {
                    QVERIFY(!each.answer.empty());
                    QVERIFY(each.from.find('/') != std::string::npos);
                }
            }
        }
    }
}

void TestGrounds::eachFactHasItsOrigin_data()
{
    QTest::addColumn<int>("fact");
    QTest::addColumn<Method>("method");
    QTest::addColumn<QString>("from");
    const auto row = [](rules::Fact fact, const char* from, Method method = Method::Default) {
        QTest::newRow((std::string(rules::wordOf(fact)) + ' ' + from).c_str())
            << int(std::to_underlying(fact)) << method << QString::fromUtf8(from);
    };
    using enum rules::Fact;
    row(End, "hop/ends");
    row(rules::Fact::Method, "hop/method");
    row(MethodWord, "hop/method");
    row(Credential, "hop/credential");
    row(Identity, "hop/credential");
    row(Identity, "hop/method", hopwright::Method::Certificate);
    row(Encryption, "hop/transport");
    row(TargetForm, "hop/typed-target");
    row(Loop, "hop/typed-target");
    row(Ends, "hop/ends");
    row(rules::Fact::Account, "hop/credential");
    row(ClientHome, "A/domain");
    row(TargetHome, "B/domain");
    row(Domains, "A/domain, B/domain");
    row(rules::Fact::Proof, "hop/proof");
    row(rules::Fact::Arrives, "A/user");
    row(Caller, "hop/caller");
    row(Stranger, "hop/stranger");
    row(ClientRole, "A/client-role");
    row(ServerRole, "B/server-role");
    row(TrustedHosts, "A/trusted-hosts");
    row(DelegateList, "A/delegate-lists");
    row(Delegation, "hop/method");
    row(Delegation, "A/delegate-lists", hopwright::Method::CredSsp);
    row(Permission, "B/denied-accounts");
    row(CredSspVersion, "hop/credssp-version");
}

void TestGrounds::eachFactHasItsOrigin()
{
    QFETCH(int, fact);
    QFETCH(Method, method);
    QFETCH(QString, from);
    Drawing d;
    const auto a = d.machine("A"), b = d.machine("B");
    const auto hop = d.session(a, b, method);
    const rules::Fact asked{static_cast<std::uint8_t>(fact)};
    const rules::Row row{.when = rules::Condition{.fact = asked, .answers = 1}};
    HopPrediction prediction{.hop = hop};
    prediction.derivation.facts.set(asked, 0);
    prediction.derivation.add(row);
    const std::vector<Ground> grounds = groundsOf(d.graph, prediction);
    QCOMPARE(grounds.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(grounds.front().from)
                 .replace(idOf(hop), QStringLiteral("hop"))
                 .replace(idOf(a), QStringLiteral("A"))
                 .replace(idOf(b), QStringLiteral("B")),
             from);
    QCOMPARE(grounds.front().answer, rules::answerWord(asked, 0));
}

void TestGrounds::factsNameTheMachineTheyAreOf_data()
{
    QTest::addColumn<bool>("toItself");
    QTest::addColumn<QString>("expected");
    QTest::newRow("R9: a loop is answered by its client")
        << true << QStringLiteral("answering-home=workgroup A/domain");
    QTest::newRow("§4: else the target answers")
        << false << QStringLiteral("answering-home=workgroup B/domain");
}

void TestGrounds::factsNameTheMachineTheyAreOf()
{
    QFETCH(bool, toItself);
    QFETCH(QString, expected);
    Drawing d;
    const auto group = d.workgroup("GROUP");
    const auto a = d.machine("A", group), b = d.machine("B", group);
    const auto hop = d.session(a, b, Method::Negotiate, toItself ? "localhost" : "B");
    d.giveCredential(hop, d.account("C", "bob"));
    const QString said = told(d.graph, makePlan(d.graph).hops.at(hop))
                             .replace(idOf(a), QStringLiteral("A"))
                             .replace(idOf(b), QStringLiteral("B"));
    QVERIFY2(said.contains(expected), qPrintable(said));
}

QTEST_APPLESS_MAIN(TestGrounds)
#include "tst_grounds.moc"
