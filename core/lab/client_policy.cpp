#include "core/lab/client_policy.h"

#include "core/target/typed_target.h"
#include "core/text/ascii.h"

#include <algorithm>

namespace hopwright::lab {

namespace {

constexpr std::uint32_t needsPassword = 0x803381A1;
constexpr std::uint32_t clientRoleOff = 0x803381A2;
constexpr std::uint32_t notInList = 0x803381A3;
constexpr std::uint32_t notInNtlmOnlyList = 0x803381A4;
constexpr std::uint32_t serverNotTrusted = 0x803380E4;
constexpr std::uint32_t addressNotTrusted = 0x803381BB;
constexpr std::uint32_t negotiateNeedsCredential = 0x803380E5;

constexpr std::string_view prefix = "wsman/";
constexpr std::string_view clientRoleSetting = "Client\\Auth\\CredSSP";
constexpr std::string_view trustedHostsSetting = "TrustedHosts";
constexpr std::string_view denyFreshSetting = "DenyFreshCredentials";
constexpr std::string_view allowFreshSetting = "AllowFreshCredentials";
constexpr std::string_view ntlmOnlySetting = "AllowFreshCredentialsWhenNTLMOnly";

std::string loweredHost(std::string_view target)
{
    return text::asciiLower(target::readTarget(target).host);
}

/// Glob with at most one `*`, over the whole text; more never match.
bool matchesOneStar(std::string_view pattern, std::string_view text)
{
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos)
        return pattern == text;
    if (pattern.find('*', star + 1) != std::string_view::npos)
        return false;
    const std::string_view head = pattern.substr(0, star);
    const std::string_view tail = pattern.substr(star + 1);
    return text.size() >= head.size() + tail.size() && text.starts_with(head)
           && text.ends_with(tail);
}

bool entryAllows(const std::string& entry, const std::string& host)
{
    const std::string lowered = text::asciiLower(entry);
    if (lowered == "*")
        return true;
    if (!lowered.starts_with(prefix))
        return false;
    const std::string_view pattern = std::string_view(lowered).substr(prefix.size());
    // "*.lab.example" is every name below it, never the domain itself.
    if (pattern.starts_with("*.") && host.size() <= pattern.size() - 1)
        return false;
    return matchesOneStar(pattern, host);
}

const std::string* firstMatch(const std::vector<std::string>& entries, const std::string& host)
{
    const auto found = std::ranges::find_if(
        entries, [&](const std::string& each) { return entryAllows(each, host); });
    return found == entries.end() ? nullptr : &*found;
}

bool isMethod(const SessionQuestion& question, std::string_view word) noexcept
{
    return text::equalsIgnoringAsciiCase(question.method, word);
}

/// A session of a machine to itself: neither TrustedHosts nor a credential of its own is asked for it (R9).
bool isLoopback(const LabMachine& client, const SessionQuestion& question)
{
    return question.server == &client
           || target::isOwnName(target::readTarget(question.target).host);
}

/// `.\bob` or `FS01\\bob`: an account of the server's own.
bool isServersOwn(const SessionQuestion& question, const LabMachine* server) noexcept
{
    const std::string_view domain = question.accountDomain;
    return domain == "." || (server != nullptr && isOwnDomain(*server, domain));
}

const PolicyAnswer goOn{.allowed = true};

PolicyAnswer askClientRole(const LabMachine& client)
{
    if (client.credSspClient)
        return {.allowed = true, .setting = clientRoleSetting};
    return {.refusal = PolicyRefusal::ClientRole,
            .code = clientRoleOff,
            .evidence = Sentence::saying("Client\\Auth\\CredSSP is false on %1", client.name),
            .setting = clientRoleSetting};
}

/// Row M4 of §6: over HTTP, Negotiate takes an address with an explicit credential only, whatever TrustedHosts has.
PolicyAnswer askCredential(const LabMachine& client, const SessionQuestion& question)
{
    const bool byDefault = isMethod(question, "Default");
    const bool negotiates = byDefault || isMethod(question, "Negotiate");
    const bool lacks = negotiates && !question.https && !question.explicitCredential
                       && target::readTarget(question.target).isAddress()
                       && !isLoopback(client, question);
    if (!lacks)
        return goOn;
    return {.refusal = PolicyRefusal::NeedsCredential,
            .code = byDefault ? addressNotTrusted : negotiateNeedsCredential,
            .evidence =
                Sentence::saying("over HTTP an address takes an explicit credential, whatever "
                                 "TrustedHosts has; none was given for this hop to %1",
                                 target::readTarget(question.target).host)};
}

/// TrustedHosts stands in for a proof that NTLM over HTTP does not give.
PolicyAnswer askTrustedHosts(const LabMachine& client, const SessionQuestion& question)
{
    const bool proves = question.https || isMethod(question, "Kerberos");
    if (proves || isLoopback(client, question) || !isNtlmOnly(client, question))
        return goOn;
    const std::string host = loweredHost(question.target);
    for (const std::string& each : client.trustedHosts) {
        const std::string pattern = text::asciiLower(each);
        const bool local = pattern == "<local>" && !host.contains('.')
                           && !target::readTarget(question.target).isAddress();
        if (local || matchesOneStar(pattern, host)) {
            return {.allowed = true,
                    .evidence = Sentence::saying("TrustedHosts has %1", each),
                    .setting = trustedHostsSetting};
        }
    }
    return {.refusal = PolicyRefusal::TrustedHosts,
            .code = target::readTarget(question.target).isAddress() ? addressNotTrusted
                                                                    : serverNotTrusted,
            .evidence = Sentence::saying("TrustedHosts of %1 has no entry for %2", client.name,
                                         question.target),
            .setting = trustedHostsSetting};
}

/// The entry of \p list that lets credentials go to \p host; null: none, or the list is off.
const std::string* entryOf(const LabList& list, const std::string& host)
{
    return list.enabled ? firstMatch(list.entries, host) : nullptr;
}

bool isConfigured(const LabList& list) noexcept
{
    return list.enabled && !list.entries.empty();
}

/// No list that counts has the name. \p ntlmOnly: both were asked.
PolicyAnswer refusedByLists(const LabMachine& client, std::string_view target, bool ntlmOnly)
{
    const bool configured =
        isConfigured(client.allowFresh) || (ntlmOnly && isConfigured(client.allowFreshNtlmOnly));
    const std::string_view setting = ntlmOnly ? ntlmOnlySetting : allowFreshSetting;
    return {.refusal = configured ? PolicyRefusal::ListMismatch : PolicyRefusal::ListMissing,
            .code = notInList,
            .evidence = configured
                            ? Sentence::saying("%1 of %2 has no entry for WSMAN/%3", setting,
                                               client.name, target)
                            : Sentence::saying("%1 is not configured on %2", setting, client.name),
            .setting = setting};
}

}  // namespace

bool isOfDelegation(PolicyRefusal refusal) noexcept
{
    return refusal != PolicyRefusal::NeedsCredential && refusal != PolicyRefusal::TrustedHosts;
}

PolicyAnswer askBeforeSending(const LabMachine& client, const SessionQuestion& question)
{
    const bool credSsp = isMethod(question, "Credssp");
    if (credSsp && !question.explicitCredential) {
        return {.refusal = PolicyRefusal::NeedsPassword,
                .code = needsPassword,
                .evidence = Sentence::saying(
                    "CredSSP takes a user name and password; none was given for this hop")};
    }
    PolicyAnswer answer = askCredential(client, question);
    if (answer.allowed && credSsp)
        answer = askClientRole(client);
    return answer.allowed ? askTrustedHosts(client, question) : answer;
}

PolicyAnswer askDelegation(const LabMachine& client, const SessionQuestion& question, Proof shown)
{
    const std::string host = loweredHost(question.target);
    if (const std::string* entry = entryOf(client.denyFresh, host)) {
        return {.refusal = PolicyRefusal::DenyList,
                .code = notInList,
                .evidence =
                    Sentence::saying("%1 of %2 has %3", denyFreshSetting, client.name, *entry),
                .setting = denyFreshSetting};
    }
    const bool ntlmOnly = shown == Proof::NtlmOnly || isNtlmOnly(client, question);
    const std::string_view setting = ntlmOnly ? ntlmOnlySetting : allowFreshSetting;
    const std::string* entry =
        entryOf(ntlmOnly ? client.allowFreshNtlmOnly : client.allowFresh, host);
    if (entry != nullptr) {
        return {.allowed = true,
                .evidence = Sentence::saying("%1 has %2", setting, *entry),
                .setting = setting};
    }
    const std::string* other = ntlmOnly ? entryOf(client.allowFresh, host) : nullptr;
    if (other == nullptr)
        return refusedByLists(client, target::readTarget(question.target).host, ntlmOnly);
    return {.refusal = PolicyRefusal::NtlmOnlyList,
            .code = notInNtlmOnlyList,
            .evidence = Sentence::saying("%1 has %2, and %3 of %4 has no entry for WSMAN/%5",
                                         allowFreshSetting, *other, ntlmOnlySetting, client.name,
                                         target::readTarget(question.target).host),
            .setting = ntlmOnlySetting};
}

bool isNtlmOnly(const LabMachine& client, const SessionQuestion& question)
{
    const bool loopback = isLoopback(client, question);
    const LabMachine* server = loopback ? &client : question.server;
    const bool workgroup = client.domain.empty() || (server != nullptr && server->domain.empty());
    return workgroup || question.ntlm || target::readTarget(question.target).isAddress()
           || target::isOwnName(target::readTarget(question.target).host)
           || isServersOwn(question, server);
}

}  // namespace hopwright::lab
