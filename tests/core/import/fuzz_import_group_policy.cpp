#include "tests/core/import/reader_fuzz.h"

using namespace hopwright;
using namespace hopwright::import;

namespace {

constexpr std::array<tests::Take, 1> takes{&readGroupPolicyText};
constexpr std::array kinds{FactKind::ClientRole,          FactKind::ServerRole,
                           FactKind::AllowFresh,          FactKind::AllowFreshEnabled,
                           FactKind::AllowFreshNtlmOnly,  FactKind::AllowFreshNtlmOnlyEnabled,
                           FactKind::DenyFresh,           FactKind::DenyFreshEnabled,
                           FactKind::OtherDelegateList,   FactKind::OtherDelegateListEnabled,
                           FactKind::ConcatenateDefaults, FactKind::DelegationDefaults,
                           FactKind::OracleRemediation,   FactKind::TrustedHosts,
                           FactKind::WinrmSetting,        FactKind::PolicyObject};

/// What a report says is a policy's, of the domain or of the machine itself, never the configuration.
bool holds(const Fact& fact, std::string_view /*text*/)
{
    return fact.layer == FactLayer::DomainPolicy || fact.layer == FactLayer::LocalPolicy;
}

}  // namespace

/// What checkReader() says of every reader, and holds().
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    return tests::checkBytes(
        {.reader = Reader::GroupPolicy, .takes = takes, .kinds = kinds, .holds = &holds}, data,
        size);
}
