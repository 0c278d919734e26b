#include "core/edit/draw_access.h"

#include "core/edit/edit_hops.h"
#include "core/edit/edit_nodes.h"
#include "core/edit/layout.h"
#include "core/model/graph_rules.h"
#include "core/target/typed_target.h"
#include "core/text/ascii.h"

#include <utility>

namespace hopwright::edit {

Result<model::Graph> drawAccess(model::Graph graph, const NewAccess& access, std::string_view now)
{
    const target::TypedTarget typed = target::readTarget(access.target);
    std::string_view host = text::withoutBrackets(typed.host);
    std::string_view name = typed.share.empty() ? std::string_view(access.name) : typed.share;
    if (const std::size_t slash = host.find('\\');
        typed.share.empty() && slash != std::string_view::npos) {  // An instance: `SQL01\PROD`.
        name = host.substr(slash + 1);
        host = host.substr(0, slash);
    }
    if (host.find_first_not_of(" \t") == std::string_view::npos)
        return fail(ErrorCode::Malformed, Sentence::saying("it names no machine"));
    const model::Computer* known = model::computerByName(graph, host);
    if (known == nullptr) {
        const model::Position position = forShare(graph, nextPosition(graph, access.from));
        HOPWRIGHT_TRY(graph, addComputer(std::move(graph),
                                         {.name = std::string(host), .position = position}, now));
        known = &graph.computers.at(*newestComputer(graph));
    }
    const model::ComputerId computer = known->id;
    model::HopEnd to{.computer = computer};
    if (const model::Resource* resource = model::resourceByName(graph, computer, name);
        resource != nullptr && resource->kind == access.kind) {
        to.resource = resource->id;
    } else {
        HOPWRIGHT_TRY(graph, addResource(std::move(graph), computer, access.kind, name, now));
        to.resource = newestResource(graph);
    }
    std::string
        typedTarget;  // Of a path its share, in the spelling that was typed; else the name that the drawing has.
    if (!typed.share.empty()) {
        typedTarget = "\\\\" + std::string(typed.host) + '\\' + std::string(typed.share);
    }
    return connectHop(std::move(graph),
                      {.from = access.from, .to = to, .typedTarget = std::move(typedTarget)}, now);
}

}  // namespace hopwright::edit
