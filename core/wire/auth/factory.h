#pragma once

#include "core/crypto/random_stream.h"
#include "core/wire/auth/identity.h"
#include "core/wire/auth/mechanism.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hopwright::wire::auth {

/// As whom and for which service an initiator signs in, on one connection.
struct InitiatorInput {
    const Identity& identity;     ///< Copied by whoever keeps it. An empty user is nobody.
    std::string targetName = {};  ///< The service that is meant, an SPN: `HTTP/JUMP01.lab.example`.
    crypto::RandomStream& random;
};

/// Makes the client's end of a sign-in. One for each connection: an authentication is never used twice.
/// Whoever opens connections is handed this, and so knows no mechanism by name.
using MakeInitiator = std::function<Result<std::unique_ptr<Mechanism>>(const InitiatorInput&)>;

/// The password of an account that exists; nothing: there is none of that name. The names are as the client sent them.
using PasswordLookup =
    std::function<std::optional<Secret>(std::string_view domain, std::string_view user)>;

/// What a lab server does wrong on purpose, whatever its mechanism.
struct AcceptorFaults {
    bool wrongListMic = false;    ///< Its MIC over the list of mechanisms has a wrong byte.
    bool wrongSignature = false;  ///< Each message it wraps has a wrong byte in the signature.
};

/// Who may sign in at an acceptor, on one connection.
struct AcceptorInput {
    PasswordLookup passwordOf;  ///< Whatever it refers to outlives the mechanism.
    AcceptorFaults faults = {};
    crypto::RandomStream& random;
};

/// Makes the server's end of a sign-in.
using MakeAcceptor = std::function<Result<std::unique_ptr<Mechanism>>(const AcceptorInput&)>;

}  // namespace hopwright::wire::auth
