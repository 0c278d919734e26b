#include "tests/core/import/reader_fuzz.h"

using namespace hopwright;
using namespace hopwright::import;

namespace {

constexpr std::array<tests::Take, 1> takes{&readCredSspStatus};
constexpr std::array kinds{FactKind::AllowFresh, FactKind::ServerRole};

/// The list is the effective policy's, the role the configuration's; an entry of the list has no blank around it and no sign that
/// parts entries.
bool holds(const Fact& fact, std::string_view /*text*/)
{
    if (fact.kind == FactKind::ServerRole)
        return fact.layer == FactLayer::Configuration;
    for (Lines entries(fact.value); !entries.atEnd(); entries.next()) {
        const std::string_view entry = entries.line().text;
        if (entry != trimmed(entry) || entry.find_first_of(",;") != std::string_view::npos)
            return false;
    }
    return fact.layer == FactLayer::EffectivePolicy;
}

}  // namespace

/// What checkReader() says of every reader, and holds().
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    return tests::checkBytes(
        {.reader = Reader::CredSspStatus, .takes = takes, .kinds = kinds, .holds = &holds}, data,
        size);
}
