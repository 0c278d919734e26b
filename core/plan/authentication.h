#pragma once

#include "core/model/graph.h"
#include "core/plan/prediction.h"

#include <string>
#include <vector>

namespace hopwright::plan {

/// How Windows on the hop's client would have the server's identity proved: domain reference §4.
enum class Proof {
    Kerberos,
    NtlmOnly,
    Unknown,  ///< A domain, or a trust between two, is not known. Predicted as Kerberos, and said.
};

/// What §4 says about one session hop.
struct Authentication {
    Proof proof = Proof::Kerberos;
    bool trustedHosts = false;  ///< NTLM over HTTP: the client asks TrustedHosts.
    bool localAccount = false;  ///< The explicit account is one of the target machine's own.
    std::vector<Because> because = {};

    bool operator==(const Authentication&) const = default;
};

/// What Windows would use on \p hop, a session of \p graph. Pure; the practice lab's gate asks it too.
Authentication authenticationOf(const model::Graph& graph, const model::Hop& hop);

/// The target as delegate lists compare it: what was typed, without scheme, port and path, spelling kept; what stands for
/// the end when nothing was typed.
std::string targetHost(const model::Graph& graph, const model::Hop& hop);

/// Whether \p hop comes back to its own machine: by its ends, or typed as localhost, 127.0.0.1 or ::1 (R9).
bool isLoopback(const model::Graph& graph, const model::Hop& hop);

}  // namespace hopwright::plan
