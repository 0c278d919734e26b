#include "tests/core/import/reader_fuzz.h"

using namespace hopwright;
using namespace hopwright::import;

namespace {

constexpr std::array<tests::Take, 1> takes{&readRemoteClient};
constexpr std::array kinds{FactKind::HostState, FactKind::ClientError, FactKind::ErrorCode,
                           FactKind::OfferedAuth};

/// A state is of a host that has a name, of a task or of the recap; a code has its top bit set.
bool holds(const Fact& fact, std::string_view /*text*/)
{
    if (fact.kind == FactKind::HostState)
        return isHostName(fact.subject) && (fact.about == "task" || fact.about == "recap");
    return fact.layer == FactLayer::Output
           && (fact.kind != FactKind::ErrorCode || hexadecimal(fact.value).value_or(0) >> 31U == 1);
}

}  // namespace

/// What checkReader() says of every reader, and holds().
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    return tests::checkBytes(
        {.reader = Reader::RemoteClient, .takes = takes, .kinds = kinds, .holds = &holds}, data,
        size);
}
