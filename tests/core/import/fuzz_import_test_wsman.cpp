#include "tests/core/import/reader_fuzz.h"

using namespace hopwright;
using namespace hopwright::import;

namespace {

constexpr std::array<tests::Take, 1> takes{&readTestWsman};
constexpr std::array kinds{FactKind::WsmanAnswers, FactKind::OperatingSystem};

/// An answer has the address of the schema; the version of a system stands in the text, and 0.0.0 is none.
bool holds(const Fact& fact, std::string_view text)
{
    return fact.layer == FactLayer::Output && text.contains("wsmanidentity.xsd")
           && (fact.kind != FactKind::OperatingSystem
               || (fact.value != "0.0.0" && text.contains(fact.value)));
}

}  // namespace

/// What checkReader() says of every reader, and holds().
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    return tests::checkBytes(
        {.reader = Reader::TestWsman, .takes = takes, .kinds = kinds, .holds = &holds}, data, size);
}
