#include "core/lab/share_connection.h"

#include "core/base/byte_writer.h"
#include "core/lab/share_client.h"
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

constexpr int created = 201;
constexpr int ok = 200;
constexpr int noContent = 204;
constexpr int unauthorizedStatus = 401;
constexpr int forbidden = 403;
constexpr int notFound = 404;
constexpr int exists = 412;
constexpr int badRequest = 400;
constexpr int serverError = 500;

/// RFC 3986 2.1; a `%` that is no escape stands for itself.
std::string percentDecoded(std::string_view segment)
{
    std::string out;
    while (!segment.empty()) {
        unsigned value = 0;
        const bool escape =
            segment.size() >= 3 && segment.front() == '%'
            && std::from_chars(segment.data() + 1, segment.data() + 3, value, 16).ptr
                   == segment.data() + 3;
        out += escape ? static_cast<char>(value) : segment.front();
        segment.remove_prefix(escape ? 3 : 1);
    }
    return out;
}

/// `/Reports/probe.txt`: both parts; a file may be missing.
std::pair<std::string, std::string> partsOf(std::string_view target)
{
    if (target.starts_with('/'))
        target.remove_prefix(1);
    const std::size_t slash = target.find('/');
    if (slash == std::string_view::npos)
        return {percentDecoded(target), {}};
    return {percentDecoded(target.substr(0, slash)), percentDecoded(target.substr(slash + 1))};
}

}  // namespace

struct ShareConnection::Private {
    const LabWorld& world;
    LabMachine& self;
    wire::auth::MakeAcceptor acceptor;
    crypto::RandomStream random;
    http::RequestReader reader{};
    std::unique_ptr<wire::auth::Mechanism> mechanism = {};
    bool signedIn = false;
    std::string account = {};
    std::string doubt = {};  ///< Why it cannot be said whether the caller is let in.
    bool dead = false;
    Output out = {};

    Result<std::unique_ptr<wire::auth::Mechanism>> makeMechanism()
    {
        auto lookup = [this](std::string_view domain,
                             std::string_view user) -> std::optional<Secret> {
            const LabAccount* found = world.account(self, domain, user);
            doubt = found == nullptr ? world.doubtAbout(self, domain, user) : std::string();
            return found == nullptr ? std::nullopt
                                    : std::optional<Secret>(found->password.expose());
        };
        return acceptor({.passwordOf = std::move(lookup), .random = random});
    }

    void respond(int status, const http::Headers& headers, Bytes body = {})
    {
        auto bytes = http::encode(http::Response{
            .status = status, .reason = {}, .headers = headers, .body = std::move(body)});
        if (bytes) {
            append(out.send, *bytes);
        } else {
            out.close = true;
        }
    }

    void refuse(int status, std::uint32_t code)
    {
        respond(status, {{"X-Win32-Error", std::to_string(code)}});
    }

    /// Whoever had signed in before is signed out.
    void unauthorized()
    {
        mechanism.reset();
        signedIn = false;
        account.clear();
        http::Headers headers{{"WWW-Authenticate", "Negotiate"}};
        if (!doubt.empty()) {
            headers.add(wire::winrm::doubtHeader,
                        text::toBase64(bytesOf(std::exchange(doubt, {}))));
        }
        respond(unauthorizedStatus, headers);
    }

    void onToken(ByteView token)
    {
        if (!mechanism) {
            auto made = makeMechanism();
            if (!made) {
                respond(serverError, {});
                return;
            }
            mechanism = *std::move(made);
        }
        const Result<Bytes> reply = wire::auth::stepAlone(*mechanism, token);
        if (!reply) {
            unauthorized();
            return;
        }
        http::Headers headers;
        if (!reply->empty())
            headers.add("WWW-Authenticate", http::authorization("Negotiate", *reply));
        signedIn = mechanism->hasSessionKey();
        if (signedIn)
            account = world.accountName(self, mechanism->peerName());
        respond(signedIn ? ok : unauthorizedStatus, headers);
    }

    LabShare* shareNamed(std::string_view name)
    {
        const auto found = std::ranges::find_if(self.shares, [&](const LabShare& each) {
            return text::equalsIgnoringAsciiCase(each.name, name);
        });
        return found == self.shares.end() ? nullptr : &*found;
    }

    bool mayUse(const LabShare& share) const
    {
        const auto refused = [this](const std::string& each) {
            return text::equalsIgnoringAsciiCase(world.accountName(self, each), account);
        };
        return !account.empty() && std::ranges::none_of(share.denied, refused);
    }

    void create(LabShare& share, const http::Request& request, const std::string& file)
    {
        if (share.files.contains(file)) {
            refuse(exists, errorFileExists);
            return;
        }
        if (request.body.size() > maxShareFile || share.files.size() == maxShareFiles) {
            refuse(forbidden, errorAccessDenied);
            return;
        }
        share.files[file] = {.content = textOf(request.body), .owner = account};
        respond(created, {});
    }

    void onFile(LabShare& share, const http::Request& request, const std::string& file)
    {
        const auto found = share.files.find(file);
        if (request.method == "PUT") {
            create(share, request, file);
        } else if (found == share.files.end()) {
            refuse(notFound, 2);
        } else if (request.method == "GET") {
            const ByteView bytes = bytesOf(found->second.content);
            respond(ok, {{"X-Owner", found->second.owner}}, Bytes(bytes.begin(), bytes.end()));
        } else if (request.method == "DELETE") {
            share.files.erase(found);
            respond(noContent, {});
        } else {
            respond(badRequest, {});
        }
    }

    bool misbehaves()
    {
        if (self.fault.place != Stage::Access)
            return false;
        switch (self.fault.kind) {
        case FaultKind::Silence:
            break;
        case FaultKind::Refuse:
        case FaultKind::WrongProof:
            refuse(forbidden, errorAccessDenied);
            return true;
        case FaultKind::HalfMessage:
            append(out.send, bytesOf("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf"));
            out.close = true;
            break;
        case FaultKind::Close:
            out.close = true;
            break;
        }
        dead = true;
        return true;
    }

    void onRequest(const http::Request& request)
    {
        const auto given = http::challengesOf(request.headers, "Authorization");
        if (given && !given->empty() && given->front().token) {
            onToken(*given->front().token);
            return;
        }
        if (!signedIn) {
            unauthorized();
            return;
        }
        if (misbehaves())
            return;
        const auto [name, file] = partsOf(request.target);
        LabShare* share = shareNamed(name);
        if (!account.empty() && share == nullptr) {
            refuse(notFound, errorBadNetworkName);
            return;
        }
        if (share == nullptr || !mayUse(*share)) {
            refuse(forbidden, errorAccessDenied);
            return;
        }
        if (!file.empty()) {
            onFile(*share, request, file);
            return;
        }
        const std::string count = std::to_string(share->files.size());
        const ByteView bytes = bytesOf(count);
        respond(ok, {}, Bytes(bytes.begin(), bytes.end()));
    }
};

ShareConnection::ShareConnection(const LabWorld& world, LabMachine& self,
                                 wire::auth::MakeAcceptor acceptor, crypto::RandomStream random)
    : m(std::make_unique<Private>(Private{.world = world,
                                          .self = self,
                                          .acceptor = std::move(acceptor),
                                          .random = std::move(random)}))
{
}
ShareConnection::~ShareConnection() = default;

bool ShareConnection::isSignedIn() const noexcept
{
    return m->signedIn;
}

ShareConnection::Output ShareConnection::received(ByteView bytes)
{
    m->reader.append(bytes);
    while (!m->dead && !m->out.close) {
        const auto request = m->reader.next();
        if (!request) {
            m->respond(badRequest, {});
            m->out.close = true;
            break;
        }
        if (!*request)
            break;
        m->onRequest(**request);
    }
    return std::exchange(m->out, {});
}

}  // namespace hopwright::lab
