#include "core/wildcard/delegate_lists.h"

#include <QTest>

using namespace hopwright::wildcard;

namespace {

const ServerProof kerberos = ServerProof::KerberosOrTrustedCertificate;

PolicyList on(std::vector<std::string> entries)
{
    return {.enabled = true, .entries = std::move(entries)};
}

}  // namespace

class TestDelegateLists : public QObject {
    Q_OBJECT

private slots:
    void aDenyEntryBeatsAnAllowEntry();
    void aDwordOfZeroBeatsTheList();
    void theNtlmOnlyListIsAskedWhenNtlmIsTheProof();
    void aListThatHasOtherNamesOnlyDoesNotMatch();
    void aCertainEntryDecidesBeforeALikelyOne();
    void aBareStarMatchesWithASevereWarning();
    void anEntryWithTwoStarsNeverMatches();
    void aDenyListThatIsOffDeniesNothing();
};

void TestDelegateLists::aDenyEntryBeatsAnAllowEntry()  // §12.1 vector 14
{
    const auto decision =
        ask({.denyFresh = on({"wsman/b.contoso.com"}), .allowFresh = on({"wsman/*"})},
            "B.contoso.com", kerberos);
    QCOMPARE(decision.reason, Decision::Reason::DeniedByDenyList);
    QCOMPARE(decision.code, 0x803381A3U);
    QCOMPARE(decision.entry, std::string("wsman/b.contoso.com"));
}

void TestDelegateLists::aDwordOfZeroBeatsTheList()  // §12.1 vector 15
{
    const PolicyList off{.enabled = false, .entries = {"wsman/*"}};
    const auto decision = ask({.allowFresh = off, .allowFreshNtlmOnly = off}, "b", kerberos);
    QCOMPARE(decision.reason, Decision::Reason::ListNotEnabled);
    QCOMPARE(decision.code, 0x803381A3U);
    QCOMPARE(
        ask({.allowFresh = on({"wsman/*"}), .allowFreshNtlmOnly = off}, "b", ServerProof::NtlmOnly)
            .code,
        0x803381A4U);
}

void TestDelegateLists::theNtlmOnlyListIsAskedWhenNtlmIsTheProof()
{
    const DelegateLists lists{.allowFresh = on({"wsman/b"}), .allowFreshNtlmOnly = on({"wsman/c"})};
    QVERIFY(ask(lists, "b", kerberos).allowed());
    QCOMPARE(ask(lists, "b", ServerProof::NtlmOnly).code, 0x803381A4U);
    QVERIFY(ask(lists, "c", ServerProof::NtlmOnly).allowed());
    QCOMPARE(ask(lists, "c", kerberos).code, 0x803381A3U);
}

void TestDelegateLists::aListThatHasOtherNamesOnlyDoesNotMatch()
{
    const auto decision = ask({.allowFresh = on({"WSMAN/*.contoso.com"})}, "b", kerberos);
    QCOMPARE(decision.reason, Decision::Reason::NotListed);
    QCOMPARE(decision.code, 0x803381A3U);
    QVERIFY(decision.entry.empty());
}

void TestDelegateLists::aCertainEntryDecidesBeforeALikelyOne()
{
    const auto decision = ask({.allowFresh = on({"WSMAN/web*", "WSMAN/Web01"})}, "web01", kerberos);
    QCOMPARE(decision.coverage, Coverage::Certain);
    QCOMPARE(decision.entry, std::string("WSMAN/Web01"));
    const auto likely = ask({.allowFresh = on({"WSMAN/web*"})}, "web01", kerberos);
    QCOMPARE(likely.coverage, Coverage::Likely);
    QVERIFY(likely.undocumentedForm);
}

void TestDelegateLists::aBareStarMatchesWithASevereWarning()
{
    const auto decision = ask({.allowFresh = on({"*"})}, "b", kerberos);
    QVERIFY(decision.allowed());
    QVERIFY(decision.severeWarning);
}

void TestDelegateLists::anEntryWithTwoStarsNeverMatches()
{
    QCOMPARE(
        ask({.allowFresh = on({"wsman/*.eu*.contoso.com"})}, "a.eu1.contoso.com", kerberos).reason,
        Decision::Reason::NotListed);
}

void TestDelegateLists::aDenyListThatIsOffDeniesNothing()
{
    const DelegateLists lists{.denyFresh = {.enabled = false, .entries = {"wsman/*"}},
                              .allowFresh = on({"wsman/b"})};
    QVERIFY(ask(lists, "b", kerberos).allowed());
}

QTEST_APPLESS_MAIN(TestDelegateLists)
#include "tst_delegate_lists.moc"
