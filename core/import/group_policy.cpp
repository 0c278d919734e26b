#include "core/import/group_policy.h"

#include "core/text/ascii.h"
#include "core/text/decode.h"

#include <algorithm>
#include <array>

namespace hopwright::import {

namespace {

/// `1, 0, 0, 0`: the bytes of a value, as gpresult prints them; nothing: it is no such list.
std::optional<std::string> bytesOf(std::string_view text)
{
    constexpr std::size_t most = std::size_t{64} * 1024;
    std::string out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(','), text.size());
        const auto byte = decimal(trimmed(text.substr(0, end)));
        if (!byte || *byte > 0xFF || out.size() == most)
            return std::nullopt;
        out += static_cast<char>(*byte);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out.empty() ? std::nullopt : std::optional(out);
}

std::optional<std::uint32_t> dwordOf(std::string_view bytes)
{
    if (bytes.size() != 4)
        return std::nullopt;
    std::uint32_t out = 0;
    for (std::size_t i = 4; i-- > 0;)
        out = out << 8U | static_cast<unsigned char>(bytes[i]);
    return out;
}

constexpr std::string_view policies = R"(software\policies\microsoft\windows\)";

/// The path behind `Folder Id:` or `KeyName:`, where it is one of a policy.
std::string_view policyPath(std::string_view line)
{
    const auto pair = pairOf(line);
    return pair && startsWithIgnoringCase(pair->value, policies) ? pair->value : std::string_view();
}

/// `1, 0, 0, 0`, also where a console broke it.
std::string takeBytes(Lines& lines, std::string_view first)
{
    constexpr std::size_t mostLines = 400;
    std::string out(first.substr(0, std::size_t{128} * 1024));
    for (std::size_t i = 0; i < mostLines && out.ends_with(',') && !lines.atEnd(); ++i) {
        Lines next = lines;
        next.next();
        const std::string_view text = trimmed(next.line().text);
        if (next.atEnd() || text.empty()
            || text.find_first_not_of("0123456789, ") != std::string_view::npos)
            break;
        out += " " + std::string(text.substr(0, 4096));
        lines = next;
    }
    return out;
}

/// `RSOP data for CORP\ann on PC01 : Logging Mode`: gpresult's own words, which public documents show in English alone.
std::string_view machineOf(std::string_view line)
{
    constexpr std::string_view begin = "RSOP data for ";
    constexpr std::string_view on = " on ";
    line = trimmed(line);
    if (!startsWithIgnoringCase(line, begin))
        return {};
    const std::size_t found = line.find(on);
    const std::size_t end = line.find(" :", found == std::string_view::npos ? 0 : found);
    if (found == std::string_view::npos || end == std::string_view::npos)
        return {};
    return trimmed(line.substr(found + on.size(), end - found - on.size()));
}

FactLayer layerOf(std::string_view object)
{
    return object == "Local Group Policy" ? FactLayer::LocalPolicy : FactLayer::DomainPolicy;
}

/// One setting: its line and those behind it. The object's name stands in the line before.
void takePolicy(Lines& lines, Collector& out, std::string_view object, RegistryFacts& facts)
{
    const Line line = lines.line();
    const std::string path(policyPath(line.head()));
    lines.next();
    const auto value = pairOf(lines.line().text.substr(0, std::size_t{64} * 1024));
    const auto bytes = value ? bytesOf(takeBytes(lines, value->value)) : std::nullopt;
    if (!bytes)
        return;
    lines.next();
    const auto state = pairOf(lines.line().head());
    // What a value of another state means, and how other languages say it, no public document tells.
    if (!state || state->key != "State" || state->value != "Enabled")
        return;
    const std::size_t slash = path.rfind('\\');
    const std::string key = path.substr(0, slash);
    const std::string name = path.substr(slash + 1);
    const auto number = dwordOf(*bytes);
    const bool isEntry =
        startsWithIgnoringCase(key, std::string(policies) + "credentialsdelegation\\");
    facts.setPolicies(layerOf(object));
    if (number && !isEntry) {
        facts.value(key, {.name = name, .number = number}, line, trimmed(line.text));
    } else {
        const std::string text = text::decode("\xFF\xFE" + *bytes).text;
        facts.value(key, {.name = name, .text = text}, line, trimmed(line.text));
    }
    if (!isEntry && !object.empty()) {
        out.add(Reader::GroupPolicy, FactKind::PolicyObject, layerOf(object), object, line,
                trimmed(line.text), {.about = name});
    }
    lines.next();
}

}  // namespace

bool readGroupPolicyText(Lines& lines, Collector& out)
{
    if (const std::string_view machine = machineOf(lines.line().head()); !machine.empty()) {
        out.setMachine(machine);
        lines.next();
        return true;
    }
    const auto object = pairOf(lines.line().head());
    if (!object || indentOf(lines.line().head()) < 4 || object->key != "GPO")
        return false;
    Lines next = lines;
    next.next();
    if (next.atEnd() || policyPath(next.line().head()).empty())
        return false;
    RegistryFacts facts(out, Reader::GroupPolicy, FactLayer::DomainPolicy);
    std::string name(object->value);
    while (true) {
        lines.next();
        takePolicy(lines, out, name, facts);
        while (!lines.atEnd() && isBlank(lines.line().head()))
            lines.next();
        const auto again = pairOf(lines.line().head());
        Lines following = lines;
        following.next();
        if (lines.atEnd() || !again || again->key != "GPO" || following.atEnd()
            || policyPath(following.line().head()).empty())
            break;
        name = again->value;
    }
    facts.finish();
    return true;
}

namespace {

enum class Side : std::uint8_t { Any, Client, Service };

/// A policy as the XML of gpresult names it: in the language of the templates. Its category tells client and service apart.
struct PolicyName {
    std::string_view name;
    std::optional<FactKind> state = {};  ///< What its state says, on or off.
    std::optional<FactKind> list = {};   ///< What its entries are, while it is on.
    Side side = Side::Any;
};

/// English: MicrosoftDocs/windows-itpro-docs, policy-csp-admx-credssp.md and policy-csp-remotemanagement.md. German:
/// MicrosoftDocs/azure-docs.de-de (migration of Hyper-V) and windowsserverdocs.de-de (remote Hyper-V hosts).
constexpr std::array<PolicyName, 9> names{
    {{.name = "Allow delegating fresh credentials",
      .state = FactKind::AllowFreshEnabled,
      .list = FactKind::AllowFresh},
     {.name = "Allow delegating fresh credentials with NTLM-only server authentication",
      .state = FactKind::AllowFreshNtlmOnlyEnabled,
      .list = FactKind::AllowFreshNtlmOnly},
     {.name = "Deny delegating fresh credentials",
      .state = FactKind::DenyFreshEnabled,
      .list = FactKind::DenyFresh},
     {.name = "Delegierung von aktuellen Anmeldeinformationen zulassen",
      .state = FactKind::AllowFreshEnabled,
      .list = FactKind::AllowFresh},
     {.name = "Delegierung von aktuellen Anmeldeinformationen mit reiner "
              "NTLM-Serverauthentifizierung zulassen",
      .state = FactKind::AllowFreshNtlmOnlyEnabled,
      .list = FactKind::AllowFreshNtlmOnly},
     {.name = "Allow CredSSP authentication", .state = FactKind::ClientRole, .side = Side::Client},
     {.name = "Allow CredSSP authentication", .state = FactKind::ServerRole, .side = Side::Service},
     {.name = "Trusted Hosts", .list = FactKind::TrustedHosts, .side = Side::Client},
     // Its level is a word in the language of the templates: that it is set is all that is read.
     {.name = "Encryption Oracle Remediation"}}};

const PolicyName* policyNamed(std::string_view name, std::string_view category)
{
    for (const PolicyName& each : names) {
        const bool isSide =
            each.side == Side::Any
            || category.ends_with(each.side == Side::Client ? "WinRM Client" : "WinRM Service");
        if (each.name == name && isSide)
            return &each;
    }
    return nullptr;
}

/// As a fact has a list.
std::string inLines(const std::vector<std::string>& entries)
{
    std::string out;
    for (const std::string& each : entries)
        out.append(out.empty() ? "" : "\n").append(each);
    return out;
}

}  // namespace

void addPolicy(Collector& out, const PolicyElement& policy, const Line& line)
{
    const PolicyName* known = policyNamed(policy.name, policy.category);
    const bool isOn = policy.state == "Enabled";
    if (known == nullptr || (!isOn && policy.state != "Disabled"))
        return;
    const FactLayer layer = policy.isLocal ? FactLayer::LocalPolicy : FactLayer::DomainPolicy;
    const auto add = [&](FactKind kind, std::string_view value) {
        out.add(Reader::GroupPolicy, kind, layer, value, line, line.text);
    };
    if (known->state)
        add(*known->state, isOn ? "true" : "false");
    if (known->list && isOn)
        add(*known->list, inLines(policy.entries));
    if (!policy.object.empty()) {
        out.add(Reader::GroupPolicy, FactKind::PolicyObject, layer, policy.object, line, line.text,
                {.about = policy.name});
    }
}

}  // namespace hopwright::import
