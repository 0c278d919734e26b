#pragma once

#include "tests/judges/powershell/script_checks.h"

#include <random>
#include <string>
#include <vector>

namespace hopwright::test {

/// A state with gaps, repeats, foreign and NTLM-only entries, by local and domain policy and written directly.
class RandomState {
public:
    RandomState(std::size_t seed, const Wanted& wanted)
        : m_random(static_cast<std::mt19937::result_type>(seed)), m_wanted(wanted)
    {
    }

    Json machine()
    {
        flags();
        list(freshKey, "AllowFreshCredentials", "ConcatenateDefaults_AllowFresh", m_wanted.fresh);
        list(ntlmKey, "AllowFreshCredentialsWhenNTLMOnly", "ConcatenateDefaults_AllowFreshNTLMOnly",
             m_wanted.ntlmOnly);
        trustedHosts();
        if (one(3))
            m_state.service("Stopped", one(4) ? "Disabled" : "Manual");
        if (one(12))
            m_state.notElevated();
        if (one(12))
            m_state.withoutPolicyEngine(one(2) ? "Core" : "");
        return m_state.machine();
    }

private:
    bool one(unsigned in) { return m_random() % in == 0; }

    void flags()
    {
        for (const char* side : {"Client", "Service"}) {
            if (one(3))
                m_state.direct(wsmanKey + side, "auth_credssp", one(2) ? 1 : 0);
            if (one(12))
                m_state.domain(winRmPolicyKey + side, "AllowCredSSP", one(2) ? 1 : 0);
            else if (one(12))
                m_state.local(winRmPolicyKey + side, "AllowCredSSP", one(2) ? 1 : 0);
        }
    }

    Json entry(const std::vector<std::string>& names)
    {
        static const std::vector<std::string> foreign = {"TERMSRV/*",
                                                         "TERMSRV/rd.lab.example",
                                                         "HOST/x",
                                                         "wsman/old.lab.example",
                                                         "WSMAN/Old2.lab.example",
                                                         "wsman/old.lab.example",
                                                         "wsman/*.other.example",
                                                         "WSMAN/*",
                                                         "*"};
        if (!names.empty() && one(4))
            return (one(2) ? "WSMAN/" : "wsman/") + names[m_random() % names.size()];
        if (one(10))
            return {{"kind", "ExpandString"}, {"data", "TERMSRV/%COMPUTERNAME%"}};
        return foreign[m_random() % foreign.size()];
    }

    void list(const std::string& key, const char* dword, const char* defaults,
              const std::vector<std::string>& names)
    {
        const auto fill = [&](auto add) {
            unsigned number = 0;
            const unsigned count = 1 + static_cast<unsigned>(m_random() % 4);
            for (unsigned i = 0; i < count; ++i) {
                number += 1 + (one(3) ? static_cast<unsigned>(m_random() % 3) : 0U);
                add(key, std::to_string(number), entry(names));
            }
            add(delegationKey, dword, one(10) ? 0 : 1);
            if (!one(3))
                add(delegationKey, defaults, one(4) ? 0 : 1);
        };
        if (one(3))
            fill([this](const auto& k, const auto& n, const Json& v) { m_state.local(k, n, v); });
        if (one(5))
            fill([this](const auto& k, const auto& n, const Json& v) { m_state.domain(k, n, v); });
        if (one(3))
            fill([this](const auto& k, const auto& n, const Json& v) { m_state.direct(k, n, v); });
    }

    void trustedHosts()
    {
        static const std::vector<std::string> texts = {
            "", "*", "old", "old,other", "10.0.0.8", "OLD, 10.0.0.8", "*.lab.example"};
        if (one(2))
            m_state.direct(wsmanKey + "Client", "trusted_hosts", texts[m_random() % texts.size()]);
        if (one(15))
            m_state.domain(winRmPolicyKey + "Client", "TrustedHosts", 1)
                .domain(winRmPolicyKey + "Client", "TrustedHostsList",
                        texts[m_random() % texts.size()]);
    }

    std::mt19937 m_random;
    Wanted m_wanted;
    StartState m_state;
};

}  // namespace hopwright::test
