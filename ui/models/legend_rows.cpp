#include "ui/models/legend_rows.h"

#include "ui/text/words.h"

namespace hopwright::ui {

std::vector<LegendRow> legendRows()
{
    return {
        {.seal = {.predicted = Mark::WillBeDenied}, .text = Text::tr("predicted: left half")},
        {.seal = {.predicted = Mark::Denied, .tested = Mark::Denied},
         .text = Text::tr("tested, as predicted")},
        {.seal = {.predicted = Mark::Passed, .tested = Mark::Denied},
         .text = Text::tr("tested, prediction wrong")},
        {.seal = {.predicted = Mark::Denied, .tested = Mark::Denied, .differs = true},
         .text = Text::tr("tested, denied in another way")},
        {.text = Text::tr("nothing reusable arrives"), .topic = "network-logon"},
        {.doubleLine = true,
         .text = Text::tr("the password arrives"),
         .topic = "delegated-credentials"},
    };
}

}  // namespace hopwright::ui
