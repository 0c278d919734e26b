#include "tests/core/plan/drawing.h"

#include <QTest>

#include <functional>

using namespace hopwright;
using namespace hopwright::plan;
using namespace hopwright::plan::tests;

namespace {

/// A to B, B to a share R of C, all of lab.example.
struct World : Drawing {
    model::ComputerId a = machine("A");
    model::ComputerId b = machine("B");
    model::ComputerId c = machine("C");
    model::HopId first = session(a, b);
    model::HopId second = use(b, share(c, "R"));

    model::Hop& hop() { return graph.hops[first]; }
    void dropSecond() { graph.hops.erase(second); }
    void byCredSsp()
    {
        hop().method = Method::CredSsp;
        giveCredential(first);
    }
};

/// `error M1 hop:1 hop-finds-nothing 2 B`, one a line: severity, rule, what it is about, key and what fills it.
std::string told(const World& world)
{
    std::string out;
    const Plan plan = makePlan(world.graph);
    for (const Finding& each : plan.findings) {
        std::string where = each.where;
        const auto shortened = [&where](const std::string& from, const char* to) {
            if (where == from)
                where = to;
        };
        shortened("hop-" + std::to_string(std::to_underlying(world.first)), "hop1");
        shortened("hop-" + std::to_string(std::to_underlying(world.second)), "hop2");
        shortened("computer-" + std::to_string(std::to_underlying(world.a)), "A");
        shortened("computer-" + std::to_string(std::to_underlying(world.b)), "B");
        shortened("computer-" + std::to_string(std::to_underlying(world.c)), "C");
        out += (out.empty() ? "" : "\n");
        out += each.severity == Severity::Error     ? "error "
               : each.severity == Severity::Warning ? "warning "
                                                    : "note ";
        out += tests::told(Because{each.rule + ' ' + where, each.text.key, each.text.arguments});
    }
    return out;
}

struct Row {
    const char* name;
    std::function<void(World&)> change;
    const char* expected;
};

const std::vector<Row>& rows()
{
    static const std::vector<Row> all{
        {"M1: nothing arrives", [](World&) {}, "error M1 hop2 hop-finds-nothing 2 B"},
        {"a session alone", [](World& w) { w.dropSecond(); }, ""},
        {"M15: CredSSP as who is signed in",
         [](World& w) {
             w.dropSecond();
             w.hop().method = Method::CredSsp;
         },
         "error M15 hop1 credssp-needs-credential 1\nnote R1 hop1 credssp-not-needed 1 B"},
        {"M4: an address as who is signed in",
         [](World& w) {
             w.dropSecond();
             w.hop().typedTarget = "10.0.0.5";
         },
         "error M4 hop1 hop-will-be-denied 1 B"},
        {"E3: a deny list that is drawn",
         [](World& w) {
             w.byCredSsp();
             w.graph.computers[w.a].practice.denyFresh = {"WSMAN/*"};
         },
         "error E3 hop1 hop-will-be-denied 1 B\nwarning M16 B machine-holds-password B LAB\\alice"},
        {"M16: a password is delegated", [](World& w) { w.byCredSsp(); },
         "warning M16 B machine-holds-password B LAB\\alice"},
        {"M16: one that is asked for",
         [](World& w) {
             w.hop().method = Method::CredSsp;
             w.hop().credential = {.isExplicit = true, .account = std::nullopt};
         },
         "warning M16 B machine-holds-password B asked-at-run-time"},
        {"R1: nothing needs it",
         [](World& w) {
             w.byCredSsp();
             w.dropSecond();
         },
         "warning M16 B machine-holds-password B LAB\\alice\nnote R1 hop1 credssp-not-needed 1 B"},
        {"R1: what is opened there has a credential of its own",
         [](World& w) {
             w.byCredSsp();
             w.graph.hops[w.second].credential = {.isExplicit = true, .account = w.alice()};
         },
         "warning M16 B machine-holds-password B LAB\\alice\nnote R1 hop1 credssp-not-needed 1 B"},
        {"R5: a credential that travels",
         [](World& w) {
             w.graph.hops[w.second].credential = {.isExplicit = true, .account = w.alice()};
         },
         "warning R5 B machine-holds-password B LAB\\alice"},
        {"M37: a password of SSH",
         [](World& w) {
             w.hop().method = Method::Ssh;
             w.giveCredential(w.first);
         },
         "warning M37 B machine-holds-password B LAB\\alice"},
        {"two passwords on one machine",
         [](World& w) {
             w.byCredSsp();
             w.giveCredential(w.credSsp(w.c, w.b), w.account("LAB", "bob"));
         },
         "warning M16 B machine-holds-password B LAB\\alice\nwarning M16 B machine-holds-password "
         "B LAB\\bob"},
        {"S4: by NTLM only",
         [](World& w) {
             w.byCredSsp();
             w.hop().typedTarget = "10.0.0.5";
         },
         "warning M16 B machine-holds-password B LAB\\alice\nwarning S4 hop1 ntlm-only-entry 1 "
         "10.0.0.5"},
        {"S4: by NTLM only, without CredSSP",
         [](World& w) {
             w.dropSecond();
             w.hop().typedTarget = "10.0.0.5";
             w.giveCredential(w.first);
         },
         ""},
        {"S4: two domains",
         [](World& w) {
             w.dropSecond();
             w.graph.computers[w.b].domain = w.domain("far.example", "FAR");
         },
         "note S4 hop1 trust-unknown lab.example far.example"},
        {"M20: an account of the server's own",
         [](World& w) {
             w.dropSecond();
             w.giveCredential(w.first, w.account("B", "bob"));
         },
         "note M20 hop1 local-account-token B"},
        {"M20: not by SSH",
         [](World& w) {
             w.dropSecond();
             w.hop().method = Method::Ssh;
             w.giveCredential(w.first, w.account("B", "bob"));
         },
         "warning M37 B machine-holds-password B B\\bob"},
        {"E15: an old version of CredSSP",
         [](World& w) {
             w.byCredSsp();
             w.hop().minCredSspVersion = 4;
         },
         "warning M16 B machine-holds-password B LAB\\alice\nwarning E15 hop1 old-credssp 1 4"},
        {"E15: not without CredSSP",
         [](World& w) {
             w.dropSecond();
             w.hop().minCredSspVersion = 4;
         },
         ""},
        {"M11: Basic",
         [](World& w) {
             w.dropSecond();
             w.hop().method = Method::Basic;
             w.hop().transport = model::Transport::Https;
             w.giveCredential(w.first, w.account("B", "bob"));
         },
         "warning M11 hop1 basic-is-off 1 B\nnote M20 hop1 local-account-token B"},
        {"M13: Digest is known, and denied",
         [](World& w) {
             w.dropSecond();
             w.hop().method = Method::Unknown;
             w.hop().methodWord = "digest";
         },
         "error M13 hop1 hop-will-be-denied 1 B"},
        {"R1: a method of a later version",
         [](World& w) {
             w.dropSecond();
             w.hop().method = Method::Unknown;
             w.hop().methodWord = "quantum";
         },
         "warning R1 hop1 method-unknown 1 quantum"},
        {"S4: a domain that is not known",
         [](World& w) {
             w.dropSecond();
             w.graph.computers[w.b].domain = std::nullopt;
         },
         "note S4 B domain-unknown B"},
        {"S4: both are not known",
         [](World& w) {
             w.dropSecond();
             w.graph.computers[w.a].domain = std::nullopt;
             w.graph.computers[w.b].domain = std::nullopt;
         },
         "note S4 A domain-unknown A\nnote S4 B domain-unknown B"},
        {"S4: an address says enough",
         [](World& w) {
             w.dropSecond();
             w.hop().typedTarget = "10.0.0.5";
             w.giveCredential(w.first);
             w.graph.computers[w.b].domain = std::nullopt;
         },
         ""},
        {"S4: Kerberos asks neither list",
         [](World& w) {
             w.dropSecond();
             w.hop().method = Method::Kerberos;
             w.graph.computers[w.b].domain = std::nullopt;
         },
         ""},
        {"S4: HTTPS without CredSSP asks neither",
         [](World& w) {
             w.dropSecond();
             w.hop().transport = model::Transport::Https;
             w.graph.computers[w.b].domain = std::nullopt;
         },
         ""},
        {"S4: HTTPS with CredSSP asks the NTLM-only list",
         [](World& w) {
             w.byCredSsp();
             w.hop().transport = model::Transport::Https;
             w.graph.computers[w.b].domain = std::nullopt;
         },
         "warning M16 B machine-holds-password B LAB\\alice\nnote S4 B domain-unknown B"},
        {"S4: a machine's session to itself says nothing of domains",
         [](World& w) {
             w.dropSecond();
             w.hop().to.computer = w.a;
             w.hop().typedTarget = "localhost";
             w.graph.computers[w.a].domain = std::nullopt;
         },
         ""},
    };
    return all;
}

}  // namespace

/// The findings of a plan, row by row: severity, rule, place and what fills the sentence.
class TestFindings : public QObject {
    Q_OBJECT

private slots:
    void eachHasItsRule_data();
    void eachHasItsRule();
    void idsAreTheirOwn();
    void aLastDayIsToldOf_data();
    void aLastDayIsToldOf();
    void tiersThatAreCrossedAreToldOf_data();
    void tiersThatAreCrossedAreToldOf();
};

void TestFindings::eachHasItsRule_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Row& each : rows())
        QTest::newRow(each.name) << index++;
}

void TestFindings::eachHasItsRule()
{
    QFETCH(int, index);
    const Row& row = rows().at(static_cast<std::size_t>(index));
    World world;
    row.change(world);
    QCOMPARE(QString::fromStdString(told(world)), QString::fromUtf8(row.expected));
}

/// Two passwords on one machine are two findings.
void TestFindings::idsAreTheirOwn()
{
    World world;
    world.byCredSsp();
    world.giveCredential(world.credSsp(world.c, world.b), world.account("LAB", "bob"));
    const Plan plan = makePlan(world.graph);
    QCOMPARE(plan.findings.size(), 2U);
    const std::string where = "computer-" + std::to_string(std::to_underlying(world.b));
    QCOMPARE(plan.findings.at(0).id, "M16/" + where);
    QCOMPARE(plan.findings.at(1).id, "M16/" + where + "/2");
}

void TestFindings::aLastDayIsToldOf_data()
{
    QTest::addColumn<QString>("today");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* today, const char* expected) {
        QTest::newRow(name) << QString::fromLatin1(today) << QString::fromLatin1(expected);
    };
    row("nobody says what day it is", "", "");
    row("15 days before", "2026-03-16", "");
    row("two weeks before", "2026-03-17",
        "note D2 machine-expires-soon A 2026-03-31; note D2 hop-expires-soon 1 2026-03-31");
    row("on the last day", "2026-03-31",
        "note D2 machine-expires-soon A 2026-03-31; note D2 hop-expires-soon 1 2026-03-31");
    row("the day after", "2026-04-01",
        "warning D2 machine-expired A 2026-03-31; warning D2 hop-expired 1 2026-03-31");
}

void TestFindings::aLastDayIsToldOf()
{
    QFETCH(QString, today);
    QFETCH(QString, expected);
    World world;
    world.dropSecond();
    world.graph.computers[world.a].upkeep.expires = "2026-03-31";
    world.hop().upkeep.expires = "2026-03-31";
    std::string found;
    const Plan plan = makePlan(world.graph, readDate(today.toStdString()));
    for (const Finding& each : plan.findings) {
        found += (found.empty() ? "" : "; ") + std::string(wordOf(each.severity)) + ' '
                 + tests::told(each.text);
        QCOMPARE(each.id, each.rule + '/' + each.where);
    }
    QCOMPARE(QString::fromStdString(found), expected);
}

void TestFindings::tiersThatAreCrossedAreToldOf_data()
{
    using Change = std::function<void(World&)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, Change change, const char* expected) {
        QTest::newRow(name) << std::move(change) << QString::fromUtf8(expected);
    };
    const auto group = [](World& w, GroupKind kind, const char* name,
                          std::set<model::ComputerId> members) {
        const model::GroupId id{w.graph.nextId++};
        w.graph.groups[id] = {.id = id, .name = name, .kind = kind, .members = std::move(members)};
    };
    const auto tiers = [group](World& w) {
        group(w, GroupKind::Tier, "Tier 0", {w.a});
        group(w, GroupKind::Tier, "Stufe Ä", {w.b});
    };
    row(
        "CredSSP from tier to tier",
        [tiers](World& w) {
            tiers(w);
            w.byCredSsp();
        },
        "warning D3 credentials-cross-tiers 1 Tier 0 Stufe Ä");
    row(
        "SSH with a password",
        [tiers](World& w) {
            tiers(w);
            w.byCredSsp();
            w.hop().method = Method::Ssh;
        },
        "warning D3 credentials-cross-tiers 1 Tier 0 Stufe Ä");
    row("an ordinary session", tiers, "note D3 hop-crosses-tiers 1 Tier 0 Stufe Ä");
    row(
        "sites are no tiers",
        [group](World& w) {
            group(w, GroupKind::Site, "Köln", {w.a});
            group(w, GroupKind::Site, "Bonn", {w.b});
            w.byCredSsp();
        },
        "");
    row(
        "one tier",
        [group](World& w) {
            group(w, GroupKind::Tier, "Tier 0", {w.a, w.b});
            w.byCredSsp();
        },
        "");
    row(
        "one end is in none",
        [group](World& w) {
            group(w, GroupKind::Tier, "Tier 0", {w.a});
            w.byCredSsp();
        },
        "");
    row(
        "a muted hop",
        [tiers](World& w) {
            tiers(w);
            w.byCredSsp();
            w.hop().isMuted = true;
        },
        "");
}

void TestFindings::tiersThatAreCrossedAreToldOf()
{
    QFETCH(std::function<void(World&)>, change);
    QFETCH(QString, expected);
    World world;
    change(world);
    std::string found;
    const Plan plan = makePlan(world.graph);
    for (const Finding& each : plan.findings) {
        if (each.rule == "D3")
            found += std::string(wordOf(each.severity)) + ' ' + tests::told(each.text);
    }
    QCOMPARE(QString::fromStdString(found), expected);
}

QTEST_APPLESS_MAIN(TestFindings)
#include "tst_findings.moc"
