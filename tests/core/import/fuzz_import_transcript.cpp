#include "tests/core/import/reader_fuzz.h"

using namespace hopwright;
using namespace hopwright::import;

namespace {

constexpr std::array<tests::Take, 1> takes{&readTranscriptHeader};
constexpr std::array kinds{FactKind::User, FactKind::RunAsUser, FactKind::PowerShellVersion,
                           FactKind::OperatingSystem};

/// A header has a time, of the machine's own zone, and what it says stands in it between two lines of stars.
bool holds(const Fact& fact, std::string_view text)
{
    return fact.layer == FactLayer::Session && !fact.time.empty() && !fact.time.ends_with('Z')
           && trimmed(text).starts_with("**********") && text.contains(fact.value);
}

}  // namespace

/// What checkReader() says of every reader, and holds().
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    return tests::checkBytes(
        {.reader = Reader::Transcript, .takes = takes, .kinds = kinds, .holds = &holds}, data,
        size);
}
