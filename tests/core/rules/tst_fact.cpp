#include "core/rules/fact.h"

#include <QTest>

#include <set>
#include <string>

using namespace hopwright;
using namespace hopwright::rules;

class TestFact : public QObject {
    Q_OBJECT

private slots:
    void eachFactHasItsAnswers_data();
    void eachFactHasItsAnswers();
    void wordsAreDifferent();
    void aFactIsFoundByTheTypeOfItsAnswers();
    void whatNobodyAskedForHasNoAnswer();
};

void TestFact::eachFactHasItsAnswers_data()
{
    QTest::addColumn<int>("fact");
    QTest::addColumn<int>("last");
    QTest::addColumn<QByteArray>("word");
    const auto row = [](Fact fact, auto last, const char* word) {
        QTest::newRow(std::string(wordOf(fact)).c_str())
            << int(std::to_underlying(fact)) << int(std::to_underlying(last)) << QByteArray(word);
    };
    row(Fact::End, End::Resource, "resource");
    row(Fact::Method, Method::Unknown, "unknown");
    row(Fact::MethodWord, MethodWord::Digest, "digest");
    row(Fact::Credential, Credential::Named, "named");
    row(Fact::Identity, Identity::Own, "own");
    row(Fact::Encryption, Encryption::Https, "https");
    row(Fact::TargetForm, TargetForm::Address, "address");
    row(Fact::Loop, Loop::Yes, "yes");
    row(Fact::Ends, Ends::Same, "same");
    row(Fact::Account, Account::OfTarget, "of-target");
    row(Fact::ClientHome, ClientHome::Unknown, "unknown");
    row(Fact::TargetHome, TargetHome::Unknown, "unknown");
    row(Fact::AnsweringHome, AnsweringHome::Unknown, "unknown");
    row(Fact::Domains, Domains::Different, "different");
    row(Fact::Proof, Proof::Unknown, "unknown");
    row(Fact::Arrives, Arrives::Unknown, "unknown");
    row(Fact::Caller, Caller::OfAnotherDomain, "of-another-domain");
    row(Fact::Stranger, Stranger::Yes, "yes");
    row(Fact::ClientRole, ClientRole::Off, "off");
    row(Fact::ServerRole, ServerRole::Off, "off");
    row(Fact::TrustedHosts, TrustedHosts::Lacking, "lacking");
    row(Fact::DelegateList, DelegateList::NtlmOnlyLackingAlone, "ntlm-only-lacking-alone");
    row(Fact::Delegation, Delegation::Sure, "sure");
    row(Fact::Permission, Permission::DependsOnAccount, "depends-on-account");
    row(Fact::Refusal, Refusal::Code, "code");
    row(Fact::CredSspVersion, CredSspVersion::Old, "old");
    row(Fact::Cause, Cause::Unrelated, "unrelated");
    row(Fact::Chain, Chain::Several, "several");
    row(Fact::ByDelegation, ByDelegation::Yes, "yes");
    row(Fact::OneDomain, OneDomain::Yes, "yes");
    row(Fact::Uses, Uses::Some, "some");
    row(Fact::Holding, Holding::InScript, "in-script");
    row(Fact::EntryList, EntryList::TrustedHosts, "trusted-hosts");
    row(Fact::EntryForm, EntryForm::Undocumented, "undocumented");
    row(Fact::Width, Width::Critical, "critical");
    row(Fact::Place, Place::Hop, "hop");
    row(Fact::Expiry, Expiry::Past, "past");
    row(Fact::Crossing, Crossing::Password, "password");
}

void TestFact::eachFactHasItsAnswers()
{
    QFETCH(int, fact);
    QFETCH(int, last);
    QFETCH(QByteArray, word);
    const Fact asked{static_cast<std::uint8_t>(fact)};
    QCOMPARE(int(answerCountOf(asked)), last + 1);
    QVERIFY(answerCountOf(asked) < mostAnswers);
    QCOMPARE(answerWord(asked, unsigned(last)), std::string_view(word.constData()));
    QVERIFY(answerWord(asked, unsigned(last) + 1).empty());
}

void TestFact::wordsAreDifferent()
{
    std::set<std::string_view> facts;
    for (std::size_t i = 0; i < factCount; ++i) {
        const Fact fact{static_cast<std::uint8_t>(i)};
        QVERIFY(facts.insert(wordOf(fact)).second);
        std::set<std::string_view> answers;
        for (unsigned answer = 0; answer < answerCountOf(fact); ++answer)
            QVERIFY(answers.insert(answerWord(fact, answer)).second);
    }
}

void TestFact::aFactIsFoundByTheTypeOfItsAnswers()
{
    QVERIFY(factOf<End> == Fact::End);
    QVERIFY(factOf<Proof> == Fact::Proof);
    QVERIFY(factOf<Cause> == Fact::Cause);
    QVERIFY(factOf<Width> == Fact::Width);
}

void TestFact::whatNobodyAskedForHasNoAnswer()
{
    Facts facts;
    QVERIFY(!facts.knows(Fact::End));
    facts.set(End::Resource);
    QVERIFY(facts.knows(Fact::End));
    QVERIFY(!facts.knows(Fact::Method));
    QCOMPARE(facts.of(Fact::End), 1U);
}

QTEST_APPLESS_MAIN(TestFact)
#include "tst_fact.moc"
