#include "core/vocabulary/cause.h"
#include "core/vocabulary/computer_kind.h"
#include "core/vocabulary/group_kind.h"
#include "core/vocabulary/method.h"
#include "core/vocabulary/probe_kind.h"
#include "core/vocabulary/refusal.h"
#include "core/vocabulary/resource_kind.h"
#include "core/vocabulary/source.h"
#include "core/vocabulary/stage.h"
#include "core/vocabulary/state.h"
#include "core/vocabulary/transport.h"

#include <QSet>
#include <QTest>

using namespace hopwright;

class TestWords : public QObject {
    Q_OBJECT
private slots:
    void eachValueHasItsWord_data();
    void eachValueHasItsWord();
    void wordsAreReadBack();
    void typedWordsAreReadWithoutCase();
    void behindTheLastThereIsUnknown();
};

// docs/cli.md, docs/file-format.md: these words are a contract with files and scripts.
void TestWords::eachValueHasItsWord_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](std::string_view word, const char* expected) {
        QTest::newRow(expected) << QByteArray(word.data(), qsizetype(word.size()))
                                << QByteArray(expected);
    };
    row(wordOf(Stage::Resolve), "resolve");
    row(wordOf(Stage::Delegate), "delegate");
    row(wordOf(Stage::Access), "access");
    row(wordOf(Cause::NotDelegated), "not-delegated");
    row(wordOf(Cause::DelegateListMismatch), "delegate-list-mismatch");
    row(wordOf(Cause::DelegateListDenies), "delegate-list-denies");
    row(wordOf(Cause::AccountNotKnown), "account-not-known");
    row(wordOf(Cause::Unknown), "unknown");
    row(wordOf(Outcome::Allowed), "allowed");
    row(wordOf(HopState::NotReached), "not-reached");
    row(wordOf(HopState::Cancelled), "cancelled");
    row(wordOf(StageState::NotNeeded), "not-needed");
    row(wordOf(Environment::Practice), "practice");
    row(wordOf(Environment::Live), "live");
    row(wordOf(Method::CredSsp), "credssp");
    row(wordOf(Method::Ssh), "ssh");
    row(wordOf(ResourceKind::SmbShare), "smb-share");
    row(wordOf(ResourceKind::SharePoint), "sharepoint");
    row(wordOf(ProbeKind::CreateFile), "create-file");
    row(wordOf(ProbeKind::Session), "session");
    row(wordOf(Transport::Http), "http");
    row(wordOf(Transport::Https), "https");
    row(wordOf(Source::Drawn), "drawn");
    row(wordOf(Source::Seen), "seen");
    row(wordOf(ComputerKind::Client), "client");
    row(wordOf(ComputerKind::JumpServer), "jump-server");
    row(wordOf(GroupKind::Tier), "tier");
    row(wordOf(Refusal::PolicyDenyList), "policy-deny-list");
    row(wordOf(Refusal::TrustUnknown), "trust-unknown");
}

void TestWords::eachValueHasItsWord()
{
    QFETCH(QByteArray, word);
    QFETCH(QByteArray, expected);
    QCOMPARE(word, expected);
}

template <typename Enum>
bool areReadBack()
{
    QSet<QByteArray> seen;
    for (const Enum each : valuesOf<Enum>()) {
        const std::string_view word = wordOf(each);
        if (fromWord<Enum>(word) != each || fromTypedWord<Enum>(word) != each)
            return false;
        seen.insert(QByteArray(word.data(), qsizetype(word.size())));
    }
    return std::size_t(seen.size()) == valuesOf<Enum>().size();
}

void TestWords::wordsAreReadBack()
{
    QVERIFY(areReadBack<Stage>());
    QVERIFY(areReadBack<Cause>());
    QVERIFY(areReadBack<HopState>());
    QVERIFY(areReadBack<StageState>());
    QVERIFY(areReadBack<Method>());
    QVERIFY(areReadBack<ResourceKind>());
    QVERIFY(areReadBack<ProbeKind>());
    QVERIFY(areReadBack<Transport>());
    QVERIFY(areReadBack<Source>());
    QVERIFY(areReadBack<ComputerKind>());
    QVERIFY(areReadBack<GroupKind>());
    QVERIFY(areReadBack<Refusal>());
    QVERIFY(!fromWord<Stage>(""));
    QVERIFY(!fromWord<Stage>("resolved"));
    QVERIFY(!fromWord<Stage>("Resolve"));
}

void TestWords::typedWordsAreReadWithoutCase()
{
    QVERIFY(fromTypedWord<Method>("CredSSP") == Method::CredSsp);
    QVERIFY(!fromTypedWord<Method>("CredSSP2"));
    QVERIFY(fromTypedWord<Transport>("HTTPS") == Transport::Https);
    QVERIFY(!fromTypedWord<Transport>(""));
}

// A word that this version does not know is kept as text, so `unknown` itself is no word of a method.
void TestWords::behindTheLastThereIsUnknown()
{
    QCOMPARE(wordOf(Method::Unknown), std::string_view("unknown"));
    QCOMPARE(wordOf(ResourceKind::Unknown), std::string_view("unknown"));
    QVERIFY(!fromWord<Method>("unknown"));
    QVERIFY(!fromTypedWord<ResourceKind>("unknown"));
    QVERIFY(fromWord<Cause>("unknown") == Cause::Unknown);
}

QTEST_APPLESS_MAIN(TestWords)
#include "tst_words.moc"
