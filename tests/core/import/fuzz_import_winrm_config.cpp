#include "tests/core/import/reader_fuzz.h"

using namespace hopwright;
using namespace hopwright::import;

namespace {

constexpr std::array<tests::Take, 3> takes{&readWinrmList, &readWsmanDrive, &readWinrmText};
constexpr std::array kinds{FactKind::ClientRole,         FactKind::ServerRole,
                           FactKind::TrustedHosts,       FactKind::WinrmSetting,
                           FactKind::ControlledByPolicy, FactKind::Listener};

/// All of it is configuration; what is about a setting names it by its path, and a security descriptor is no setting that is kept.
bool holds(const Fact& fact, std::string_view /*text*/)
{
    const bool isSetting =
        fact.kind == FactKind::WinrmSetting || fact.kind == FactKind::ControlledByPolicy;
    return fact.layer == FactLayer::Configuration && (!isSetting || !fact.about.empty())
           && (fact.kind != FactKind::WinrmSetting || !fact.about.ends_with("SDDL"));
}

}  // namespace

/// What checkReader() says of every reader, and holds().
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    return tests::checkBytes(
        {.reader = Reader::WinrmConfig, .takes = takes, .kinds = kinds, .holds = &holds}, data,
        size);
}
