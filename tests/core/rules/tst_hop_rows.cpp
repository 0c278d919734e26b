#include "core/rules/hop_rows.h"
#include "tests/core/rules/assignments.h"

#include <QFile>
#include <QTest>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string>

using namespace hopwright;
using namespace hopwright::rules;
using namespace hopwright::rules::tests;

Q_DECLARE_METATYPE(hopwright::rules::tests::Told)

namespace {

struct Table {
    const char* name;
    std::span<const Row> rows;
};

const std::vector<Table>& tables()
{
    static const std::vector<Table> all{{"proofs", proofs()},       {"methods", methods()},
                                        {"states", states()},       {"identities", identities()},
                                        {"strangers", strangers()}, {"own-names", ownNames()},
                                        {"left", leftBehind()},     {"permissions", permissions()}};
    return all;
}

/// All that a table says, without the names of its rows.
std::string said(std::span<const Row> table, const Told& told)
{
    std::string out;
    Told facts = told;
    std::ignore = read(table, facts, [&](const Row& row) {
        out += "v" + std::to_string(std::to_underlying(row.verdict));
        if (row.verdict == Verdict::Denied) {
            const Denial& denial = row.denial;
            out += " e" + std::to_string(denial.error) + (denial.ofResource ? "r" : "")
                   + (denial.untilApplied ? "u" : "");
            out += denial.stage ? std::string(wordOf(*denial.stage)) : "";
            out += denial.cause ? std::string(wordOf(*denial.cause)) : "";
            out += denial.code ? textOf(*denial.code) : "";
        }
        out += " l" + std::to_string(std::to_underlying(row.left.what));
        if (row.proof) {
            out += " p" + std::to_string(std::to_underlying(*row.proof));
            facts.facts.set(*row.proof);
        }
        for (const Reason& reason : row.reasons()) {
            if (reason.when.holds(facts))
                out += ' ' + std::string(reason.rule) + '/' + std::string(wordOf(reason.key));
        }
        out += ';';
    });
    return out;
}

std::vector<Fact> factsOf(std::span<const Row> table, bool ofReasons)
{
    std::vector<Fact> out;
    for (const Row& row : table) {
        addFacts(row.when, out);
        for (const Reason& reason : row.reasons()) {
            if (ofReasons)
                addFacts(reason.when, out);
        }
    }
    return out;
}

/// Where row \p index of \p table comes to count: what it asks for and what those before it do, and nothing else.
std::vector<Fact> factsUpTo(std::span<const Row> table, std::size_t index)
{
    std::vector<Fact> out;
    addFacts(table[index].when, out);
    for (const Row& row : table.first(index)) {
        if (overlap(row.when, table[index].when))
            addFacts(row.when, out);
    }
    return out;
}

Told told(std::initializer_list<std::pair<Fact, unsigned>> answers)
{
    Told out;
    for (std::size_t i = 0; i < factCount; ++i)
        out.facts.set(Fact{static_cast<std::uint8_t>(i)}, 0);
    for (const auto& [fact, answer] : answers)
        out.facts.set(fact, answer);
    return out;
}

template <typename... Answers>
Told hop(Answers... answers)
{
    return told({{factOf<Answers>, unsigned(std::to_underlying(answers))}...});
}

/// `M4/default denied`, `M16/password left password`, or `-`: the row that decides.
QString decided(std::span<const Row> table, const Told& facts)
{
    Told source = facts;
    const Row* const row = read(table, source, [](const Row&) {});
    if (row == nullptr)
        return QStringLiteral("-");
    static const char* const words[]{"goes-on", "passes", "denied", "unknown"};
    return QString::fromUtf8(row->id.data(), qsizetype(row->id.size())) + u' '
           + QLatin1String(words[std::to_underlying(row->verdict)]);
}

}  // namespace

/// The tables of one hop against domain reference §5.2 and §6, and against each other.
class TestHopRows : public QObject {
    Q_OBJECT

private slots:
    void eachRowIsNeeded_data();
    void eachRowIsNeeded();
    void eachRowNamesItsSource();
    void rowsDoNotChangeUnseen();
    void rowsOverlapWhereTheirOrderIsMeant();
    void whatNoRowDecides_data();
    void whatNoRowDecides();
    void outcomeMatrix_data();
    void outcomeMatrix();
    void whatASessionLeaves_data();
    void whatASessionLeaves();
    void otherTables_data();
    void otherTables();
    void noRowIsSurerThanItsSource();
};

void TestHopRows::eachRowIsNeeded_data()
{
    QTest::addColumn<int>("table");
    QTest::addColumn<int>("row");
    for (std::size_t i = 0; i < tables().size(); ++i) {
        for (std::size_t row = 0; row < tables()[i].rows.size(); ++row) {
            QTest::newRow(
                (tables()[i].name + std::string(": ") + std::string(tables()[i].rows[row].id))
                    .c_str())
                << int(i) << int(row);
        }
    }
}

/// Switched off, something else is said of some hop; so it is not hidden by rows before it, and none behind it says the same.
void TestHopRows::eachRowIsNeeded()
{
    QFETCH(int, table);
    QFETCH(int, row);
    const std::span<const Row> all = tables()[std::size_t(table)].rows;
    std::vector<Row> without(all.begin(), all.end());
    without.erase(without.begin() + row);
    bool isNeeded = false;
    std::vector<Fact> facts = factsUpTo(all, std::size_t(row));
    // All else as it is first: a hop that the rows behind say nothing of, where there is one.
    forEachAssignment(facts, [&](const Told& answers) {
        if (isNeeded)
            return;
        Told whole = hop();
        for (const Fact fact : facts)
            whole.facts.set(fact, answers.facts.of(fact));
        isNeeded = said(all, whole) != said(without, whole);
    });
    QVERIFY(isNeeded);
}

void TestHopRows::eachRowNamesItsSource()
{
    std::set<std::string_view> ids;
    for (const Table& table : tables()) {
        for (const Row& row : table.rows) {
            QVERIFY2(!row.source.empty(), std::string(row.id).c_str());
            QVERIFY2(ids.insert(row.id).second, std::string(row.id).c_str());
            QVERIFY2(row.id.find('/') != std::string_view::npos, std::string(row.id).c_str());
        }
    }
}

/// As a table to read, rows.tsv (HOPWRIGHT_REBASELINE=1 prints it), with the marks of the domain reference: V, Vi, I, K and ?. What
/// a row must say is in the tests beside this one.
void TestHopRows::rowsDoNotChangeUnseen()
{
    static const char* const marks[]{"?", "K", "I", "Vi", "V"};
    QStringList found;
    for (const Table& table : tables()) {
        for (const Row& row : table.rows) {
            static const char* const verdicts[]{"goes-on", "passes", "denied", "unknown"};
            std::string line =
                std::string(table.name) + '\t' + std::string(row.id) + '\t'
                + marks[std::to_underlying(row.certainty)] + '\t' + std::string(row.source) + '\t'
                + verdicts[std::to_underlying(row.verdict)] + '\t' + tests::told(row.when);
            if (table.rows.data() == leftBehind().data()) {
                line += "\tleaves "
                        + std::string(answerWord(Fact::Arrives, std::to_underlying(row.left.what)))
                        + (row.left.account ? " account" : "") + (row.left.home ? " home" : "");
            }
            for (const Reason& reason : row.reasons())
                line += '\t' + tests::told(reason);
            found += QString::fromStdString(line);
        }
    }
    if (qEnvironmentVariableIsSet("HOPWRIGHT_REBASELINE"))
        std::puts(qPrintable(found.join(u'\n')));
    QFile expected(QStringLiteral(HOPWRIGHT_SOURCE_DIR "/tests/core/rules/rows.tsv"));
    QVERIFY(expected.open(QIODevice::ReadOnly));
    QCOMPARE(found.join(u'\n'), QString::fromUtf8(expected.readAll()).trimmed());
}

/// Of two rows that decide and can both count, the first is the special case of the second; where it is not, what is asked first
/// counts, and stands in order.txt (HOPWRIGHT_REBASELINE=1 prints it).
void TestHopRows::rowsOverlapWhereTheirOrderIsMeant()
{
    QStringList found;
    for (const Table& table : tables()) {
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            for (std::size_t j = i + 1; j < table.rows.size(); ++j) {
                const Row& first = table.rows[i];
                const Row& second = table.rows[j];
                if (first.verdict == Verdict::GoesOn || second.verdict == Verdict::GoesOn
                    || !overlap(first.when, second.when) || covers(second.when, first.when))
                    continue;
                found += QString::fromUtf8(first.id.data(), qsizetype(first.id.size()))
                         + QStringLiteral(" before ")
                         + QString::fromUtf8(second.id.data(), qsizetype(second.id.size()));
            }
        }
    }
    if (qEnvironmentVariableIsSet("HOPWRIGHT_REBASELINE"))
        std::puts(qPrintable(found.join(u'\n')));
    QFile expected(QStringLiteral(HOPWRIGHT_SOURCE_DIR "/tests/core/rules/order.txt"));
    QVERIFY(expected.open(QIODevice::ReadOnly));
    QCOMPARE(found.join(u'\n'), QString::fromUtf8(expected.readAll()).trimmed());
}

void TestHopRows::whatNoRowDecides_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QStringList>(
        "expected");  // Of one fact, the answers for which nothing is decided.
    QTest::addColumn<int>("fact");
    QTest::newRow("§6: each method that lets in leaves something")
        << QByteArray("left") << QStringList{QStringLiteral("unknown")}
        << int(std::to_underlying(Fact::Method));
    QTest::newRow("R1: what arrives is enough, or not")
        << QByteArray("identities")
        << QStringList{QStringLiteral("at-start"),         QStringLiteral("signed-in"),
                       QStringLiteral("nothing-reusable"), QStringLiteral("password"),
                       QStringLiteral("anonymous"),        QStringLiteral("unknown")}
        << int(std::to_underlying(Fact::Arrives));
    QTest::newRow("R3") << QByteArray("permissions") << QStringList{QStringLiteral("not-looked-at")}
                        << int(std::to_underlying(Fact::Permission));
}

void TestHopRows::whatNoRowDecides()
{
    QFETCH(QByteArray, table);
    QFETCH(QStringList, expected);
    QFETCH(int, fact);
    const auto found =
        std::ranges::find_if(tables(), [&](const Table& each) { return table == each.name; });
    QVERIFY(found != tables().end());
    const Fact asked{static_cast<std::uint8_t>(fact)};
    std::set<unsigned> open;
    std::set<unsigned> openWithArriving;
    forEachAssignment(factsOf(found->rows, false), [&](const Told& answers) {
        Told facts = answers;
        if (read(found->rows, facts, [](const Row&) {}) != nullptr)
            return;
        open.insert(answers.facts.of(asked));
        if (answers.facts.knows(Fact::Identity)
            && answers.facts.of(Fact::Identity) == std::to_underlying(Identity::Arriving))
            openWithArriving.insert(answers.facts.of(asked));
    });
    QStringList words;
    for (const unsigned each : open)
        words += QString::fromStdString(std::string(answerWord(asked, each)));
    QCOMPARE(words, expected);
    // Of one that signs in with what arrives, three are enough.
    if (asked == Fact::Arrives) {
        QCOMPARE(openWithArriving, (std::set<unsigned>{std::to_underlying(Arrives::AtStart),
                                                       std::to_underlying(Arrives::SignedIn),
                                                       std::to_underlying(Arrives::Password)}));
    }
}

void TestHopRows::outcomeMatrix_data()
{
    QTest::addColumn<Told>("facts");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const Told& facts, const char* expected) {
        QTest::newRow(name) << facts << QString::fromUtf8(expected);
    };
    using enum Method;
    row("M1", hop(Default), "-");
    row("M2", hop(Negotiate, Credential::Named), "-");
    row("M3", hop(Negotiate, Credential::Named, TargetForm::Address, Proof::NtlmOnly), "-");
    row("M3: not in TrustedHosts",
        hop(Negotiate, Credential::Named, TargetForm::Address, Proof::NtlmOnly,
            TrustedHosts::Lacking),
        "E30/address-not-trusted denied");
    row("M4", hop(Default, TargetForm::Address), "M4/default denied");
    row("M4: Negotiate", hop(Negotiate, TargetForm::Address), "M4/negotiate denied");
    row("M4: NTLM", hop(Ntlm, TargetForm::Address), "M4/negotiate denied");
    row("M4: over HTTPS", hop(Default, TargetForm::Address, Encryption::Https), "-");
    row("M4: to itself", hop(Default, TargetForm::Address, Loop::Yes), "-");
    row("M5", hop(Kerberos), "-");
    row("M6", hop(Kerberos, ClientHome::Workgroup), "M6/workgroup denied");
    row("M6: with a credential", hop(Kerberos, ClientHome::Workgroup, Credential::Named), "-");
    row("M7", hop(Kerberos, Account::OfTarget), "M7/local-account denied");
    row("M8", hop(Kerberos, TargetForm::Address), "M8/address denied");
    row("M8 before M7", hop(Kerberos, TargetForm::Address, Account::OfTarget), "M8/address denied");
    row("M11: no credential", hop(Basic), "M11/needs-credential denied");
    row("M11: asked for", hop(Basic, Credential::AskedFor), "M11/account-not-known unknown");
    row("M11: HTTP", hop(Basic, Credential::Named, Account::OfTarget), "M11/over-http unknown");
    row("M11: HTTPS", hop(Basic, Credential::Named, Account::OfTarget, Encryption::Https), "-");
    row("M12", hop(Basic, Credential::Named, Encryption::Https), "M12/domain-account denied");
    row("M13", hop(Unknown, MethodWord::Digest), "M13/digest denied");
    row("M14", hop(Certificate, Encryption::Https), "-");
    row("M14: HTTP", hop(Certificate), "M14/over-http denied");
    row("M15", hop(CredSsp), "M15/without-password denied");
    row("M15: behind a session", hop(CredSsp, Arrives::Password), "M15/without-password denied");
    row("M16", hop(CredSsp, Credential::Named), "-");
    row("M17: off", hop(CredSsp, Credential::Named, DelegateList::Off), "E3/list-off denied");
    row("M17", hop(CredSsp, Credential::Named, DelegateList::Lacking), "E3/list-lacks denied");
    row("M18", hop(CredSsp, Credential::Named, Proof::NtlmOnly, DelegateList::NtlmOnlyLacking),
        "E4/ntlm-only-list denied");
    row("M18: the first list was not seen",
        hop(CredSsp, Credential::Named, Proof::NtlmOnly, DelegateList::NtlmOnlyLackingAlone),
        "E4/ntlm-only-list-alone denied");
    row("M19", hop(CredSsp, Credential::Named, Proof::NtlmOnly, DelegateList::NotRefusing), "-");
    row("§3.3: deny", hop(CredSsp, Credential::Named, DelegateList::InDenyList),
        "E3/deny-list denied");
    row("§3.3: of a stranger it is not known",
        hop(CredSsp, Credential::Named, DelegateList::InDenyList, Stranger::Yes), "-");
    row("E2", hop(CredSsp, Credential::Named, ClientRole::Off, DelegateList::Off),
        "E2/client-role denied");
    row("E5", hop(CredSsp, Credential::Named, ServerRole::Off, DelegateList::Off),
        "E5/server-role denied");
    row("E2: of other methods no role is asked",
        hop(Default, ClientRole::Off, ServerRole::Off, DelegateList::Off), "-");
    row("E29", hop(Ntlm, Proof::NtlmOnly, TrustedHosts::Lacking), "E29/name-not-trusted denied");
    row("M37", hop(Ssh, Credential::Named), "-");
    row("M38", hop(Ssh), "M38/proof-not-known unknown");
    row("R1: another method", hop(Unknown), "R1/method-unknown unknown");
}

void TestHopRows::outcomeMatrix()
{
    QFETCH(Told, facts);
    QFETCH(QString, expected);
    const QString byMethod = decided(methods(), facts);
    QCOMPARE(byMethod == u"-" ? decided(states(), facts) : byMethod, expected);
}

void TestHopRows::whatASessionLeaves_data()
{
    QTest::addColumn<Told>("facts");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const Told& facts, const char* expected) {
        QTest::newRow(name) << facts << QString::fromUtf8(expected);
    };
    using enum Method;
    row("M1", hop(Default), "M1/default nothing-reusable");
    row("M1: Negotiate", hop(Negotiate), "M1/negotiate nothing-reusable");
    row("M1: NTLM", hop(Ntlm, Proof::NtlmOnly), "M1/negotiate nothing-reusable");
    row("M2", hop(Default, Credential::Named), "M2/network-logon nothing-reusable");
    row("M3", hop(Negotiate, Credential::Named, Proof::NtlmOnly),
        "M3/network-logon nothing-reusable");
    row("M5", hop(Kerberos, Credential::Named), "M5/network-logon nothing-reusable");
    row("M11", hop(Basic, Credential::Named), "M11/left unknown");
    row("M14", hop(Certificate), "M14/left nothing-reusable");
    row("M16", hop(CredSsp, Credential::Named), "M16/password password");
    row("M19", hop(CredSsp, Credential::Named, Proof::NtlmOnly), "M19/password password");
    row("M20", hop(CredSsp, Credential::Named, Proof::NtlmOnly, Account::OfTarget),
        "M20/password password");
    row("M29", hop(CredSsp, Credential::Named, Loop::Yes), "M29/password password");
    row("M37", hop(Ssh, Credential::Named), "M37/password password");
}

void TestHopRows::whatASessionLeaves()
{
    QFETCH(Told, facts);
    QFETCH(QString, expected);
    const Row* const row = read(leftBehind(), facts, [](const Row&) {});
    QVERIFY(row != nullptr);
    const auto what = answerWord(Fact::Arrives, std::to_underlying(row->left.what));
    QCOMPARE(QString::fromStdString(std::string(row->id) + ' ' + std::string(what)), expected);
}

void TestHopRows::otherTables_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<Told>("facts");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* table, const char* name, const Told& facts,
                        const char* expected) {
        QTest::newRow((std::string(table) + ", " + name).c_str())
            << QByteArray(table) << facts << QString::fromUtf8(expected);
    };
    const Identity own = Identity::Own;
    row("identities", "R1: the user sits there", hop(), "-");
    row("identities", "R1: a session with nothing", hop(Arrives::NothingReusable),
        "R1/session denied");
    row("identities", "R1: a share with nothing",
        hop(Arrives::NothingReusable, End::Resource, Refusal::SmbCode), "R1/share denied");
    row("identities", "R1: SQL with nothing", hop(Arrives::Anonymous, End::Resource, Refusal::Code),
        "R1/resource denied");
    row("identities", "R1: a kind without a code",
        hop(Arrives::NothingReusable, End::Resource, Refusal::WithoutCode),
        "R1/resource-without-code denied");
    row("identities", "R1: a kind of no document", hop(Arrives::NothingReusable, End::Resource),
        "R1/other-resource denied");
    row("identities", "R9: a resource of its own",
        hop(Arrives::NothingReusable, End::Resource, Ends::Same, Refusal::SmbCode),
        "R9/own-resource unknown");
    row("identities", "R2: a password", hop(Arrives::Password), "-");
    row("identities", "R6: of its own, where nothing arrives", hop(own, Arrives::NothingReusable),
        "-");
    row("identities", "nobody knows what arrives", hop(Arrives::Unknown),
        "R1/arrival-unknown unknown");
    row("identities", "R6: of its own, where nobody knows what arrives", hop(own, Arrives::Unknown),
        "-");
    row("strangers", "§4: of the same domain", hop(Caller::OfSameDomain), "-");
    row("strangers", "§4: of another domain", hop(Caller::OfAnotherDomain),
        "S4/another-domain unknown");
    row("strangers", "§4: a workgroup", hop(Caller::OfAnotherDomain, AnsweringHome::Workgroup),
        "S4/workgroup unknown");
    row("strangers", "§4: nobody said who, to a workgroup", hop(AnsweringHome::Workgroup),
        "S4/workgroup unknown");
    row("strangers", "§4: the same to itself", hop(AnsweringHome::Workgroup, Loop::Yes),
        "S4/loop passes");
    row("strangers", "§4: its own", hop(Caller::OfTarget, AnsweringHome::Workgroup),
        "S4/own-account passes");
    row("strangers", "M20", hop(Caller::OfAnotherMachine), "M20/same-local-account unknown");
    row("strangers", "M21", hop(Caller::OfAnotherMachine, AnsweringHome::Workgroup),
        "M21/same-local-account unknown");
    row("strangers", "M21: nobody said who",
        hop(Caller::SomeoneOfAnotherMachine, AnsweringHome::Workgroup),
        "M21/someone-of-another-machine unknown");
    row("strangers", "M14", hop(Method::Certificate, Caller::OfAnotherDomain),
        "M14/mapped-account passes");
    row("own-names", "R9: a name", hop(Loop::Yes, Proof::Unknown), "-");
    row("own-names", "R9: localhost", hop(Loop::Yes, Proof::Unknown, TargetForm::OwnName), "-");
    row("own-names", "R9: an address", hop(Loop::Yes, Proof::Unknown, TargetForm::Address),
        "R9/own-address unknown");
    row("own-names", "M29", hop(Method::CredSsp, Loop::Yes, Proof::Unknown, TargetForm::OwnName),
        "M29/own-name unknown");
    row("own-names", "M29: both lists have it",
        hop(Method::CredSsp, Loop::Yes, Proof::Unknown, TargetForm::OwnName, Delegation::Sure),
        "-");
    row("permissions", "R3", hop(Permission::Refused), "R3/refused denied");
    row("permissions", "R3: who is not known", hop(Permission::DependsOnAccount),
        "R3/depends-on-account unknown");
    row("permissions", "R3: nobody looked", hop(), "-");
}

void TestHopRows::otherTables()
{
    QFETCH(QByteArray, table);
    QFETCH(Told, facts);
    QFETCH(QString, expected);
    const auto found =
        std::ranges::find_if(tables(), [&](const Table& each) { return table == each.name; });
    QVERIFY(found != tables().end());
    QCOMPARE(decided(found->rows, facts), expected);
}

/// Marks of the rows of domain reference §6, column Conf., written down here by hand.
void TestHopRows::noRowIsSurerThanItsSource()
{
    const std::map<int, Certainty> marks{
        {1, Certainty::Documented},  {2, Certainty::Documented},  {3, Certainty::Documented},
        {4, Certainty::Documented},  {5, Certainty::Documented},  {6, Certainty::Documented},
        {7, Certainty::Documented},  {8, Certainty::Documented},  {11, Certainty::Documented},
        {12, Certainty::Documented}, {13, Certainty::Documented}, {14, Certainty::Documented},
        {15, Certainty::Documented}, {16, Certainty::Documented}, {17, Certainty::Documented},
        {18, Certainty::Documented}, {19, Certainty::Documented}, {20, Certainty::Documented},
        {21, Certainty::Reported},   {29, Certainty::Reported},   {37, Certainty::Documented}};
    int checked = 0;
    for (const Table& table : tables()) {
        for (const Row& row : table.rows) {
            const std::size_t at = row.source.find("§6 row ");
            if (at == std::string_view::npos)
                continue;
            const int number =
                std::atoi(row.source.data() + at + std::string_view("§6 row ").size());
            QVERIFY2(marks.contains(number), std::string(row.id).c_str());
            QVERIFY2(row.certainty <= marks.at(number), std::string(row.id).c_str());
            ++checked;
        }
    }
    QVERIFY(checked > 30);
}

QTEST_APPLESS_MAIN(TestHopRows)
#include "tst_hop_rows.moc"
