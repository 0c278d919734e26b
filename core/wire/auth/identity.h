#pragma once

#include "core/base/secret.h"

#include <string>

namespace hopwright::wire::auth {

/// Somebody and what proves it: whom a client signs in as, what CredSSP hands over, who opens a hop. Move-only; the secret
/// wipes itself.
struct Identity {
    std::string domain = {};  ///< As typed; empty with a user principal name.
    std::string user = {};    ///< As typed. Empty: nobody, an anonymous logon.
    Secret password = {};     ///< UTF-8.

    /// A second one: each place that needs the secret twice says so.
    Identity copy() const
    {
        return {.domain = domain, .user = user, .password = Secret(password.expose())};
    }
};

}  // namespace hopwright::wire::auth
