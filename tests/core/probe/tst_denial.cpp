#include "core/probe/denial.h"
#include "tests/core/plan/drawing.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::probe;

namespace {

/// LAPTOP-31 of corp.example, by CredSSP to gw, and on to what the test needs.
struct Chain : plan::tests::Drawing {
    model::DomainId corp = domain("corp.example", "CORP");
    model::DomainId branch = domain("branch.example", "BRANCH");
    model::DomainId alone = workgroup("WORKGROUP");
    model::ComputerId laptop = machine("LAPTOP-31", corp);
    model::ComputerId gw = machine("gw", corp);
    model::ComputerId nas = machine("nas-2", alone);
    model::ComputerId files = machine("files", corp);
    model::HopId first = session(laptop, gw, Method::CredSsp, "gw.corp.example");

    Chain() { giveCredential(first, account("CORP", "ops")); }

    RouteResult denied(const std::vector<model::HopId>& hops, Cause cause) const
    {
        RouteResult out;
        for (const model::HopId id : hops)
            out.hops.push_back({.hop = id, .state = HopState::Passed});
        out.hops.back().state = HopState::Denied;
        out.hops.back().cause = cause;
        out.hops.back().code = readStatusCode("1326");
        return out;
    }

    Cause corrected(const std::vector<model::HopId>& hops, Cause cause,
                    std::string_view opener = "CORP\\ops") const
    {
        RouteResult out = denied(hops, cause);
        correctCauses(graph, model::accountFromText(opener), out);
        return out.hops.back().cause.value_or(Cause::Unknown);
    }
};

}  // namespace

class TestDenial : public QObject {
    Q_OBJECT

private slots:
    void whoSaidNoIsNamed_data();
    void whoSaidNoIsNamed();
    void withoutACauseItIsTheServer();
    void oneNumberHasOneSpelling_data();
    void oneNumberHasOneSpelling();
    void anAccountThatIsNotKnownThereIsNoWrongPassword_data();
    void anAccountThatIsNotKnownThereIsNoWrongPassword();
    void theAccountStaysUntilAHopHasItsOwn();
    void aCredentialWithoutAnAccountIsTheOpeners();
    void onlyCredSspLacksItsRole();
    void whatPassedHasNoCause();
};

void TestDenial::whoSaidNoIsNamed_data()
{
    QTest::addColumn<int>("cause");
    QTest::addColumn<std::string>("code");
    QTest::addColumn<bool>("client");
    const auto row = [](const char* name, Cause cause, const char* code, bool client) {
        QTest::newRow(name) << int(cause) << std::string(code) << client;
    };
    row("field/14: nothing to open a session with", Cause::NotDelegated, "0x8009030E", true);
    row("no logon session", Cause::NotDelegated, "1312", true);
    row("no logon session, as HRESULT", Cause::NotDelegated, "0x80070520", true);
    row("no code is told", Cause::NotDelegated, "", false);
    row("a share sees a caller without a name", Cause::NotDelegated, "5", false);
    row("a caller without a name is refused", Cause::NotDelegated, "1326", false);
    row("permission", Cause::PermissionOnResource, "5", false);
    row("client role", Cause::ClientRoleMissing, "0x803381A2", true);
    row("server role", Cause::ServerRoleMissing, "", false);
    row("list missing", Cause::DelegateListMissing, "0x803381A3", true);
    row("list mismatch", Cause::DelegateListMismatch, "0x803381A3", true);
    row("NTLM-only list", Cause::NtlmOnlyListNeeded, "0x803381A4", true);
    row("TrustedHosts", Cause::TrustedHosts, "0x803380E4", true);
    row("no password", Cause::ImplicitCredentialWithCredSsp, "0x803381A1", true);
    row("wrong password", Cause::WrongPassword, "1326", false);
    row("account not known", Cause::AccountNotKnown, "1326", false);
    row("not known why", Cause::Unknown, "87", false);
}

void TestDenial::whoSaidNoIsNamed()
{
    QFETCH(int, cause);
    QFETCH(std::string, code);
    QFETCH(bool, client);
    HopResult result{.state = HopState::Denied, .cause = static_cast<Cause>(cause)};
    if (!code.empty())
        result.code = readStatusCode(code);
    QCOMPARE(denierOf(result) == Denier::Client, client);
}

void TestDenial::withoutACauseItIsTheServer()
{
    QVERIFY(denierOf({.state = HopState::Denied}) == Denier::Server);
}

void TestDenial::oneNumberHasOneSpelling_data()
{
    QTest::addColumn<std::string>("code");
    QTest::addColumn<std::string>("canonical");
    // Domain reference §8.7: one code, many spellings.
    QTest::newRow("Win32") << std::string("5") << std::string("5");
    QTest::newRow("HRESULT of a Win32 code") << std::string("0x80070005") << std::string("5");
    QTest::newRow("1326") << std::string("0x8007052E") << std::string("1326");
    QTest::newRow("SSPI") << std::string("0x8009030E") << std::string("0x8009030E");
    QTest::newRow("WinRM") << std::string("0x803381A3") << std::string("0x803381A3");
}

void TestDenial::oneNumberHasOneSpelling()
{
    QFETCH(std::string, code);
    QFETCH(std::string, canonical);
    QCOMPARE(hopwright::textOf(withoutWrapping(readStatusCode(code).value())), canonical);
}

void TestDenial::anAccountThatIsNotKnownThereIsNoWrongPassword_data()
{
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QByteArray>("own");
    QTest::addColumn<Cause>("cause");
    const auto row = [](const char* name, const char* server, const char* own, Cause cause) {
        QTest::newRow(name) << QByteArray(server) << QByteArray(own) << cause;
    };
    row("field/13: a share on a machine of no domain", "nas-2", "", Cause::AccountNotKnown);
    row("its own account", "nas-2", "nas-2\\backup", Cause::WrongPassword);
    row("its own account, by a dot", "nas-2", ".\\backup", Cause::WrongPassword);
    row("its own account in other letters", "nas-2", "NAS-2\\backup", Cause::WrongPassword);
    row("an account of another machine", "files", "gw\\local", Cause::AccountNotKnown);
    row("an account of another machine, workgroup", "nas-2", "gw\\local", Cause::AccountNotKnown);
    row("one domain", "files", "", Cause::WrongPassword);
    // `user@dns.domain`, `dns.domain\user` and `SHORT\user` are one account (issue 15, step 1), so they get one answer.
    row("field/13 by its user principal name", "nas-2", "ops@corp.example", Cause::AccountNotKnown);
    row("field/13 by the DNS name", "nas-2", "corp.example\\ops", Cause::AccountNotKnown);
    row("field/13, of a domain that is not drawn", "nas-2", "ops@far.example",
        Cause::AccountNotKnown);
    row("its own account, by the user alone", "nas-2", "backup", Cause::WrongPassword);
    row("one domain, by a user principal name", "files", "ops@corp.example", Cause::WrongPassword);
    row("another domain, by a user principal name", "files", "ann@branch.example",
        Cause::WrongPassword);
    row("another domain: whether it is trusted is not known", "files", "BRANCH\\ann",
        Cause::WrongPassword);
}

void TestDenial::anAccountThatIsNotKnownThereIsNoWrongPassword()
{
    QFETCH(QByteArray, server);
    QFETCH(QByteArray, own);
    QFETCH(Cause, cause);
    Chain chain;
    const auto head = server == "nas-2" ? chain.nas : chain.files;
    chain.machine("branch", chain.corp);  // Called as a domain: BRANCH\ann is of that domain.
    const auto second = chain.use(chain.gw, chain.share(head, "Archive"));
    if (!own.isEmpty()) {
        const model::AccountName name = model::accountFromText(own.toStdString());
        chain.giveCredential(second, chain.account(name.domain, name.user));
    }
    QCOMPARE(chain.corrected({chain.first, second}, Cause::WrongPassword), cause);
    // Another cause is another matter.
    QCOMPARE(chain.corrected({chain.first, second}, Cause::PermissionOnResource),
             Cause::PermissionOnResource);
}

void TestDenial::theAccountStaysUntilAHopHasItsOwn()
{
    Chain chain;
    chain.giveCredential(chain.first, chain.account(".", "local"));  // Of gw.
    const auto second = chain.session(chain.gw, chain.files);
    const auto third = chain.use(chain.files, chain.share(chain.gw, "Back"));
    QCOMPARE(chain.corrected({chain.first}, Cause::WrongPassword), Cause::WrongPassword);
    QCOMPARE(chain.corrected({chain.first, second}, Cause::WrongPassword), Cause::AccountNotKnown);
    QCOMPARE(chain.corrected({chain.first, second, third}, Cause::WrongPassword),
             Cause::WrongPassword);
    // Without one in the drawing it is who opens the route.
    const auto plain = chain.session(chain.laptop, chain.nas);
    QCOMPARE(chain.corrected({plain}, Cause::WrongPassword, "CORP\\ann"), Cause::AccountNotKnown);
    QCOMPARE(chain.corrected({plain}, Cause::WrongPassword, "ann@corp.example"),
             Cause::AccountNotKnown);
    QCOMPARE(chain.corrected({plain}, Cause::WrongPassword, "nas-2\\ann"), Cause::WrongPassword);
    QCOMPARE(chain.corrected({plain}, Cause::WrongPassword, "ann"), Cause::WrongPassword);
    QCOMPARE(chain.corrected({plain}, Cause::WrongPassword, ""), Cause::WrongPassword);
}

/// A credential that names no account is that of who opens the route, whatever signed in before it.
void TestDenial::aCredentialWithoutAnAccountIsTheOpeners()
{
    Chain chain;
    const auto second = chain.use(chain.gw, chain.share(chain.nas, "Archive"));
    chain.graph.hops[second].credential.isExplicit = true;
    QCOMPARE(chain.corrected({chain.first, second}, Cause::WrongPassword, "nas-2\\backup"),
             Cause::WrongPassword);
    QCOMPARE(chain.corrected({chain.first, second}, Cause::WrongPassword, "ann@corp.example"),
             Cause::AccountNotKnown);
}

void TestDenial::onlyCredSspLacksItsRole()
{
    Chain chain;
    const auto plain = chain.session(chain.laptop, chain.files);
    QCOMPARE(chain.corrected({plain}, Cause::ServerRoleMissing), Cause::Unknown);
    QCOMPARE(chain.corrected({chain.first}, Cause::ServerRoleMissing), Cause::ServerRoleMissing);
}

void TestDenial::whatPassedHasNoCause()
{
    const Chain chain;
    RouteResult route{.hops = {{.hop = chain.first, .state = HopState::Passed}}};
    correctCauses(chain.graph, model::accountFromText("CORP\\ops"), route);
    QVERIFY(!route.hops.front().cause);
}

QTEST_APPLESS_MAIN(TestDenial)
#include "tst_denial.moc"
