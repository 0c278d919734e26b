#include "tests/core/import/reader_fuzz.h"

using namespace hopwright;
using namespace hopwright::import;

namespace {

constexpr std::array<tests::Take, 1> takes{&readWhoami};
constexpr std::array kinds{FactKind::User,
                           FactKind::Group,
                           FactKind::ProtectedUser,
                           FactKind::AuthenticatedBy,
                           FactKind::IdentityAsserted,
                           FactKind::Integrity,
                           FactKind::LogonKind};

/// Who somebody is and a group have their SID, which stands in the text.
bool holds(const Fact& fact, std::string_view text)
{
    const bool isNamed = fact.kind == FactKind::User || fact.kind == FactKind::Group;
    return fact.layer == FactLayer::Session
           && (!isNamed || (fact.about.starts_with("S-1-") && text.contains(fact.about)));
}

}  // namespace

/// What checkReader() says of every reader, and holds().
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    return tests::checkBytes(
        {.reader = Reader::Whoami, .takes = takes, .kinds = kinds, .holds = &holds}, data, size);
}
