#include "core/plan/plan.h"
#include "tests/core/plan/drawing.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::plan;
using namespace hopwright::plan::tests;

namespace {

/// The findings about entries of \p graph: "warning entry-wide-critical".
QStringList entryFindings(const model::Graph& graph)
{
    QStringList out;
    for (const Finding& each : makePlan(graph).findings) {
        if (each.rule != "S3")
            continue;
        const char* const severity = each.severity == Severity::Error     ? "error"
                                     : each.severity == Severity::Warning ? "warning"
                                                                          : "note";
        out += QString::fromLatin1(severity) + u' '
               + QString::fromStdString(std::string(wordOf(each.text.key)));
    }
    return out;
}

}  // namespace

class TestEntryFindings : public QObject {
    Q_OBJECT

private slots:
    void anEntryIsGraded_data();
    void anEntryIsGraded();
    void aTrustedHostIsGraded_data();
    void aTrustedHostIsGraded();
    void whatIsSeenIsGradedToo();
    void oneThatIsDrawnAndSeenIsToldOnce();
};

/// Domain reference §3.2 and §3.4.
void TestEntryFindings::anEntryIsGraded_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QString>("fresh");
    QTest::addColumn<QString>("ntlm");
    const auto row = [](const char* name, const char* entry, const char* fresh, const char* ntlm) {
        QTest::newRow(name) << QString::fromUtf8(entry) << QString::fromLatin1(fresh)
                            << QString::fromLatin1(ntlm);
    };
    const auto alike = [row](const char* name, const char* entry, const char* both) {
        row(name, entry, both, both);
    };
    row("field/26", "WSMAN/*", "warning entry-wide-critical", "warning entry-wide-ntlm-critical");
    row("field/26 small letters", "wsman/*", "warning entry-wide-critical",
        "warning entry-wide-ntlm-critical");
    row("S3.4 domain", "WSMAN/*.corp.example", "warning entry-wide-high",
        "warning entry-wide-ntlm-critical");
    row("S3.4 sub-domain", "WSMAN/*.web.corp.example", "note entry-wide-medium",
        "warning entry-wide-ntlm-high");
    alike("S3.4 bare star", "*", "warning entry-any-service");
    alike("field/16", "WSMAN/a WSMAN/b", "warning entry-of-several-names");
    alike("field/16 commas", "WSMAN/web-1,WSMAN/web-2;WSMAN/web-3",
          "warning entry-of-several-names");
    alike("field/16 with stars", "WSMAN/*.a.example WSMAN/*.b.example",
          "warning entry-of-several-names");
    alike("S3.2 two stars", "WSMAN/*.eu*.corp.example", "warning entry-two-stars");
    alike("S3.2 port", "WSMAN/gw.corp.example:5985", "warning entry-with-port");
    alike("S3.2 port of an IPv6 address", "WSMAN/[fd00::7]:5986", "warning entry-with-port");
    alike("IPv6 address", "WSMAN/[fd00::7]", "");
    alike("IPv6 address without brackets", "WSMAN/fd00::7", "");
    row("S3.2 undocumented", "WSMAN/web*.corp.example", "warning entry-undocumented-high",
        "warning entry-undocumented-critical");
    alike("no service", "gw.corp.example", "warning entry-without-service");
    alike("no host", "WSMAN/", "warning entry-not-readable");
    alike("another service", "TERMSRV/*", "");
    alike("another service, whose names have ports", "MSSQLSvc/sql-3.corp.example:1433", "");
    alike("S3.4 exact name", "WSMAN/gw.corp.example", "");
    alike("exact name beyond ASCII", "WSMAN/süd-07.corp.example", "");
    alike("S3.4 exact address", "WSMAN/10.20.30.40", "");
}

void TestEntryFindings::anEntryIsGraded()
{
    QFETCH(const QString, entry);
    const auto expected = [](const QString& finding) {
        return finding.isEmpty() ? QStringList() : QStringList(finding);
    };
    QFETCH(const QString, fresh);
    QFETCH(const QString, ntlm);
    Drawing d;
    const auto a = d.machine("OPS-7");
    model::PracticeFacts& facts = d.graph.computers[a].practice;
    facts.allowFresh = {entry.toStdString()};
    QCOMPARE(entryFindings(d.graph), expected(fresh));
    // A deny list is the safer the wider it is; but an entry that never matches denies nothing.
    facts = {};
    facts.denyFresh = {entry.toStdString()};
    const bool isWide = fresh.contains(QStringLiteral("entry-wide"))
                        || fresh.contains(QStringLiteral("undocumented"))
                        || fresh.contains(QStringLiteral("any-service"));
    QCOMPARE(entryFindings(d.graph), expected(isWide ? QString() : fresh));
    facts = {};
    facts.allowFreshNtlmOnly = {entry.toStdString()};
    QCOMPARE(entryFindings(d.graph), expected(ntlm));
    if (ntlm.isEmpty())
        return;
    const auto findings = makePlan(d.graph).findings;
    const auto found = std::ranges::find(findings, "S3", &Finding::rule);
    QCOMPARE(found->id, "S3/computer-" + std::to_string(std::to_underlying(a)) + "/ntlm/"
                            + entry.toStdString());
    QCOMPARE(found->text.arguments.at(0), std::string("OPS-7"));
    QCOMPARE(found->text.arguments.at(1), entry.toStdString());
}

void TestEntryFindings::aTrustedHostIsGraded_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("finding");
    const auto row = [](const char* pattern, const char* finding) {
        QTest::newRow(pattern) << QString::fromLatin1(pattern) << QString::fromLatin1(finding);
    };
    row("*", "warning trusted-wide-critical");
    row("*.corp.example", "warning trusted-wide-high");
    row("*.web.corp.example", "note trusted-wide-medium");
    row("10.20.*", "warning trusted-wide-high");
    row("*.a*.example", "warning trusted-not-readable");
    row("web-1 web-2 web-3", "warning trusted-of-several-names");
    row("gw.corp.example", "");
    row("<local>", "");
}

void TestEntryFindings::aTrustedHostIsGraded()
{
    QFETCH(const QString, pattern);
    QFETCH(const QString, finding);
    Drawing d;
    d.graph.computers[d.machine("OPS-7")].practice.trustedHosts = {pattern.toStdString()};
    QCOMPARE(entryFindings(d.graph), finding.isEmpty() ? QStringList() : QStringList(finding));
}

void TestEntryFindings::whatIsSeenIsGradedToo()
{
    Drawing d;
    const auto a = d.machine("OPS-7");
    const auto b = d.machine("GATEWAY-02");
    d.graph.seen[a].allowFresh = model::DelegateList{.enabled = true, .entries = {"wsman/*"}};
    d.graph.seen[a].allowFreshNtlmOnly =
        model::DelegateList{.enabled = false, .entries = {"wsman/*"}};
    d.graph.seen[b].denyFresh =
        model::DelegateList{.enabled = true, .entries = {"WSMAN/*", "WSMAN/a, WSMAN/b"}};
    d.graph.seen[b].trustedHosts = std::vector<std::string>{"*"};
    QCOMPARE(entryFindings(d.graph),
             (QStringList{"warning entry-wide-critical", "warning entry-of-several-names",
                          "warning trusted-wide-critical"}));
}

void TestEntryFindings::oneThatIsDrawnAndSeenIsToldOnce()
{
    Drawing d;
    const auto a = d.machine("OPS-7");
    d.graph.computers[a].practice.allowFresh = {"WSMAN/*", "WSMAN/*"};
    d.graph.seen[a].allowFresh = model::DelegateList{.enabled = true, .entries = {"WSMAN/*"}};
    QCOMPARE(entryFindings(d.graph).size(), qsizetype(1));
}

QTEST_APPLESS_MAIN(TestEntryFindings)
#include "tst_entry_findings.moc"
