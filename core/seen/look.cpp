#include "core/seen/look.h"

#include "core/import/collector.h"
#include "core/registry/keys.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <map>
#include <utility>

namespace hopwright::seen {

namespace {

using import::Line;
using import::Reader;
using import::RegistryFacts;
using registry::Found;
using registry::Key;
using registry::Value;

constexpr std::string_view windowsKey = R"(SOFTWARE\Microsoft\Windows NT\CurrentVersion)";
constexpr std::string_view networkKey = R"(SYSTEM\CurrentControlSet\Services\Tcpip\Parameters)";
constexpr std::string_view nameKey =
    R"(SYSTEM\CurrentControlSet\Control\ComputerName\ActiveComputerName)";

std::string joined(std::string_view key, std::string_view name)
{
    return std::string(key) + '\\' + std::string(name);
}

bool isNamed(const Value& value, std::string_view name)
{
    return text::equalsIgnoringAsciiCase(value.name, name);
}

std::string contentOf(const Value& value)
{
    return value.number ? std::to_string(*value.number) : value.text;
}

/// Which of the policies wrote what the registry has of one key.
class KeyLayers {
public:
    KeyLayers(const Sources& sources, std::string_view path)
        : m_areAllRead(sources.isLocalRead && sources.isDomainRead)
    {
        for (const Policy& each : sources.policies) {
            for (Value& value : each.image.look(path).values) {
                std::string name = text::asciiLower(value.name);
                m_values[std::move(name)].emplace_back(each.layer, std::move(value));
            }
        }
    }

    FactLayer of(const Value& value) const
    {
        if (has(FactLayer::DomainPolicy, value))
            return FactLayer::DomainPolicy;
        if (has(FactLayer::LocalPolicy, value))
            return FactLayer::LocalPolicy;
        return m_areAllRead ? FactLayer::Direct : FactLayer::Unknown;
    }

private:
    bool has(FactLayer layer, const Value& value) const
    {
        const auto named = m_values.find(text::asciiLower(value.name));
        return named != m_values.end()
               && std::ranges::any_of(named->second, [layer, &value](const auto& each) {
                      const Value& own = each.second;
                      return each.first == layer && own.type == value.type
                             && own.number == value.number && own.text == value.text;
                  });
    }

    bool m_areAllRead;
    /// By name in small letters; as many of a name as there are policies.
    std::map<std::string, std::vector<std::pair<FactLayer, Value>>, std::less<>> m_values = {};
};

class Looking {
public:
    explicit Looking(const Sources& sources)
        : m_sources(sources), m_facts(m_collector, Reader::Registry, FactLayer::EffectivePolicy)
    {
    }

    Look run(std::string_view now)
    {
        m_out.machine = machineName();
        delegation();
        winrm("Client");
        winrm("Service");
        oracle();
        windows();
        m_facts.finish();
        m_out.reading = std::move(m_collector).take();
        m_out.reading.machine = m_out.machine;
        for (import::Fact& each : m_out.reading.facts) {
            each.subject = m_out.machine;
            each.source = Source::Seen;
            each.time = now;
        }
        return std::move(m_out);
    }

private:
    Key look(std::string_view path)
    {
        Key out = m_sources.registry(path);
        if (out.look == registry::Look::NotReadable)
            m_out.notReadable.emplace_back(path);
        return out;
    }

    /// Of what is in effect: once as such, once of the layer that wrote it.
    void policyValue(std::string_view path, const KeyLayers& layers, const Value& value)
    {
        const RegistryFacts::Value said{
            .name = value.name, .number = value.number, .text = value.text};
        for (const FactLayer layer : {FactLayer::EffectivePolicy, layers.of(value)}) {
            m_facts.setPolicies(layer);
            m_facts.value(path, said, m_nowhere, {});
        }
        m_facts.setPolicies(FactLayer::EffectivePolicy);
    }

    void setting(FactLayer layer, std::string_view side, const Value& value)
    {
        m_collector.add(Reader::Registry, FactKind::WinrmSetting, layer, contentOf(value),
                        m_nowhere, {}, {.about = std::string(side) + '/' + value.name});
    }

    /// A value that is there and holds something else than what Windows reads of it.
    void notUnderstood(std::string_view path, const Value& value)
    {
        m_out.notReadable.push_back(joined(path, value.name));
    }

    void delegation()
    {
        const Key key = look(registry::delegationKey);
        if (key.look == registry::Look::NotReadable)
            return;
        const KeyLayers layers(m_sources, registry::delegationKey);
        for (const Value& each : key.values) {
            if (each.number)
                policyValue(registry::delegationKey, layers, each);
        }
        for (const std::string_view name : registry::delegateLists)
            delegateList(name, key);
    }

    void delegateList(std::string_view name, const Key& parent)
    {
        const Value* const isOn = registry::find(parent, name);
        if (isOn != nullptr && !isOn->number)
            notUnderstood(registry::delegationKey, *isOn);
        // Not configured: nothing for WSMAN (domain reference §3.1). Of other lists the system has entries of its own then.
        const bool isOfModel =
            name.ends_with("FreshCredentials") || name == "AllowFreshCredentialsWhenNTLMOnly";
        if (isOn == nullptr && isOfModel)
            m_facts.value(registry::delegationKey, {.name = name, .number = 0}, m_nowhere, {});
        const std::string path = joined(registry::delegationKey, name);
        const Key list = parent.look == registry::Look::Present ? look(path) : parent;
        if (list.look == registry::Look::NotReadable)
            return;
        if (list.look == registry::Look::Present || (isOn != nullptr && isOfModel))
            m_facts.key(path, m_nowhere);
        const KeyLayers layers(m_sources, path);
        for (const Value& each : list.values) {
            if (each.isText())
                policyValue(path, layers, each);
        }
    }

    /// The policies of one side, and WinRM's own settings below them.
    struct Side {
        std::string_view name;
        std::string policyPath;
        Key policy;
        std::string ownPath;
        Key own;
    };

    void winrm(std::string_view name)
    {
        Side side{.name = name,
                  .policyPath = joined(registry::winrmPolicyKey, name),
                  .policy = {},
                  .ownPath = joined(registry::wsmanKey, name),
                  .own = {}};
        side.policy = look(side.policyPath);
        side.own = look(side.ownPath);
        role(side);
        if (name == "Client")
            trustedHosts(side);
        const KeyLayers layers(m_sources, side.policyPath);
        for (const Value& each : side.policy.values) {
            if (!isNamed(each, "AllowCredSSP") && !isNamed(each, "TrustedHostsList"))
                policyValue(side.policyPath, layers, each);
        }
    }

    void role(const Side& side)
    {
        const Value* const policy = registry::find(side.policy, "AllowCredSSP");
        const Value* const own = registry::find(side.own, "auth_credssp");
        if (policy != nullptr && policy->number) {
            policyValue(side.policyPath, KeyLayers(m_sources, side.policyPath), *policy);
        } else if (policy != nullptr) {
            notUnderstood(side.policyPath, *policy);
        }
        const bool isOwnInEffect =
            policy == nullptr && side.policy.look != registry::Look::NotReadable;
        if (!isOwnInEffect) {
            if (own != nullptr)
                setting(FactLayer::Configuration, side.name, *own);
        } else if (own != nullptr && !own->number) {
            notUnderstood(side.ownPath, *own);
        } else if (side.own.look != registry::Look::NotReadable) {
            m_facts.value(side.ownPath,
                          {.name = "auth_credssp", .number = own == nullptr ? 0 : own->number},
                          m_nowhere, {});
        }
    }

    void trustedHosts(const Side& side)
    {
        const Value* const isSet = registry::find(side.policy, "TrustedHosts");
        const Value* const list = registry::find(side.policy, "TrustedHostsList");
        const Value* const own = registry::find(side.own, "trusted_hosts");
        const bool isPolicyOn = isSet != nullptr && isSet->number == 1;
        if (list != nullptr && isPolicyOn && list->isText()) {
            policyValue(side.policyPath, KeyLayers(m_sources, side.policyPath), *list);
        } else if (list != nullptr) {
            setting(FactLayer::EffectivePolicy, side.name, *list);
        }
        // A policy that is off leaves it to the list of the machine.
        const bool isOwnInEffect = !isPolicyOn && side.policy.look != registry::Look::NotReadable;
        if (!isOwnInEffect) {
            if (own != nullptr)
                setting(FactLayer::Configuration, side.name, *own);
        } else if (own != nullptr && !own->isText()) {
            notUnderstood(side.ownPath, *own);
        } else if (side.own.look != registry::Look::NotReadable) {
            m_facts.value(side.ownPath,
                          {.name = "trusted_hosts", .text = own == nullptr ? "" : own->text},
                          m_nowhere, {});
        }
    }

    void oracle()
    {
        const Key key = look(registry::oracleKey);
        const KeyLayers layers(m_sources, registry::oracleKey);
        for (const Value& each : key.values)
            policyValue(registry::oracleKey, layers, each);
    }

    /// `Windows Server 2022 Standard (ServerStandard) 21H2 build 20348.2113`
    void windows()
    {
        const Key key = look(windowsKey);
        const auto text = [&key](std::string_view name) {
            const Value* const value = registry::find(key, name);
            return value != nullptr && value->isText() ? value->text : std::string();
        };
        const std::string build = text("CurrentBuildNumber");
        std::string out = text("ProductName");
        // Windows 11 calls itself Windows 10 there; its builds begin at 22000.
        constexpr std::string_view ten = "Windows 10";
        const bool isEleven = import::decimal(build).value_or(0) >= 22'000;
        if (isEleven && out.starts_with(ten))
            out.replace(0, ten.size(), "Windows 11");
        if (const std::string edition = text("EditionID"); !edition.empty())
            out += " (" + edition + ")";
        if (const std::string release = text("DisplayVersion"); !release.empty())
            out += ' ' + release;
        if (!build.empty()) {
            out += " build " + build;
            const Value* const revision = registry::find(key, "UBR");
            if (revision != nullptr && revision->number)
                out += '.' + std::to_string(*revision->number);
        }
        if (!out.empty())
            m_collector.add(Reader::Registry, FactKind::OperatingSystem, FactLayer::Configuration,
                            out, m_nowhere, {});
    }

    /// Its name in DNS, else the short one.
    std::string machineName() const
    {
        const auto text = [this](std::string_view key, std::string_view name) {
            const Found found = registry::lookUp(m_sources.registry, key, name);
            return found.value.isText() ? found.value.text : std::string();
        };
        std::string out = text(networkKey, "Hostname");
        std::string domain = text(networkKey, "Domain");
        if (domain.empty())
            domain = text(networkKey, "NV Domain");
        if (out.empty())
            out = text(nameKey, "ComputerName");
        if (!out.empty() && !domain.empty())
            out += '.' + domain;
        return import::isHostName(out) ? out : std::string();
    }

    const Sources& m_sources;
    Line m_nowhere = {};
    import::Collector m_collector{std::string_view()};
    RegistryFacts m_facts;
    Look m_out = {};
};

}  // namespace

Look lookAt(const Sources& sources, std::string_view now)
{
    return Looking(sources).run(now);
}

}  // namespace hopwright::seen
