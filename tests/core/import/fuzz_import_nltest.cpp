#include "tests/core/import/reader_fuzz.h"

using namespace hopwright;
using namespace hopwright::import;

namespace {

constexpr std::array<tests::Take, 1> takes{&readNltest};
constexpr std::array kinds{FactKind::DomainController, FactKind::DomainName,
                           FactKind::SecureChannel, FactKind::ErrorCode};

/// One line says one thing, of this session; a code is decimal, as nltest prints it.
bool holds(const Fact& fact, std::string_view /*text*/)
{
    return fact.layer == FactLayer::Session && fact.line == 1
           && (fact.kind != FactKind::ErrorCode
               || (fact.about == "nltest" && tests::isDigits(fact.value)));
}

}  // namespace

/// What checkReader() says of every reader, and holds().
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    return tests::checkBytes(
        {.reader = Reader::Nltest, .takes = takes, .kinds = kinds, .holds = &holds}, data, size);
}
