#include "core/lab/client_policy.h"

#include "core/text/ascii.h"

#include <algorithm>
#include <array>

namespace hopwright::lab {

namespace {

constexpr std::uint32_t clientRoleOff = 0x803381A2;
constexpr std::uint32_t notInList = 0x803381A3;
constexpr std::uint32_t notInNtlmOnlyList = 0x803381A4;
constexpr std::uint32_t serverNotTrusted = 0x803380E4;
constexpr std::uint32_t addressNotTrusted = 0x803381BB;
constexpr std::uint32_t negotiateNeedsCredential = 0x803380E5;

constexpr std::string_view prefix = "wsman/";

std::string loweredHost(std::string_view target)
{
    return text::asciiLower(hostPart(target));
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

/// A session of a machine to itself: the domain reference asks no proof of it (R9).
bool isLoopback(const LabMachine& client, const SessionQuestion& question)
{
    constexpr std::array<std::string_view, 4> names{"localhost", "127.0.0.1", "::1", "[::1]"};
    return question.server == &client
           || std::ranges::find(names, loweredHost(question.target)) != names.end();
}

/// `.\bob` or `FS01\\bob`: an account of the server's own.
bool isServersOwn(const SessionQuestion& question) noexcept
{
    const std::string_view domain = question.accountDomain;
    const bool named = question.server != nullptr && !domain.empty()
                       && text::equalsIgnoringAsciiCase(domain, question.server->name);
    return domain == "." || named;
}

}  // namespace

PolicyAnswer askClientRole(const LabMachine& client)
{
    if (client.credSspClient)
        return {.allowed = true, .code = 0, .evidence = "Client\\Auth\\CredSSP is true"};
    return {.allowed = false,
            .code = clientRoleOff,
            .evidence = "Client\\Auth\\CredSSP is false on " + client.name};
}

PolicyAnswer askDelegation(const LabMachine& client, std::string_view target, Proof proof)
{
    const std::string host = loweredHost(target);
    const bool ntlmOnly = proof == Proof::NtlmOnly;
    const std::uint32_t code = ntlmOnly ? notInNtlmOnlyList : notInList;
    if (client.denyFresh.enabled) {
        if (const std::string* entry = firstMatch(client.denyFresh.entries, host))
            return {.allowed = false, .code = code, .evidence = "denied by " + *entry};
    }
    const LabList& list = ntlmOnly ? client.allowFreshNtlmOnly : client.allowFresh;
    const std::string listName =
        ntlmOnly ? "AllowFreshCredentialsWhenNTLMOnly" : "AllowFreshCredentials";
    if (!list.enabled) {
        return {.allowed = false,
                .listConfigured = false,
                .code = code,
                .evidence = listName + " is not configured on " + client.name};
    }
    if (const std::string* entry = firstMatch(list.entries, host))
        return {.allowed = true, .code = 0, .evidence = listName + " has " + *entry};
    return {.allowed = false,
            .code = code,
            .evidence =
                listName + " of " + client.name + " has no entry for WSMAN/" + std::string(target)};
}

PolicyAnswer askTrustedHosts(const LabMachine& client, std::string_view target)
{
    const std::string host = loweredHost(target);
    for (const std::string& each : client.trustedHosts) {
        const std::string pattern = text::asciiLower(each);
        const bool local =
            pattern == "<local>" && host.find('.') == std::string::npos && !isAddress(target);
        if (local || matchesOneStar(pattern, host))
            return {.allowed = true, .code = 0, .evidence = "TrustedHosts has " + each};
    }
    return {.allowed = false,
            .code = isAddress(target) ? addressNotTrusted : serverNotTrusted,
            .evidence =
                "TrustedHosts of " + client.name + " has no entry for " + std::string(target)};
}

bool isNtlmOnly(const LabMachine& client, const SessionQuestion& question)
{
    if (isLoopback(client, question))
        return false;
    const bool workgroup =
        client.domain.empty() || (question.server != nullptr && question.server->domain.empty());
    return workgroup || question.ntlm || isAddress(question.target) || isServersOwn(question);
}

PolicyAnswer askCredential(const LabMachine& client, const SessionQuestion& question)
{
    const bool byDefault = isMethod(question, "Default");
    const bool negotiates = byDefault || isMethod(question, "Negotiate");
    const bool lacks = negotiates && !question.explicitCredential && isAddress(question.target)
                       && !isLoopback(client, question);
    if (!lacks)
        return {.allowed = true, .code = 0};
    return {.allowed = false,
            .code = byDefault ? addressNotTrusted : negotiateNeedsCredential,
            .evidence = "over HTTP an address takes an explicit credential, whatever TrustedHosts "
                        "has; none was given for this hop to "
                        + std::string(hostPart(question.target))};
}

PolicyAnswer askServerTrust(const LabMachine& client, const SessionQuestion& question)
{
    if (isMethod(question, "Kerberos") || !isNtlmOnly(client, question))
        return {.allowed = true, .code = 0};
    return askTrustedHosts(client, question.target);
}

bool isAddress(std::string_view target) noexcept
{
    const std::string_view host = hostPart(target);
    if (host.starts_with('[') || host.contains(':'))
        return true;
    const bool digitsAndDots =
        std::ranges::all_of(host, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    return digitsAndDots && std::ranges::count(host, '.') == 3;
}

}  // namespace hopwright::lab
