#include "core/plan/entry_findings.h"
#include "tests/core/plan/drawing.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::plan;
using namespace hopwright::plan::tests;

namespace {

enum class List { Fresh, Ntlm, Deny, Trusted };
enum class Place { Drawn, Seen, SeenOff };

/// OPS-7 with \p entry in one list, as the practice lab has it or as it was seen.
model::Graph graphWith(List list, Place place, const std::string& entry)
{
    Drawing d;
    const auto id = d.machine("OPS-7");
    const std::vector<std::string> entries{entry};
    const model::DelegateList seen{.enabled = place == Place::Seen, .entries = entries};
    const bool isDrawn = place == Place::Drawn;
    model::PracticeFacts& drawn = d.graph.computers[id].practice;
    switch (list) {
    case List::Fresh:
        isDrawn ? void(drawn.allowFresh = entries) : void(d.graph.seen[id].allowFresh = seen);
        break;
    case List::Ntlm:
        isDrawn ? void(drawn.allowFreshNtlmOnly = entries)
                : void(d.graph.seen[id].allowFreshNtlmOnly = seen);
        break;
    case List::Deny:
        isDrawn ? void(drawn.denyFresh = entries) : void(d.graph.seen[id].denyFresh = seen);
        break;
    case List::Trusted:
        isDrawn ? void(drawn.trustedHosts = entries)
                : void(d.graph.seen[id].trustedHosts = entries);
        break;
    }
    return d.graph;
}

/// `S3/computer-2/fresh/WSMAN/* warning S3 computer-2: S3 entry-wide-critical OPS-7 WSMAN/*`
QString told(const model::Graph& graph)
{
    QStringList out;
    for (const Finding& each : entryFindingsOf(graph)) {
        const char* const severity = each.severity == Severity::Error     ? "error"
                                     : each.severity == Severity::Warning ? "warning"
                                                                          : "note";
        out += QString::fromStdString(each.id + ' ' + severity + ' ' + each.rule + ' ' + each.where
                                      + ": " + tests::told(each.text));
    }
    return out.join(u'\n');
}

}  // namespace

/// Where an entry stands, drawn and seen, and what is said of it there: domain reference §3.2 and §3.4.
class TestEntryPlaces : public QObject {
    Q_OBJECT

private slots:
    void isTold_data();
    void isTold();
};

void TestEntryPlaces::isTold_data()
{
    QTest::addColumn<List>("list");
    QTest::addColumn<std::string>("entry");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("text");  // Behind the rule; empty: nothing is said.
    const auto row = [](const char* name, List list, const char* entry, const char* id,
                        const char* text) {
        QTest::newRow(name) << list << std::string(entry) << QString::fromLatin1(id)
                            << QString::fromLatin1(text);
    };
    row("S3.4 AllowFresh", List::Fresh, "WSMAN/*", "fresh",
        "warning|entry-wide-critical OPS-7 WSMAN/*");
    row("S3.4 AllowFresh, a sub-domain", List::Fresh, "WSMAN/*.eu.corp.example", "fresh",
        "note|entry-wide-medium OPS-7 WSMAN/*.eu.corp.example");
    row("S3.4 NTLM only, one level worse", List::Ntlm, "WSMAN/*.eu.corp.example", "ntlm",
        "warning|entry-wide-ntlm-high OPS-7 WSMAN/*.eu.corp.example");
    row("S3.2 a deny list, two stars", List::Deny, "WSMAN/*.eu*.corp.example", "deny",
        "warning|entry-two-stars OPS-7 WSMAN/*.eu*.corp.example");
    row("S3.4 a deny list may be wide", List::Deny, "WSMAN/*", "deny", "");
    row("S3.2 one star and no service", List::Fresh, "*.corp.example", "fresh",
        "warning|entry-without-service OPS-7 *.corp.example");
    row("field/16", List::Fresh, "WSMAN/a, WSMAN/b", "fresh",
        "warning|entry-of-several-names OPS-7 WSMAN/a, WSMAN/b 2");
    row("TrustedHosts", List::Trusted, "*", "trusted", "warning|trusted-wide-critical OPS-7 *");
    row("TrustedHosts, several names", List::Trusted, "a b c", "trusted",
        "warning|trusted-of-several-names OPS-7 a b c 3");
}

void TestEntryPlaces::isTold()
{
    QFETCH(List, list);
    QFETCH(std::string, entry);
    QFETCH(QString, id);
    QFETCH(QString, text);
    QString expected;
    if (!text.isEmpty()) {
        expected = QStringLiteral("S3/computer-2/%1/%2 %3 S3 computer-2: S3 %4")
                       .arg(id, QString::fromStdString(entry), text.section(u'|', 0, 0),
                            text.section(u'|', 1));
    }
    QCOMPARE(told(graphWith(list, Place::Drawn, entry)), expected);
    QCOMPARE(told(graphWith(list, Place::Seen, entry)), expected);
    if (list != List::Trusted)  // A policy that is off lets nothing through.
        QCOMPARE(told(graphWith(list, Place::SeenOff, entry)), QString());
}

QTEST_APPLESS_MAIN(TestEntryPlaces)
#include "tst_entry_places.moc"
