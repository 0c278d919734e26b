#include "tests/core/import/reader_fuzz.h"

using namespace hopwright;
using namespace hopwright::import;

namespace {

constexpr std::array<tests::Take, 1> takes{&readRegQuery};
constexpr std::array kinds{FactKind::ClientRole,          FactKind::ServerRole,
                           FactKind::AllowFresh,          FactKind::AllowFreshEnabled,
                           FactKind::AllowFreshNtlmOnly,  FactKind::AllowFreshNtlmOnlyEnabled,
                           FactKind::DenyFresh,           FactKind::DenyFreshEnabled,
                           FactKind::OtherDelegateList,   FactKind::OtherDelegateListEnabled,
                           FactKind::ConcatenateDefaults, FactKind::DelegationDefaults,
                           FactKind::OracleRemediation,   FactKind::TrustedHosts,
                           FactKind::WinrmSetting,        FactKind::DelegationSetting};

/// A value of the registry is what the policy is in effect, or WinRM's own configuration, which has roles and trusted hosts alone.
bool holds(const Fact& fact, std::string_view /*text*/)
{
    if (fact.layer == FactLayer::EffectivePolicy)
        return true;
    return fact.layer == FactLayer::Configuration
           && (fact.kind == FactKind::ClientRole || fact.kind == FactKind::ServerRole
               || fact.kind == FactKind::TrustedHosts);
}

}  // namespace

/// What checkReader() says of every reader, and holds().
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    return tests::checkBytes(
        {.reader = Reader::RegQuery, .takes = takes, .kinds = kinds, .holds = &holds}, data, size);
}
