#include "core/lab/share_client.h"

#include "core/base/byte_writer.h"
#include "core/text/ascii.h"
#include "core/text/base64.h"
#include "core/wire/http/auth_header.h"
#include "core/wire/http/reader.h"
#include "core/wire/http/writer.h"
#include "core/wire/winrm/stage_event.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace hopwright::lab {

namespace http = wire::http;

namespace {

constexpr int unauthorized = 401;

/// RFC 3986 2.1: all but unreserved characters, so that a name with blanks or slashes stays one segment.
std::string percentEncoded(std::string_view name)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view others = "-._~";
    std::string out;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool unreserved = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z') || others.contains(c);
        if (unreserved) {
            out += c;
            continue;
        }
        out += '%';
        out += digits[byte >> 4U];
        out += digits[byte & 0xFU];
    }
    return out;
}

std::uint32_t errorOf(const http::Response& response)
{
    const std::string_view digits = response.headers.find("X-Win32-Error").value_or("");
    std::uint32_t code = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), code);
    return code;
}

}  // namespace

struct ShareClient::Private {
    enum class State { SigningIn, Creating, ReadingBack, Deleting, Other, Over };

    ShareTask task;
    wire::auth::Identity identity;
    wire::auth::MakeInitiator initiator;
    crypto::RandomStream random;
    http::ResponseReader reader{};
    std::unique_ptr<wire::auth::Mechanism> mechanism = {};
    State state = State::SigningIn;
    Stage stage = Stage::Offer;
    bool offered = false;
    bool lastTokenSent = false;
    bool fileMayBeThere = false;
    std::string owner = {};
    Output out = {};

    void event(Stage at, StageState how, std::string evidence, std::uint32_t code = 0)
    {
        out.events.push_back(
            {.stage = at, .state = how, .code = code, .evidence = std::move(evidence)});
    }

    void end(Stage at, StageState how, const std::string& evidence, std::uint32_t code = 0)
    {
        event(at, how, evidence, code);
        state = State::Over;
        out.done = true;
    }

    std::string who() const
    {
        return identity.user.empty()     ? "nobody: nothing to sign in with"
               : identity.domain.empty() ? identity.user
                                         : identity.domain + "\\" + identity.user;
    }

    void send(const std::string& method, const std::string& target, const http::Headers& more,
              const std::string& body = {})
    {
        http::Headers headers{{"Host", task.host}, {"Connection", "Keep-Alive"}};
        for (const auto& [name, value] : more.fields())
            headers.add(name, value);
        const ByteView bytes = bytesOf(body);
        auto encoded = http::encode(http::Request{.method = method,
                                                  .target = target,
                                                  .headers = std::move(headers),
                                                  .body = Bytes(bytes.begin(), bytes.end())});
        if (!encoded) {
            end(stage, StageState::Failed,
                "the name of the share cannot be asked for: " + encoded.error().detail.english());
            return;
        }
        append(out.send, *encoded);
    }

    std::string sharePath() const { return "/" + percentEncoded(task.share); }
    std::string filePath() const { return sharePath() + "/" + percentEncoded(task.file); }

    void start()
    {
        auto made =
            initiator({.identity = identity, .targetName = "cifs/" + task.host, .random = random});
        if (!made) {
            end(Stage::Negotiate, StageState::Failed, made.error().detail.english());
            return;
        }
        mechanism = *std::move(made);
        const Result<Bytes> token = wire::auth::stepAlone(*mechanism, {});
        if (!token) {
            end(Stage::Negotiate, StageState::Failed, token.error().detail.english());
            return;
        }
        send("POST", sharePath(), {{"Authorization", http::authorization("Negotiate", *token)}});
    }

    /// The token of the last Negotiate that is offered; nothing: none is.
    static std::optional<Bytes> negotiateOffer(const http::Response& response)
    {
        std::optional<Bytes> out;
        const auto challenges = http::challengesOf(response.headers, "WWW-Authenticate");
        for (const http::AuthChallenge& each :
             challenges.value_or(std::vector<http::AuthChallenge>{})) {
            if (text::equalsIgnoringAsciiCase(each.scheme, "Negotiate"))
                out = each.token.value_or(Bytes{});
        }
        return out;
    }

    void onSignIn(const http::Response& response)
    {
        const std::optional<Bytes> offer = negotiateOffer(response);
        const Bytes token = offer.value_or(Bytes{});
        if (!offered && response.status == unauthorized && !offer) {
            end(Stage::Offer, StageState::Denied, "Negotiate is not offered");
            return;
        }
        if (!offered)
            event(Stage::Offer, StageState::Passed, "offered: Negotiate");
        offered = true;
        stage = Stage::Negotiate;
        if (response.status == unauthorized && (token.empty() || lastTokenSent)) {
            const auto doubt =
                text::fromBase64(response.headers.find(wire::winrm::doubtHeader).value_or(""));
            if (doubt && !doubt->empty()) {
                end(Stage::Negotiate, StageState::Unknown, textOf(*doubt));
            } else {
                end(Stage::Negotiate, StageState::Denied, task.host + " did not accept " + who(),
                    errorLogonFailure);
            }
            return;
        }
        if (token.empty()) {
            end(Stage::Negotiate, StageState::Failed,
                "HTTP " + std::to_string(response.status) + " without a token");
            return;
        }
        const Result<Bytes> reply = wire::auth::stepAlone(*mechanism, token);
        if (!reply) {
            end(Stage::Negotiate, StageState::Failed, reply.error().detail.english());
            return;
        }
        if (response.status == unauthorized) {
            lastTokenSent = mechanism->hasSessionKey();
            send("POST", sharePath(),
                 {{"Authorization", http::authorization("Negotiate", *reply)}});
            return;
        }
        event(Stage::Negotiate, StageState::Passed, "as " + who());
        act();
    }

    void act()
    {
        stage = Stage::Access;
        event(Stage::Command, StageState::Passed,
              task.action + (task.file.empty() ? std::string() : " " + task.file));
        if (task.action == "create-file") {
            state = State::Creating;
            fileMayBeThere = true;  // Until the answer says otherwise.
            send("PUT", filePath(), {{"If-None-Match", "*"}}, task.token);
        } else {
            state = State::Other;
            send("GET", task.action == "read-file" ? filePath() : sharePath(), {});
        }
    }

    void refused(const http::Response& response)
    {
        const std::uint32_t code = errorOf(response);
        const bool denied = code == errorAccessDenied || code == errorLogonFailure;
        const std::string what =
            code == errorAccessDenied     ? "access is denied"
            : code == errorFileExists     ? "a file of that name was there; it was left as it is"
            : code == errorBadNetworkName ? "there is no such share"
                                          : "HTTP " + std::to_string(response.status);
        end(Stage::Access, denied ? StageState::Denied : StageState::Failed, what, code);
    }

    void onResponse(const http::Response& response)
    {
        const bool good = response.status >= 200 && response.status < 300;
        switch (state) {
        case State::SigningIn:
            onSignIn(response);
            return;
        case State::Creating:
            if (!good) {
                fileMayBeThere = false;
                refused(response);
                return;
            }
            state = State::ReadingBack;
            send("GET", filePath(), {});
            return;
        case State::ReadingBack:
            if (!good || textOf(response.body) != task.token) {
                end(Stage::Access, StageState::Failed,
                    "the file does not hold what was written; it was left as it is");
                return;
            }
            owner = response.headers.find("X-Owner").value_or("");
            state = State::Deleting;
            send("DELETE", filePath(), {});
            return;
        case State::Deleting:
            fileMayBeThere = !good;
            end(Stage::Access, StageState::Passed,
                "created, read back" + std::string(good ? ", deleted" : "") + "; owner " + owner);
            return;
        case State::Other:
            if (good) {
                end(Stage::Access, StageState::Passed,
                    task.action == "read-file" ? "readable" : "entries: " + textOf(response.body));
            } else {
                refused(response);
            }
            return;
        case State::Over:
            return;
        }
    }
};

ShareClient::ShareClient(ShareTask task, wire::auth::Identity identity,
                         wire::auth::MakeInitiator initiator, crypto::RandomStream random)
    : m(std::make_unique<Private>(Private{.task = std::move(task),
                                          .identity = std::move(identity),
                                          .initiator = std::move(initiator),
                                          .random = std::move(random)}))
{
}
ShareClient::~ShareClient() = default;
ShareClient::ShareClient(ShareClient&&) noexcept = default;
ShareClient& ShareClient::operator=(ShareClient&&) noexcept = default;

ShareClient::Output ShareClient::start()
{
    m->start();
    return std::exchange(m->out, {});
}

ShareClient::Output ShareClient::receive(ByteView bytes)
{
    m->reader.append(bytes);
    while (m->state != Private::State::Over) {
        const auto response = m->reader.next();
        if (!response) {
            m->end(m->stage, StageState::Failed, response.error().detail.english());
            break;
        }
        if (!*response)
            break;
        m->onResponse(**response);
    }
    return std::exchange(m->out, {});
}

ShareClient::Output ShareClient::peerClosed()
{
    if (m->state != Private::State::Over)
        m->end(m->stage, StageState::Failed, "the connection was closed");
    return std::exchange(m->out, {});
}

bool ShareClient::leavesFile() const noexcept
{
    return m->fileMayBeThere;
}

}  // namespace hopwright::lab
