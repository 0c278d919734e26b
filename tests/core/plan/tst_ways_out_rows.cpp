#include "core/plan/plan.h"
#include "tests/core/plan/drawing.h"

#include <QTest>

#include <functional>

using namespace hopwright;
using namespace hopwright::plan;
using namespace hopwright::plan::tests;
using model::Transport;

namespace {

/// A to B, and B to a share R of C, all of lab.example.
struct Chain : Drawing {
    model::ComputerId a = machine("A");
    model::ComputerId b = machine("B");
    model::ComputerId c = machine("C");
    model::HopId first = session(a, b);
    model::HopId second = use(b, share(c, "R"));
    std::vector<model::HopId> hops{first, second};

    model::Hop& hop() { return graph.hops[first]; }
    void byCredSsp()
    {
        hop().method = Method::CredSsp;
        giveCredential(first);
    }
    /// In place of the share.
    model::HopId then(model::HopId hop)
    {
        graph.hops.erase(second);
        graph.resources.clear();
        hops = {first, hop};
        return hop;
    }
    void alone()
    {
        graph.hops.erase(second);
        graph.resources.clear();
        hops = {first};
    }
    void denies(const char* entry) { graph.computers[a].practice.denyFresh = {entry}; }
};

/// `own-credential password-in-memory 2: 2 B !`, one a line: what it is, what it exposes, at which hop of the route, what fills its
/// sentence, and whether there is a button for it.
QString told(const Chain& chain, const std::map<model::HopId, std::vector<WayOut>>& all)
{
    QStringList out;
    for (const auto& [hop, ways] : all) {
        for (const WayOut& each : ways) {
            const auto place = std::ranges::find(chain.hops, each.hop) - chain.hops.begin();
            QString line = QStringLiteral("%1 %2 %3:")
                               .arg(QString::fromStdString(std::string(wordOf(each.kind))),
                                    QString::fromStdString(std::string(wordOf(each.exposure))))
                               .arg(place + 1);
            for (const std::string& name : each.names)
                line += u' ' + QString::fromStdString(name);
            out += each.canBeSet ? line + QStringLiteral(" !") : line;
        }
    }
    return out.join(u'\n');
}

struct Row {
    const char* name;
    std::function<void(Chain&)> change;
    const char* ways;
    const char* loose = nullptr;  ///< In no route, where that is another matter.
};

/// Domain reference §7 and §6: what is offered at the hop that is denied, in the order of the least exposure.
const std::vector<Row>& deniedRows()
{
    static const std::vector<Row> all{
        {"M1: a share", [](Chain&) {},
         "run-from-client nothing 2: A\n"
         "resource-based-delegation directory-change 2: C B\n"
         "own-credential password-in-memory 2: 2 B !\n"
         "use-credssp password-on-server 1: 1 B !"},
        {"M1: a session", [](Chain& w) { w.then(w.session(w.b, w.c)); },
         "run-from-client nothing 2: A\n"
         "own-credential password-in-memory 2: 2 B !\n"
         "use-credssp password-on-server 1: 1 B !"},
        {"M1: domains that are not known",
         [](Chain& w) {
             for (const auto machine : {w.a, w.b, w.c})
                 w.graph.computers[machine].domain.reset();
         },
         "run-from-client nothing 2: A\n"
         "own-credential password-in-memory 2: 2 B !\n"
         "use-credssp password-on-server 1: 1 B !"},
        {"a deny list, and a credential that is asked for: another one is none",
         [](Chain& w) {
             w.alone();
             w.hop().method = Method::CredSsp;
             w.hop().credential = {.isExplicit = true};
             w.account("OTHER", "bob");  // B cannot be said to know him.
             w.denies("WSMAN/*");
         },
         "use-default-method nothing 1: 1 !"},
        {"M1: a deny list has B's name", [](Chain& w) { w.denies("WSMAN/*"); },
         "run-from-client nothing 2: A\n"
         "resource-based-delegation directory-change 2: C B\n"
         "own-credential password-in-memory 2: 2 B !"},
        {"R7: one hop deep",
         [](Chain& w) {
             w.byCredSsp();
             const auto middle = w.then(w.session(w.b, w.c));
             w.hops = {w.first, middle, w.use(w.c, w.share(w.machine("D"), "S"))};
         },
         "run-from-client nothing 3: A\n"
         "resource-based-delegation directory-change 3: D C\n"
         "own-credential password-in-memory 3: 3 C !\n"
         "use-credssp password-on-server 2: 2 C !"},
        {"M4",
         [](Chain& w) {
             w.alone();
             w.hop().typedTarget = "10.0.0.5";
         },
         "type-name nothing 1: 1 B !\n"
         "own-credential password-in-memory 1: 1 A !"},
        {"M4: HTTP was said",
         [](Chain& w) {
             w.alone();
             w.hop().typedTarget = "10.0.0.5";
             w.hop().transport = Transport::Http;
         },
         "type-name nothing 1: 1 B !\n"
         "use-https nothing 1: 1 !\n"
         "own-credential password-in-memory 1: 1 A !"},
        {"M8: HTTPS does not help",
         [](Chain& w) {
             w.alone();
             w.hop().method = Method::Kerberos;
             w.hop().typedTarget = "10.0.0.5";
             w.hop().transport = Transport::Http;
         },
         "type-name nothing 1: 1 B !"},
        {"M14: HTTP",
         [](Chain& w) {
             w.alone();
             w.hop().method = Method::Certificate;
             w.hop().transport = Transport::Http;
         },
         "use-https nothing 1: 1 !\n"
         "use-default-method nothing 1: 1 !"},
        {"M13: a word that stands for no method of this version",
         [](Chain& w) {
             w.alone();
             w.hop().method = Method::Unknown;
             w.hop().methodWord = "digest";
         },
         "use-default-method nothing 1: 1 !"},
        {"M12: at the second hop",
         [](Chain& w) {
             const auto hop = w.then(w.session(w.b, w.c, Method::Basic));
             w.giveCredential(hop);
         },
         "run-from-client nothing 2: A\n"
         "use-default-method nothing 2: 2 !"},
        {"M11: the only account is the server's own",
         [](Chain& w) {
             w.alone();
             w.hop().method = Method::Basic;
             std::ignore = w.account("B", "bob");
         },
         "use-default-method nothing 1: 1 !\n"
         "own-credential password-in-memory 1: 1 A !"},
        {"M12: the only account is of the domain",
         [](Chain& w) {
             w.alone();
             w.hop().method = Method::Basic;
             std::ignore = w.alice();
         },
         "use-default-method nothing 1: 1 !"},
        {"M11: of two accounts nobody says which",
         [](Chain& w) {
             w.alone();
             w.hop().method = Method::Basic;
             std::ignore = w.alice();
             std::ignore = w.account("LAB", "bob");
         },
         "use-default-method nothing 1: 1 !\n"
         "own-credential password-in-memory 1: 1 A !"},
        {"M15: a nested hop",
         [](Chain& w) {
             w.byCredSsp();
             w.then(w.session(w.b, w.c, Method::CredSsp));
         },
         "run-from-client nothing 2: A\n"
         "use-default-method nothing 2: 2 !\n"
         "own-credential password-in-memory 2: 2 B !"},
        {"E3: a deny list has every name",
         [](Chain& w) {
             w.byCredSsp();
             w.alone();
             w.hop().typedTarget = "b.lab.example";
             w.hop().transport = Transport::Http;
             w.denies("WSMAN/*");
         },
         "use-default-method nothing 1: 1 !"},
        {"E3: what goes on from there needs CredSSP",
         [](Chain& w) {
             w.byCredSsp();
             w.hop().typedTarget = "b.lab.example";
             w.denies("WSMAN/*");
         },
         "run-from-client nothing 1: A",
         "use-default-method nothing 1: 1 !"},  // The sessions that lead to it are its chain.
    };
    return all;
}

/// Domain reference §7: what there is in place of CredSSP on hop 1, which passes by it.
const std::vector<Row>& passingRows()
{
    static const char* const all = "run-from-client nothing 1: A\n"
                                   "resource-based-delegation directory-change 1: C B\n"
                                   "jea-endpoint endpoint 1: B\n"
                                   "own-credential-instead password-in-memory 1: 2 B 1 !\n"
                                   "run-as-endpoint password-stored 1: B B";
    static const char* const withoutDelegation = "run-from-client nothing 1: A\n"
                                                 "jea-endpoint endpoint 1: B\n"
                                                 "own-credential-instead password-in-memory 1: 2 B "
                                                 "1 1 !\n"
                                                 "run-as-endpoint password-stored 1: B B";
    static const std::vector<Row> table{
        {"a share", [](Chain&) {}, all},
        {"three shares",
         [](Chain& w) {
             std::ignore = w.use(w.b, w.share(w.c, "S"));
             std::ignore = w.use(w.b, w.share(w.c, "T"));
         },
         "run-from-client nothing 1: A\n"
         "resource-based-delegation directory-change 1: C B 2\n"
         "jea-endpoint endpoint 1: B\n"
         "own-credential-instead password-in-memory 1: 2 B 1 2 !\n"
         "run-as-endpoint password-stored 1: B B"},
        {"CIM, and then a share",
         [](Chain& w) {
             w.graph.resources[w.graph.resources.begin()->first].kind = ResourceKind::Cim;
             std::ignore = w.use(w.b, w.share(w.c, "S"));
         },
         withoutDelegation},
        {"a share of another domain, and then one of this",
         [](Chain& w) {
             w.graph.computers[w.c].domain = w.domain("far.example", "FAR");
             std::ignore = w.use(w.b, w.share(w.a, "S"));
         },
         withoutDelegation},
        {"a client of a workgroup",
         [](Chain& w) { w.graph.computers[w.a].domain = w.workgroup("OFFICE"); },
         "run-from-client nothing 1: A\n"
         "jea-endpoint endpoint 1: B\n"
         "own-credential-instead password-in-memory 1: 2 B 1 !\n"
         "run-as-endpoint password-stored 1: B B"},
        {"domains that are not known",
         [](Chain& w) {
             for (const auto machine : {w.a, w.b, w.c})
                 w.graph.computers[machine].domain.reset();
         },
         "run-from-client nothing 1: A\n"
         "own-credential-instead password-in-memory 1: 2 B 1 !\n"
         "run-as-endpoint password-stored 1: B B"},
        {"R1: nothing", [](Chain& w) { w.alone(); }, "use-default-method nothing 1: 1 !"},
        {"M14: a certificate needs nothing that arrives",
         [](Chain& w) { w.then(w.session(w.b, w.c, Method::Certificate)); },
         "use-default-method nothing 1: 1 !"},
        {"M14: but a share has no method",
         [](Chain& w) { w.graph.hops[w.second].method = Method::Certificate; }, all},
        {"M1: not by another method",
         [](Chain& w) {
             w.hop().method = Method::Default;
             w.alone();
         },
         ""},
        {"M29: not where it is not known to pass",
         [](Chain& w) {
             w.hop().to.computer = w.a;
             w.hop().typedTarget = "localhost";
             w.alone();
         },
         ""},
        {"a share has no method",
         [](Chain& w) {
             w.graph.hops.erase(w.first);
             w.graph.hops[w.second].method = Method::CredSsp;
             w.hops = {w.second};
         },
         ""},
    };
    return table;
}

}  // namespace

/// Ways out and alternatives, each with what it exposes, where it is set and what fills its sentence.
class TestWaysOutRows : public QObject {
    Q_OBJECT

private slots:
    void offers_data();
    void offers();
    void everyWordIsAsDocumented();
};

void TestWaysOutRows::offers_data()
{
    QTest::addColumn<const Row*>("row");
    QTest::addColumn<bool>("passes");
    for (const Row& each : deniedRows())
        QTest::addRow("denied, %s", each.name) << &each << false;
    for (const Row& each : passingRows())
        QTest::addRow("by CredSSP, %s", each.name) << &each << true;
}

void TestWaysOutRows::offers()
{
    QFETCH(const Row*, row);
    QFETCH(bool, passes);
    Chain chain;
    if (passes)
        chain.byCredSsp();
    row->change(chain);
    const auto fault = model::findFault(chain.graph);
    QVERIFY2(!fault, fault ? fault->error.detail.english().c_str() : "");
    const auto offered = [&] {
        const Plan plan = makePlan(chain.graph);
        return told(chain, passes ? plan.alternatives : plan.waysOut);
    };
    QCOMPARE(offered(), QString::fromUtf8(row->loose != nullptr ? row->loose : row->ways));
    chain.route(chain.hops);
    QCOMPARE(offered(), QString::fromUtf8(row->ways));
}

/// docs/cli.md: `kind` and `exposes` of a way.
void TestWaysOutRows::everyWordIsAsDocumented()
{
    using enum WayOutKind;
    const std::vector<std::pair<WayOutKind, std::string_view>> kinds{
        {RunFromClient, "run-from-client"},
        {TypeName, "type-name"},
        {UseHttps, "use-https"},
        {UseDefaultMethod, "use-default-method"},
        {ResourceBasedDelegation, "resource-based-delegation"},
        {JeaEndpoint, "jea-endpoint"},
        {OwnCredential, "own-credential"},
        {OwnCredentialInstead, "own-credential-instead"},
        {RunAsEndpoint, "run-as-endpoint"},
        {UseCredSsp, "use-credssp"}};
    for (const auto& [kind, word] : kinds)
        QCOMPARE(wordOf(kind), word);
    const std::vector<std::pair<Exposure, std::string_view>> exposures{
        {Exposure::Nothing, "nothing"},
        {Exposure::DirectoryChange, "directory-change"},
        {Exposure::Endpoint, "endpoint"},
        {Exposure::PasswordInMemory, "password-in-memory"},
        {Exposure::PasswordStored, "password-stored"},
        {Exposure::PasswordOnServer, "password-on-server"}};
    for (const auto& [exposure, word] : exposures)
        QCOMPARE(wordOf(exposure), word);
}

QTEST_APPLESS_MAIN(TestWaysOutRows)
#include "tst_ways_out_rows.moc"
