#include "core/rules/finding_rows.h"
#include "core/rules/way_out_rows.h"
#include "tests/core/rules/assignments.h"

#include <QFile>
#include <QTest>

#include <array>
#include <cstdio>

using namespace hopwright;
using namespace hopwright::rules;
using namespace hopwright::rules::tests;

namespace {

template <typename Row>
std::vector<Fact> factsOf(std::span<const Row> table)
{
    std::vector<Fact> out;
    for (const Row& row : table)
        addFacts(row.when, out);
    return out;
}

/// How often each row is the first that counts.
template <typename Row>
std::vector<int> firsts(std::span<const Row> table, int& none)
{
    std::vector<int> out(table.size(), 0);
    none = 0;
    forEachAssignment(factsOf(table), [&](const Told& answers) {
        const auto row =
            std::ranges::find_if(table, [&](const Row& each) { return each.when.holds(answers); });
        row == table.end() ? ++none : ++out[std::size_t(row - table.begin())];
    });
    return out;
}

}  // namespace

/// Findings and ways out as tables: no row is hidden by those before it, and no case is without one that must have one.
class TestFindingRows : public QObject {
    Q_OBJECT

private slots:
    void eachRowCounts_data();
    void eachRowCounts();
    void everyRowNamesItsSource();
    void anEntryIsJudgedByItsForm_data();
    void anEntryIsJudgedByItsForm();
    void waysOutAreOrderedByWhatTheyCost();
    void aWayOutThatIsSetIsTried();
    void rowsDoNotChangeUnseen();
};

void TestFindingRows::eachRowCounts_data()
{
    QTest::addColumn<int>("table");
    QTest::addColumn<bool>("mayBeNone");
    QTest::newRow("denied") << 0 << false;
    QTest::newRow("passwords") << 1 << false;
    QTest::newRow("§3.2, §3.4: entries") << 2 << true;
    QTest::newRow("last days") << 3 << true;
    QTest::newRow("tiers") << 4 << false;
}

void TestFindingRows::eachRowCounts()
{
    QFETCH(int, table);
    QFETCH(bool, mayBeNone);
    const std::array tables{deniedFindings(), passwordFindings(), entryFindings(), expiryFindings(),
                            crossingFindings()};
    int none = 0;
    for (const int count : firsts(tables[std::size_t(table)], none))
        QVERIFY(count > 0);
    QCOMPARE(none > 0, mayBeNone);
}

void TestFindingRows::everyRowNamesItsSource()
{
    for (const auto table : {deniedFindings(), sessionFindings(), passwordFindings(), useFindings(),
                             entryFindings(), expiryFindings(), crossingFindings()}) {
        for (const FindingRow& row : table)
            QVERIFY(!row.source.empty());
    }
    for (const auto table : {waysOut(), alternatives()}) {
        for (const WayOutRow& row : table)
            QVERIFY(!row.source.empty() && row.nameCount > 0);
    }
}

void TestFindingRows::anEntryIsJudgedByItsForm_data()
{
    QTest::addColumn<int>("list");
    QTest::addColumn<int>("form");
    QTest::addColumn<int>("width");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, EntryList list, EntryForm form, Width width,
                        const char* expected) {
        QTest::newRow(name) << int(list) << int(form) << int(width) << QByteArray(expected);
    };
    using enum EntryList;
    using enum EntryForm;
    row("§3.4: WSMAN/*", AllowFresh, Wide, Width::Critical, "warning entry-wide-critical");
    row("§3.4: WSMAN/*.corp.example", AllowFresh, Wide, Width::High, "warning entry-wide-high");
    row("§3.4: WSMAN/*.a.corp.example", AllowFresh, Wide, Width::MediumOrLess,
        "note entry-wide-medium");
    row("§3.4: one level worse", NtlmOnly, Wide, Width::High, "warning entry-wide-ntlm-high");
    row("§3.4: *", AllowFresh, AnyService, Width::Critical, "warning entry-any-service");
    row("§3.4: a wide deny list is safe", DenyFresh, Wide, Width::Critical, "");
    row("§3.4: * in a deny list", DenyFresh, AnyService, Width::Critical, "");
    row("§3.2: a deny list with a port", DenyFresh, WithPort, Width::MediumOrLess,
        "warning entry-with-port");
    row("§3.2: one host", AllowFresh, OneHost, Width::MediumOrLess, "");
    row("§3.2: TERMSRV", AllowFresh, OtherService, Width::Critical, "");
    row("§3.2: web*", AllowFresh, Undocumented, Width::MediumOrLess,
        "warning entry-undocumented-high");
    row("§3.2: two names", AllowFresh, SeveralNames, Width::MediumOrLess,
        "warning entry-of-several-names");
    row("§3.2: two names in TrustedHosts", EntryList::TrustedHosts, SeveralNames,
        Width::MediumOrLess, "warning trusted-of-several-names");
    row("TrustedHosts *", EntryList::TrustedHosts, Wide, Width::Critical,
        "warning trusted-wide-critical");
    row("TrustedHosts a*b*", EntryList::TrustedHosts, NotReadable, Width::MediumOrLess,
        "warning trusted-not-readable");
}

void TestFindingRows::anEntryIsJudgedByItsForm()
{
    QFETCH(int, list);
    QFETCH(int, form);
    QFETCH(int, width);
    QFETCH(QByteArray, expected);
    Told told;
    told.facts.set(Fact::EntryList, unsigned(list));
    told.facts.set(Fact::EntryForm, unsigned(form));
    told.facts.set(Fact::Width, unsigned(width));
    const auto row = std::ranges::find_if(
        entryFindings(), [&](const FindingRow& each) { return each.when.holds(told); });
    std::string found;
    if (row != entryFindings().end() && row->text)
        found = std::string(wordOf(row->severity)) + ' ' + std::string(wordOf(row->text->key));
    QCOMPARE(found, expected.toStdString());
}

/// §7: safest first.
void TestFindingRows::waysOutAreOrderedByWhatTheyCost()
{
    for (const auto table : {waysOut(), alternatives()})
        QVERIFY(std::ranges::is_sorted(table, {}, &WayOutRow::exposure));
}

/// What a button would set is not offered on a guess; an alternative stands beside a hop that passes.
void TestFindingRows::aWayOutThatIsSetIsTried()
{
    for (const WayOutRow& row : waysOut())
        QCOMPARE(row.canBeSet, row.trial != Trial::None);
    for (const WayOutRow& row : alternatives())
        QVERIFY(row.trial == Trial::None);
}

/// As a table to read, findings.tsv (HOPWRIGHT_REBASELINE=1 prints it).
void TestFindingRows::rowsDoNotChangeUnseen()
{
    static constexpr std::array trials{"-",         "own-credential",     "type-name",
                                       "use-https", "use-default-method", "use-credssp"};
    static constexpr std::array names{"number",     "from",       "server",     "client",
                                      "typed-name", "use-server", "use-number", "further-uses"};
    QStringList found;
    const auto findings = [&](const char* table, std::span<const FindingRow> rows) {
        for (const FindingRow& row : rows) {
            found +=
                QString::fromStdString(std::string(table) + '\t' + std::string(wordOf(row.severity))
                                       + '\t' + std::string(row.source) + '\t' + told(row.when)
                                       + '\t' + (row.text ? told(*row.text) : "-"));
        }
    };
    const auto ways = [&](const char* table, std::span<const WayOutRow> rows) {
        for (const WayOutRow& row : rows) {
            std::string line = std::string(table) + '\t' + std::string(wordOf(row.kind)) + '\t'
                               + std::string(wordOf(row.exposure)) + '\t' + std::string(row.source)
                               + '\t' + told(row.when) + '\t' + trials.at(std::size_t(row.trial))
                               + '\t' + (row.canBeSet ? "set" : "-") + '\t';
            for (const WayOutName each : row.names())
                line += std::string(names.at(std::size_t(each))) + ' ';
            found += QString::fromStdString(line).trimmed();
        }
    };
    findings("denied", deniedFindings());
    findings("sessions", sessionFindings());
    findings("passwords", passwordFindings());
    findings("uses", useFindings());
    findings("domain", std::span(&domainFinding(), 1));
    for (const When& each : wantsDomains())
        found += QStringLiteral("wants-domains\t") + QString::fromStdString(told(each));
    findings("entries", entryFindings());
    findings("expiry", expiryFindings());
    findings("tiers", crossingFindings());
    ways("ways-out", waysOut());
    ways("alternatives", alternatives());
    if (qEnvironmentVariableIsSet("HOPWRIGHT_REBASELINE"))
        std::puts(qPrintable(found.join(u'\n')));
    QFile expected(QStringLiteral(HOPWRIGHT_SOURCE_DIR "/tests/core/rules/findings.tsv"));
    QVERIFY(expected.open(QIODevice::ReadOnly));
    QCOMPARE(found.join(u'\n'), QString::fromUtf8(expected.readAll()).trimmed());
}

QTEST_APPLESS_MAIN(TestFindingRows)
#include "tst_finding_rows.moc"
