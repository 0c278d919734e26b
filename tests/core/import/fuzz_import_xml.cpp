#include "tests/core/import/reader_fuzz.h"

using namespace hopwright;
using namespace hopwright::import;

namespace {

bool isItsLayer(const Fact& fact)
{
    switch (fact.reader) {
    case Reader::EventLog:
        return fact.layer == FactLayer::EventLog;
    case Reader::WinrmConfig:
        return fact.layer == FactLayer::Configuration;
    case Reader::GroupPolicy:
        return fact.layer == FactLayer::DomainPolicy || fact.layer == FactLayer::LocalPolicy
               || fact.layer == FactLayer::Configuration;
    default:
        return false;
    }
}

}  // namespace

/// Elements give facts of events, of WinRM's configuration and of Group Policy alone, each of its own layer and in the shape of
/// its kind; a line without `<` at its beginning is none of them, and what is taken ends behind where it began.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text = text::decode({reinterpret_cast<const char*>(data), size}).text;
    for (Lines lines(text); !lines.atEnd(); lines.next()) {
        const std::string_view rest = std::string_view(text).substr(lines.line().offset);
        std::size_t taken = 0;
        const Reading reading = tests::readWith(&readXml, rest, taken);
        if (taken != 0 && !trimmed(lines.line().text).starts_with('<'))
            tests::fail("it is no element");
        for (const Fact& each : reading.facts) {
            if (!isItsLayer(each))
                tests::fail("it is of another layer", &each);
            if (!tests::hasItsShape(each) || (!each.time.empty() && !tests::isTime(each.time)))
                tests::fail("it has not the shape of its kind", &each);
            if (each.place.end() > taken)
                tests::fail("it stands behind what was taken", &each);
        }
        if (taken != 0)
            lines.skipTo(lines.line().offset + taken - 1);
    }
    return 0;
}
