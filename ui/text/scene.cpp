#include "ui/text/scene.h"

#include "core/model/graph_rules.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

namespace hopwright::ui {

QString accountAt(const model::Graph& graph, const probe::RouteResult& route, std::size_t index)
{
    for (std::size_t i = index + 1; i-- > 0;) {
        const model::Credential& credential = graph.hops.at(route.hops[i].hop).credential;
        if (!credential.isExplicit)
            continue;
        const auto found =
            credential.account ? graph.accounts.find(*credential.account) : graph.accounts.end();
        // One that is asked for when it runs is who started the route.
        return found == graph.accounts.end() ? accountName(route.account)
                                             : fromUtf8(model::accountText(found->second));
    }
    return accountName(route.account);
}

Scene sceneOf(const model::Graph& graph, const plan::Plan& plan, const probe::RouteResult& route,
              std::size_t index)
{
    const model::Hop& hop = graph.hops.at(route.hops[index].hop);
    return {.graph = graph,
            .plan = plan,
            .route = route,
            .result = route.hops[index],
            .hop = hop,
            .index = index,
            .number = QString::number(index + 1),
            .before = index == 0 ? QString() : QString::number(index),
            .client = computerName(graph, hop.from),
            .server = computerName(graph, hop.to.computer),
            .end = fromUtf8(model::hopTargetName(graph, hop)),
            .typed = fromUtf8(model::typedTarget(graph, hop)),
            .account = accountAt(graph, route, index)};
}

QString evidenceSentence(const Sentence& evidence)
{
    QString out = translated(evidence);
    if (out.isEmpty())
        return out;
    out[0] = out.at(0).toUpper();
    return out.endsWith(u'.') ? out : out + u'.';
}

}  // namespace hopwright::ui
