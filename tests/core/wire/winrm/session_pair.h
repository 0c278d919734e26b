#pragma once

#include "core/base/byte_writer.h"
#include "core/crypto/certificate.h"
#include "core/wire/negotiate/acceptor.h"
#include "core/wire/negotiate/initiator.h"
#include "core/wire/ntlm/server.h"
#include "core/wire/spnego/server.h"
#include "core/wire/winrm/client_session.h"
#include "core/wire/winrm/server_session.h"
#include "tests/core/wire/auth/asking_mechanism.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hopwright::test {

inline FileTime fixedTime()
{
    using namespace std::chrono;
    return *FileTime::fromUnix(FileTime::UnixTime(sys_days(year(2026) / 1 / 2)));
}

inline crypto::RandomStream seeded(unsigned char seed)
{
    return crypto::RandomStream(
        Secret(Bytes(crypto::RandomStream::seedSize, static_cast<std::byte>(seed))));
}

inline crypto::CertificateRequest certificateFor(const std::string& name)
{
    using namespace std::chrono;
    return {.commonName = name,
            .hostNames = {name},
            .serial = Bytes{std::byte{1}},
            .notBefore = *FileTime::fromUnix(FileTime::UnixTime(sys_days(year(2020) / 1 / 2))),
            .notAfter = *FileTime::fromUnix(FileTime::UnixTime(sys_days(year(2060) / 1 / 2)))};
}

inline const crypto::CertifiedKey& authority()
{
    static const crypto::CertifiedKey made = *crypto::makeAuthority(certificateFor("Test CA"));
    return made;
}

inline const crypto::CertifiedKey& hostKey()
{
    static const crypto::CertifiedKey made =
        *crypto::makeHostCertificate(certificateFor("JUMP01.lab.example"), authority());
    return made;
}

inline wire::auth::MakeInitiator usualInitiator()
{
    return wire::negotiate::usualInitiator({.workstation = "ADM-PC01", .now = fixedTime()});
}

inline wire::auth::MakeAcceptor usualAcceptor()
{
    return wire::negotiate::usualAcceptor({.computerName = "JUMP01",
                                           .domain = "LAB",
                                           .dnsName = "JUMP01.lab.example",
                                           .dnsDomain = "lab.example",
                                           .now = fixedTime()});
}

/// A context of its own that trusts who \p authorityPem signed; empty: nobody.
inline Result<wire::tls::ClientContext> trusting(const std::string& authorityPem)
{
    return wire::tls::ClientContext::make({.trustedAuthoritiesPem = authorityPem});
}

inline wire::winrm::ClientConfig clientConfig(wire::winrm::Scheme scheme,
                                              std::string_view password = "Secret1")
{
    return {.host = "JUMP01.lab.example",
            .scheme = scheme,
            .identity = {.domain = "LAB", .user = "alice", .password = Secret(bytesOf(password))},
            .initiator = usualInitiator(),
            .commandLine = "whoami",
            .tls = trusting({}),
            .random = seeded(1)};
}

/// NTLM of a JUMP01 that is not the code under test: it takes `Secret1` of anybody.
inline wire::spnego::Server::Config jumpMechanisms()
{
    wire::spnego::Server::Config out;
    out.mechanisms.push_back(std::make_unique<wire::ntlm::Server>(wire::ntlm::Server::Config{
        .serverChallenge = {},
        .nbComputerName = "JUMP01",
        .nbDomainName = "LAB",
        .dnsComputerName = "JUMP01.lab.example",
        .dnsDomainName = "lab.example",
        .now = fixedTime(),
        .account = [](std::string_view, std::string_view) -> std::optional<wire::ntlm::NtHash> {
            auto hash = wire::ntlm::NtHash::ofPassword(Secret(bytesOf("Secret1")));
            return hash ? std::optional(std::move(*hash)) : std::nullopt;
        }}));
    return out;
}

inline wire::winrm::ServerConfig serverConfig()
{
    wire::winrm::ServerConfig config{.computerName = "JUMP01",
                                     .acceptor = usualAcceptor(),
                                     .offerCredSsp = true,
                                     .certificatePem = hostKey().certificatePem,
                                     .privateKeyPem = Secret(hostKey().privateKeyPem.expose()),
                                     .passwordOf = {},
                                     .mayOpenShell = {},
                                     .random = seeded(2)};
    config.passwordOf = [](std::string_view domain,
                           std::string_view user) -> std::optional<Secret> {
        if (domain != "LAB" || user != "alice")
            return std::nullopt;
        return Secret(bytesOf("Secret1"));
    };
    config.mayOpenShell = [](std::string_view account) {
        return !account.empty();
    };
    return config;
}

/// How bytes arrive: as they were sent, one by one, or each message in two parts.
enum class Delivery { Whole, Bytewise, Halves };

/// Both ends of a WinRM connection, joined in memory.
class SessionPair {
public:
    SessionPair(wire::winrm::ClientConfig client, wire::winrm::ServerConfig server)
        : m_client(std::move(client)), m_server(std::move(server))
    {
    }

    Delivery delivery = Delivery::Whole;
    bool allowDelegation = true;
    bool finishCommands = true;
    std::string commandSays = "lab\\alice\r\n";
    /// Whom a mechanism of either end asks.
    std::function<Result<Bytes>(const wire::auth::Request&)> kdc = [](const auto& request) {
        return answerTo(request);
    };
    /// Cancel once this many requests were sent; 0: never.
    int cancelAfter = 0;

    /// Runs until neither end has anything to say.
    void run()
    {
        onClient(m_client.start());
        while (!m_toServer.empty() || !m_toClient.empty()) {
            toServer();
            toClient();
        }
        if (serverClosed && !m_client.isOver())
            onClient(m_client.peerClosed());
    }

    const wire::winrm::StageEvent* last() const
    {
        return events.empty() ? nullptr : &events.back();
    }
    bool passed(Stage stage) const
    {
        return std::ranges::any_of(events, [stage](const auto& each) {
            return each.stage == stage && each.state == StageState::Passed;
        });
    }
    wire::winrm::ClientSession& client() { return m_client; }
    wire::winrm::ServerSession& server() { return m_server; }

    std::vector<wire::winrm::StageEvent> events = {};
    int gateAsked = 0;
    int clientAsked = 0;
    int serverAsked = 0;
    bool resultKnown = false;
    bool clientClosed = false;
    bool serverClosed = false;
    bool commandCancelled = false;
    std::vector<wire::winrm::StartedCommand> commands = {};
    /// All that the client ever sent, and the server.
    Bytes clientSent = {};
    Bytes serverSent = {};

private:
    void onClient(wire::winrm::ClientSession::Output output)
    {
        events.insert(events.end(), output.events.begin(), output.events.end());
        append(m_toServer, output.send);
        append(clientSent, output.send);
        resultKnown = resultKnown || output.resultIsKnown;
        clientClosed = clientClosed || output.closed;
        if (output.askGate) {
            ++gateAsked;
            onClient(
                m_client.answerGate(allowDelegation, 0x803381A3, Sentence::verbatim("no entry")));
        }
        if (output.request) {
            ++clientAsked;
            onClient(m_client.answerRequest(kdc(*output.request)));
        }
        if (cancelAfter != 0 && m_client.roundTrips() == cancelAfter) {
            cancelAfter = 0;
            onClient(m_client.cancel());
        }
    }

    void onServer(wire::winrm::ServerSession::Output output)
    {
        append(m_toClient, output.send);
        append(serverSent, output.send);
        serverClosed = serverClosed || output.close;
        commandCancelled = commandCancelled || output.cancelled;
        if (output.request) {
            ++serverAsked;
            onServer(m_server.answerRequest(kdc(*output.request)));
        }
        if (!output.command)
            return;
        commands.push_back(std::move(*output.command));
        if (finishCommands)
            onServer(m_server.finish(bytesOf(commandSays), bytesOf("oops"), 3));
    }

    template <typename Take>
    void deliver(const Bytes& bytes, Take take)
    {
        const std::size_t step = delivery == Delivery::Whole      ? bytes.size()
                                 : delivery == Delivery::Bytewise ? 1
                                                                  : (bytes.size() + 1) / 2;
        for (std::size_t at = 0; at < bytes.size(); at += step)
            take(ByteView(bytes).subspan(at, std::min(step, bytes.size() - at)));
    }

    void toServer()
    {
        const Bytes bytes = std::exchange(m_toServer, {});
        if (!serverClosed)
            deliver(bytes, [this](ByteView part) { onServer(m_server.receive(part)); });
    }
    void toClient()
    {
        const Bytes bytes = std::exchange(m_toClient, {});
        if (!clientClosed)
            deliver(bytes, [this](ByteView part) { onClient(m_client.receive(part)); });
    }

    wire::winrm::ClientSession m_client;
    wire::winrm::ServerSession m_server;
    Bytes m_toServer = {};
    Bytes m_toClient = {};
};

}  // namespace hopwright::test
