#include "core/base/byte_writer.h"
#include "core/lab/share_client.h"
#include "core/lab/share_connection.h"
#include "core/lab/sign_in.h"
#include "tests/core/wire/auth/asking_mechanism.h"

#include <QTest>

#include <functional>

using namespace hopwright;
using namespace hopwright::lab;

namespace {

FileTime fixedTime()
{
    using namespace std::chrono;
    return *FileTime::fromUnix(FileTime::UnixTime(sys_days(year(2026) / 1 / 2)));
}

crypto::RandomStream seeded(unsigned char seed)
{
    return crypto::RandomStream(
        Secret(Bytes(crypto::RandomStream::seedSize, static_cast<std::byte>(seed))));
}

LabWorld worldWithShare(const std::string& share)
{
    LabWorld world;
    LabMachine host{.name = "FS01", .dnsName = "FS01.lab.example", .domain = "LAB"};
    host.shares.push_back({.name = share});
    world.machines.push_back(std::move(host));
    world.accounts.push_back(
        {.domain = "LAB", .user = "alice", .password = Secret(bytesOf("Secret1"))});
    return world;
}

wire::auth::Identity alice(std::string_view password = "Secret1")
{
    return {.domain = "LAB", .user = "alice", .password = Secret(bytesOf(password))};
}

ShareTask createTask(const std::string& share = "Reports")
{
    return {.host = "FS01",
            .share = share,
            .action = "create-file",
            .file = "hopwright-1.txt",
            .token = "token-1"};
}

/// One visit, both ends joined; \p between sees the share each time before the host answers.
struct Visit {
    std::vector<ShareEvent> events = {};
    bool leavesFile = false;

    ShareEvent last() const { return events.empty() ? ShareEvent{} : events.back(); }
};

Visit visit(LabWorld& world, ShareTask task, wire::auth::Identity identity,
            const std::function<void(LabShare&)>& between = {})
{
    ShareClient client(std::move(task), std::move(identity), shareInitiator(fixedTime()),
                       seeded(1));
    LabMachine& host = world.machines.front();
    ShareConnection server(world, host, shareAcceptor(host, fixedTime()), seeded(2));
    Visit out;
    ShareClient::Output said = client.start();
    while (true) {
        out.events.insert(out.events.end(), said.events.begin(), said.events.end());
        if (said.done || said.send.empty())
            break;
        if (between)
            between(host.shares.front());
        const ShareConnection::Output answer = server.received(said.send);
        said = client.receive(answer.send);
    }
    out.leavesFile = client.leavesFile();
    return out;
}

}  // namespace

class TestShare : public QObject {
    Q_OBJECT

private slots:
    void aFileIsCreatedReadBackAndDeleted();
    void aFileOfThatNameStaysAsItWas();
    void aForeignTokenIsNotDeleted();
    void nobodyIsDenied();
    void anUnknownShareIs67();
    void aDeniedAccountIs5();
    void anAccountOfDotIsTheHostsOwn();
    void aWrongPasswordIs1326AndTriedOnce();
    void aFailedSignInSignsOut_data();
    void aFailedSignInSignsOut();
    void aShareKeepsSoMuch_data();
    void aShareKeepsSoMuch();
    void namesWithBlanksAndSlashesStayWhole();
    void listingAndReadingSayWhatTheySaw();
    void aSignInThatHasToAskEndsTheVisit();
    void theFaultOfAHostIsNamed_data();
    void theFaultOfAHostIsNamed();
};

void TestShare::aFileIsCreatedReadBackAndDeleted()
{
    LabWorld world = worldWithShare("Reports");
    bool wasThere = false;
    const Visit made = visit(world, createTask(), alice(), [&wasThere](LabShare& share) {
        if (share.files.contains("hopwright-1.txt"))
            wasThere = share.files.at("hopwright-1.txt").content == "token-1"
                       && share.files.at("hopwright-1.txt").owner == "LAB\\alice";
    });
    QCOMPARE(made.last().stage, Stage::Access);
    QCOMPARE(made.last().state, StageState::Passed);
    QVERIFY(made.last().evidence.find("owner LAB\\alice") != std::string::npos);
    QVERIFY(wasThere);
    QVERIFY(!made.leavesFile);
    QVERIFY(world.machines.front().shares.front().files.empty());
}

void TestShare::aFileOfThatNameStaysAsItWas()
{
    LabWorld world = worldWithShare("Reports");
    LabShare& share = world.machines.front().shares.front();
    share.files["hopwright-1.txt"] = {.content = "not ours", .owner = "LAB\\bob"};
    const Visit refused = visit(world, createTask(), alice());
    QCOMPARE(refused.last().state, StageState::Failed);
    QCOMPARE(refused.last().code, errorFileExists);
    QVERIFY(!refused.leavesFile);
    QCOMPARE(share.files.size(), std::size_t{1});
    QCOMPARE(share.files["hopwright-1.txt"].content, std::string("not ours"));
    QCOMPARE(share.files["hopwright-1.txt"].owner, std::string("LAB\\bob"));
}

void TestShare::aForeignTokenIsNotDeleted()
{
    LabWorld world = worldWithShare("Reports");
    const Visit changed = visit(world, createTask(), alice(), [](LabShare& share) {
        if (share.files.contains("hopwright-1.txt"))
            share.files["hopwright-1.txt"].content = "somebody else's";
    });
    QCOMPARE(changed.last().state, StageState::Failed);
    QVERIFY(changed.leavesFile);
    QCOMPARE(world.machines.front().shares.front().files["hopwright-1.txt"].content,
             std::string("somebody else's"));
}

void TestShare::nobodyIsDenied()
{
    LabWorld world = worldWithShare("Reports");
    const Visit denied = visit(world, createTask(), {});
    QCOMPARE(denied.last().stage, Stage::Access);
    QCOMPARE(denied.last().state, StageState::Denied);
    QCOMPARE(denied.last().code, errorAccessDenied);
    QVERIFY(world.machines.front().shares.front().files.empty());
    // Nobody is not told which shares there are either.
    QCOMPARE(visit(world, createTask("Nonsense"), {}).last().code, errorAccessDenied);
}

void TestShare::anUnknownShareIs67()
{
    LabWorld world = worldWithShare("Reports");
    const Visit failed = visit(world, createTask("Nonsense"), alice());
    QCOMPARE(failed.last().state, StageState::Failed);
    QCOMPARE(failed.last().code, errorBadNetworkName);
}

void TestShare::aDeniedAccountIs5()
{
    LabWorld world = worldWithShare("Reports");
    world.machines.front().shares.front().denied = {"lab\\ALICE"};
    const Visit denied = visit(world, createTask(), alice());
    QCOMPARE(denied.last().state, StageState::Denied);
    QCOMPARE(denied.last().code, errorAccessDenied);
}

void TestShare::anAccountOfDotIsTheHostsOwn()
{
    LabWorld world = worldWithShare("Reports");
    world.accounts.push_back(
        {.domain = "FS01", .user = "bob", .password = Secret(bytesOf("Secret2"))});
    for (const char* domain : {".", ""}) {
        const wire::auth::Identity bob{
            .domain = domain, .user = "bob", .password = Secret(bytesOf("Secret2"))};
        const Visit made =
            visit(world, createTask(), {bob.domain, bob.user, Secret(bob.password.expose())});
        QCOMPARE(made.last().state, StageState::Passed);
        QVERIFY(made.last().evidence.find("owner FS01\\bob") != std::string::npos);
        world.machines.front().shares.front().denied = {"FS01\\bob"};
        const Visit denied =
            visit(world, createTask(), {bob.domain, bob.user, Secret(bob.password.expose())});
        QCOMPARE(denied.last().code, std::uint32_t{5});
        world.machines.front().shares.front().denied.clear();
    }
}

void TestShare::aWrongPasswordIs1326AndTriedOnce()
{
    LabWorld world = worldWithShare("Reports");
    int requests = 0;
    const Visit denied =
        visit(world, createTask(), alice("Secret2"), [&requests](LabShare&) { ++requests; });
    QCOMPARE(denied.last().stage, Stage::Negotiate);
    QCOMPARE(denied.last().state, StageState::Denied);
    QCOMPARE(denied.last().code, errorLogonFailure);
    QCOMPARE(requests, 2);
}

void TestShare::aFailedSignInSignsOut_data()
{
    QTest::addColumn<std::string>("user");
    QTest::addColumn<std::string>("password");
    QTest::addColumn<bool>("staysOut");
    QTest::newRow("nobody else came") << std::string() << std::string() << false;
    QTest::newRow("a wrong password") << std::string("alice") << std::string("Secret2") << true;
    QTest::newRow("an account that is not there") << std::string("eve") << std::string("x") << true;
}

/// Nothing of who had signed in outlives a new or a failed authentication on the connection (issue 15, step 4).
void TestShare::aFailedSignInSignsOut()
{
    QFETCH(std::string, user);
    QFETCH(std::string, password);
    QFETCH(bool, staysOut);
    LabWorld world = worldWithShare("Reports");
    LabMachine& host = world.machines.front();
    ShareConnection server(world, host, shareAcceptor(host, fixedTime()), seeded(2));
    const auto visitAs = [&](wire::auth::Identity identity) {
        ShareClient client(createTask(), std::move(identity), shareInitiator(fixedTime()),
                           seeded(1));
        ShareClient::Output said = client.start();
        while (!said.done && !said.send.empty())
            said = client.receive(server.received(said.send).send);
        return said.events.empty() ? ShareEvent{} : said.events.back();
    };
    QCOMPARE(visitAs(alice()).state, StageState::Passed);
    QVERIFY(server.isSignedIn());
    if (!user.empty()) {
        const ShareEvent refused =
            visitAs({.domain = "LAB", .user = user, .password = Secret(bytesOf(password))});
        QCOMPARE(refused.state, StageState::Denied);
    }
    QCOMPARE(server.isSignedIn(), !staysOut);
    const ShareConnection::Output answer = server.received(
        bytesOf("PUT /Reports/planted.txt HTTP/1.1\r\nHost: FS01\r\nContent-Length: 1\r\n\r\nx"));
    QVERIFY2(textOf(answer.send).starts_with(staysOut ? "HTTP/1.1 401" : "HTTP/1.1 201"),
             textOf(answer.send).c_str());
    QCOMPARE(host.shares.front().files.contains("planted.txt"), !staysOut);
}

void TestShare::aShareKeepsSoMuch_data()
{
    QTest::addColumn<std::size_t>("bytes");
    QTest::addColumn<std::size_t>("filesBefore");
    QTest::addColumn<bool>("taken");
    QTest::newRow("a file of 64 KiB") << maxShareFile << std::size_t{0} << true;
    QTest::newRow("a byte more") << maxShareFile + 1 << std::size_t{0} << false;
    QTest::newRow("the 1,000th file") << std::size_t{1} << maxShareFiles - 1 << true;
    QTest::newRow("a file more") << std::size_t{1} << maxShareFiles << false;
}

/// Whoever has signed in may create files, and none of them may fill the memory of the lab.
void TestShare::aShareKeepsSoMuch()
{
    QFETCH(std::size_t, bytes);
    QFETCH(std::size_t, filesBefore);
    QFETCH(bool, taken);
    LabWorld world = worldWithShare("Reports");
    LabMachine& host = world.machines.front();
    ShareConnection server(world, host, shareAcceptor(host, fixedTime()), seeded(2));
    ShareClient client(createTask(), alice(), shareInitiator(fixedTime()), seeded(1));
    ShareClient::Output said = client.start();
    while (!said.done && !said.send.empty())
        said = client.receive(server.received(said.send).send);
    QVERIFY(server.isSignedIn());
    auto& files = host.shares.front().files;
    QVERIFY(files.empty());
    for (std::size_t i = 0; i < filesBefore; ++i)
        files["before-" + std::to_string(i)] = {.content = "x", .owner = "LAB\\alice"};
    const ShareConnection::Output answer =
        server.received(bytesOf("PUT /Reports/more.txt HTTP/1.1\r\nHost: FS01\r\nContent-Length: "
                                + std::to_string(bytes) + "\r\n\r\n" + std::string(bytes, 'x')));
    const std::string head = textOf(answer.send);
    QVERIFY2(head.starts_with(taken ? "HTTP/1.1 201" : "HTTP/1.1 403"), head.c_str());
    QCOMPARE(files.contains("more.txt"), taken);
    QCOMPARE(files.size(), filesBefore + (taken ? 1 : 0));
}

void TestShare::namesWithBlanksAndSlashesStayWhole()
{
    for (const char* name : {"Night Reports", "a/b", "100%", "%41", "B\xc3\xbcro", "a?b#c"}) {
        LabWorld world = worldWithShare(name);
        ShareTask task = createTask(name);
        task.file = std::string("file ") + name;
        bool wasThere = false;
        const Visit made = visit(world, task, alice(), [&](LabShare& share) {
            wasThere = wasThere || share.files.contains(task.file);
        });
        QVERIFY2(made.last().state == StageState::Passed, made.last().evidence.c_str());
        QVERIFY2(wasThere, name);
    }
}

void TestShare::listingAndReadingSayWhatTheySaw()
{
    LabWorld world = worldWithShare("Reports");
    world.machines.front().shares.front().files["a.txt"] = {.content = "x", .owner = "LAB\\bob"};
    ShareTask task = createTask();
    task.action = "list-share";
    task.file.clear();
    QCOMPARE(visit(world, task, alice()).last().evidence, std::string("entries: 1"));
    task.action = "read-file";
    task.file = "a.txt";
    QCOMPARE(visit(world, task, alice()).last().evidence, std::string("readable"));
    task.file = "b.txt";
    const Visit missing = visit(world, task, alice());
    QCOMPARE(missing.last().state, StageState::Failed);
    QCOMPARE(missing.last().code, 2U);
}

/// ADR 0015: a lab host has nobody to ask.
void TestShare::aSignInThatHasToAskEndsTheVisit()
{
    ShareClient client(createTask(), alice(), test::askingInitiator({1}), seeded(1));
    const ShareClient::Output output = client.start();
    QVERIFY(output.done && output.send.empty());
    QCOMPARE(output.events.back().stage, Stage::Negotiate);
    QCOMPARE(output.events.back().state, StageState::Failed);
    QCOMPARE(output.events.back().evidence, wire::auth::nobodyToAsk().error().detail);

    LabWorld world = worldWithShare("Reports");
    ShareClient guest(createTask(), alice(), test::askingInitiator(), seeded(1));
    ShareConnection server(world, world.machines.front(), test::askingAcceptor({1}), seeded(2));
    const ShareConnection::Output answer = server.received(guest.start().send);
    QVERIFY(textOf(answer.send).starts_with("HTTP/1.1 401"));
    QVERIFY(!server.isSignedIn());
}

void TestShare::theFaultOfAHostIsNamed_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("state");
    QTest::newRow("refused") << static_cast<int>(FaultKind::Refuse) << QByteArray("denied");
    QTest::newRow("closed") << static_cast<int>(FaultKind::Close) << QByteArray("failed");
    QTest::newRow("half a message")
        << static_cast<int>(FaultKind::HalfMessage) << QByteArray("failed");
}

void TestShare::theFaultOfAHostIsNamed()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, state);
    LabWorld world = worldWithShare("Reports");
    LabMachine& host = world.machines.front();
    host.fault = {.place = Stage::Access, .kind = static_cast<FaultKind>(kind)};
    ShareClient client(createTask(), alice(), shareInitiator(fixedTime()), seeded(1));
    ShareConnection server(world, host, shareAcceptor(host, fixedTime()), seeded(2));
    std::vector<ShareEvent> events;
    ShareClient::Output said = client.start();
    for (bool closed = false; !said.done;) {
        const ShareConnection::Output answer = server.received(said.send);
        said = closed ? client.peerClosed() : client.receive(answer.send);
        events.insert(events.end(), said.events.begin(), said.events.end());
        closed = closed || answer.close;
    }
    QCOMPARE(events.back().stage, Stage::Access);
    QCOMPARE(QByteArray(wordOf(events.back().state).data()), state);
}

QTEST_APPLESS_MAIN(TestShare)
#include "tst_share.moc"
