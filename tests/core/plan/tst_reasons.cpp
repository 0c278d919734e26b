#include "core/plan/plan.h"
#include "tests/core/plan/drawing.h"

#include <QTest>

#include <functional>

using namespace hopwright;
using namespace hopwright::plan;
using namespace hopwright::plan::tests;
using model::Transport;

namespace {

/// A to B, and B to a share R of C, all of lab.example; more machines where a row needs them.
struct Chain : Drawing {
    model::ComputerId a = machine("A");
    model::ComputerId b = machine("B");
    model::ComputerId c = machine("C");
    model::HopId first = session(a, b);
    model::HopId second = use(b, share(c, "R"));
    std::vector<model::HopId> hops{first, second};
    KnownStates states = {};
    model::AccountName opener = {};

    model::Hop& hop() { return graph.hops[first]; }
    model::Hop& next() { return graph.hops[second]; }
    void by(Method method) { hop().method = method; }
    void by(Method method, const char* domain, const char* user)
    {
        by(method);
        giveCredential(first, account(domain, user));
    }
    void asked(Method method)
    {
        by(method);
        hop().credential = {.isExplicit = true};
    }
    void alone(model::ComputerId computer)
    {
        graph.computers[computer].domain = workgroup("WG" + std::to_string(graph.nextId));
    }
    void undrawn(model::ComputerId computer) { graph.computers[computer].domain.reset(); }
    /// In place of what was drawn.
    void hopsAre(std::vector<model::HopId> chain) { hops = std::move(chain); }
    void kind(ResourceKind kind) { graph.resources[graph.resources.begin()->first].kind = kind; }

    std::vector<HopPrediction> predicted()
    {
        return predictRoute(graph, route(hops), states, opener);
    }
};

struct Row {
    const char* name;
    std::function<void(Chain&)> change;
    std::vector<const char*> hops;  ///< Summary | reasons.
};

const char* const fromSession = "denied access 5 not-delegated | R1 needs-identity 2 B 1; "
                                "M1 network-logon-default 1 B -; E71 smb-without-credential C 5";
const char* const notReached = "not reached | R1 earlier-hop-denied 1";
const char* const notKnown = "unknown | R1 arrival-unknown B";
const char* const byPassword =
    "allowed | M16 password-delegated 1 B LAB\\alice; R3 permission-not-looked-at C\\R LAB\\alice";

/// Domain reference §6 by its rows, §5.2 by its rules, §5.4 and §8 by the answers; what fills a sentence is who and where it says.
const std::vector<Row>& rows()
{
    static const std::vector<Row> all{
        {"M1: Default",
         [](Chain&) {},
         {"allowed | R1 starts-signed-in 1 A; M1 network-logon-default 1 B -", fromSession}},
        {"M1: Negotiate",
         [](Chain& w) { w.by(Method::Negotiate); },
         {"allowed | R1 starts-signed-in 1 A; M1 network-logon-negotiate 1 B -",
          "denied access 5 not-delegated | R1 needs-identity 2 B 1; M1 network-logon-negotiate 1 B "
          "-; E71 smb-without-credential C 5"}},
        {"M2",
         [](Chain& w) { w.giveCredential(w.first); },
         {"allowed | M2 network-logon-explicit 1 B LAB\\alice",
          "denied access 5 not-delegated | R1 needs-identity 2 B 1; M2 network-logon-explicit 1 B "
          "LAB\\alice; E71 smb-without-credential C 5"}},
        {"M3",
         [](Chain& w) {
             w.giveCredential(w.first);
             w.hop().typedTarget = "10.0.0.5";
         },
         {"allowed | M3 network-logon-ntlm 1 B LAB\\alice",
          "denied access 5 not-delegated | R1 needs-identity 2 B 1; M3 network-logon-ntlm 1 B "
          "LAB\\alice; E71 smb-without-credential C 5"}},
        {"M4: Default",
         [](Chain& w) { w.hop().typedTarget = "10.0.0.5"; },
         {"denied negotiate 0x803381BB trusted-hosts | M4 address-needs-credential 10.0.0.5; E30 "
          "default-with-address A 10.0.0.5 0x803381BB",
          notReached}},
        {"M4: Negotiate",
         [](Chain& w) {
             w.by(Method::Negotiate);
             w.hop().typedTarget = "10.0.0.5";
         },
         {"denied negotiate 0x803380E5 trusted-hosts | M4 address-needs-credential 10.0.0.5; E31 "
          "negotiate-implicit A 10.0.0.5 0x803380E5",
          notReached}},
        {"M5",
         [](Chain& w) { w.by(Method::Kerberos); },
         {"allowed | R1 starts-signed-in 1 A; M5 network-logon-kerberos 1 B -",
          "denied access 5 not-delegated | R1 needs-identity 2 B 1; M5 network-logon-kerberos 1 B "
          "-; E71 smb-without-credential C 5"}},
        {"M6",
         [](Chain& w) {
             w.by(Method::Kerberos);
             w.alone(w.a);
         },
         {"denied negotiate 0x8033810C unknown | M6 kerberos-workgroup A 0x8033810C", notReached}},
        {"M6: not where the client's domain is not known",
         [](Chain& w) {
             w.by(Method::Kerberos);
             w.undrawn(w.a);
         },
         {"allowed | R1 starts-signed-in 1 A; M5 network-logon-kerberos 1 B -; S4 domain-unknown A",
          "denied access 5 not-delegated | R1 needs-identity 2 B 1; M5 network-logon-kerberos 1 B "
          "-; E71 smb-without-credential C 5"}},
        {"M7",
         [](Chain& w) { w.by(Method::Kerberos, "B", "bob"); },
         {"denied negotiate null unknown | M7 kerberos-local-account B\\bob", notReached}},
        {"M8",
         [](Chain& w) {
             w.by(Method::Kerberos);
             w.hop().typedTarget = "10.0.0.5";
         },
         {"denied negotiate 0x8033810B unknown | M8 kerberos-address 10.0.0.5 0x8033810B",
          notReached}},
        {"M11: as who is signed in",
         [](Chain& w) { w.by(Method::Basic); },
         {"denied negotiate 0x803380B0 unknown | M11 basic-needs-credential 1 A 0x803380B0",
          notReached}},
        {"M11: asked for, HTTP",
         [](Chain& w) { w.asked(Method::Basic); },
         {"unknown | M11 basic-account-not-known 1 B; M11 basic-over-http 1 B", notKnown}},
        {"M11: asked for, HTTPS",
         [](Chain& w) {
             w.asked(Method::Basic);
             w.hop().transport = Transport::Https;
         },
         {"unknown | M11 basic-account-not-known 1 B", notKnown}},
        {"M11: the server's own, HTTP",
         [](Chain& w) { w.by(Method::Basic, "B", "bob"); },
         {"unknown | M11 basic-over-http 1 B", notKnown}},
        {"M11: the server's own, HTTPS",
         [](Chain& w) {
             w.by(Method::Basic, "B", "bob");
             w.hop().transport = Transport::Https;
         },
         {"allowed | M11 basic-local-account 1 B B\\bob; M11 basic-leaves-unknown 1 B B\\bob",
          "unknown | M11 basic-leaves-unknown 1 B B\\bob; R1 arrival-unknown B"}},
        {"M12",
         [](Chain& w) { w.by(Method::Basic, "LAB", "alice"); },
         {"denied negotiate 401 unknown | M12 basic-domain-account B LAB\\alice", notReached}},
        {"M13",
         [](Chain& w) {
             w.by(Method::Unknown);
             w.hop().methodWord = "Digest";
         },
         {"denied negotiate null unknown | M13 digest-not-taken B", notReached}},
        {"R1: a method of a later version",
         [](Chain& w) {
             w.by(Method::Unknown);
             w.hop().methodWord = "quantum";
         },
         {"unknown | R1 method-unknown 1 quantum", notKnown}},
        {"M14",
         [](Chain& w) { w.by(Method::Certificate); },
         {"allowed | M14 certificate-is-mapped 1 B; M14 certificate-leaves-nothing 1 B",
          "denied access 5 not-delegated | R1 needs-identity 2 B 1; M14 certificate-leaves-nothing "
          "1 B; E71 smb-without-credential C 5"}},
        {"M14: HTTP",
         [](Chain& w) {
             w.by(Method::Certificate);
             w.hop().transport = Transport::Http;
         },
         {"denied negotiate null unknown | M14 certificate-needs-https 1", notReached}},
        {"M14: from a machine where nothing arrived",
         [](Chain& w) { w.hopsAre({w.first, w.session(w.b, w.c, Method::Certificate)}); },
         {"allowed | R1 starts-signed-in 1 A; M1 network-logon-default 1 B -",
          "allowed | M14 certificate-is-mapped 2 C; R6 own-credential 2 B; M14 "
          "certificate-leaves-nothing 2 C"}},
        {"M14: not of a share",
         [](Chain& w) { w.next().method = Method::Certificate; },
         {"allowed | R1 starts-signed-in 1 A; M1 network-logon-default 1 B -", fromSession}},
        {"M15",
         [](Chain& w) { w.by(Method::CredSsp); },
         {"denied delegate 0x803381A1 implicit-credential-with-credssp | M15 "
          "credssp-needs-credential 1; E1 refused-without-password A 0x803381A1",
          notReached}},
        {"M15, R5: a nested hop",
         [](Chain& w) {
             w.by(Method::CredSsp, "LAB", "alice");
             w.hopsAre({w.first, w.session(w.b, w.c, Method::CredSsp)});
         },
         {"allowed | M16 password-delegated 1 B LAB\\alice",
          "denied delegate 0x803381A1 implicit-credential-with-credssp | M15 "
          "credssp-needs-credential 2; R5 nested-needs-credential 2 B; E1 refused-without-password "
          "B 0x803381A1"}},
        {"M16",
         [](Chain& w) { w.by(Method::CredSsp, "LAB", "alice"); },
         {"allowed | M16 password-delegated 1 B LAB\\alice", byPassword}},
        {"M19",
         [](Chain& w) {
             w.by(Method::CredSsp, "LAB", "alice");
             w.hop().typedTarget = "10.0.0.5";
         },
         {"allowed | M19 password-delegated 1 B LAB\\alice",
          "allowed | M19 password-delegated 1 B LAB\\alice; R3 permission-not-looked-at C\\R "
          "LAB\\alice"}},
        {"M20",
         [](Chain& w) { w.by(Method::CredSsp, "B", "bob"); },
         {"allowed | M20 password-delegated 1 B B\\bob",
          "unknown | M20 password-delegated 1 B B\\bob; M20 same-local-account C B\\bob B"}},
        {"M21",
         [](Chain& w) {
             for (const auto machine : {w.a, w.b, w.c})
                 w.alone(machine);
             w.by(Method::CredSsp, "B", "bob");
         },
         {"allowed | M20 password-delegated 1 B B\\bob",
          "unknown | M20 password-delegated 1 B B\\bob; M21 same-local-account C B\\bob B"}},
        {"M29: by its own name",
         [](Chain& w) { w.hopsAre({w.credSsp(w.a, w.a), w.use(w.a, w.share(w.c, "S"))}); },
         {"allowed | M29 password-delegated 1 A LAB\\alice",
          "allowed | M29 password-delegated 1 A LAB\\alice; R3 permission-not-looked-at C\\S "
          "LAB\\alice"}},
        {"M29: by localhost",
         [](Chain& w) {
             w.hopsAre({w.credSsp(w.a, w.a, "localhost"), w.use(w.a, w.share(w.c, "S"))});
         },
         {"unknown | M29 password-delegated 1 A LAB\\alice; S4 own-name-unproven localhost",
          "allowed | M29 password-delegated 1 A LAB\\alice; R3 permission-not-looked-at C\\S "
          "LAB\\alice"}},
        {"M29: in a workgroup, by an account that is asked for",
         [](Chain& w) {
             w.alone(w.a);
             w.hopsAre({w.session(w.a, w.a, Method::CredSsp), w.use(w.a, w.share(w.c, "S"))});
             w.graph.hops[w.hops.front()].credential.isExplicit = true;
         },
         {"allowed | M29 password-delegated 1 A -",
          "unknown | M29 password-delegated 1 A -; M20 workgroup-at-start C A"}},
        {"M29: by an account of another machine",
         [](Chain& w) {
             w.hopsAre({w.credSsp(w.a, w.a)});
             w.giveCredential(w.hops.front(), w.account("B", "bob"));
         },
         {"unknown | M20 same-local-account A B\\bob B; M29 password-delegated 1 A B\\bob"}},
        {"M37",
         [](Chain& w) { w.by(Method::Ssh, "LAB", "alice"); },
         {"allowed | M37 ssh-password-arrives 1 B LAB\\alice",
          "allowed | M37 ssh-password-arrives 1 B LAB\\alice; R3 permission-not-looked-at C\\R "
          "LAB\\alice"}},
        {"M38",
         [](Chain& w) { w.by(Method::Ssh); },
         {"unknown | M38 ssh-proof-not-known 1", notKnown}},
        {"R3: the account is refused",
         [](Chain& w) {
             w.by(Method::CredSsp, "LAB", "alice");
             w.states[w.c].deniedAccounts = {"LAB\\alice"};
         },
         {"allowed | M16 password-delegated 1 B LAB\\alice",
          "denied access 5 permission-on-resource | M16 password-delegated 1 B LAB\\alice; R3 "
          "permission-refused C\\R LAB\\alice"}},
        {"R3: somebody is refused, and who asks is not known",
         [](Chain& w) {
             w.asked(Method::CredSsp);
             w.states[w.c].deniedAccounts = {"LAB\\alice"};
         },
         {"allowed | M16 password-delegated 1 B -",
          "unknown | M16 password-delegated 1 B -; R3 permission-depends-on-account C\\R"}},
        {"R3: nobody is refused, and who asks is not known",
         [](Chain& w) {
             w.asked(Method::CredSsp);
             w.states[w.c].credSspServer = false;
         },
         {"allowed | M16 password-delegated 1 B -",
          "allowed | M16 password-delegated 1 B -; R3 permission-not-looked-at C\\R -"}},
        {"R6",
         [](Chain& w) { w.giveCredential(w.second); },
         {"allowed | R1 starts-signed-in 1 A; M1 network-logon-default 1 B -",
          "allowed | R6 own-credential 2 B; R3 permission-not-looked-at C\\R LAB\\alice"}},
        {"R6: at the start it says nothing",
         [](Chain& w) {
             w.hopsAre({w.use(w.a, w.share(w.c, "S"))});
             w.giveCredential(w.hops.front());
         },
         {"allowed | R3 permission-not-looked-at C\\S LAB\\alice"}},
        {"R7",
         [](Chain& w) {
             w.by(Method::CredSsp, "LAB", "alice");
             w.hopsAre({w.first, w.session(w.b, w.c), w.use(w.c, w.share(w.a, "S"))});
         },
         {"allowed | M16 password-delegated 1 B LAB\\alice",
          "allowed | M16 password-delegated 1 B LAB\\alice; M1 network-logon-default 2 C -; R7 "
          "one-hop-deep 2 C",
          "denied access 5 not-delegated | R1 needs-identity 3 C 2; M1 network-logon-default 2 C "
          "-; R7 one-hop-deep 2 C; E71 smb-without-credential A 5"}},
        {"R7: not of a hop with a credential of its own",
         [](Chain& w) {
             w.by(Method::CredSsp, "LAB", "alice");
             w.hopsAre({w.first, w.session(w.b, w.c)});
             w.giveCredential(w.hops.back());
         },
         {"allowed | M16 password-delegated 1 B LAB\\alice",
          "allowed | R6 own-credential 2 B; M2 network-logon-explicit 2 C LAB\\alice"}},
        {"R9",
         [](Chain& w) { w.hopsAre({w.session(w.a, w.a), w.use(w.a, w.share(w.c, "S"))}); },
         {"allowed | R1 starts-signed-in 1 A; M1 network-logon-default 1 A -; R9 loopback-is-a-hop "
          "1 A",
          "denied access 5 not-delegated | R1 needs-identity 2 A 1; M1 network-logon-default 1 A "
          "-; R9 loopback-is-a-hop 1 A; E71 smb-without-credential C 5"}},
        {"R9: a share of its own",
         [](Chain& w) { w.hopsAre({w.first, w.use(w.b, w.share(w.b, "S"))}); },
         {"allowed | R1 starts-signed-in 1 A; M1 network-logon-default 1 B -",
          "unknown | R9 own-resource B"}},
        {"R9: a session to itself is a hop like another",
         [](Chain& w) { w.hopsAre({w.first, w.session(w.b, w.b)}); },
         {"allowed | R1 starts-signed-in 1 A; M1 network-logon-default 1 B -",
          "denied negotiate 0x8009030E not-delegated | R1 needs-identity 2 B 1; M1 "
          "network-logon-default 1 B -; E39 no-logon-session B B 0x8009030E"}},
        {"E39: a session",
         [](Chain& w) { w.hopsAre({w.first, w.session(w.b, w.c)}); },
         {"allowed | R1 starts-signed-in 1 A; M1 network-logon-default 1 B -",
          "denied negotiate 0x8009030E not-delegated | R1 needs-identity 2 B 1; M1 "
          "network-logon-default 1 B -; E39 no-logon-session B C 0x8009030E"}},
        {"E78: a resource that answers by a code",
         [](Chain& w) { w.kind(ResourceKind::SqlServer); },
         {"allowed | R1 starts-signed-in 1 A; M1 network-logon-default 1 B -",
          "denied access 18456 not-delegated | R1 needs-identity 2 B 1; M1 network-logon-default 1 "
          "B -; E78 resource-answers C 18456"}},
        {"E80: a resource that answers by words",
         [](Chain& w) { w.kind(ResourceKind::ActiveDirectoryWebServices); },
         {"allowed | R1 starts-signed-in 1 A; M1 network-logon-default 1 B -",
          "denied access null not-delegated | R1 needs-identity 2 B 1; M1 network-logon-default 1 "
          "B -; E80 caller-without-name C"}},
        {"R1: a resource of which nothing is known",
         [](Chain& w) {
             w.kind(ResourceKind::Unknown);
             w.graph.resources[w.graph.resources.begin()->first].kindWord = "tape";
         },
         {"allowed | R1 starts-signed-in 1 A; M1 network-logon-default 1 B -",
          "denied access null not-delegated | R1 needs-identity 2 B 1; M1 network-logon-default 1 "
          "B -; R1 caller-without-name C"}},
        {"S4: a workgroup knows its own",
         [](Chain& w) { w.alone(w.b); },
         {"unknown | R1 starts-signed-in 1 A; S4 workgroup-knows-its-own B; M1 "
          "network-logon-default 1 B -",
          "unknown | M1 network-logon-default 1 B -; R1 arrival-unknown B"}},
        {"S4: what is delegated to a workgroup is the credential as given",
         [](Chain& w) {
             w.alone(w.b);
             w.by(Method::CredSsp, "LAB", "alice");
         },
         {"unknown | S4 workgroup-knows-its-own B; M19 password-delegated 1 B LAB\\alice",
          "allowed | M19 password-delegated 1 B LAB\\alice; R3 permission-not-looked-at C\\R "
          "LAB\\alice"}},
        {"S4: a workgroup, and nobody is known",
         [](Chain& w) {
             w.alone(w.b);
             w.undrawn(w.a);
             w.asked(Method::CredSsp);
         },
         {"unknown | S4 workgroup-knows-its-own B; M19 password-delegated 1 B -",
          "unknown | M19 password-delegated 1 B -; M20 workgroup-at-start C B"}},
        {"S4: a domain, and nobody is known",
         [](Chain& w) {
             w.undrawn(w.a);
             w.asked(Method::CredSsp);
         },
         {"allowed | M16 password-delegated 1 B -; S4 domain-unknown A",
          "allowed | M16 password-delegated 1 B -; R3 permission-not-looked-at C\\R -"}},
        {"S4: asked for in a workgroup",
         [](Chain& w) {
             w.alone(w.a);
             w.asked(Method::Negotiate);
         },
         {"allowed | M3 network-logon-ntlm 1 B -",
          "denied access 5 not-delegated | R1 needs-identity 2 B 1; M3 network-logon-ntlm 1 B -; "
          "E71 smb-without-credential C 5"}},
        {"M20: who is signed in in a workgroup",
         [](Chain& w) { w.alone(w.a); },
         {"unknown | R1 starts-signed-in 1 A; M20 workgroup-at-start B A; M1 network-logon-default "
          "1 B -",
          "unknown | M1 network-logon-default 1 B -; R1 arrival-unknown B"}},
        {"M21: who is signed in in a workgroup, to another",
         [](Chain& w) {
             w.alone(w.a);
             w.alone(w.b);
         },
         {"unknown | R1 starts-signed-in 1 A; M21 workgroup-at-start B A; M1 network-logon-default "
          "1 B -",
          "unknown | M1 network-logon-default 1 B -; R1 arrival-unknown B"}},
        {"S4: another domain",
         [](Chain& w) { w.graph.computers[w.b].domain = w.domain("far.example", "FAR"); },
         {"unknown | R1 starts-signed-in 1 A; S4 account-trust-unknown B far.example lab.example; "
          "M1 network-logon-default 1 B -",
          "unknown | M1 network-logon-default 1 B -; R1 arrival-unknown B"}},
        {"S4: a domain that is not drawn",
         [](Chain& w) { w.by(Method::Default, "FAR", "bob"); },
         {"unknown | S4 account-trust-unknown B lab.example FAR; M2 network-logon-explicit 1 B "
          "FAR\\bob",
          "denied access 5 not-delegated | R1 needs-identity 2 B 1; M2 network-logon-explicit 1 B "
          "FAR\\bob; E71 smb-without-credential C 5"}},
    };
    return all;
}

/// The same where somebody opens the route, as a test knows it: who signs in where the drawing names nobody.
const std::vector<Row>& openedRows()
{
    static const std::vector<Row> all{
        {"S4: of the domain",
         [](Chain& w) {
             w.asked(Method::CredSsp);
             w.opener = {.domain = "LAB", .user = "eve"};
         },
         {"allowed | M16 password-delegated 1 B LAB\\eve",
          "allowed | M16 password-delegated 1 B LAB\\eve; R3 permission-not-looked-at C\\R "
          "LAB\\eve"}},
        {"M20: of the server's own",
         [](Chain& w) {
             w.asked(Method::CredSsp);
             w.opener = {.domain = ".", .user = "eve"};
         },
         {"allowed | M20 password-delegated 1 B .\\eve",
          "unknown | M20 password-delegated 1 B .\\eve; M20 same-local-account C B\\eve B"}},
        {"M20: the credential of a hop is not the opener's",
         [](Chain& w) {
             w.alone(w.b);
             w.by(Method::Default, "LAB", "alice");
             w.opener = {.domain = "B", .user = "bob"};
         },
         {"unknown | S4 workgroup-knows-its-own B; M3 network-logon-ntlm 1 B LAB\\alice",
          "denied access 5 not-delegated | R1 needs-identity 2 B 1; M3 network-logon-ntlm 1 B "
          "LAB\\alice; E71 smb-without-credential C 5"}},
        {"M21: a short name that two machines have is the first's",
         [](Chain& w) {
             const auto web = w.machine("web.prod");
             const auto other = w.machine("web.test");
             w.alone(web);
             w.alone(other);
             w.hopsAre({w.session(w.a, other)});
             w.opener = {.domain = "WEB", .user = "eve"};
         },
         {"unknown | R1 starts-signed-in 1 A; M21 same-local-account web.test web\\eve web; M1 "
          "network-logon-default 1 web.test -"}},
        {"M21: and the first takes it",
         [](Chain& w) {
             const auto web = w.machine("web.prod");
             std::ignore = w.machine("web.test");
             w.alone(web);
             w.hopsAre({w.session(w.a, web)});
             w.opener = {.domain = "WEB", .user = "eve"};
         },
         {"allowed | R1 starts-signed-in 1 A; M1 network-logon-default 1 web.prod -"}},
        {"S4: a domain called as a machine is no account of that machine",
         [](Chain& w) {
             w.asked(Method::CredSsp);
             const auto named = w.machine("LAB");
             w.alone(named);
             w.hopsAre({w.first, w.use(w.b, w.share(named, "S"))});
             w.opener = {.domain = "LAB", .user = "eve"};
         },
         {"allowed | M16 password-delegated 1 B LAB\\eve",
          "unknown | M16 password-delegated 1 B LAB\\eve; S4 workgroup-knows-its-own LAB"}},
        {"E29: an account of the server's own, which TrustedHosts of A lacks",
         [](Chain& w) {
             w.opener = {.domain = "B", .user = "eve"};
             w.states[w.a].trustedHosts = std::vector<std::string>{};
         },
         {"denied negotiate 0x803380E4 trusted-hosts | E29 not-in-trusted-hosts A B", notReached}},
        {"E29: asked for, on a hop behind",
         [](Chain& w) {
             w.hopsAre({w.first, w.session(w.b, w.c)});
             w.graph.hops[w.hops.back()].credential.isExplicit = true;
             w.opener = {.domain = "C", .user = "eve"};
             w.states[w.b].trustedHosts = std::vector<std::string>{};
         },
         {"unknown | R1 starts-signed-in 1 A; M20 same-local-account B C\\eve C; M1 "
          "network-logon-default 1 B -",
          "denied negotiate 0x803380E4 trusted-hosts | E29 not-in-trusted-hosts B C"}},
        {"R7: who opens the route does not open the hop behind it",
         [](Chain& w) {
             w.by(Method::CredSsp, "LAB", "alice");
             w.hopsAre({w.first, w.session(w.b, w.c)});
             w.opener = {.domain = "C", .user = "eve"};
             w.states[w.b].trustedHosts = std::vector<std::string>{};
         },
         {"allowed | M16 password-delegated 1 B LAB\\alice",
          "allowed | M16 password-delegated 1 B LAB\\alice; M1 network-logon-default 2 C -; R7 "
          "one-hop-deep 2 C"}},
    };
    return all;
}

/// What machines are known to have, asked at a hop that does not begin where the user sits: the reasons end with the denial.
const std::vector<Row>& nestedRows()
{
    static const auto nested = [](Chain& w, const char* typed = "C") {
        w.hopsAre(
            {w.first, w.credSsp(w.b, typed == std::string_view("127.0.0.1") ? w.b : w.c, typed)});
        w.states[w.b].credSspClient = true;
        w.states[w.b].allowFresh = model::DelegateList{};
        w.states[w.b].allowFreshNtlmOnly = model::DelegateList{};
    };
    static const char* const first =
        "allowed | R1 starts-signed-in 1 A; M1 network-logon-default 1 B -";
    static const std::vector<Row> all{
        {"E2",
         [](Chain& w) {
             nested(w);
             w.states[w.b].credSspClient = false;
         },
         {first,
          "denied delegate 0x803381A2 client-role-missing | E2 client-role-off B 0x803381A2"}},
        {"E5",
         [](Chain& w) {
             nested(w);
             w.states[w.c].credSspServer = false;
         },
         {first, "denied offer null server-role-missing | E5 server-role-off C"}},
        {"E3: the list is off",
         [](Chain& w) { nested(w); },
         {first, "denied delegate 0x803381A3 delegate-list-missing | M17 list-is-asked B C; E3 "
                 "list-is-off B C"}},
        {"E3: a deny list",
         [](Chain& w) {
             nested(w);
             w.states[w.b].denyFresh = model::DelegateList{.enabled = true, .entries = {"WSMAN/*"}};
         },
         {first,
          "denied delegate 0x803381A3 delegate-list-denies | E3 denied-by-list B C WSMAN/*"}},
        {"E3: a deny list, and a server that may not know the account",
         [](Chain& w) {
             nested(w);
             w.alone(w.c);
             w.states[w.b].trustedHosts = std::vector<std::string>{"*"};
             w.states[w.b].denyFresh = model::DelegateList{.enabled = true, .entries = {"WSMAN/*"}};
         },
         {first, "unknown | R6 own-credential 2 B; S4 workgroup-knows-its-own C; M19 "
                 "password-delegated 2 C LAB\\alice"}},
        {"E3: either list, to itself by an address",
         [](Chain& w) { nested(w, "127.0.0.1"); },
         {first,
          "denied delegate 0x803381A3 delegate-list-missing | M17 list-is-asked B 127.0.0.1; "
          "E3 list-is-off B 127.0.0.1"}},
        {"E29: TrustedHosts of a client of which nothing is known",
         [](Chain& w) {
             w.giveCredential(w.first);
             w.hop().typedTarget = "10.0.0.5";
             w.hopsAre({w.first});
             w.states[w.b].credSspServer = true;
         },
         {"allowed | M3 network-logon-ntlm 1 B LAB\\alice"}},
    };
    return all;
}

QString told(const HopPrediction& hop)
{
    return QString::fromStdString(summaryOf(hop) + " | " + tests::told(hop.because));
}

}  // namespace

/// Why each hop will pass or not, reason by reason: the rule, the sentence's key and what fills it.
class TestReasons : public QObject {
    Q_OBJECT

private slots:
    void eachHopHasItsReasons_data();
    void eachHopHasItsReasons();
    void whatIsNotReachedIsNotKnown();
    void ownNamesAreNoFact_data();
    void ownNamesAreNoFact();
    void whoArrivesAtAResourceIsSaid_data();
    void whoArrivesAtAResourceIsSaid();
};

void TestReasons::eachHopHasItsReasons_data()
{
    QTest::addColumn<const Row*>("row");
    for (const auto* table : {&rows(), &openedRows(), &nestedRows()}) {
        const char* const which = table == &rows()         ? ""
                                  : table == &openedRows() ? "opened "
                                                           : "nested ";
        for (const Row& each : *table)
            QTest::addRow("%s%s", which, each.name) << &each;
    }
}

void TestReasons::eachHopHasItsReasons()
{
    QFETCH(const Row*, row);
    Chain chain;
    row->change(chain);
    const auto fault = model::findFault(chain.graph);
    QVERIFY2(!fault, fault ? fault->error.detail.english().c_str() : "");
    const std::vector<HopPrediction> predicted = chain.predicted();
    QCOMPARE(predicted.size(), row->hops.size());
    for (std::size_t i = 0; i < predicted.size(); ++i)
        QCOMPARE(told(predicted[i]), QString::fromUtf8(row->hops[i]));
}

void TestReasons::whatIsNotReachedIsNotKnown()
{
    Chain chain;
    chain.by(Method::CredSsp);
    const HopPrediction hop = chain.predicted().back();
    QVERIFY(!hop.reached);
    QVERIFY(hop.outcome == Outcome::Unknown);
    QVERIFY(!hop.stage && !hop.cause && !hop.code);
}

void TestReasons::ownNamesAreNoFact_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<bool>("isKnown");
    QTest::newRow("M29: CredSSP, and nothing is known of the client") << Method::CredSsp << false;
    QTest::newRow("R9: Kerberos asks no list") << Method::Kerberos << true;
}

/// §4, M29: under `localhost` nothing says that Kerberos proves a machine to itself.
void TestReasons::ownNamesAreNoFact()
{
    QFETCH(Method, method);
    QFETCH(bool, isKnown);
    Chain chain;
    const model::HopId loop = chain.session(chain.a, chain.a, method, "localhost");
    if (method == Method::CredSsp)
        chain.giveCredential(loop);
    const model::DelegateList any{.enabled = true, .entries = {"WSMAN/*"}};
    if (isKnown)
        chain.states[chain.a] = {.allowFresh = any, .allowFreshNtlmOnly = any};
    QCOMPARE(summaryOf(predictNow(chain.graph, chain.states).at(loop)), std::string("unknown"));
}

void TestReasons::whoArrivesAtAResourceIsSaid_data()
{
    QTest::addColumn<bool>("delegated");
    QTest::addColumn<QByteArray>("refused");
    QTest::addColumn<Arrives>("what");
    QTest::addColumn<QByteArray>("account");
    QTest::newRow("M16: who was delegated")
        << true << QByteArray() << Arrives::SignedIn << QByteArray("LAB\\alice");
    QTest::newRow("M1: nobody") << false << QByteArray() << Arrives::Anonymous << QByteArray();
    QTest::newRow("R3: not known")
        << true << QByteArray("LAB\\bob") << Arrives::Unknown << QByteArray();
}

/// §1: what a resource sees without a credential is an anonymous logon.
void TestReasons::whoArrivesAtAResourceIsSaid()
{
    QFETCH(bool, delegated);
    QFETCH(QByteArray, refused);
    QFETCH(Arrives, what);
    QFETCH(QByteArray, account);
    Chain chain;
    if (delegated)
        chain.asked(Method::CredSsp);
    if (refused.isEmpty() && delegated)
        chain.giveCredential(chain.first);
    if (!refused.isEmpty())
        chain.states[chain.c].deniedAccounts = {refused.toStdString()};
    const std::vector<Arrival> arrivals = chain.predicted().back().arrivals;
    QCOMPARE(arrivals.size(), std::size_t{3});
    const Arrival expected{.computer = chain.c, .what = what, .account = account.toStdString()};
    QVERIFY(arrivals.back() == expected);
}

QTEST_APPLESS_MAIN(TestReasons)
#include "tst_reasons.moc"
