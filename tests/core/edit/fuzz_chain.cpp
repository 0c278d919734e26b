#include "core/edit/chain.h"
#include "core/model/graph_rules.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Any bytes either draw a valid graph with one route, and draw nothing new when drawn once more; or fail at an offset
/// within them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto graph = hopwright::edit::parseChain(text);
    if (!graph) {
        if (graph.error().offset.value_or(size + 1) > size)
            std::abort();
        return 0;
    }
    if (!hopwright::model::checkGraph(*graph) || graph->routes.size() != 1)
        std::abort();
    const auto again = hopwright::edit::addChain(*graph, text, {}, {});
    if (!again || again->hops != graph->hops || again->computers != graph->computers)
        std::abort();
    return 0;
}
