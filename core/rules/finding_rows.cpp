#include "core/rules/finding_rows.h"

#include <array>

namespace hopwright::rules {

namespace {

using enum Argument;
using K = ReasonKey;
using enum Severity;

constexpr std::array deniedTable{
    FindingRow{.severity = Error,
               .when = {is(Cause::NotDelegated)},
               .text = because({}, K::HopFindsNothing, Number, From),
               .source = "§5.2 R1"},
    FindingRow{.severity = Error,
               .when = {is(Cause::ImplicitCredentialWithCredSsp)},
               .text = because({}, K::CredSspNeedsCredential, Number),
               .source = "§6 row 15"},
    FindingRow{.severity = Error,
               .text = because({}, K::HopWillBeDenied, Number, EndName),
               .source = "§6"},
};

constexpr std::array sessionTable{
    FindingRow{.severity = Warning,
               .when = {is(Method::CredSsp), is(Proof::NtlmOnly)},
               .text = because("S4", K::NtlmOnlyEntry, Number, Host),
               .source = "§4"},
    FindingRow{.severity = Note,
               .when = {is(Domains::Different), is(Loop::No), is(Proof::Unknown)},
               .text = because("S4", K::TrustUnknown, ClientDomain, ServerDomain),
               .source = "§4"},
    FindingRow{.severity = Note,
               .when = {is(Account::OfTarget), isNot(Method::Ssh)},
               .text = because("M20", K::LocalAccountToken, Server),
               .source = "§6 row 20"},
    FindingRow{.severity = Warning,
               .when = {is(Method::CredSsp), is(CredSspVersion::Old)},
               .text = because("E15", K::OldCredSsp, Number, Version),
               .source = "MS-CSSP 5.1, §8 E15"},
    FindingRow{.severity = Warning,
               .when = {is(Method::Basic)},
               .text = because("M11", K::BasicIsOff, Number, Server),
               .source = "§6 row 11"},
    FindingRow{.severity = Warning,
               .when = {is(Method::Unknown), is(MethodWord::Other)},
               .text = because("R1", K::MethodUnknown, Number, MethodWord),
               .source = "no document: a word of a file"},
};

constexpr std::array passwordTable{
    FindingRow{.severity = Warning,
               .when = {is(Holding::Delegated)},
               .text = because("M16", K::MachineHoldsPassword),
               .source = "§6 row 16"},
    FindingRow{.severity = Warning,
               .when = {is(Holding::BySsh)},
               .text = because("M37", K::MachineHoldsPassword),
               .source = "§6 row 37"},
    FindingRow{.severity = Warning,
               .when = {is(Holding::InScript)},
               .text = because("R5", K::MachineHoldsPassword),
               .source = "§5.2 R5"},
};

constexpr std::array useTable{
    FindingRow{.severity = Note,
               .when = {is(Uses::None), is(Method::CredSsp)},
               .text = because("R1", K::CredSspNotNeeded, Number, Server),
               .source = "§5.2 R1"},
};

constexpr FindingRow domainRow{
    .severity = Note, .text = because("S4", K::DomainUnknown), .source = "§4"};

// The NTLM-only list or TrustedHosts are asked if NTLM is used, and nothing but the domains of both ends says whether it is.
constexpr std::array domainsWanted{
    When{is(Method::CredSsp), is(Loop::No), is(Proof::Unknown)},
    When{isNot(Method::CredSsp, Method::Kerberos), is(Loop::No), is(Encryption::Http),
         is(Proof::Unknown)},
};

constexpr Condition delegating =
    is(EntryList::AllowFresh, EntryList::NtlmOnly, EntryList::DenyFresh);

constexpr FindingRow entry(Severity severity, When when, ReasonKey key, std::string_view source)
{
    return {.severity = severity, .when = when, .text = because("S3", key), .source = source};
}

// Domain reference §3.2 for the forms, §3.4 for the widths. TrustedHosts are names alone, for servers that prove nothing, but
// nothing is delegated to them.
constexpr std::array entryTable{
    entry(Warning, {is(EntryForm::SeveralNames), delegating}, K::EntryOfSeveralNames, "§3.2"),
    entry(Warning, {is(EntryForm::SeveralNames)}, K::TrustedOfSeveralNames, "§3.2"),
    entry(Warning, {is(EntryList::TrustedHosts), is(EntryForm::NotReadable)}, K::TrustedNotReadable,
          "§3.2"),
    entry(Warning, {is(EntryForm::TwoStars)}, K::EntryTwoStars, "§3.2"),
    entry(Warning, {is(EntryForm::WithoutService)}, K::EntryWithoutService, "§3.2"),
    entry(Warning, {is(EntryForm::NotReadable)}, K::EntryNotReadable, "§3.2"),
    entry(Warning, {is(EntryForm::WithPort)}, K::EntryWithPort, "§3.2"),
    FindingRow{.when = {is(EntryList::DenyFresh)}, .source = "§3.4: a wide deny list is safe"},
    entry(Warning, {is(EntryForm::AnyService)}, K::EntryAnyService, "§3.4"),
    // A form of no document is never below high.
    entry(Warning, {is(EntryForm::Undocumented), is(Width::Critical)}, K::EntryUndocumentedCritical,
          "§3.4"),
    entry(Warning, {is(EntryForm::Undocumented)}, K::EntryUndocumentedHigh, "§3.4"),
    entry(Warning, {is(EntryForm::Wide), is(EntryList::AllowFresh), is(Width::Critical)},
          K::EntryWideCritical, "§3.4"),
    entry(Warning, {is(EntryForm::Wide), is(EntryList::AllowFresh), is(Width::High)},
          K::EntryWideHigh, "§3.4"),
    entry(Note, {is(EntryForm::Wide), is(EntryList::AllowFresh)}, K::EntryWideMedium, "§3.4"),
    entry(Warning, {is(EntryForm::Wide), is(EntryList::NtlmOnly), is(Width::Critical)},
          K::EntryWideNtlmCritical, "§3.4"),
    entry(Warning, {is(EntryForm::Wide), is(EntryList::NtlmOnly), is(Width::High)},
          K::EntryWideNtlmHigh, "§3.4"),
    entry(Note, {is(EntryForm::Wide), is(EntryList::NtlmOnly)}, K::EntryWideNtlmMedium, "§3.4"),
    entry(Warning, {is(EntryForm::Wide), is(EntryList::TrustedHosts), is(Width::Critical)},
          K::TrustedWideCritical, "§3.4"),
    entry(Warning, {is(EntryForm::Wide), is(EntryList::TrustedHosts), is(Width::High)},
          K::TrustedWideHigh, "§3.4"),
    entry(Note, {is(EntryForm::Wide), is(EntryList::TrustedHosts)}, K::TrustedWideMedium, "§3.4"),
};

constexpr FindingRow said(std::string_view rule, Severity severity, When when, ReasonKey key)
{
    return {.severity = severity,
            .when = when,
            .text = because(rule, key),
            .source = "no document: said of the drawing"};
}

constexpr std::array expiryTable{
    said("D2", Warning, {is(Place::Machine), is(Expiry::Past)}, K::MachineExpired),
    said("D2", Warning, {is(Place::Hop), is(Expiry::Past)}, K::HopExpired),
    said("D2", Note, {is(Place::Machine), is(Expiry::Soon)}, K::MachineExpiresSoon),
    said("D2", Note, {is(Place::Hop), is(Expiry::Soon)}, K::HopExpiresSoon),
};

constexpr std::array crossingTable{
    said("D3", Warning, {is(Crossing::Password)}, K::CredentialsCrossTiers),
    said("D3", Note, {is(Crossing::NothingReusable)}, K::HopCrossesTiers),
};

}  // namespace

std::span<const FindingRow> deniedFindings() noexcept
{
    return deniedTable;
}

std::span<const FindingRow> sessionFindings() noexcept
{
    return sessionTable;
}

std::span<const FindingRow> passwordFindings() noexcept
{
    return passwordTable;
}

std::span<const FindingRow> useFindings() noexcept
{
    return useTable;
}

const FindingRow& domainFinding() noexcept
{
    return domainRow;
}

std::span<const When> wantsDomains() noexcept
{
    return domainsWanted;
}

std::span<const FindingRow> entryFindings() noexcept
{
    return entryTable;
}

std::span<const FindingRow> expiryFindings() noexcept
{
    return expiryTable;
}

std::span<const FindingRow> crossingFindings() noexcept
{
    return crossingTable;
}

}  // namespace hopwright::rules
