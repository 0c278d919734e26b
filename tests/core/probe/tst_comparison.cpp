#include "core/probe/comparison.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::probe;

namespace {

HopResult resultOf(const Prediction& predicted, HopState state, std::optional<Stage> stage = {},
                   std::optional<Cause> cause = {}, std::string_view code = {})
{
    return {.state = state,
            .stage = stage,
            .cause = cause,
            .code = readStatusCode(code),
            .predicted = predicted};
}

Prediction denied(Stage stage, Cause cause, std::string_view code = {})
{
    return {
        .outcome = Outcome::Denied, .stage = stage, .cause = cause, .code = readStatusCode(code)};
}

/// `as predicted`, `stage cause`, `not comparable`.
QByteArray textOf(const Comparison& comparison)
{
    switch (comparison.agreement) {
    case Agreement::AsPredicted:
        return "as predicted";
    case Agreement::NotComparable:
        return "not comparable";
    case Agreement::Differs:
        break;
    }
    QByteArrayList out;
    for (const Part part : comparison.differs)
        out += QByteArray::fromStdString(std::string(wordOf(part)));
    return out.join(' ');
}

}  // namespace

class TestComparison : public QObject {
    Q_OBJECT

private slots:
    void saysWhatDiffers_data();
    void saysWhatDiffers();
    void whatDoesNotDifferIsNotListed();
};

void TestComparison::saysWhatDiffers_data()
{
    using enum HopState;
    QTest::addColumn<HopResult>("result");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const HopResult& result, const char* expected) {
        QTest::newRow(name) << result << QByteArray(expected);
    };
    const Prediction list = denied(Stage::Delegate, Cause::DelegateListMismatch, "0x803381A3");
    const Prediction allowed{.outcome = Outcome::Allowed};
    row("passes", resultOf(allowed, Passed), "as predicted");
    row("denied, all four agree",
        resultOf(list, Denied, Stage::Delegate, Cause::DelegateListMismatch, "0x803381A3"),
        "as predicted");
    row("field/19: list of short names, full name typed, and the other end refuses",
        resultOf(list, Denied, Stage::Negotiate, Cause::WrongPassword, "1326"), "stage cause code");
    row("another stage alone",
        resultOf(list, Denied, Stage::Negotiate, Cause::DelegateListMismatch, "0x803381A3"),
        "stage");
    row("another cause alone",
        resultOf(list, Denied, Stage::Delegate, Cause::NtlmOnlyListNeeded, "0x803381A3"), "cause");
    row("another code alone",
        resultOf(list, Denied, Stage::Delegate, Cause::DelegateListMismatch, "0x803381A4"), "code");
    row("a code that only the plan knows",
        resultOf(list, Denied, Stage::Delegate, Cause::DelegateListMismatch), "as predicted");
    row("a code that only the run knows",
        resultOf(denied(Stage::Offer, Cause::ServerRoleMissing), Denied, Stage::Offer,
                 Cause::ServerRoleMissing, "401"),
        "as predicted");
    row("one code in two spellings",
        resultOf(denied(Stage::Access, Cause::NotDelegated, "0x80070005"), Denied, Stage::Access,
                 Cause::NotDelegated, "5"),
        "as predicted");
    row("no stage was seen",
        resultOf(list, Denied, std::nullopt, Cause::DelegateListMismatch, "0x803381A3"), "stage");
    row("no cause was seen", resultOf(list, Denied, Stage::Delegate, std::nullopt, "0x803381A3"),
        "cause");
    row("denied, predicted to pass", resultOf(allowed, Denied, Stage::Access, Cause::NotDelegated),
        "outcome");
    row("passes, predicted denied", resultOf(list, Passed), "outcome");
    row("failed, predicted to pass", resultOf(allowed, Failed, Stage::Connect), "outcome");
    row("failed where it was to be denied",
        resultOf(list, Failed, Stage::Delegate, Cause::DelegateListMismatch, "0x803381A3"),
        "outcome");
    row("nothing was predicted", resultOf({}, Denied, Stage::Access, Cause::NotDelegated, "5"),
        "not comparable");
    row("nothing was predicted, passes", resultOf({}, Passed), "not comparable");
    for (const HopState state : {NotRun, Running, NotReached, Skipped, Cancelled}) {
        const QByteArray name = QByteArray::fromStdString(std::string(wordOf(state)));
        row(name + ", predicted denied", resultOf(list, state, Stage::Delegate), "not comparable");
        row(name + ", predicted to pass", resultOf(allowed, state), "not comparable");
    }
    HopResult unseen = resultOf(list, Failed, Stage::Delegate);
    unseen.unseen = clientRoleSetting;
    row("field/20: nobody looked at the policy", unseen, "not comparable");
}

void TestComparison::saysWhatDiffers()
{
    QFETCH(HopResult, result);
    QFETCH(QByteArray, expected);
    QCOMPARE(textOf(compare(result)), expected);
}

void TestComparison::whatDoesNotDifferIsNotListed()
{
    const Comparison same = compare(resultOf({.outcome = Outcome::Allowed}, HopState::Passed));
    QVERIFY(same.differs.empty());
    QVERIFY(compare({}).differs.empty());
}

QTEST_APPLESS_MAIN(TestComparison)
#include "tst_comparison.moc"
