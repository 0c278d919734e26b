#include "core/lab/host_connection.h"

#include "core/base/byte_writer.h"
#include "core/lab/sign_in.h"
#include "core/text/ascii.h"

#include <charconv>
#include <utility>

namespace hopwright::lab {

namespace {

constexpr std::uint32_t notRecognized = 9009;
constexpr std::uint32_t powerShellFailed = 1;

wire::winrm::ServerFault faultOf(const Fault& fault)
{
    if (!fault.place || fault.place == Stage::Connect)
        return wire::winrm::ServerFault::None;
    switch (fault.kind) {
    case FaultKind::Refuse:
        return wire::winrm::ServerFault::Refuse;
    case FaultKind::Silence:
        return wire::winrm::ServerFault::Silence;
    case FaultKind::Close:
        return wire::winrm::ServerFault::Close;
    case FaultKind::HalfMessage:
        return wire::winrm::ServerFault::HalfMessage;
    case FaultKind::WrongProof:
        break;
    }
    return wire::winrm::ServerFault::WrongProof;
}

wire::winrm::ServerConfig serverConfig(const LabWorld& world, const LabMachine& self, FileTime now,
                                       crypto::RandomStream random)
{
    wire::winrm::ServerConfig config{.computerName = self.name,
                                     .acceptor = winrmAcceptor(self, now),
                                     .offerCredSsp = self.credSspServer,
                                     .certificatePem = self.certificatePem,
                                     .privateKeyPem = Secret(self.privateKeyPem.expose()),
                                     .passwordOf = {},
                                     .doubtAbout = {},
                                     .mayOpenShell = {},
                                     .random = std::move(random)};
    config.passwordOf = [&world, &self](std::string_view domain,
                                        std::string_view user) -> std::optional<Secret> {
        const LabAccount* account = world.account(self, domain, user);
        if (account == nullptr)
            return std::nullopt;
        return Secret(account->password.expose());
    };
    config.doubtAbout = [&world, &self](std::string_view domain, std::string_view user) {
        return world.doubtAbout(self, domain, user);
    };
    config.mayOpenShell = [](std::string_view account) {
        return !account.empty();
    };
    // At its share: a session that ends there misbehaves at its command.
    const Stage place = self.fault.place.value_or(Stage::Connect);
    config.faultStage = place == Stage::Access ? Stage::Command : place;
    config.fault = faultOf(self.fault);
    return config;
}

bool isPowerShell(std::string_view commandLine)
{
    return text::asciiLower(commandLine).starts_with("powershell");
}

std::string_view trimmed(std::string_view text)
{
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    return text;
}

struct BuiltIn {
    std::string out = {};
    std::string err = {};
    std::uint32_t exitCode = 0;
};

/// What cmd would say to \p commandLine, for the few words that the lab knows.
BuiltIn runBuiltIn(std::string_view commandLine, const std::string& account, const LabMachine& self)
{
    const std::string_view line = trimmed(commandLine);
    const std::size_t blank = line.find(' ');
    const std::string verb = text::asciiLower(line.substr(0, blank));
    const std::string_view rest =
        blank == std::string_view::npos ? std::string_view() : trimmed(line.substr(blank));
    if (verb == "whoami")
        return {.out = text::asciiLower(account) + "\r\n"};
    if (verb == "hostname")
        return {.out = self.name + "\r\n"};
    if (verb == "echo")
        return {.out = std::string(rest) + "\r\n"};
    if (verb == "exit") {
        std::uint32_t code = 0;
        std::from_chars(rest.data(), rest.data() + rest.size(), code);
        return {.exitCode = code};
    }
    const std::string name(line.substr(0, blank));
    return {.err = "'" + name
                   + "' is not recognized as an internal or external command,\r\noperable program "
                     "or batch file.\r\n",
            .exitCode = notRecognized};
}

}  // namespace

HostConnection::HostConnection(const LabWorld& world, const LabMachine& self, FileTime now,
                               crypto::RandomStream random)
    : m_world(world),
      m_self(self),
      m_now(now),
      m_random(std::move(random)),
      m_server(serverConfig(world, self, now, m_random.fork()))
{
}

HostOutput HostConnection::received(ByteView bytes, double nowMs)
{
    return serverOutput(m_server.receive(bytes), nowMs);
}

HostOutput HostConnection::serverOutput(wire::winrm::ServerSession::Output output, double nowMs)
{
    HostOutput out{.send = std::move(output.send), .next = {}, .close = output.close};
    if (!m_server.isReceiveWaiting()) {
        m_receiveSince = -1;
    } else if (m_receiveSince < 0) {
        m_receiveSince = nowMs;
    }
    if (output.cancelled && m_next) {
        m_next.reset();
        out.next.close = true;
    }
    if (output.request) {
        const HostOutput more =
            serverOutput(m_server.answerRequest(wire::auth::nobodyToAsk()), nowMs);
        append(out.send, more.send);
        out.close = out.close || more.close;
    }
    if (!output.command)
        return out;
    HostOutput ran = run(std::move(*output.command), nowMs);
    append(out.send, ran.send);
    out.next = std::move(ran.next);
    out.close = out.close || ran.close;
    return out;
}

HostOutput HostConnection::run(wire::winrm::StartedCommand command, double nowMs)
{
    if (isPowerShell(command.commandLine))
        return runProbe(std::move(command), nowMs);
    const BuiltIn result =
        runBuiltIn(command.commandLine, m_world.accountName(m_self, m_server.account()), m_self);
    return finish(result.out, result.err, result.exitCode, nowMs);
}

HostOutput HostConnection::runProbe(wire::winrm::StartedCommand command, double nowMs)
{
    auto input = readProbeInput(command.standardInput);
    if (!input) {
        return finish({},
                      "the practice lab runs a probe's script only: "
                          + input.error().detail.english() + "\r\n",
                      powerShellFailed, nowMs);
    }
    wire::auth::Identity held;
    if (const wire::auth::Identity* arrived = m_server.delegated())
        held = arrived->copy();
    m_next.emplace(m_world, m_self, std::move(*input), std::move(held),
                   m_world.accountName(m_self, m_server.account()), m_now, m_random.fork());
    m_nextSince = nowMs;
    return nextOutput(m_next->start(nowMs), nowMs);
}

HostOutput HostConnection::finish(const std::string& out, const std::string& err,
                                  std::uint32_t exitCode, double nowMs)
{
    return serverOutput(m_server.finish(bytesOf(out), bytesOf(err), exitCode), nowMs);
}

HostOutput HostConnection::nextOutput(NextHopOutput output, double nowMs)
{
    if (!output.done)
        return {.send = {}, .next = std::move(output), .close = false};
    const std::string line = toJsonLine(m_next->report());
    m_next.reset();
    HostOutput out = finish(line, {}, 0, nowMs);
    append(out.next.send, output.send);
    out.next.close = true;
    return out;
}

HostOutput HostConnection::nextConnected(double nowMs)
{
    m_nextSince = nowMs;
    return m_next ? nextOutput(m_next->connected(nowMs), nowMs) : HostOutput{};
}

HostOutput HostConnection::nextFailed(const std::string& why, double nowMs)
{
    return m_next ? nextOutput(m_next->connectFailed(why, nowMs), nowMs) : HostOutput{};
}

HostOutput HostConnection::nextReceived(ByteView bytes, double nowMs)
{
    if (!m_next)
        return {};
    NextHopOutput output = m_next->received(bytes, nowMs);
    if (!output.send.empty())  // Bytes that move nothing on earn no more time.
        m_nextSince = nowMs;
    return nextOutput(std::move(output), nowMs);
}

HostOutput HostConnection::nextClosed(double nowMs)
{
    return m_next ? nextOutput(m_next->peerClosed(nowMs), nowMs) : HostOutput{};
}

HostOutput HostConnection::programEnded(int exitCode, const std::string& output, double nowMs)
{
    return m_next ? nextOutput(m_next->programEnded(exitCode, output, nowMs), nowMs) : HostOutput{};
}

HostOutput HostConnection::tick(double nowMs)
{
    if (m_next && nowMs - m_nextSince > m_world.nextHopLimitMs)
        return nextOutput(m_next->timedOut(nowMs), nowMs);
    if (m_receiveSince >= 0 && nowMs - m_receiveSince >= m_server.receiveLimitMs()) {
        m_receiveSince = -1;
        return serverOutput(m_server.receiveTimedOut(), nowMs);
    }
    return {};
}

}  // namespace hopwright::lab
