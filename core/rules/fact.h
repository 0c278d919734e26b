#pragma once

#include "core/vocabulary/cause.h"
#include "core/vocabulary/method.h"
#include "core/vocabulary/proof.h"
#include "core/vocabulary/words.h"

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace hopwright::rules {

// What rules ask about a hop, each a question with few answers. A fact says nothing of how it is found out: core/plan answers
// from a drawing and from what machines were seen to have, tests from a table.

enum class End : std::uint8_t { Session, Resource };
// How the hop signs in is a Method of the vocabulary.
/// What the file says where that is Unknown: of Digest row 13 of domain reference §6 tells.
enum class MethodWord : std::uint8_t { Other, Digest };
/// The caller's identity, a credential that is asked for when it runs, or one whose account is drawn.
enum class Credential : std::uint8_t { Callers, AskedFor, Named };
/// What the hop signs in with: what arrived at its tail, or something of its own.
enum class Identity : std::uint8_t { Arriving, Own };
enum class Encryption : std::uint8_t { Http, Https };
/// `localhost` is a name that means whoever says it; `127.0.0.1` is an address.
enum class TargetForm : std::uint8_t { Name, OwnName, Address };
/// Back to its own machine: by its ends, or typed as localhost or an address of its own.
enum class Loop : std::uint8_t { No, Yes };
/// Both ends are one machine, whatever was typed.
enum class Ends : std::uint8_t { Different, Same };
/// Whether the account is one of the target machine's own.
enum class Account : std::uint8_t { Other, OfTarget };
enum class ClientHome : std::uint8_t { Domain, Workgroup, Unknown };
enum class TargetHome : std::uint8_t { Domain, Workgroup, Unknown };
/// Of the machine that answers: the target, or for a loop the client.
enum class AnsweringHome : std::uint8_t { Domain, Workgroup, Unknown };
/// Of client and target, where both are known; a workgroup counts as one.
enum class Domains : std::uint8_t { NotDifferent, Different };
/// What arrived at the tail of the hop: domain reference §6, column "Out-creds". AtStart: the user sits there.
enum class Arrives : std::uint8_t {
    AtStart,
    SignedIn,
    NothingReusable,
    Password,
    Anonymous,
    Unknown
};
/// Where the account that signs in is at home, seen from the machine that answers. Unplaced: nobody knows who signs in, or which
/// domain the machine is in.
enum class Caller : std::uint8_t {
    Unplaced,
    OfTarget,
    OfAnotherMachine,         ///< `PC\bob`.
    SomeoneOfAnotherMachine,  ///< Of a machine in a workgroup, and nobody said who.
    OfSameDomain,
    OfAnotherDomain
};
/// Whether the rows of strangers() say that the target may not know the account; as Proof, it is concluded from other facts.
enum class Stranger : std::uint8_t { No, Yes };
enum class ClientRole : std::uint8_t { NotKnown, On, Off };
enum class ServerRole : std::uint8_t { NotKnown, On, Off };
/// Lacking: they are asked, and are known not to have the target.
enum class TrustedHosts : std::uint8_t { NotLacking, Lacking };
/// How the delegate lists of the client are known to refuse the target as typed (domain reference §3.3). NotRefusing: they have
/// it, or were not looked at, or it is not known which of two is asked and they do not agree.
enum class DelegateList : std::uint8_t {
    NotRefusing,
    InDenyList,
    Off,              ///< No list that was asked is on and has an entry.
    Lacking,          ///< They have entries, and none matches.
    NtlmOnlyLacking,  ///< The list for proven servers has the target, and the NTLM-only list has not.
    NtlmOnlyLackingAlone  ///< The NTLM-only list has it not, and the other was not looked at.
};
/// Whether they let a credential go there however the server proves its name.
enum class Delegation : std::uint8_t { NotSure, Sure };
/// What the machine of a share is known to refuse.
enum class Permission : std::uint8_t { NotLookedAt, Refused, DependsOnAccount };
/// What a resource says to a caller without a name: domain reference §5.4 and §8.4.
enum class Refusal : std::uint8_t { NotKnown, WithoutCode, SmbCode, Code };
/// The oldest CredSSP version that the hop takes: one before 5 can be relayed (MS-CSSP 5.1).
enum class CredSspVersion : std::uint8_t { Safe, Old };

// About a denied hop, or one that passes by CredSSP.
enum class Chain : std::uint8_t { OneHop, Several };
/// Whether resource-based delegation serves the kind of the resource (domain reference §7).
enum class ByDelegation : std::uint8_t { No, Yes };
/// Whether all machines up to the resource are in one domain that is known.
enum class OneDomain : std::uint8_t { No, Yes };
/// Whether a hop goes on from the server with what arrives there.
enum class Uses : std::uint8_t { None, Some };
/// Why a machine holds a password.
enum class Holding : std::uint8_t { Delegated, BySsh, InScript };

// About one entry of a list.
enum class EntryList : std::uint8_t { AllowFresh, NtlmOnly, DenyFresh, TrustedHosts };
enum class EntryForm : std::uint8_t {
    SeveralNames,
    TwoStars,
    WithoutService,
    NotReadable,
    OtherService,
    WithPort,
    OneHost,
    AnyService,
    Wide,
    Undocumented
};
enum class Width : std::uint8_t { MediumOrLess, High, Critical };

// About what somebody said of a thing of the drawing.
enum class Place : std::uint8_t { Machine, Hop };
/// How the last day that a thing is meant to be there stands to today.
enum class Expiry : std::uint8_t { Later, Soon, Past };
/// What a session from one tier to another leaves there.
enum class Crossing : std::uint8_t { NothingReusable, Password };

/// The facts by name. Order is that of AnswerTypes and of the table in fact.cpp.
enum class Fact : std::uint8_t {
    End,
    Method,
    MethodWord,
    Credential,
    Identity,
    Encryption,
    TargetForm,
    Loop,
    Ends,
    Account,
    ClientHome,
    TargetHome,
    AnsweringHome,
    Domains,
    Proof,
    Arrives,
    Caller,
    Stranger,
    ClientRole,
    ServerRole,
    TrustedHosts,
    DelegateList,
    Delegation,
    Permission,
    Refusal,
    CredSspVersion,
    Cause,
    Chain,
    ByDelegation,
    OneDomain,
    Uses,
    Holding,
    EntryList,
    EntryForm,
    Width,
    Place,
    Expiry,
    Crossing
};

using AnswerTypes =
    std::tuple<End, Method, MethodWord, Credential, Identity, Encryption, TargetForm, Loop, Ends,
               Account, ClientHome, TargetHome, AnsweringHome, Domains, Proof, Arrives, Caller,
               Stranger, ClientRole, ServerRole, TrustedHosts, DelegateList, Delegation, Permission,
               Refusal, CredSspVersion, Cause, Chain, ByDelegation, OneDomain, Uses, Holding,
               EntryList, EntryForm, Width, Place, Expiry, Crossing>;

inline constexpr std::size_t factCount = std::tuple_size_v<AnswerTypes>;
static_assert(factCount == std::size_t{std::to_underlying(Fact::Crossing)} + 1);

namespace detail {
template <typename Answers, std::size_t... index>
consteval std::size_t placeOf(std::index_sequence<index...>)
{
    return ((std::is_same_v<Answers, std::tuple_element_t<index, AnswerTypes>> ? index : 0) + ...);
}
}  // namespace detail

/// The fact whose answers are of type \p Answers.
template <typename Answers>
inline constexpr Fact factOf =
    static_cast<Fact>(detail::placeOf<Answers>(std::make_index_sequence<factCount>()));

/// A fact has fewer answers than this: a Condition keeps them as bits of a 64-bit word.
inline constexpr unsigned mostAnswers = 64;

/// `mechanism`, for a derivation.
std::string_view wordOf(Fact fact) noexcept;
/// How many answers \p fact has; each is less than this.
unsigned answerCountOf(Fact fact) noexcept;
/// `credssp`. Empty: \p fact has no such answer.
std::string_view answerWord(Fact fact, unsigned answer) noexcept;

/// What was asked of one hop, and answered. A fact that nobody asked for has no answer: a conclusion rests on the others.
class Facts {
public:
    bool knows(Fact fact) const noexcept { return m_answers[std::to_underlying(fact)] != unasked; }
    /// Of a fact that is known.
    unsigned of(Fact fact) const noexcept
    {
        assert(knows(fact));
        return m_answers[std::to_underlying(fact)];
    }
    void set(Fact fact, unsigned answer) noexcept
    {
        m_answers[std::to_underlying(fact)] = static_cast<std::uint8_t>(answer);
    }
    template <typename Answers>
    void set(Answers answer) noexcept
    {
        set(factOf<Answers>, unsigned(std::to_underlying(answer)));
    }

    bool operator==(const Facts&) const = default;

private:
    static constexpr std::uint8_t unasked = 0xFF;
    static constexpr std::array<std::uint8_t, factCount> nothing()
    {
        std::array<std::uint8_t, factCount> out{};
        out.fill(unasked);
        return out;
    }

    std::array<std::uint8_t, factCount> m_answers = nothing();
};

}  // namespace hopwright::rules
