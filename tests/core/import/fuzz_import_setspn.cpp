#include "tests/core/import/reader_fuzz.h"

using namespace hopwright;
using namespace hopwright::import;

namespace {

constexpr std::array<tests::Take, 1> takes{&readSetspn};
constexpr std::array kinds{FactKind::SpnRegistered, FactKind::SpnDuplicate, FactKind::SpnMissing};

/// A name stands in the text as it is; what a duplicate is about is a place in the directory, whose first part is the account.
bool holds(const Fact& fact, std::string_view text)
{
    if (fact.layer != FactLayer::Directory || !text.contains(fact.value))
        return false;
    return fact.kind != FactKind::SpnDuplicate
           || (startsWithIgnoringCase(fact.about, "CN=")
               && fact.about.substr(3).starts_with(fact.subject));
}

}  // namespace

/// What checkReader() says of every reader, and holds().
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    return tests::checkBytes(
        {.reader = Reader::Setspn, .takes = takes, .kinds = kinds, .holds = &holds}, data, size);
}
