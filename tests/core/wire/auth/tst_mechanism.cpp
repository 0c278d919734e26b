#include "core/wire/auth/identity.h"
#include "tests/core/wire/auth/asking_mechanism.h"

#include <QTest>

#include <type_traits>

using namespace hopwright;
using namespace hopwright::test;
using namespace hopwright::wire::auth;

namespace {

static_assert(!std::is_copy_constructible_v<Identity> && std::is_move_constructible_v<Identity>);
static_assert(!std::is_copy_assignable_v<Identity> && std::is_move_assignable_v<Identity>);

/// Of the kind that never waits, NTLM for one: it has no more than what it must have.
class SilentMechanism : public Mechanism {
public:
    Result<Bytes> step(ByteView) override { return Bytes(1); }
    bool hasSessionKey() const override { return true; }
    Result<Bytes> wrap(ByteView) override { return Bytes{}; }
    Result<Bytes> unwrap(ByteView) override { return Bytes{}; }
    ByteView oid() const override { return {}; }
    Result<Bytes> signMic(ByteView) override { return Bytes{}; }
    Result<void> verifyMic(ByteView, ByteView) override { return {}; }
};

}  // namespace

class TestMechanism : public QObject {
    Q_OBJECT

private slots:
    void aCopyOfAnIdentityIsWhole();
    void whoNeverWaitsHasNoAnswerToTake();
    void whoWaitsGoesOnWithTheAnswer();
    void whoHasNobodyToAskSaysSo();
};

void TestMechanism::aCopyOfAnIdentityIsWhole()
{
    const Identity alice{.domain = "LAB", .user = "alice", .password = Secret(bytesOf("Secret1"))};
    const Identity copy = alice.copy();
    QCOMPARE(copy.domain, alice.domain);
    QCOMPARE(copy.user, alice.user);
    QVERIFY(equalInConstantTime(copy.password.expose(), bytesOf("Secret1")));
    QVERIFY(copy.password.expose().data() != alice.password.expose().data());
}

void TestMechanism::whoNeverWaitsHasNoAnswerToTake()
{
    SilentMechanism mechanism;
    QVERIFY(mechanism.step({}));
    QVERIFY(mechanism.pending() == nullptr);
    QCOMPARE(mechanism.resume(Bytes(1)).error().code, ErrorCode::UnexpectedMessage);
    QCOMPARE(mechanism.resume(fail(ErrorCode::Unreachable)).error().code, ErrorCode::Unreachable);
}

void TestMechanism::whoWaitsGoesOnWithTheAnswer()
{
    AskingMechanism mechanism(AskingMechanism::Side::Client, {1});
    QVERIFY(mechanism.step({}).value().empty());
    QVERIFY(mechanism.pending() != nullptr);
    QVERIFY(!mechanism.step({}));
    QCOMPARE(textOf(mechanism.resume(answerTo(*mechanism.pending())).value()), std::string("c1"));
    QVERIFY(mechanism.pending() == nullptr);
}

void TestMechanism::whoHasNobodyToAskSaysSo()
{
    AskingMechanism quiet(AskingMechanism::Side::Client, {2});
    QCOMPARE(textOf(stepAlone(quiet, {}).value()), std::string("c1"));
    QCOMPARE(stepAlone(quiet, bytesOf("s1")).error().code, ErrorCode::Unsupported);
    QVERIFY(quiet.pending() == nullptr);
}

QTEST_APPLESS_MAIN(TestMechanism)
#include "tst_mechanism.moc"
