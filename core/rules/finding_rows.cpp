#include "core/rules/finding_rows.h"

#include <array>

namespace hopwright::rules {

namespace {

using enum Argument;
using S = Sentence;
using enum Severity;

constexpr std::array deniedTable{
    FindingRow{.severity = Error,
               .when = {is(Cause::NotDelegated)},
               .text = because({}, S::HopFindsNothing, Number, From),
               .source = "§5.2 R1"},
    FindingRow{.severity = Error,
               .when = {is(Cause::ImplicitCredentialWithCredSsp)},
               .text = because({}, S::CredSspNeedsCredential, Number),
               .source = "§6 row 15"},
    FindingRow{.severity = Error,
               .text = because({}, S::HopWillBeDenied, Number, EndName),
               .source = "§6"},
};

constexpr std::array sessionTable{
    FindingRow{.severity = Warning,
               .when = {is(Method::CredSsp), is(Proof::NtlmOnly)},
               .text = because("S4", S::NtlmOnlyEntry, Number, Host),
               .source = "§4"},
    FindingRow{.severity = Note,
               .when = {is(Domains::Different), is(Loop::No), is(Proof::Unknown)},
               .text = because("S4", S::TrustUnknown, ClientDomain, ServerDomain),
               .source = "§4"},
    FindingRow{.severity = Note,
               .when = {is(Account::OfTarget), isNot(Method::Ssh)},
               .text = because("M20", S::LocalAccountToken, Server),
               .source = "§6 row 20"},
    FindingRow{.severity = Warning,
               .when = {is(Method::CredSsp), is(CredSspVersion::Old)},
               .text = because("E15", S::OldCredSsp, Number, Version),
               .source = "MS-CSSP 5.1, §8 E15"},
    FindingRow{.severity = Warning,
               .when = {is(Method::Basic)},
               .text = because("M11", S::BasicIsOff, Number, Server),
               .source = "§6 row 11"},
    FindingRow{.severity = Warning,
               .when = {is(Method::Unknown)},
               .text = because("R1", S::MethodUnknown, Number, MethodWord),
               .source = "no document: a word of a file"},
};

constexpr std::array passwordTable{
    FindingRow{.severity = Warning,
               .when = {is(Holding::Delegated)},
               .text = because("M16", S::MachineHoldsPassword),
               .source = "§6 row 16"},
    FindingRow{.severity = Warning,
               .when = {is(Holding::BySsh)},
               .text = because("M37", S::MachineHoldsPassword),
               .source = "§6 row 37"},
    FindingRow{.severity = Warning,
               .when = {is(Holding::InScript)},
               .text = because("R5", S::MachineHoldsPassword),
               .source = "§5.2 R5"},
};

constexpr std::array useTable{
    FindingRow{.severity = Note,
               .when = {is(Uses::None), is(Method::CredSsp)},
               .text = because("R1", S::CredSspNotNeeded, Number, Server),
               .source = "§5.2 R1"},
};

constexpr FindingRow domainRow{
    .severity = Note, .text = because("S4", S::DomainUnknown), .source = "§4"};

// The NTLM-only list or TrustedHosts are asked if NTLM is used, and nothing but the domains of both ends says whether it is.
constexpr std::array domainsWanted{
    When{is(Method::CredSsp), is(Loop::No), is(Proof::Unknown)},
    When{isNot(Method::CredSsp, Method::Kerberos), is(Loop::No), is(Encryption::Http),
         is(Proof::Unknown)},
};

constexpr Condition delegating =
    is(EntryList::AllowFresh, EntryList::NtlmOnly, EntryList::DenyFresh);

constexpr FindingRow entry(Severity severity, When when, Sentence sentence, std::string_view source)
{
    return {.severity = severity, .when = when, .text = because("S3", sentence), .source = source};
}

// Domain reference §3.2 for the forms, §3.4 for the widths. TrustedHosts are names alone, for servers that prove nothing, but
// nothing is delegated to them.
constexpr std::array entryTable{
    entry(Warning, {is(EntryForm::SeveralNames), delegating}, S::EntryOfSeveralNames, "§3.2"),
    entry(Warning, {is(EntryForm::SeveralNames)}, S::TrustedOfSeveralNames, "§3.2"),
    entry(Warning, {is(EntryList::TrustedHosts), is(EntryForm::NotReadable)}, S::TrustedNotReadable,
          "§3.2"),
    entry(Warning, {is(EntryForm::TwoStars)}, S::EntryTwoStars, "§3.2"),
    entry(Warning, {is(EntryForm::WithoutService)}, S::EntryWithoutService, "§3.2"),
    entry(Warning, {is(EntryForm::NotReadable)}, S::EntryNotReadable, "§3.2"),
    entry(Warning, {is(EntryForm::WithPort)}, S::EntryWithPort, "§3.2"),
    FindingRow{.when = {is(EntryList::DenyFresh)}, .source = "§3.4: a wide deny list is safe"},
    entry(Warning, {is(EntryForm::AnyService)}, S::EntryAnyService, "§3.4"),
    // A form of no document is never below high.
    entry(Warning, {is(EntryForm::Undocumented), is(Width::Critical)}, S::EntryUndocumentedCritical,
          "§3.4"),
    entry(Warning, {is(EntryForm::Undocumented)}, S::EntryUndocumentedHigh, "§3.4"),
    entry(Warning, {is(EntryForm::Wide), is(EntryList::AllowFresh), is(Width::Critical)},
          S::EntryWideCritical, "§3.4"),
    entry(Warning, {is(EntryForm::Wide), is(EntryList::AllowFresh), is(Width::High)},
          S::EntryWideHigh, "§3.4"),
    entry(Note, {is(EntryForm::Wide), is(EntryList::AllowFresh)}, S::EntryWideMedium, "§3.4"),
    entry(Warning, {is(EntryForm::Wide), is(EntryList::NtlmOnly), is(Width::Critical)},
          S::EntryWideNtlmCritical, "§3.4"),
    entry(Warning, {is(EntryForm::Wide), is(EntryList::NtlmOnly), is(Width::High)},
          S::EntryWideNtlmHigh, "§3.4"),
    entry(Note, {is(EntryForm::Wide), is(EntryList::NtlmOnly)}, S::EntryWideNtlmMedium, "§3.4"),
    entry(Warning, {is(EntryForm::Wide), is(EntryList::TrustedHosts), is(Width::Critical)},
          S::TrustedWideCritical, "§3.4"),
    entry(Warning, {is(EntryForm::Wide), is(EntryList::TrustedHosts), is(Width::High)},
          S::TrustedWideHigh, "§3.4"),
    entry(Note, {is(EntryForm::Wide), is(EntryList::TrustedHosts)}, S::TrustedWideMedium, "§3.4"),
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

}  // namespace hopwright::rules
