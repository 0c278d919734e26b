#pragma once

#include "tests/judges/powershell/script_engine.h"

#include <QByteArray>

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

/// Start states of a simulated Windows machine, and a reader of what a run made of them that shares nothing with the
/// scripts. Keys: domain reference 3.1 and 2.1.
namespace hopwright::test {

inline const std::string wsmanKey =
    R"(HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\WSMAN\)";
inline const std::string winRmPolicyKey =
    R"(HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows\WinRM\)";
inline const std::string delegationKey =
    R"(HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows\CredentialsDelegation)";
inline const std::string freshKey = delegationKey + R"(\AllowFreshCredentials)";
inline const std::string ntlmKey = delegationKey + R"(\AllowFreshCredentialsWhenNTLMOnly)";
inline const std::string otherPolicyKey =
    R"(HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate)";
inline const std::string editionKey =
    R"(HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion)";
inline const std::string hopwrightKey = R"(HKEY_LOCAL_MACHINE\SOFTWARE\Hopwright)";

/// What a machine shall have, in the tests' own words.
struct Wanted {
    bool client = false;
    bool server = false;
    std::vector<std::string> fresh = {};  ///< Names, without `wsman/`.
    std::vector<std::string> ntlmOnly = {};
    std::vector<std::string> trusted = {};
};

/// Builds the JSON of engine/WindowsMachine.cs.
class StartState {
public:
    StartState& direct(const std::string& key, const std::string& name, Json value)
    {
        m_machine["registry"][key][name] = std::move(value);
        return *this;
    }
    StartState& local(const std::string& key, const std::string& name, Json value)
    {
        m_machine["localPolicy"][key][name] = std::move(value);
        return *this;
    }
    StartState& domain(const std::string& key, const std::string& name, Json value)
    {
        m_machine["domainPolicy"][key][name] = std::move(value);
        return *this;
    }
    /// Other bytes than those of the local policy in its file.
    StartState& policyFile(const QByteArray& bytes)
    {
        m_machine["localPolicyFile"] = bytes.toBase64().toStdString();
        return *this;
    }
    StartState& service(const std::string& status, const std::string& startType)
    {
        m_machine["services"]["WinRM"] = {{"status", status}, {"startType", startType}};
        return *this;
    }
    /// \p edition empty: not Windows Home, and still the cmdlet finds nothing to write to.
    StartState& withoutPolicyEngine(const std::string& edition)
    {
        m_machine["policyEngine"] = false;
        if (!edition.empty())
            direct(editionKey, "EditionID", edition);
        return *this;
    }
    StartState& notElevated()
    {
        m_machine["elevated"] = false;
        return *this;
    }
    StartState& named(const std::string& name)
    {
        m_machine["name"] = name;
        return *this;
    }

    /// With what the last policy refresh wrote: local, then domain, value name by value name.
    Json machine() const
    {
        Json out = m_machine;
        for (const char* policy : {"localPolicy", "domainPolicy"}) {
            for (const auto& [key, values] : m_machine[policy].items()) {
                for (const auto& [name, value] : values.items()) {
                    out["registry"][key][name] = value;
                    out["appliedPolicy"][key][name] = value;
                }
            }
        }
        return out;
    }

private:
    Json m_machine = {
        {"name", "PC01"},
        {"elevated", true},
        {"registry", Json::object()},
        {"localPolicy", Json::object()},
        {"domainPolicy", Json::object()},
        {"appliedPolicy", Json::object()},
        {"services", {{"WinRM", {{"status", "Running"}, {"startType", "Automatic"}}}}}};
};

inline std::string lowered(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

inline Json valueOf(const Json& machine, const std::string& key, const std::string& name)
{
    const Json& registry = machine.at("registry");
    if (!registry.contains(key))
        return nullptr;
    for (const auto& [each, value] : registry.at(key).items()) {
        if (lowered(each) == lowered(name))
            return value;
    }
    return nullptr;
}

/// Client\Auth\CredSSP or Service\Auth\CredSSP: a policy wins over the setting.
inline bool flagOf(const Json& machine, const std::string& side)
{
    Json value = valueOf(machine, winRmPolicyKey + side, "AllowCredSSP");
    if (value.is_null())
        value = valueOf(machine, wsmanKey + side, "auth_credssp");
    return value.is_number() && value != 0;
}

/// Whether \p pattern is \p name, every name, or every name of the domain that \p name stands in; `wsman/` before both.
inline bool covers(const std::string& pattern, const std::string& name)
{
    if (lowered(pattern) == lowered(name))
        return true;
    if (!lowered(pattern).starts_with("wsman/*"))
        return false;
    const std::string rest = lowered(pattern).substr(7);
    const std::string host = lowered(name).substr(6);
    const std::size_t labelEnd = host.find('.');
    return rest.empty() || (labelEnd != std::string::npos && host.substr(labelEnd) == rest);
}

inline bool listHolds(const Json& machine, const std::string& key, const std::string& entry)
{
    const Json& registry = machine.at("registry");
    if (!registry.contains(key))
        return false;
    return std::ranges::any_of(registry.at(key).items(), [&](const auto& each) {
        const Json& value = each.value();
        return value.is_string() && covers(value.get<std::string>(), entry);
    });
}

inline bool listsAll(const Json& machine, const std::string& key,
                     const std::vector<std::string>& names)
{
    if (names.empty())
        return true;
    const std::string dword = key.substr(key.rfind('\\') + 1);
    return valueOf(machine, delegationKey, dword) == 1
           && std::ranges::all_of(names, [&](const std::string& name) {
                  return listHolds(machine, key, "wsman/" + name);
              });
}

inline bool trustsAll(const Json& machine, const std::vector<std::string>& names)
{
    Json value = valueOf(machine, winRmPolicyKey + "Client", "TrustedHostsList");
    if (value.is_null())
        value = valueOf(machine, wsmanKey + "Client", "trusted_hosts");
    std::vector<std::string> have;
    std::string one;
    for (const char c : (value.is_string() ? value.get<std::string>() : std::string()) + ",") {
        if (c == ',')
            have.push_back(lowered(std::exchange(one, {})));
        else if (c != ' ')
            one += c;
    }
    return std::ranges::all_of(names, [&](const std::string& name) {
        return std::ranges::any_of(have, [&](const std::string& each) {
            const bool local = each == "<local>" && !name.contains('.') && !name.contains(':');
            return local || covers("wsman/" + each, "wsman/" + name);
        });
    });
}

/// Whether \p machine has all that \p wanted says: what `verify` must say too.
inline bool isAsWanted(const Json& machine, const Wanted& wanted)
{
    return (!wanted.client || flagOf(machine, "Client"))
           && (!wanted.server || flagOf(machine, "Service"))
           && listsAll(machine, freshKey, wanted.fresh)
           && listsAll(machine, ntlmKey, wanted.ntlmOnly) && trustsAll(machine, wanted.trusted);
}

/// \p value with the prefix of an entry in small letters.
inline Json withSmallPrefix(const Json& value)
{
    if (!value.is_string() || !lowered(value.get<std::string>()).starts_with("wsman/"))
        return value;
    return "wsman/" + value.get<std::string>().substr(6);
}

/// What only Registry.pol can tell, which no cmdlet gives back, and which a script of PowerShell 2.0 does not write itself. What is
/// in effect is compared in full until the next refresh of policy.
struct CmdletLimits {
    /// Disable-WSManCredSSP leaves ConcatenateDefaults_AllowFresh at 1 where entries of others stay (domain reference 2.2).
    bool keepsDefaults = false;
    /// Enable-WSManCredSSP counts entries to number the next: where numbers have gaps it overwrites one (2.1, last line).
    bool overwrites = false;
    /// Where the domain's list has the very entry of the local one under the same number, what is in effect shows one. Both
    /// show when the cmdlets gave the local one another number: the same entry twice.
    bool showsBoth = false;
};

/// The names under which the local policy and the domain's have a value each in \p key, of the same data or of other.
inline std::size_t commonNames(const Json& start, const std::string& key, bool sameData)
{
    const Json domain = start["domainPolicy"].value(key, Json::object());
    const Json local = start["localPolicy"].value(key, Json::object());
    std::size_t out = 0;
    for (const auto& [name, value] : local.items()) {
        if (domain.contains(name) && (domain[name] == value) == sameData)
            ++out;
    }
    return out;
}

/// \p wanted's limits on a machine that starts as \p start.
inline CmdletLimits limitsOf(const Json& start, const Wanted& wanted)
{
    const Json local = start["localPolicy"].value(freshKey, Json::object());
    CmdletLimits out{.keepsDefaults = !local.empty(),
                     .showsBoth = commonNames(start, freshKey, true) > 0};
    std::size_t number = local.size();
    for (const std::string& name : wanted.fresh) {
        if (!listHolds(start, freshKey, "wsman/" + name))
            out.overwrites = out.overwrites || local.contains(std::to_string(++number));
    }
    return out;
}

/// When a state is looked at: before the next refresh of policy the letters of the prefix count, after it those that the
/// cmdlet writes, `wsman/`, stand for others; Windows compares without case (domain reference 2.1 and 3.3).
enum class Moment { BeforeRefresh, AfterRefresh };

/// A list without the numbers of its values: they are names without a meaning (domain reference 3.1).
inline Json withoutNumbers(const Json& list, bool smallPrefix, bool once)
{
    std::vector<std::string> entries;
    for (const auto& [name, value] : list.items())
        entries.push_back((smallPrefix ? withSmallPrefix(value) : value).dump());
    std::ranges::sort(entries);
    if (once)
        entries.erase(std::ranges::unique(entries).begin(), entries.end());
    return entries;
}

/// \p machine as it is compared.
inline Json comparable(Json machine, Moment moment, const CmdletLimits& limits)
{
    for (const char* hive : {"registry", "localPolicy", "domainPolicy", "appliedPolicy"}) {
        const bool inFile =
            std::string_view(hive) == "localPolicy" || std::string_view(hive) == "appliedPolicy";
        const bool loose = inFile || moment == Moment::AfterRefresh;
        Json& keys = machine[hive];
        if (loose && limits.keepsDefaults && keys.contains(delegationKey))
            keys[delegationKey].erase("ConcatenateDefaults_AllowFresh");
        if (inFile && limits.overwrites) {  // It may have been the last one there.
            keys.erase(freshKey);
            if (keys.contains(delegationKey))
                keys[delegationKey].erase("AllowFreshCredentials");
        }
        // By number, what the domain's list hides is not there: localPolicy and registry tell of it.
        if (std::string_view(hive) == "appliedPolicy")
            keys.erase(freshKey);
        if (inFile && keys.contains(delegationKey) && keys[delegationKey].empty())
            keys.erase(delegationKey);
        for (auto& [key, values] : keys.items()) {
            if (key.starts_with(delegationKey + "\\"))
                values = withoutNumbers(values, loose,
                                        limits.showsBoth && hive == std::string_view("registry"));
        }
    }
    return machine;
}

/// Named start states: those that the engine was tried with, and what was missing there. \p jump is the
/// name that A delegates to.
inline std::vector<std::pair<const char*, StartState>>
namedStates(const std::string& jump = "JUMP01")
{
    const auto listed = [](const std::string& one, const std::string& two = {}) {
        StartState state;
        state.local(delegationKey, "AllowFreshCredentials", 1)
            .local(delegationKey, "ConcatenateDefaults_AllowFresh", 1)
            .local(freshKey, "1", one);
        if (!two.empty())
            state.local(freshKey, "2", two);
        return state;
    };
    return {
        {"clean", StartState()},
        {"service stopped", StartState().service("Stopped", "Manual")},
        {"service disabled", StartState().service("Stopped", "Disabled")},
        {"foreign entry in the local policy", listed("TERMSRV/*")},
        {"other wsman entry in the local policy", listed("wsman/old.lab.example")},
        {"the name is there as WSMAN", listed("WSMAN/" + jump)},
        {"all is there already", listed("wsman/" + jump)
                                     .direct(wsmanKey + "Client", "auth_credssp", 1)
                                     .direct(wsmanKey + "Service", "auth_credssp", 1)},
        {"two entries of others", listed("wsman/old.lab.example", "TERMSRV/*.lab.example")},
        {"foreign entry written directly", StartState()
                                               .direct(delegationKey, "AllowFreshCredentials", 1)
                                               .direct(freshKey, "1", "TERMSRV/*")},
        {"foreign entry of another kind",
         StartState()
             .direct(delegationKey, "AllowFreshCredentials", 1)
             .direct(freshKey, "7",
                     {{"kind", "ExpandString"}, {"data", "TERMSRV/%COMPUTERNAME%"}})},
        {"foreign entry of another kind in the local policy",
         StartState()
             .local(delegationKey, "AllowFreshCredentials", 1)
             .local(freshKey, "1", {{"kind", "ExpandString"}, {"data", "TERMSRV/%COMPUTERNAME%"}})},
        {"domain list without value 1", StartState()
                                            .domain(delegationKey, "AllowFreshCredentials", 1)
                                            .domain(freshKey, "2", "WSMAN/other.lab.example")},
        {"domain list with value 1", StartState()
                                         .domain(delegationKey, "AllowFreshCredentials", 1)
                                         .domain(freshKey, "1", "WSMAN/other.lab.example")},
        {"domain's list has the number that comes next",
         listed("wsman/old.lab.example")
             .domain(delegationKey, "AllowFreshCredentials", 1)
             .domain(freshKey, "2", "WSMAN/other.lab.example")},
        {"domain's list has the number after one in capital letters",
         listed("WSMAN/old.lab.example")
             .domain(delegationKey, "AllowFreshCredentials", 1)
             .domain(freshKey, "2", "WSMAN/other.lab.example")},
        {"the same entry twice in capital letters",
         listed("WSMAN/old.lab.example", "WSMAN/old.lab.example")},
        {"the same entry thrice in two spellings",
         listed("WSMAN/old.lab.example", "wsman/old.lab.example")
             .direct(freshKey, "3", "WSMAN/old.lab.example")
             .direct(freshKey, "4", "wsman/other.lab.example")},
        {"domain hides an entry of the local policy",
         listed("wsman/old.lab.example", "TERMSRV/*.lab.example")
             .domain(delegationKey, "AllowFreshCredentials", 1)
             .domain(freshKey, "1", "WSMAN/other.lab.example")},
        {"domain hides an entry of another program",
         listed("wsman/old.lab.example", "TERMSRV/*.lab.example")
             .domain(delegationKey, "AllowFreshCredentials", 1)
             .domain(freshKey, "2", "WSMAN/other.lab.example")},
        {"domain hides the name itself", listed("wsman/" + jump)
                                             .domain(delegationKey, "AllowFreshCredentials", 1)
                                             .domain(freshKey, "1", "WSMAN/other.lab.example")},
        {"domain hides two entries and the next number",
         listed("wsman/old.lab.example", "WSMAN/old2.lab.example")
             .domain(delegationKey, "AllowFreshCredentials", 1)
             .domain(freshKey, "1", "WSMAN/a.lab.example")
             .domain(freshKey, "2", "WSMAN/b.lab.example")
             .domain(freshKey, "3", "WSMAN/c.lab.example")},
        {"domain hides another kind",
         listed("TERMSRV/%COMPUTERNAME%")
             .domain(delegationKey, "AllowFreshCredentials", 1)
             .domain(freshKey, "1",
                     {{"kind", "ExpandString"}, {"data", "TERMSRV/%COMPUTERNAME%"}})},
        {"domain hides that the local policy is off",
         StartState()
             .local(delegationKey, "AllowFreshCredentials", 0)
             .local(freshKey, "7", "TERMSRV/*")
             .domain(delegationKey, "AllowFreshCredentials", 1)
             .domain(freshKey, "1", "WSMAN/other.lab.example")},
        {"local list goes round the domain's numbers",
         StartState()
             .local(delegationKey, "AllowFreshCredentials", 1)
             .local(freshKey, "2", "wsman/old.lab.example")
             .local(freshKey, "4", "TERMSRV/*.lab.example")
             .domain(delegationKey, "AllowFreshCredentials", 1)
             .domain(freshKey, "1", "WSMAN/other.lab.example")},
        {"local list and domain's have the same entry",
         listed("wsman/old.lab.example")
             .domain(delegationKey, "AllowFreshCredentials", 1)
             .domain(freshKey, "1", "wsman/old.lab.example")},
        {"local list and domain's have the same entry before one of others",
         listed("wsman/old.lab.example", "TERMSRV/*.lab.example")
             .domain(delegationKey, "AllowFreshCredentials", 1)
             .domain(freshKey, "1", "wsman/old.lab.example")},
        {"direct entry where the cmdlet gives a new number",
         StartState()
             .local(delegationKey, "AllowFreshCredentials", 1)
             .local(freshKey, "3", "TERMSRV/*.lab.example")
             .direct(freshKey, "1", "wsman/direct.lab.example")},
        {"entry in capital letters", listed("WSMAN/Old.lab.example")},
        {"much else in the local policy",
         listed("wsman/old.lab.example")
             .local(otherPolicyKey, "Binary", {{"kind", "Binary"}, {"data", "XQBbADsAXQ=="}})
             .local(otherPolicyKey, "Text", "];[")
             .local(otherPolicyKey, "Lines", {"one", "two"})
             .local(otherPolicyKey, "Big", {{"kind", "QWord"}, {"data", 1}})
             .local(delegationKey + R"(\AllowSavedCredentials)", "1", "TERMSRV/*")},
        {"local policy without anything", StartState().policyFile({"PReg\1\0\0\0", 8})},
        {"local policy cannot be read", StartState().policyFile({"PReg\2\0\0\0", 8})},
        {"flags owned by policy", StartState()
                                      .domain(winRmPolicyKey + "Client", "AllowCredSSP", 0)
                                      .domain(winRmPolicyKey + "Service", "AllowCredSSP", 0)},
        {"list disabled by policy", StartState().domain(delegationKey, "AllowFreshCredentials", 0)},
        {"not elevated", StartState().notElevated()},
        {"every name is allowed", listed("WSMAN/*")},
        {"every name is allowed by the domain",
         StartState()
             .domain(delegationKey, "AllowFreshCredentials", 1)
             .domain(freshKey, "1", "WSMAN/*")},
        {"every name of another domain", listed("wsman/*.other.example")},
        {"two names in one value", listed("WSMAN/" + jump + " WSMAN/b")},
        {"field/7: Windows Home", StartState().withoutPolicyEngine("Core")},
        {"field/7: Windows Home in one language",
         StartState().withoutPolicyEngine("CoreSingleLanguage")},
        {"field/7: Windows Home with entries of others",
         StartState()
             .withoutPolicyEngine("CoreN")
             .direct(delegationKey, "AllowFreshCredentials", 1)
             .direct(freshKey, "1", "TERMSRV/*")
             .direct(freshKey, "1001", "wsman/old.lab.example")},
        {"field/7: no policy engine, and no word of it", StartState().withoutPolicyEngine({})},
    };
}

}  // namespace hopwright::test
