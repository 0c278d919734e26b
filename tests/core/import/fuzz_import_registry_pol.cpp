#include "core/registry/registry_pol.h"
#include "tests/core/import/reader_fuzz.h"

using namespace hopwright;
using namespace hopwright::import;

namespace {

bool isList(FactKind kind)
{
    return kind == FactKind::AllowFresh || kind == FactKind::AllowFreshNtlmOnly
           || kind == FactKind::DenyFresh || kind == FactKind::OtherDelegateList;
}

std::vector<Fact> valuesOf(const Reading& reading)
{
    std::vector<Fact> out;
    std::ranges::copy_if(reading.facts, std::back_inserter(out),
                         [](const Fact& each) { return !isList(each.kind); });
    return out;
}

}  // namespace

/// A file that is cut says of single values the first of what the whole one says, and nothing else; of each list it has the
/// first entries. All is of the policy's file or WinRM's configuration, in the shape of its kind.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const Reading whole = readRegistryPol(bytes);
    if (!registry::isRegistryPol(bytes) && !whole.facts.empty())
        tests::fail("it is no such file", &whole.facts.front());
    for (const Fact& each : whole.facts) {
        if (each.reader != Reader::RegistryPol || each.place.end() > size
            || !tests::hasItsShape(each))
            tests::fail("it has not the shape of its kind", &each);
        if (each.layer != FactLayer::PolicyFile && each.layer != FactLayer::Configuration)
            tests::fail("it is of another layer", &each);
    }
    const std::vector<Fact> wholeValues = valuesOf(whole);
    for (std::size_t cut = size / 2; cut < size; cut += 1 + size / 16) {
        const Reading part = readRegistryPol(bytes.substr(0, cut));
        const std::vector<Fact> values = valuesOf(part);
        if (values.size() > wholeValues.size()
            || !std::equal(values.begin(), values.end(), wholeValues.begin()))
            tests::fail("a cut file says what the whole one does not", &values.back());
        for (const Fact& each : part.facts) {
            const bool isBeginning =
                !isList(each.kind) || std::ranges::any_of(whole.facts, [&each](const Fact& other) {
                    return other.kind == each.kind && other.about == each.about
                           && other.value.starts_with(each.value);
                });
            if (!isBeginning)
                tests::fail("a cut list has what the whole one has not", &each);
        }
    }
    return 0;
}
