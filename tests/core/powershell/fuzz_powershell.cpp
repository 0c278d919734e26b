#include "core/powershell/script.h"
#include "core/powershell/token.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <tuple>

using namespace hopwright;
using powershell::Command;
using powershell::Script;

namespace {

void demand(bool holds)
{
    if (!holds)
        std::abort();
}

bool isWithin(text::Place inner, text::Place outer)
{
    return inner.offset >= outer.offset && inner.end() <= outer.end();
}

void checkCommands(const std::vector<Command>& commands, std::string_view text)
{
    const text::Place all{.offset = 0, .length = text.size()};
    for (std::size_t i = 0; i < commands.size(); ++i) {
        const Command& each = commands[i];
        demand(isWithin(each.place, all));
        demand(i == 0 || commands[i - 1].place.offset <= each.place.offset);
        demand(!each.within
               || (*each.within < i && isWithin(each.place, commands[*each.within].place)));
        demand(!each.pipedFrom || *each.pipedFrom < i);
        for (const powershell::Argument& argument : each.arguments) {
            demand(argument.kind == powershell::ArgumentKind::Splatted
                   || isWithin(argument.place, each.place));
            demand(!argument.value.block || isWithin(*argument.value.block, all));
        }
    }
}

}  // namespace

/// Any bytes give commands whose places lie in the text, in order, each within the command that holds it; tokens that begin in
/// order; and no more looks at a character than the text's size allows. So does each of a few beginnings of it, and a command
/// that is read from its middle as amid prose.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view whole(reinterpret_cast<const char*>(data), size);
    for (const std::size_t cut : {size, size / 2, size - size / 3}) {
        const std::string_view text = whole.substr(0, cut);
        const Script script = powershell::parse(text);
        checkCommands(script.commands, text);
        demand(script.looks <= powershell::maxLooks * (cut + 1));
        std::size_t before = 0;
        for (const powershell::Token& each : powershell::readTokens(text)) {
            demand(each.place.offset >= before && each.place.end() <= cut);
            before = each.place.offset;
        }
    }
    checkCommands(powershell::readCommandAt(whole, size / 2), whole);
    std::ignore = powershell::sourceText(whole);
    return 0;
}
