#include "core/model/graph_rules.h"
#include "core/store/graph_file.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Any bytes either read as a valid drawing whose bytes, once written, read as the same drawing and are written the same;
/// or fail at an offset within them, with the line in words.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view xml(reinterpret_cast<const char*>(data), size);
    const auto graph = hopwright::store::readGraph(xml);
    if (!graph) {
        const hopwright::Error& error = graph.error();
        if (error.offset.value_or(size + 1) > size || !error.detail.english().starts_with("line "))
            std::abort();
        return 0;
    }
    if (!hopwright::model::checkGraph(*graph))
        std::abort();
    const std::string written = hopwright::store::writeGraph(*graph);
    const auto again = hopwright::store::readGraph(written);
    if (!again || *again != *graph || hopwright::store::writeGraph(*again) != written)
        std::abort();
    return 0;
}
