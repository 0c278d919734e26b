#include "core/import/facts.h"
#include "core/import/into_drawing.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::import;

class TestFacts : public QObject {
    Q_OBJECT

private slots:
    void contradictionsAreFound_data();
    void contradictionsAreFound();
    void fieldsAreSet_data();
    void fieldsAreSet();
    void whatTheStateHadIsKeptOrNamed();
    void factsAreKeptOnce();
    void aFactGoesToTheMachineThatItNames();
    void machinesAreNamed_data();
    void machinesAreNamed();
};

namespace {

Fact fact(FactKind kind, FactLayer layer, const char* value, Reader reader = Reader::RegQuery,
          const char* subject = "", const char* about = "")
{
    return {.kind = kind,
            .subject = subject,
            .about = about,
            .value = value,
            .layer = layer,
            .line = 1,
            .reader = reader};
}

constexpr FactLayer effective = FactLayer::EffectivePolicy;
constexpr FactLayer configuration = FactLayer::Configuration;
constexpr FactLayer domain = FactLayer::DomainPolicy;
constexpr FactLayer local = FactLayer::LocalPolicy;

/// What is set of a state, in a few words.
std::string shown(const model::MachineState& state)
{
    std::string out;
    const auto role = [&out](const char* name, const std::optional<bool>& value) {
        if (value)
            out += std::string(name) + (*value ? "=on " : "=off ");
    };
    role("client", state.credSspClient);
    role("server", state.credSspServer);
    const auto list = [&out](const char* name, const std::optional<model::DelegateList>& value) {
        if (!value)
            return;
        out += std::string(name) + (value->enabled ? "=on" : "=off");
        for (const std::string& each : value->entries)
            out += "," + each;
        out += " ";
    };
    list("fresh", state.allowFresh);
    list("ntlm", state.allowFreshNtlmOnly);
    list("deny", state.denyFresh);
    if (state.trustedHosts) {
        out += "trusted";
        for (const std::string& each : *state.trustedHosts)
            out += "," + each;
        out += " ";
    }
    return out;
}

}  // namespace

using Facts = std::vector<Fact>;
Q_DECLARE_METATYPE(Facts)

void TestFacts::contradictionsAreFound_data()
{
    using enum FactKind;
    QTest::addColumn<Facts>("facts");
    QTest::addColumn<int>("found");
    const auto row = [](const char* name, const Facts& facts, int found) {
        QTest::newRow(name) << facts << found;
    };
    row("nothing", {}, 0);
    row("twice the same",
        {fact(ServerRole, configuration, "true"), fact(ServerRole, configuration, "true")}, 0);
    row("two values",
        {fact(ServerRole, configuration, "true"), fact(ServerRole, configuration, "false")}, 1);
    row("three values are told once",
        {fact(OracleRemediation, effective, "0"), fact(OracleRemediation, effective, "1"),
         fact(OracleRemediation, effective, "2")},
        1);
    row("two layers", {fact(ServerRole, domain, "true"), fact(ServerRole, local, "false")}, 0);
    row("two machines",
        {fact(ServerRole, configuration, "true", Reader::WinrmConfig, "A"),
         fact(ServerRole, configuration, "false", Reader::WinrmConfig, "B")},
        0);
    row("one machine in two spellings",
        {fact(ServerRole, configuration, "true", Reader::WinrmConfig, "kran11"),
         fact(ServerRole, configuration, "false", Reader::WinrmConfig, "KRAN11")},
        1);
    row("two settings",
        {fact(WinrmSetting, configuration, "true", Reader::WinrmConfig, "", "Client/Auth/Basic"),
         fact(WinrmSetting, configuration, "false", Reader::WinrmConfig, "", "Service/Auth/Basic")},
        0);
    row("many tickets",
        {fact(Ticket, FactLayer::TicketCache, "initial", Reader::Klist, "", "a/b"),
         fact(Ticket, FactLayer::TicketCache, "forwarded", Reader::Klist, "", "a/b")},
        0);
    row("a list in another order and case",
        {fact(AllowFresh, effective, "WSMAN/a\nwsman/b"),
         fact(AllowFresh, effective, "wsman/B\nwsman/A")},
        0);
    row("another list",
        {fact(TrustedHosts, configuration, "a"), fact(TrustedHosts, configuration, "")}, 1);
    row("Get-WSManCredSSP shows a part",
        {fact(AllowFresh, effective, "wsman/a", Reader::CredSspStatus),
         fact(AllowFresh, effective, "TERMSRV/*\nWSMAN/a")},
        0);
    row("Get-WSManCredSSP shows another part",
        {fact(AllowFresh, effective, "", Reader::CredSspStatus),
         fact(AllowFresh, effective, "TERMSRV/*\nWSMAN/a")},
        1);
}

void TestFacts::contradictionsAreFound()
{
    QFETCH(const Facts, facts);
    QFETCH(const int, found);
    QCOMPARE(static_cast<int>(contradictionsIn(facts).size()), found);
}

void TestFacts::fieldsAreSet_data()
{
    using enum FactKind;
    QTest::addColumn<Facts>("facts");
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<int>("further");
    QTest::addColumn<int>("undecided");
    const auto row = [](const char* name, const Facts& facts, const char* state, int further,
                        int undecided) {
        QTest::newRow(name) << facts << QByteArray(state) << further << undecided;
    };
    row("nothing is never off", {}, "", 0, 0);
    row("roles",
        {fact(ClientRole, configuration, "true"), fact(ServerRole, configuration, "false")},
        "client=on server=off ", 0, 0);
    row("a contradiction sets nothing",
        {fact(ClientRole, configuration, "true"), fact(ClientRole, configuration, "false")}, "", 2,
        1);
    row("a policy and what WinRM says agree",
        {fact(ClientRole, configuration, "true"), fact(ClientRole, effective, "true")},
        "client=on ", 1, 0);
    row("a policy and what WinRM says differ",
        {fact(ClientRole, configuration, "true"), fact(ClientRole, effective, "false")}, "", 2, 1);
    row("a file of policies applies nowhere that is known",
        {fact(ClientRole, FactLayer::PolicyFile, "true")}, "", 1, 0);
    row("a list, its switch and its entries",
        {fact(AllowFreshEnabled, effective, "true"),
         fact(AllowFresh, effective, "WSMAN/a\nWSMAN/b")},
        "fresh=on,WSMAN/a,WSMAN/b ", 0, 0);
    row("entries alone", {fact(AllowFresh, effective, "WSMAN/a", Reader::CredSspStatus)}, "", 1, 0);
    row("a switch alone that is on", {fact(AllowFreshEnabled, effective, "true")}, "", 1, 0);
    row("a switch alone that is off", {fact(DenyFreshEnabled, effective, "false")}, "deny=off ", 0,
        0);
    row("the registry before the objects",
        {fact(AllowFreshEnabled, domain, "true"), fact(AllowFresh, domain, "WSMAN/x"),
         fact(AllowFreshEnabled, effective, "true"), fact(AllowFresh, effective, "WSMAN/y")},
        "fresh=on,WSMAN/y ", 2, 0);
    row("switch and entries of two layers",
        {fact(AllowFreshEnabled, effective, "true"), fact(AllowFresh, domain, "WSMAN/x")}, "", 2,
        0);
    row("a list shown whole before one shown in part",
        {fact(AllowFresh, effective, "wsman/a", Reader::CredSspStatus),
         fact(AllowFreshEnabled, effective, "true"),
         fact(AllowFresh, effective, "wsman/a\nTERMSRV/*")},
        "fresh=on,wsman/a,TERMSRV/* ", 0, 0);
    row("the NTLM-only list",
        {fact(AllowFreshNtlmOnlyEnabled, effective, "true"),
         fact(AllowFreshNtlmOnly, effective, "WSMAN/10.7.0.12")},
        "ntlm=on,WSMAN/10.7.0.12 ", 0, 0);
    row("TrustedHosts", {fact(TrustedHosts, configuration, "a\n*.b")}, "trusted,a,*.b ", 0, 0);
    row("an empty TrustedHosts is known", {fact(TrustedHosts, configuration, "")}, "trusted ", 0,
        0);
    row("an entry longer than a drawing keeps",
        {fact(TrustedHosts, configuration, std::string(256, 'a').c_str())}, "", 1, 0);
    row("what has no field", {fact(OracleRemediation, effective, "2")}, "", 1, 0);
}

void TestFacts::fieldsAreSet()
{
    QFETCH(const Facts, facts);
    QFETCH(const QByteArray, state);
    QFETCH(const int, further);
    QFETCH(const int, undecided);
    const Merged merged = mergedWith({}, facts, {}, "2026-11-30T08:00:00Z");
    QCOMPARE(QByteArray::fromStdString(shown(merged.state)), state);
    QCOMPARE(static_cast<int>(merged.further.size()), further);
    QCOMPARE(merged.state.facts.size(), merged.further.size());
    QCOMPARE(static_cast<int>(merged.undecided.size()), undecided);
    QCOMPARE(merged.taken.size() + merged.further.size(), facts.size());
    QCOMPARE(merged.state.provenance.source, merged.taken.empty() ? Source::Seen : Source::Pasted);
}

void TestFacts::whatTheStateHadIsKeptOrNamed()
{
    model::MachineState before{.credSspClient = true,
                               .credSspServer = true,
                               .trustedHosts = std::vector<std::string>{"old"}};
    before.unknown.attributes.emplace_back("later", "1");
    const Facts facts{fact(FactKind::ServerRole, configuration, "false"),
                      fact(FactKind::TrustedHosts, configuration, "new")};
    const Merged merged = mergedWith(before, facts, {}, "2026-11-30T08:00:00Z");
    QCOMPARE(shown(merged.state), std::string("client=on server=off trusted,new "));
    QCOMPARE(merged.state.unknown, before.unknown);
    QCOMPARE(merged.changed, (std::vector<Merged::Changed>{
                                 {.kind = FactKind::ServerRole, .before = "true", .now = "false"},
                                 {.kind = FactKind::TrustedHosts, .before = "old", .now = "new"}}));
    QCOMPARE(merged.state.provenance.time, std::string("2026-11-30T08:00:00Z"));
}

void TestFacts::factsAreKeptOnce()
{
    const Facts facts{
        fact(FactKind::Ticket, FactLayer::TicketCache, "initial", Reader::Klist, "", "a/b")};
    const std::vector<Command> commands{{.name = "klist", .machine = "A"},
                                        {.name = "klist", .machine = "A"}};
    const Merged once = mergedWith({}, facts, commands, "");
    const Merged twice = mergedWith(once.state, facts, commands, "");
    QCOMPARE(once.state.facts.size(), 1U);
    QCOMPARE(once.state.commands.size(), 1U);
    QCOMPARE(twice.state, once.state);
}

namespace {

model::Graph drawing()
{
    model::Graph graph;
    graph.computers[model::ComputerId{1}] = {
        .id = model::ComputerId{1}, .name = "KRAN11", .dnsName = "kran11.nordwind.example"};
    graph.computers[model::ComputerId{2}] = {.id = model::ComputerId{2}, .name = "speicher4"};
    graph.computers[model::ComputerId{3}] = {.id = model::ComputerId{3}, .name = "twin.a.example"};
    graph.computers[model::ComputerId{4}] = {.id = model::ComputerId{4}, .name = "twin.b.example"};
    graph.nextId = 5;
    return graph;
}

}  // namespace

void TestFacts::machinesAreNamed_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("id");
    QTest::newRow("its name") << QByteArray("kran11") << 1;
    QTest::newRow("its DNS name") << QByteArray("KRAN11.nordwind.example") << 1;
    QTest::newRow("another domain") << QByteArray("kran11.hafen.example") << 0;
    QTest::newRow("a domain that is not drawn") << QByteArray("speicher4.nordwind.example") << 2;
    QTest::newRow("one of two") << QByteArray("twin") << 0;
    QTest::newRow("the full name of one of two") << QByteArray("twin.b.example") << 4;
    QTest::newRow("nobody") << QByteArray("") << 0;
    QTest::newRow("not drawn") << QByteArray("mole5") << 0;
}

void TestFacts::machinesAreNamed()
{
    QFETCH(const QByteArray, name);
    QFETCH(const int, id);
    const auto found = machineNamed(drawing(), name.toStdString());
    QCOMPARE(found ? static_cast<int>(*found) : 0, id);
}

void TestFacts::aFactGoesToTheMachineThatItNames()
{
    using enum FactKind;
    Reading first;
    first.facts = {
        fact(ServerRole, configuration, "true", Reader::WinrmConfig, "KRAN11"),
        fact(ServerRole, configuration, "false", Reader::WinrmConfig, "speicher4.x.example"),
        fact(ServerRole, configuration, "true", Reader::WinrmConfig, "mole5"),
        fact(SpnRegistered, FactLayer::Directory, "a/b", Reader::Setspn, "svc-portal")};
    Reading second;
    second.facts = {fact(ClientRole, configuration, "true")};
    const std::vector<Reading> texts{first, second};

    const Imported without = intoDrawing(drawing(), texts, std::nullopt, "");
    QCOMPARE(without.nameless, std::vector<std::size_t>{1});
    QCOMPARE(without.left.size(), 2U);

    const Imported with = intoDrawing(drawing(), texts, model::ComputerId{1}, "");
    QVERIFY(with.nameless.empty());
    QCOMPARE(with.left.size(), 1U);
    QCOMPARE(with.left[0].fact.subject, std::string("mole5"));
    QCOMPARE(shown(with.graph.seen.at(model::ComputerId{1})), std::string("client=on server=on "));
    QCOMPARE(with.graph.seen.at(model::ComputerId{1}).facts.size(), 1U);
    QCOMPARE(shown(with.graph.seen.at(model::ComputerId{2})), std::string("server=off "));
    QCOMPARE(with.machines.size(), 2U);
}

QTEST_APPLESS_MAIN(TestFacts)
#include "tst_facts.moc"
