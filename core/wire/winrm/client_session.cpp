#include "core/wire/winrm/client_session.h"

#include "core/base/byte_writer.h"
#include "core/text/ascii.h"
#include "core/text/base64.h"
#include "core/wire/http/writer.h"
#include "core/wire/winrm/client_session_private.h"

#include <utility>

namespace hopwright::wire::winrm {

std::string plainHost(std::string_view typed)
{
    const std::string_view host = text::withoutBrackets(typed);
    return std::string(host.contains(':') ? host.substr(0, host.find('%')) : host);
}

void ClientSession::Private::send(const http::Headers& headers, Bytes body)
{
    http::Headers all{{"Host", hostHeader()},
                      {"Connection", "Keep-Alive"},
                      {"User-Agent", "Hopwright"},
                      {"Accept-Encoding", "identity"}};
    for (const auto& [name, value] : headers.fields())
        all.add(name, value);
    auto bytes = http::encode(http::Request{
        .method = "POST", .target = "/wsman", .headers = std::move(all), .body = std::move(body)});
    if (!bytes) {
        failOn(stage, bytes.error());
        return;
    }
    append(out.send, *bytes);
    ++trips;
    ++outstanding;
}

/// What came, as far as somebody waits for it.
void ClientSession::Private::readOn()
{
    while (state != State::Over && state != State::Gate && state != State::Waiting) {
        auto response = reader.next();
        if (!response) {
            failOn(stage, response.error());
            return;
        }
        if (!*response)
            return;
        onResponse(**response);
    }
}

void ClientSession::Private::onResponse(const http::Response& response)
{
    --outstanding;
    switch (state) {
    case State::Authenticating:
        doubt = textOf(
            text::fromBase64(response.headers.find(doubtHeader).value_or("")).value_or(Bytes{}));
        onAuthentication(response);
        break;
    case State::Creating:
    case State::Commanding:
    case State::Sending:
    case State::Receiving:
    case State::Signaling:
    case State::Deleting:
    case State::LateCreate:
        onSoap(response);
        break;
    case State::Ending:
        if (outstanding == 0)
            endNext();
        break;
    case State::Idle:
    case State::Waiting:
    case State::Gate:
    case State::Over:
        break;
    }
}

ClientSession::ClientSession(ClientConfig config) : m(std::make_unique<Private>(std::move(config)))
{
}
ClientSession::~ClientSession() = default;
ClientSession::ClientSession(ClientSession&&) noexcept = default;
ClientSession& ClientSession::operator=(ClientSession&&) noexcept = default;

ClientSession::Output ClientSession::start()
{
    m->start();
    return std::exchange(m->out, {});
}

ClientSession::Output ClientSession::receive(ByteView bytes)
{
    m->reader.append(bytes);
    m->readOn();
    return std::exchange(m->out, {});
}

ClientSession::Output ClientSession::peerClosed()
{
    if (m->state == Private::State::Signaling || m->state == Private::State::Deleting
        || m->state == Private::State::LateCreate || m->state == Private::State::Ending) {
        m->state = Private::State::Over;
        m->out.closed = true;
    } else if (m->state != Private::State::Over) {
        const bool half = m->reader.holdsPart();
        m->end(m->stage, StageState::Failed,
               half ? Sentence::saying("the server closed in the middle of an answer")
                    : Sentence::saying("the server closed the connection"));
    }
    return std::exchange(m->out, {});
}

ClientSession::Output ClientSession::answerGate(bool allowed, std::uint32_t code,
                                                const Sentence& evidence)
{
    if (allowed) {
        m->delegate();
    } else {
        m->end(Stage::Delegate, StageState::Denied, evidence, Refusal::PolicyOfClient, code);
    }
    return std::exchange(m->out, {});
}

ClientSession::Output ClientSession::answerRequest(Result<Bytes> answer)
{
    m->resume(std::move(answer));
    m->readOn();
    return std::exchange(m->out, {});
}

ClientSession::Output ClientSession::cancel()
{
    m->cancel();
    return std::exchange(m->out, {});
}

Proof ClientSession::gateProof() const
{
    const bool trusted = m->channel && m->channel->tls().peerTrust() == tls::PeerTrust::Trusted;
    return trusted ? Proof::Trusted : Proof::NtlmOnly;
}

const CommandResult& ClientSession::result() const noexcept
{
    return m->result;
}

int ClientSession::roundTrips() const noexcept
{
    return m->trips;
}

bool ClientSession::isOver() const noexcept
{
    return m->state == Private::State::Over;
}

bool ClientSession::hasSentInput() const noexcept
{
    return !m->commandId.empty() && m->sent >= m->config.standardInput.size();
}

}  // namespace hopwright::wire::winrm
