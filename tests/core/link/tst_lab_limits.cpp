#include "core/edit/chain.h"
#include "core/lab/guests.h"
#include "core/link/practice_lab.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QTcpSocket>
#include <QTest>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <memory>
#include <vector>

using namespace hopwright;

namespace {

/// A drawing of a chain through \p count machines.
model::Graph machines(int count)
{
    std::string chain = "pc.corp.example";
    for (int i = 1; i < count; ++i)
        chain += " -> srv" + std::to_string(i) + ".corp.example";
    return edit::parseChain(chain).value();
}

std::unique_ptr<QTcpSocket> connected(const link::LabHostAddress& to)
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(QHostAddress(QString::fromStdString(to.address)), to.port);
    return socket->waitForConnected() ? std::move(socket) : nullptr;
}

std::size_t open(const std::vector<std::unique_ptr<QTcpSocket>>& sockets)
{
    return static_cast<std::size_t>(std::ranges::count_if(sockets, [](const auto& each) {
        return each->state() == QAbstractSocket::ConnectedState;
    }));
}

rlimit fileLimit()
{
    rlimit out{};
    ::getrlimit(RLIMIT_NOFILE, &out);
    return out;
}

}  // namespace

class TestLabLimits : public QObject {
    Q_OBJECT

private slots:
    void aPortHoldsSoManyStrangers();
    void whoDoesNotReadIsClosed();
    void theSoftLimitOfFilesIsRaised();
    void theHardLimitOfFilesIsNamed();
};

void TestLabLimits::aPortHoldsSoManyStrangers()
{
    link::PracticeLab lab;
    QVERIFY(lab.start(machines(2), {}));
    const auto host = lab.addresses().at(1);
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (std::size_t i = 0; i < lab::maxStrangers + 10; ++i) {
        sockets.push_back(connected(host));
        QVERIFY(sockets.back() != nullptr);
        QTest::qWait(1);  // The lab lives on this event loop; the system's own queue is short.
    }
    QTRY_COMPARE(open(sockets), lab::maxStrangers);
    sockets.erase(sockets.begin(), sockets.begin() + 10);  // Who leaves makes room.
    const auto hasRoom = [&] {
        const auto another = connected(host);
        constexpr int untilClosedMs = 100;
        QTest::qWait(untilClosedMs);
        return another != nullptr && another->state() == QAbstractSocket::ConnectedState;
    };
    QTRY_VERIFY(hasRoom());
    QVERIFY(connected(lab.addresses().at(0)) != nullptr);  // Another machine's port is another.
}

/// A pipeline of requests whose answers nobody takes: what waits for the client is bounded, and then it is closed.
void TestLabLimits::whoDoesNotReadIsClosed()
{
    link::PracticeLab lab;
    QVERIFY(lab.start(machines(2), {}));
    const auto socket = connected(lab.addresses().at(1));
    QVERIFY(socket != nullptr);
    socket->setReadBufferSize(1);
    QByteArray requests;
    for (int i = 0; i < 500; ++i)
        requests += "POST /wsman HTTP/1.1\r\nHost: b\r\nContent-Length: 0\r\n\r\n";
    qint64 sent = 0;
    constexpr qint64 most = 64LL * 1024 * 1024;
    QElapsedTimer clock;
    clock.start();
    while (socket->state() == QAbstractSocket::ConnectedState && sent < most
           && clock.elapsed() < 60'000) {
        if (socket->bytesToWrite() < requests.size())
            sent += socket->write(requests);
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    }
    QVERIFY2(socket->state() != QAbstractSocket::ConnectedState, qPrintable(QString::number(sent)));
    QVERIFY2(sent < most, qPrintable(QString::number(sent)));
}

void TestLabLimits::theSoftLimitOfFilesIsRaised()
{
    const rlimit before = fileLimit();
    rlimit low = before;
    low.rlim_cur = 100;
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &low), 0);
    link::PracticeLab lab;
    const auto started = lab.start(machines(60), {});
    QVERIFY2(started, started ? "" : started.error().detail.english().c_str());
    QVERIFY(fileLimit().rlim_cur > 2 * 60);
    QVERIFY(fileLimit().rlim_cur <= before.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &before);
}

/// In a process of its own: a hard limit that was lowered stays so.
void TestLabLimits::theHardLimitOfFilesIsNamed()
{
    const pid_t child = ::fork();
    if (child == 0) {
        const rlimit low{.rlim_cur = 100, .rlim_max = 100};
        ::setrlimit(RLIMIT_NOFILE, &low);
        link::PracticeLab lab;
        const auto started = lab.start(machines(60), {});
        const bool named = !started && started.error().code == ErrorCode::TooLarge
                           && started.error().detail.english().contains("RLIMIT_NOFILE")
                           && started.error().detail.english().contains("allows 100");
        ::_exit(named ? 0 : 1);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
}

QTEST_GUILESS_MAIN(TestLabLimits)
#include "tst_lab_limits.moc"
