#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace hopwright::wire::winrm {

/// The part of a WinRM connection that is under way, once the socket is open.
enum class Phase { Tls, Offer, Negotiate, Bind, Delegate, Shell, Command };

/// Denied: the peer was asked and said no. Failed: it could not be asked.
enum class PhaseState { Began, Passed, Denied, Failed, NotNeeded };

/// Why the peer said no, where the wire tells. TrustUnknown: a practice lab's host, which cannot say whether the real one
/// would let the account in; a real machine never says so.
enum class Refusal {
    None,
    SchemeNotOffered,
    LogonFailed,
    PolicyOfClient,
    AccessDenied,
    TrustUnknown
};

/// How a practice lab's host says so, in its 401: the reason in Base64, as names in it may have any letters.
inline constexpr const char* doubtHeader = "X-Hopwright-Lab-Doubt";

/// Something that happened in a phase. Evidence is facts in a few words, never a secret.
struct PhaseEvent {
    Phase phase = Phase::Offer;
    PhaseState state = PhaseState::Began;
    Refusal refusal = Refusal::None;
    std::optional<std::uint32_t> code = {};  ///< NTSTATUS, HRESULT, WSMan fault or Win32 code.
    std::string evidence = {};

    bool operator==(const PhaseEvent&) const = default;
};

}  // namespace hopwright::wire::winrm
