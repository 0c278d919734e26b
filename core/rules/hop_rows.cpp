#include "core/rules/hop_rows.h"

#include <algorithm>
#include <array>
#include <concepts>

namespace hopwright::rules {

namespace {

using enum Argument;
using K = ReasonKey;

/// \p row with these reasons.
template <std::same_as<Reason>... Reasons>
constexpr Row says(Row row, Reasons... reasons)
{
    static_assert(sizeof...(Reasons) <= Row::mostReasons);
    row.reasonList = {reasons...};
    row.reasonCount = sizeof...(Reasons);
    return row;
}

/// Row M4: by an address over HTTP, with the identity of the caller.
constexpr When byBareAddress(Condition method)
{
    return {method, is(TargetForm::Address), is(Credential::Callers), is(Encryption::Http),
            is(Loop::No)};
}

constexpr When addressNeedsCredential =
    byBareAddress(is(Method::Default, Method::Negotiate, Method::Ntlm));

// --- §4

constexpr std::array proofTable{
    Row{.id = "S4/asks-no-list",
        .when = {is(Method::Basic, Method::Certificate, Method::Ssh)},
        .verdict = Verdict::Passes,
        .certainty = Certainty::Inferred,
        .source = "§6 rows 11, 14, 37"},
    says({.id = "S4/address",
          .when = {is(Loop::No), is(TargetForm::Address)},
          .proof = Proof::NtlmOnly,
          .certainty = Certainty::Documented,
          .source = "§4"},
         because("S4", K::NtlmAddress, Host)),
    says({.id = "S4/loop-in-workgroup",
          .when = {is(Loop::Yes), is(ClientHome::Workgroup)},
          .proof = Proof::NtlmOnly,
          .certainty = Certainty::Inferred,
          .source = "§4"},
         because("S4", K::NtlmWorkgroup, From)),
    says({.id = "S4/local-account",
          .when = {is(Account::OfTarget)},
          .proof = Proof::NtlmOnly,
          .certainty = Certainty::Documented,
          .source = "§4"},
         because("S4", K::NtlmLocalAccount, Answering)),
    says({.id = "S4/client-in-workgroup",
          .when = {is(Loop::No), is(ClientHome::Workgroup)},
          .proof = Proof::NtlmOnly,
          .certainty = Certainty::Documented,
          .source = "§4"},
         because("S4", K::NtlmWorkgroup, From)),
    says({.id = "S4/server-in-workgroup",
          .when = {is(Loop::No), is(TargetHome::Workgroup), isNot(ClientHome::Workgroup)},
          .proof = Proof::NtlmOnly,
          .certainty = Certainty::Documented,
          .source = "§4"},
         because("S4", K::NtlmWorkgroup, Server)),
    says({.id = "S4/client-domain-unknown",
          .when = {is(Loop::No), is(Proof::Trusted), is(ClientHome::Unknown)},
          .proof = Proof::Unknown,
          .certainty = Certainty::Open,
          .source = "§4"},
         because("S4", K::DomainUnknown, From)),
    says({.id = "S4/server-domain-unknown",
          .when = {is(Loop::No), is(Proof::Trusted), is(TargetHome::Unknown)},
          .proof = Proof::Unknown,
          .certainty = Certainty::Open,
          .source = "§4"},
         because("S4", K::DomainUnknown, Server)),
    says({.id = "S4/trust-unknown",
          .when = {is(Loop::No), is(Proof::Trusted), is(Domains::Different)},
          .proof = Proof::Unknown,
          .certainty = Certainty::Open,
          .source = "§4"},
         because("S4", K::TrustUnknown, ClientDomain, ServerDomain)),
    says({.id = "S4/ntlm-chosen",
          .when = {is(Loop::No), is(Method::Ntlm), isNot(Proof::NtlmOnly)},
          .proof = Proof::NtlmOnly,
          .certainty = Certainty::Inferred,
          .source = "§4"},
         because("S4", K::NtlmChosen)),
    says({.id = "S4/loop-with-ntlm",
          .when = {is(Loop::Yes), is(Method::Ntlm)},
          .proof = Proof::NtlmOnly,
          .certainty = Certainty::Inferred,
          .source = "§4"},
         because("S4", K::NtlmChosen)),
    says({.id = "S4/own-name",
          .when = {is(Loop::Yes), is(Proof::Trusted), is(TargetForm::OwnName, TargetForm::Address)},
          .proof = Proof::Unknown,
          .certainty = Certainty::Open,
          .source = "§4, §5.2 R9"},
         because("S4", K::OwnNameUnproven, Host)),
    says({.id = "S4/loop-domain-unknown",
          .when = {is(Loop::Yes), is(Proof::Trusted), is(ClientHome::Unknown)},
          .proof = Proof::Unknown,
          .certainty = Certainty::Open,
          .source = "§4"},
         because("S4", K::DomainUnknown, From)),
};

constexpr When trustedHostsAsked{is(Proof::NtlmOnly), isNot(Method::Kerberos), is(Loop::No),
                                 is(Encryption::Http)};

// Only a loop has such a proof: an address of another machine is never proved by Kerberos.
constexpr When ownNameUnproven{is(Proof::Unknown), is(TargetForm::OwnName, TargetForm::Address)};

// --- Whether the session begins

constexpr std::array methodTable{
    says({.id = "M11/needs-credential",
          .when = {is(Method::Basic), is(Credential::Callers)},
          .verdict = Verdict::Denied,
          .denial = {.error = 36},
          .certainty = Certainty::Documented,
          .source = "§6 row 11"},
         because("M11", K::BasicNeedsCredential, Number, From, Code)),
    says({.id = "M11/account-not-known",
          .when = {is(Method::Basic), is(Credential::AskedFor)},
          .verdict = Verdict::Unknown,
          .certainty = Certainty::Documented,
          .source = "§6 row 11"},
         because("M11", K::BasicAccountNotKnown, Number, Server),
         only({is(Encryption::Http)}, because("M11", K::BasicOverHttp, Number, Server))),
    says({.id = "M12/domain-account",
          .when = {is(Method::Basic), is(Account::Other)},
          .verdict = Verdict::Denied,
          .denial = {.stage = Stage::Negotiate, .cause = Cause::Unknown, .code = httpUnauthorized},
          .certainty = Certainty::Documented,
          .source = "§6 row 12"},
         because("M12", K::BasicDomainAccount, Server, DrawnAccount)),
    says({.id = "M11/over-http",
          .when = {is(Method::Basic), is(Encryption::Http)},
          .verdict = Verdict::Unknown,
          .certainty = Certainty::Documented,
          .source = "§6 row 11, §8 E37"},
         because("M11", K::BasicOverHttp, Number, Server)),
    says({.id = "M11/local-account",
          .when = {is(Method::Basic)},
          .certainty = Certainty::Documented,
          .source = "§6 row 11"},
         because("M11", K::BasicLocalAccount, Number, Server, DrawnAccount)),
    says({.id = "M14/over-http",
          .when = {is(Method::Certificate), is(Encryption::Http)},
          .verdict = Verdict::Denied,
          .denial = {.stage = Stage::Negotiate, .cause = Cause::Unknown},
          .certainty = Certainty::Documented,
          .source = "§6 row 14"},
         because("M14", K::CertificateNeedsHttps, Number)),
    says({.id = "M14/mapped",
          .when = {is(Method::Certificate)},
          .certainty = Certainty::Documented,
          .source = "§6 row 14"},
         because("M14", K::CertificateIsMapped, Number, Server)),
    // With a key or with a ticket: only a password is drawn.
    says({.id = "M38/proof-not-known",
          .when = {is(Method::Ssh), is(Credential::Callers)},
          .verdict = Verdict::Unknown,
          .certainty = Certainty::Documented,
          .source = "§6 rows 37 to 39"},
         because("M38", K::SshProofNotKnown, Number)),
    says({.id = "M13/digest",
          .when = {is(Method::Unknown), is(MethodWord::Digest)},
          .verdict = Verdict::Denied,
          .denial = {.stage = Stage::Negotiate, .cause = Cause::Unknown},
          .certainty = Certainty::Documented,
          .source = "§6 row 13"},
         because("M13", K::DigestNotTaken, Server)),
    says({.id = "R1/method-unknown",
          .when = {is(Method::Unknown)},
          .verdict = Verdict::Unknown,
          .certainty = Certainty::Open,
          .source = "no document: a word of a file"},
         because("R1", K::MethodUnknown, Number, MethodWord)),
    says({.id = "M15/without-password",
          .when = {is(Method::CredSsp), is(Credential::Callers)},
          .verdict = Verdict::Denied,
          .denial = {.error = 1},
          .certainty = Certainty::Documented,
          .source = "§6 row 15, §5.2 R5"},
         because("M15", K::CredSspNeedsCredential, Number),
         only({isNot(Arrives::AtStart)}, because("R5", K::NestedNeedsCredential, Number, From)),
         because({}, K::RefusedWithoutPassword, From, Code)),
    says({.id = "M8/address",
          .when = {is(Method::Kerberos), is(TargetForm::Address)},
          .verdict = Verdict::Denied,
          .denial = {.error = 32},
          .certainty = Certainty::Documented,
          .source = "§6 row 8"},
         because("M8", K::KerberosAddress, Host, Code)),
    says({.id = "M7/local-account",
          .when = {is(Method::Kerberos), is(Account::OfTarget)},
          .verdict = Verdict::Denied,
          .denial = {.stage = Stage::Negotiate, .cause = Cause::Unknown},
          .certainty = Certainty::Documented,
          .source = "§6 row 7"},
         because("M7", K::KerberosLocalAccount, DrawnAccount)),
    says({.id = "M6/workgroup",
          .when = {is(Method::Kerberos), is(Credential::Callers), is(ClientHome::Workgroup)},
          .verdict = Verdict::Denied,
          .denial = {.error = 33},
          .certainty = Certainty::Documented,
          .source = "§6 row 6"},
         because("M6", K::KerberosWorkgroup, From, Code)),
    says({.id = "M4/default",
          .when = byBareAddress(is(Method::Default)),
          .verdict = Verdict::Denied,
          .denial = {.error = 30},
          .certainty = Certainty::Documented,
          .source = "§6 row 4"},
         because("M4", K::AddressNeedsCredential, Host),
         because({}, K::DefaultWithAddress, From, Host, Code)),
    says({.id = "M4/negotiate",
          .when = byBareAddress(is(Method::Negotiate, Method::Ntlm)),
          .verdict = Verdict::Denied,
          .denial = {.error = 31},
          .certainty = Certainty::Documented,
          .source = "§6 row 4"},
         because("M4", K::AddressNeedsCredential, Host),
         because({}, K::NegotiateImplicit, From, Host, Code)),
};

// --- What both machines are known to have, in the order in which they are asked

constexpr Condition takesLists = is(Method::CredSsp);
// Which of the lists is asked: domain reference §4.
constexpr Reason askedOfProven =
    only({isNot(Proof::NtlmOnly)}, because("M17", K::ListIsAsked, From, Host));
constexpr Reason askedOfNtlm =
    only({is(Proof::NtlmOnly)}, because("M18", K::NtlmListIsAsked, From, Host));

constexpr std::array stateTable{
    says({.id = "E2/client-role",
          .when = {takesLists, is(ClientRole::Off)},
          .verdict = Verdict::Denied,
          .denial = {.error = 2, .untilApplied = true},
          .certainty = Certainty::Documented,
          .source = "§8 E2"},
         because({}, K::ClientRoleOff, From, Code)),
    says({.id = "E30/address-not-trusted",
          .when = {is(TrustedHosts::Lacking), is(TargetForm::Address)},
          .verdict = Verdict::Denied,
          .denial = {.error = 30, .cause = Cause::TrustedHosts, .untilApplied = true},
          .certainty = Certainty::Documented,
          .source = "§8 E30"},
         because({}, K::NotInTrustedHosts, From, Host)),
    says({.id = "E29/name-not-trusted",
          .when = {is(TrustedHosts::Lacking)},
          .verdict = Verdict::Denied,
          .denial = {.error = 29, .cause = Cause::TrustedHosts, .untilApplied = true},
          .certainty = Certainty::Documented,
          .source = "§8 E29"},
         because({}, K::NotInTrustedHosts, From, Host)),
    // The WinRM client reads the server's 401: there is no code of Windows for it.
    says(
        {.id = "E5/server-role",
         .when = {takesLists, is(ServerRole::Off)},
         .verdict = Verdict::Denied,
         .denial = {.stage = Stage::Offer, .cause = Cause::ServerRoleMissing, .untilApplied = true},
         .certainty = Certainty::Documented,
         .source = "§8 E5"},
        because("E5", K::ServerRoleOff, Server)),
    // The lists are asked of a server that took the account: whether it does comes first, and of a stranger it is not known.
    says({.id = "E3/deny-list",
          .when = {takesLists, is(DelegateList::InDenyList), is(Stranger::No)},
          .verdict = Verdict::Denied,
          // The plan adds no name that a deny list would let through.
          .denial = {.error = 3, .cause = Cause::DelegateListDenies},
          .certainty = Certainty::Documented,
          .source = "§3.3, §8 E3"},
         because({}, K::DeniedByList, From, Host, Entry)),
    says({.id = "E4/ntlm-only-list",
          .when = {takesLists, is(DelegateList::NtlmOnlyLacking), is(Stranger::No)},
          .verdict = Verdict::Denied,
          .denial = {.error = 4, .untilApplied = true},
          .certainty = Certainty::Documented,
          .source = "§3.3, §6 row 18"},
         askedOfProven, askedOfNtlm, because({}, K::NtlmListLacks, From, Host)),
    // Whether Windows says E3 or E4 depends on the list that was not looked at.
    says({.id = "E4/ntlm-only-list-alone",
          .when = {takesLists, is(DelegateList::NtlmOnlyLackingAlone), is(Stranger::No)},
          .verdict = Verdict::Denied,
          .denial = {.stage = Stage::Delegate,
                     .cause = Cause::NtlmOnlyListNeeded,
                     .untilApplied = true},
          .certainty = Certainty::Inferred,
          .source = "§3.3, §6 row 18"},
         askedOfProven, askedOfNtlm, because("E4", K::NtlmListLacks, From, Host)),
    says({.id = "E3/list-off",
          .when = {takesLists, is(DelegateList::Off), is(Stranger::No)},
          .verdict = Verdict::Denied,
          .denial = {.error = 3, .cause = Cause::DelegateListMissing, .untilApplied = true},
          .certainty = Certainty::Documented,
          .source = "§3.3, §6 row 17"},
         askedOfProven, askedOfNtlm, because({}, K::ListIsOff, From, Host)),
    says({.id = "E3/list-lacks",
          .when = {takesLists, is(DelegateList::Lacking), is(Stranger::No)},
          .verdict = Verdict::Denied,
          .denial = {.error = 3, .cause = Cause::DelegateListMismatch, .untilApplied = true},
          .certainty = Certainty::Documented,
          .source = "§3.3, §6 row 17"},
         askedOfProven, askedOfNtlm, because({}, K::ListLacks, From, Host, ListNames)),
};

// --- What the hop signs in with

constexpr Condition nothingToSignInWith = is(Arrives::NothingReusable, Arrives::Anonymous);
constexpr Reason needsIdentity = because("R1", K::NeedsIdentity, Number, From, NumberBefore);
constexpr Denial deniedByResource{
    .ofResource = true, .stage = Stage::Access, .cause = Cause::NotDelegated};

constexpr std::array identityTable{
    says({.id = "R6/own-credential",
          .when = {is(Identity::Own), isNot(Arrives::AtStart)},
          .certainty = Certainty::Documented,
          .source = "§5.2 R6"},
         because("R6", K::OwnCredential, Number, From)),
    says({.id = "R1/at-start",
          .when = {is(Identity::Arriving), is(Arrives::AtStart)},
          .certainty = Certainty::Inferred,
          .source = "§5.2 R1"},
         because("R1", K::StartsSignedIn, Number, From)),
    says({.id = "R2/password",
          .when = {is(Identity::Arriving), is(Arrives::Password)},
          .certainty = Certainty::Documented,
          .source = "§5.2 R2"},
         carriedReasons()),
    says({.id = "R9/own-resource",
          .when = {is(Identity::Arriving), nothingToSignInWith, is(End::Resource), is(Ends::Same)},
          .verdict = Verdict::Unknown,
          .certainty = Certainty::Open,
          .source = "§12.2"},
         because("R9", K::OwnResource, Server)),
    says({.id = "R1/session",
          .when = {is(Identity::Arriving), nothingToSignInWith, is(End::Session)},
          .verdict = Verdict::Denied,
          .denial = {.error = 39},
          .certainty = Certainty::Reported,
          .source = "§5.2 R1, §8 E39"},
         needsIdentity, carriedReasons(), because({}, K::NoLogonSession, From, Server, Code)),
    says({.id = "R1/share",
          .when = {is(Identity::Arriving), nothingToSignInWith, is(Refusal::SmbCode)},
          .verdict = Verdict::Denied,
          .denial = deniedByResource,
          .certainty = Certainty::Documented,
          .source = "§5.2 R1, §5.4, §8 E71"},
         needsIdentity, carriedReasons(), because({}, K::SmbWithoutCredential, Server, Code)),
    says({.id = "R1/resource",
          .when = {is(Identity::Arriving), nothingToSignInWith, is(Refusal::Code)},
          .verdict = Verdict::Denied,
          .denial = deniedByResource,
          .certainty = Certainty::Believed,
          .source = "§5.2 R1, §5.4, §8.4"},
         needsIdentity, carriedReasons(), because({}, K::ResourceAnswers, Server, Code)),
    says({.id = "R1/resource-without-code",
          .when = {is(Identity::Arriving), nothingToSignInWith, is(Refusal::WithoutCode)},
          .verdict = Verdict::Denied,
          .denial = deniedByResource,
          .certainty = Certainty::Believed,
          .source = "§5.2 R1, §5.4, §8.4"},
         needsIdentity, carriedReasons(), because({}, K::CallerWithoutName, Server)),
    says({.id = "R1/other-resource",
          .when = {is(Identity::Arriving), nothingToSignInWith, is(Refusal::NotKnown)},
          .verdict = Verdict::Denied,
          .denial = {.stage = Stage::Access, .cause = Cause::NotDelegated},
          .certainty = Certainty::Inferred,
          .source = "§5.2 R1"},
         needsIdentity, carriedReasons(), because("R1", K::CallerWithoutName, Server)),
    says({.id = "R1/arrival-unknown",
          .when = {is(Identity::Arriving), is(Arrives::Unknown)},
          .verdict = Verdict::Unknown,
          .certainty = Certainty::Open,
          .source = "no document"},
         carriedReasons(), because("R1", K::ArrivalUnknown, From)),
};

// --- Whether the machine that answers knows the account

constexpr std::array strangerTable{
    // A certificate stands for an account that the target itself has for it.
    Row{.id = "M14/mapped-account",
        .when = {is(Method::Certificate)},
        .verdict = Verdict::Passes,
        .certainty = Certainty::Documented,
        .source = "§6 row 14"},
    Row{.id = "S4/loop",
        .when = {is(Caller::Unplaced), is(Loop::Yes)},
        .verdict = Verdict::Passes,
        .certainty = Certainty::Inferred,
        .source = "no document"},
    Row{.id = "S4/own-account",
        .when = {is(Caller::OfTarget)},
        .verdict = Verdict::Passes,
        .certainty = Certainty::Documented,
        .source = "§4"},
    says({.id = "M21/someone-of-another-machine",
          .when = {is(Caller::SomeoneOfAnotherMachine), is(AnsweringHome::Workgroup)},
          .verdict = Verdict::Unknown,
          .certainty = Certainty::Believed,
          .source = "§6 row 21"},
         because("M21", K::WorkgroupAtStart, Answering, CallerHome)),
    says({.id = "M20/someone-of-another-machine",
          .when = {is(Caller::SomeoneOfAnotherMachine)},
          .verdict = Verdict::Unknown,
          .certainty = Certainty::Believed,
          .source = "§6 row 20"},
         because("M20", K::WorkgroupAtStart, Answering, CallerHome)),
    says({.id = "M21/same-local-account",
          .when = {is(Caller::OfAnotherMachine), is(AnsweringHome::Workgroup)},
          .verdict = Verdict::Unknown,
          .certainty = Certainty::Believed,
          .source = "§6 row 21"},
         because("M21", K::SameLocalAccount, Answering, CallerAccount, CallerHome)),
    says({.id = "M20/same-local-account",
          .when = {is(Caller::OfAnotherMachine)},
          .verdict = Verdict::Unknown,
          .certainty = Certainty::Believed,
          .source = "§6 row 20"},
         because("M20", K::SameLocalAccount, Answering, CallerAccount, CallerHome)),
    says({.id = "S4/workgroup",
          .when = {is(AnsweringHome::Workgroup)},
          .verdict = Verdict::Unknown,
          .certainty = Certainty::Believed,
          .source = "§4, §6 row 21"},
         because("S4", K::WorkgroupKnowsItsOwn, Answering)),
    says({.id = "S4/another-domain",
          .when = {is(Caller::OfAnotherDomain)},
          .verdict = Verdict::Unknown,
          .certainty = Certainty::Open,
          .source = "§4: a drawing has no trusts"},
         because("S4", K::AccountTrustUnknown, Answering, AnsweringDomain, CallerHome)),
};

constexpr std::array ownNameTable{
    // What proves the server is asked of Kerberos.
    Row{.id = "M29/own-name",
        .when = {is(Loop::Yes), is(Method::CredSsp, Method::Kerberos), is(Proof::Unknown),
                 is(TargetForm::OwnName, TargetForm::Address), is(Delegation::NotSure)},
        .verdict = Verdict::Unknown,
        .certainty = Certainty::Open,
        .source = "§5.2 R9, §6 row 29"},
    // Whether an address of its own is refused as another's is.
    Row{.id = "R9/own-address",
        .when = {is(Loop::Yes), isNot(Method::CredSsp, Method::Kerberos), is(Proof::Unknown),
                 is(TargetForm::Address)},
        .verdict = Verdict::Unknown,
        .certainty = Certainty::Open,
        .source = "§5.2 R9"},
};

// --- What is left on the server

constexpr Reason delegated(std::string_view row)
{
    return because(row, K::PasswordDelegated, Number, Server, SigningAccount);
}

constexpr Left password{.what = Arrives::Password};
constexpr Left nothing{.what = Arrives::NothingReusable};
constexpr Reason inLoop = only({is(Loop::Yes)}, because("R9", K::LoopbackIsAHop, Number, Host));

constexpr Row networkLogon(std::string_view id, When when, Reason reason, Certainty certainty,
                           std::string_view source)
{
    return says({.id = id,
                 .when = when,
                 .verdict = Verdict::Passes,
                 .left = nothing,
                 .certainty = certainty,
                 .source = source},
                reason, inLoop,
                // An identity that was delegated is one hop deep.
                only({is(Credential::Callers), is(Arrives::Password)},
                     because("R7", K::OneHopDeep, Number, Server)));
}

constexpr std::array leftTable{
    says({.id = "M29/password",
          .when = {is(Method::CredSsp), is(Loop::Yes)},
          .verdict = Verdict::Passes,
          .left = password,
          .certainty = Certainty::Reported,
          .source = "§6 row 29"},
         delegated("M29")),
    says({.id = "M20/password",
          .when = {is(Method::CredSsp), is(Account::OfTarget)},
          .verdict = Verdict::Passes,
          .left = password,
          .certainty = Certainty::Documented,
          .source = "§6 row 20"},
         delegated("M20")),
    says({.id = "M19/password",
          .when = {is(Method::CredSsp), is(Proof::NtlmOnly)},
          .verdict = Verdict::Passes,
          .left = password,
          .certainty = Certainty::Documented,
          .source = "§6 row 19"},
         delegated("M19")),
    says({.id = "M16/password",
          .when = {is(Method::CredSsp)},
          .verdict = Verdict::Passes,
          .left = password,
          .certainty = Certainty::Documented,
          .source = "§6 row 16"},
         delegated("M16")),
    // Documents say that nothing is left, and one report says otherwise.
    says({.id = "M11/left",
          .when = {is(Method::Basic)},
          .verdict = Verdict::Passes,
          .left = {.what = Arrives::Unknown, .home = false},
          .certainty = Certainty::Open,
          .source = "§6 row 11"},
         because("M11", K::BasicLeavesUnknown, Number, Server, SigningAccount)),
    says({.id = "M14/left",
          .when = {is(Method::Certificate)},
          .verdict = Verdict::Passes,
          .left = {.what = Arrives::NothingReusable, .account = false, .home = false},
          .certainty = Certainty::Documented,
          .source = "§6 row 14"},
         because("M14", K::CertificateLeavesNothing, Number, Server)),
    says({.id = "M37/password",
          .when = {is(Method::Ssh)},
          .verdict = Verdict::Passes,
          .left = password,
          .certainty = Certainty::Documented,
          .source = "§6 row 37"},
         because("M37", K::SshPasswordArrives, Number, Server, SigningAccount)),
    networkLogon("M5/network-logon", {is(Method::Kerberos)},
                 because("M5", K::NetworkLogonKerberos, Number, Server, DrawnAccount),
                 Certainty::Documented, "§6 row 5"),
    networkLogon("M1/default", {is(Credential::Callers), is(Method::Default)},
                 because("M1", K::NetworkLogonDefault, Number, Server, DrawnAccount),
                 Certainty::Documented, "§6 row 1"),
    networkLogon("M1/negotiate", {is(Credential::Callers), is(Method::Negotiate, Method::Ntlm)},
                 because("M1", K::NetworkLogonNegotiate, Number, Server, DrawnAccount),
                 Certainty::Inferred, "§6 rows 1, 2"),
    networkLogon("M3/network-logon",
                 {is(Method::Default, Method::Negotiate, Method::Ntlm), is(Proof::NtlmOnly)},
                 because("M3", K::NetworkLogonNtlm, Number, Server, DrawnAccount),
                 Certainty::Documented, "§6 row 3"),
    networkLogon("M2/network-logon", {is(Method::Default, Method::Negotiate, Method::Ntlm)},
                 because("M2", K::NetworkLogonExplicit, Number, Server, DrawnAccount),
                 Certainty::Documented, "§6 row 2"),
};

// --- What a resource refuses

constexpr std::array permissionTable{
    says({.id = "R3/refused",
          .when = {is(Permission::Refused)},
          .verdict = Verdict::Denied,
          .denial = {.error = 71, .stage = Stage::Access, .cause = Cause::PermissionOnResource},
          .certainty = Certainty::Inferred,
          .source = "§5.2 R3"},
         because("R3", K::PermissionRefused, EndName, SigningAccount)),
    says({.id = "R3/depends-on-account",
          .when = {is(Permission::DependsOnAccount)},
          .verdict = Verdict::Unknown,
          .certainty = Certainty::Inferred,
          .source = "§5.2 R3"},
         because("R3", K::PermissionDependsOnAccount, EndName)),
    // What is not known to be refused was not looked at.
    says({.id = "R3/not-looked-at", .certainty = Certainty::Inferred, .source = "§5.2 R3"},
         because("R3", K::PermissionNotLookedAt, EndName, SigningAccount)),
};

/// A row that denies says by what, with a code of its own or an error's; a sentence whose rule is an error's has that error.
constexpr bool isSound(std::span<const Row> table)
{
    return std::ranges::all_of(table, [](const Row& row) {
        const bool hasError = row.denial.error != 0 || row.denial.ofResource;
        const bool canDeny = hasError || (row.denial.stage && row.denial.cause);
        return (row.verdict != Verdict::Denied || canDeny) && !(row.denial.code && hasError)
               && std::ranges::all_of(row.reasons(), [&](const Reason& each) {
                      return each.carried || !each.rule.empty() || hasError;
                  });
    });
}
static_assert(isSound(proofTable) && isSound(methodTable) && isSound(stateTable)
              && isSound(identityTable) && isSound(strangerTable) && isSound(ownNameTable)
              && isSound(leftTable) && isSound(permissionTable));

}  // namespace

std::span<const Row> proofs() noexcept
{
    return proofTable;
}

const When& whenTrustedHostsAreAsked() noexcept
{
    return trustedHostsAsked;
}

const When& whenOwnNameIsUnproven() noexcept
{
    return ownNameUnproven;
}

const When& whenCredentialIsLacking() noexcept
{
    return addressNeedsCredential;
}

std::span<const Row> methods() noexcept
{
    return methodTable;
}

std::span<const Row> states() noexcept
{
    return stateTable;
}

std::span<const Row> identities() noexcept
{
    return identityTable;
}

std::span<const Row> strangers() noexcept
{
    return strangerTable;
}

std::span<const Row> ownNames() noexcept
{
    return ownNameTable;
}

std::span<const Row> leftBehind() noexcept
{
    return leftTable;
}

std::span<const Row> permissions() noexcept
{
    return permissionTable;
}

}  // namespace hopwright::rules
