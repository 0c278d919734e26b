#pragma once

namespace hopwright {

/// How a server proved its name to the client, which decides the delegate list that is asked: domain reference §4.
enum class Proof {
    Trusted,  ///< By Kerberos, or by a certificate that the client trusts.
    NtlmOnly,
    Unknown,  ///< A domain, or a trust between two, is not known. Predicted as Trusted, and said.
};

}  // namespace hopwright
