#pragma once

#include "core/rules/when.h"
#include "core/vocabulary/words.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace hopwright::rules {

/// Domain reference §7, and what is set at a hop that Windows refuses as it is drawn.
enum class WayOutKind : std::uint8_t {
    RunFromClient,
    TypeName,  ///< In place of an address.
    UseHttps,
    UseDefaultMethod,
    ResourceBasedDelegation,
    JeaEndpoint,
    OwnCredential,
    OwnCredentialInstead,  ///< Of CredSSP on the hop before: only as an alternative.
    RunAsEndpoint,
    UseCredSsp
};

enum class Exposure : std::uint8_t {
    Nothing,
    DirectoryChange,
    Endpoint,  ///< What it lets its callers do.
    PasswordInMemory,
    PasswordStored,  ///< On the server, as long as the endpoint is there.
    PasswordOnServer
};

/// The edit that a way out stands for, and what must pass with it before it is offered.
enum class Trial : std::uint8_t {
    None,           ///< Nothing is edited.
    OwnCredential,  ///< The hop gets one; it passes.
    TypeName,  ///< What would be typed for a new hop; the whole chain passes, as for those below.
    UseHttps,
    UseDefaultMethod,
    UseCredSsp  ///< On the hop before, else on the hop itself where it is a session.
};

/// What fills the sentence of a way out.
enum class WayOutName : std::uint8_t {
    Number,      ///< Of the hop, or of the one that the trial changes.
    From,        ///< Machine at its tail.
    Server,      ///< Machine at its head.
    Client,      ///< Where the chain begins.
    TypedName,   ///< By the trial.
    UseServer,   ///< Where the first hop that uses what arrives ends.
    UseNumber,   ///< The number of that hop.
    FurtherUses  ///< How many more there are; nothing where there are none.
};

/// Offered where its condition holds and its trial passes.
struct WayOutRow {
    static constexpr std::size_t mostNames = 4;

    WayOutKind kind = WayOutKind::RunFromClient;
    Exposure exposure = Exposure::Nothing;
    When when = {};
    Trial trial = Trial::None;
    bool canBeSet = false;  ///< There is a button for it in this version.
    std::array<WayOutName, mostNames> nameList = {};
    std::size_t nameCount = 0;
    std::string_view source = {};

    constexpr std::span<const WayOutName> names() const noexcept
    {
        return std::span(nameList).first(nameCount);
    }
};

/// Of a hop that is denied; safest first, no ranking.
std::span<const WayOutRow> waysOut() noexcept;
/// In place of CredSSP, of a session that passes by it; safest first.
std::span<const WayOutRow> alternatives() noexcept;

}  // namespace hopwright::rules

namespace hopwright {

template <>
inline constexpr auto wordsOf<rules::WayOutKind> = std::to_array<std::string_view>(
    {"run-from-client", "type-name", "use-https", "use-default-method", "resource-based-delegation",
     "jea-endpoint", "own-credential", "own-credential-instead", "run-as-endpoint", "use-credssp"});

template <>
inline constexpr auto wordsOf<rules::Exposure> = std::to_array<std::string_view>(
    {"nothing", "directory-change", "endpoint", "password-in-memory", "password-stored",
     "password-on-server"});

}  // namespace hopwright
