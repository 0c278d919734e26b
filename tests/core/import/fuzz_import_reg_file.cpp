#include "tests/core/import/reader_fuzz.h"

using namespace hopwright;
using namespace hopwright::import;

namespace {

constexpr std::array<tests::Take, 1> takes{&readRegFile};
constexpr std::array kinds{FactKind::ClientRole,          FactKind::ServerRole,
                           FactKind::AllowFresh,          FactKind::AllowFreshEnabled,
                           FactKind::AllowFreshNtlmOnly,  FactKind::AllowFreshNtlmOnlyEnabled,
                           FactKind::DenyFresh,           FactKind::DenyFreshEnabled,
                           FactKind::OtherDelegateList,   FactKind::OtherDelegateListEnabled,
                           FactKind::ConcatenateDefaults, FactKind::DelegationDefaults,
                           FactKind::OracleRemediation,   FactKind::TrustedHosts,
                           FactKind::WinrmSetting,        FactKind::DelegationSetting};

/// As of reg query; and a file begins with one of its two first lines.
bool holds(const Fact& fact, std::string_view text)
{
    if (!text.starts_with("Windows Registry Editor Version 5.00") && !text.starts_with("REGEDIT4")
        && !trimmed(text).starts_with("Windows Registry") && !trimmed(text).starts_with("REGEDIT4"))
        return false;
    return fact.layer == FactLayer::EffectivePolicy || fact.layer == FactLayer::Configuration;
}

}  // namespace

/// What checkReader() says of every reader, and holds().
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    return tests::checkBytes(
        {.reader = Reader::RegFile, .takes = takes, .kinds = kinds, .holds = &holds}, data, size);
}
