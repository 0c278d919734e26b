#pragma once

#include "tests/judges/powershell/script_engine.h"

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
    StartState& service(const std::string& status, const std::string& startType)
    {
        m_machine["services"]["WinRM"] = {{"status", status}, {"startType", startType}};
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

inline bool listHolds(const Json& machine, const std::string& key, const std::string& entry)
{
    const Json& registry = machine.at("registry");
    if (!registry.contains(key))
        return false;
    return std::ranges::any_of(registry.at(key).items(), [&](const auto& each) {
        const Json& value = each.value();
        return value.is_string() && lowered(value.get<std::string>()) == lowered(entry);
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
        return std::ranges::any_of(
            have, [&](const std::string& each) { return each == "*" || each == lowered(name); });
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

/// The state with the numbers of list values left out: they are names without a meaning (domain reference 3.1).
inline Json withoutNumbering(Json machine)
{
    for (const char* hive : {"registry", "localPolicy", "domainPolicy", "appliedPolicy"}) {
        for (auto& [key, values] : machine[hive].items()) {
            if (!key.starts_with(delegationKey + "\\"))
                continue;
            std::vector<std::string> entries;
            for (const auto& [name, value] : values.items())
                entries.push_back(value.dump());
            std::ranges::sort(entries);
            values = entries;
        }
    }
    return machine;
}

}  // namespace hopwright::test
