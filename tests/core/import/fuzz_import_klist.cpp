#include "tests/core/import/reader_fuzz.h"

using namespace hopwright;
using namespace hopwright::import;

namespace {

constexpr std::array<tests::Take, 1> takes{&readKlist};
constexpr std::array kinds{FactKind::User, FactKind::Ticket};

/// Both stand in a cache; a client and a service have their realm, and flags are words of RFC 4120 or the cache's own.
bool holds(const Fact& fact, std::string_view /*text*/)
{
    constexpr std::array<std::string_view, 8> words{"forwardable", "forwarded", "proxiable",
                                                    "renewable",   "initial",   "ok-as-delegate",
                                                    "delegation",  "none"};
    if (fact.layer != FactLayer::TicketCache)
        return false;
    if (fact.kind == FactKind::User)
        return fact.value.contains('@');
    std::string_view rest = fact.value;
    for (std::string_view word = takeWord(rest); !word.empty(); word = takeWord(rest)) {
        if (!tests::isOneOf(word, words))
            return false;
    }
    return fact.about.contains('@');
}

}  // namespace

/// What checkReader() says of every reader, and holds().
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    return tests::checkBytes(
        {.reader = Reader::Klist, .takes = takes, .kinds = kinds, .holds = &holds}, data, size);
}
