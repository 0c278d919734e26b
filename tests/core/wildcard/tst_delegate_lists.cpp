#include "core/wildcard/delegate_lists.h"

#include <QTest>

#include <random>

using namespace hopwright;
using namespace hopwright::wildcard;

namespace {

const Proof kerberos = Proof::Trusted;

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
    void byNtlmTheCodeGoesByBothLists_data();
    void byNtlmTheCodeGoesByBothLists();
    void whatWasNotLookedAtDecidesNothing();
    void aLongListDecidesAsItsEntriesOneByOne();
    void aListThatWasNotLookedAtHasNoEntries();
};

void TestDelegateLists::aDenyEntryBeatsAnAllowEntry()  // §12.1 vector 14
{
    const auto decision =
        ask({.denyFresh = on({"wsman/b.contoso.com"}), .allowFresh = on({"wsman/*"})},
            "B.contoso.com", kerberos);
    QCOMPARE(decision.reason, Decision::Reason::DeniedByDenyList);
    QCOMPARE(decision.code, statusCodeOf(0x803381A3U));
    QCOMPARE(decision.entry, std::string("wsman/b.contoso.com"));
}

void TestDelegateLists::aDwordOfZeroBeatsTheList()  // §12.1 vector 15
{
    const PolicyList off{.enabled = false, .entries = {"wsman/*"}};
    const auto decision = ask({.allowFresh = off, .allowFreshNtlmOnly = off}, "b", kerberos);
    QCOMPARE(decision.reason, Decision::Reason::ListNotEnabled);
    QCOMPARE(decision.code, statusCodeOf(0x803381A3U));
    QCOMPARE(ask({.allowFresh = off, .allowFreshNtlmOnly = off}, "b", Proof::NtlmOnly).code,
             statusCodeOf(0x803381A3U));
}

void TestDelegateLists::theNtlmOnlyListIsAskedWhenNtlmIsTheProof()
{
    const DelegateLists lists{.allowFresh = on({"wsman/b"}), .allowFreshNtlmOnly = on({"wsman/c"})};
    QVERIFY(ask(lists, "b", kerberos).allowed());
    QCOMPARE(ask(lists, "b", Proof::NtlmOnly).code, statusCodeOf(0x803381A4U));
    QVERIFY(ask(lists, "c", Proof::NtlmOnly).allowed());
    QCOMPARE(ask(lists, "c", kerberos).code, statusCodeOf(0x803381A3U));
}

void TestDelegateLists::aListThatHasOtherNamesOnlyDoesNotMatch()
{
    const auto decision = ask({.allowFresh = on({"WSMAN/*.contoso.com"})}, "b", kerberos);
    QCOMPARE(decision.reason, Decision::Reason::NotListed);
    QCOMPARE(decision.code, statusCodeOf(0x803381A3U));
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

/// Seen in the field: 0x803381A4 is for a name that the first list has and the NTLM-only list has not.
void TestDelegateLists::byNtlmTheCodeGoesByBothLists_data()
{
    QTest::addColumn<PolicyList>("allow");
    QTest::addColumn<PolicyList>("ntlm");
    QTest::addColumn<PolicyList>("deny");
    QTest::addColumn<quint32>("code");
    QTest::addColumn<int>("reason");
    using enum Decision::Reason;
    const auto row = [](const char* name, const PolicyList& allow, const PolicyList& ntlm,
                        const PolicyList& deny, quint32 code, Decision::Reason reason) {
        QTest::newRow(name) << allow << ntlm << deny << code << int(reason);
    };
    const PolicyList off{.enabled = false, .entries = {"WSMAN/*"}};
    const PolicyList empty = on({});
    const PolicyList has = on({"WSMAN/fd00::7", "wsman/[FD00::7]"});
    const PolicyList other = on({"WSMAN/nas.corp.example", "WSMAN/*.corp.example"});
    row("field/6: both empty", empty, empty, {}, 0x803381A3, ListNotEnabled);
    row("field/6: both off", off, off, {}, 0x803381A3, ListNotEnabled);
    row("field/6: other names in the first", other, empty, {}, 0x803381A3, NotListed);
    row("field/6: other names in the NTLM-only list", off, other, {}, 0x803381A3, NotListed);
    row("field/6: other names in both", other, other, {}, 0x803381A3, NotListed);
    row("only the first has it", has, other, {}, 0x803381A4, NtlmOnlyListLacks);
    row("only the first has it, the other off", has, off, {}, 0x803381A4, NtlmOnlyListLacks);
    row("only the NTLM-only list has it", other, has, {}, 0, Listed);
    row("both have it", has, has, {}, 0, Listed);
    row("field/15: a deny list has it too", has, has, on({"wsman/*"}), 0x803381A3,
        DeniedByDenyList);
    row("field/15: and no other list", empty, empty, has, 0x803381A3, DeniedByDenyList);
}

void TestDelegateLists::byNtlmTheCodeGoesByBothLists()
{
    QFETCH(PolicyList, allow);
    QFETCH(PolicyList, ntlm);
    QFETCH(PolicyList, deny);
    QFETCH(quint32, code);
    QFETCH(int, reason);
    const auto decision = ask({.denyFresh = deny, .allowFresh = allow, .allowFreshNtlmOnly = ntlm},
                              "[fd00::7]:5985", Proof::NtlmOnly);
    QCOMPARE(decision.code, statusCodeOf(code));
    QCOMPARE(int(decision.reason), reason);
    QCOMPARE(decision.allowed(), code == 0);
}

void TestDelegateLists::whatWasNotLookedAtDecidesNothing()
{
    const PolicyList unknown{.known = false};
    QCOMPARE(ask({.allowFresh = unknown}, "b", kerberos).reason, Decision::Reason::NotKnown);
    QCOMPARE(
        ask({.allowFresh = on({"wsman/b"}), .allowFreshNtlmOnly = unknown}, "b", Proof::NtlmOnly)
            .reason,
        Decision::Reason::NotKnown);
    const auto either = ask({.allowFresh = unknown}, "b", Proof::NtlmOnly);
    QCOMPARE(either.reason, Decision::Reason::NtlmOnlyListLacks);
    QCOMPARE(either.code, statusCodeOf(0U));  // Which of the two goes by the list that nobody saw.
    QVERIFY(ask({.denyFresh = unknown, .allowFresh = on({"wsman/b"})}, "b", kerberos).allowed());
}

/// Each entry by itself is SpnPattern's to judge: the first certain one decides, else the first likely one.
void TestDelegateLists::aLongListDecidesAsItsEntriesOneByOne()
{
    std::mt19937 numbers(77);
    const auto oneOf = [&numbers](const std::vector<std::string>& some) {
        return some[numbers() % some.size()];
    };
    const std::vector<std::string> parts{"web1",          "WEB2",     "db",          "*",
                                         "*.lab.test",    "web*",     "w*.lab.test", "db.lab.test",
                                         "Db.x.lab.test", "[fd00::7]"};
    const std::vector<std::string> services{"WSMAN/", "wsman/", "TERMSRV/", "", "WSMAN/ "};
    const std::vector<std::string> targets{"web1",        "Web2:5985",     "http://DB/wsman",
                                           "db.lab.test", "db.x.lab.test", "web9",
                                           "[FD00::7]",   "none",          ""};
    int decided = 0;
    for (int round = 0; round < 4000; ++round) {
        std::vector<std::string> entries;
        for (auto count = numbers() % 9; count > 0; --count)
            entries.push_back(oneOf(services) + oneOf(parts));
        const std::string target = oneOf(targets);
        Coverage best = Coverage::No;
        std::string by;
        for (const std::string& each : entries) {
            const auto pattern = SpnPattern::parse(each);
            const Coverage coverage = pattern ? pattern->covers(target) : Coverage::No;
            if (coverage > best) {
                best = coverage;
                by = each;
            }
        }
        const auto decision = DelegateMatcher({.allowFresh = on(entries)}).ask(target, kerberos);
        QCOMPARE(decision.allowed(), best != Coverage::No);
        QCOMPARE(decision.coverage, best);
        QCOMPARE(decision.entry, by);
        decided += best == Coverage::No ? 0 : 1;
    }
    QVERIFY(decided > 500 && decided < 3500);
}

/// Whatever it had when somebody looked.
void TestDelegateLists::aListThatWasNotLookedAtHasNoEntries()
{
    const PolicyList stale{.enabled = true, .entries = {"WSMAN/*"}, .known = false};
    QVERIFY(!ListMatcher(stale).bestFor("b"));
    const DelegateLists denying{.denyFresh = stale, .allowFresh = on({"WSMAN/*"})};
    QVERIFY(ask(denying, "b", kerberos).allowed());
}

QTEST_APPLESS_MAIN(TestDelegateLists)
#include "tst_delegate_lists.moc"
