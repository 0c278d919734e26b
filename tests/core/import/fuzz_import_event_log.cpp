#include "tests/core/import/reader_fuzz.h"

using namespace hopwright;
using namespace hopwright::import;

namespace {

constexpr std::array<tests::Take, 1> takes{&readEventText};
constexpr std::array kinds{FactKind::Event, FactKind::LogonType, FactKind::ErrorCode,
                           FactKind::OfferedAuth};

/// What an event is about is a provider that is known and a number, but for a logon, which is about an account.
bool holds(const Fact& fact, std::string_view /*text*/)
{
    if (fact.layer != FactLayer::EventLog || fact.kind == FactKind::LogonType)
        return fact.layer == FactLayer::EventLog;
    const std::size_t slash = fact.about.find('/');
    constexpr std::array<std::string_view, 6> providers{"security", "winrm", "lsa",
                                                        "kerberos", "kdc",   "schannel"};
    return slash != std::string::npos
           && tests::isOneOf(std::string_view(fact.about).substr(0, slash), providers)
           && tests::isDigits(std::string_view(fact.about).substr(slash + 1));
}

}  // namespace

/// What checkReader() says of every reader, and holds().
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    return tests::checkBytes(
        {.reader = Reader::EventLog, .takes = takes, .kinds = kinds, .holds = &holds}, data, size);
}
