#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/probe/run.h"

#include <QString>

#include <cstddef>

namespace hopwright::ui {

/// One hop of a tested route with the names that its sentences need. Refers to what it was made of.
struct Scene {
    const model::Graph& graph;
    const plan::Plan& plan;
    const probe::RouteResult& route;
    const probe::HopResult& result;
    const model::Hop& hop;
    std::size_t index;  ///< Of the hop in its route, from 0.
    QString number;
    QString before;   ///< Number of the hop before; empty for the first.
    QString client;   ///< The machine at its tail.
    QString server;   ///< The machine at its head.
    QString end;      ///< `FS01\Reports`
    QString typed;    ///< The target as typed.
    QString account;  ///< Who signs in by the hop.
};

/// The scene of hop \p index of \p route, whose hops are all in \p graph.
Scene sceneOf(const model::Graph& graph, const plan::Plan& plan, const probe::RouteResult& route,
              std::size_t index);

/// Who signs in by hop \p index of \p route: the account of the last hop up to it that has one, else who started the route.
QString accountAt(const model::Graph& graph, const probe::RouteResult& route, std::size_t index);

/// \p evidence as a sentence; empty stays empty.
QString evidenceSentence(const Sentence& evidence);

/// "JUMP01 could not sign in to APP01", "FS01 denies hop 2": the end that said no.
QString deniedHeadline(const Scene& scene);
QString deniedWhy(const Scene& scene);
/// Where there are no ways out; or empty.
QString deniedWhatToDo(const Scene& scene);
/// "Not the cause: …", of what was seen alone; or empty.
QString notTheCause(const Scene& scene);

/// Why a hop was not tried whose client's policy is not known, and how to learn it.
QString unseenWhy(const Scene& scene);
QString unseenWhatToDo(const Scene& scene);

/// Why a hop was skipped, and what can be done, in whole sentences; or empty.
QString skippedWhy(const Scene& scene);
QString skippedWhatToDo(const Scene& scene);

}  // namespace hopwright::ui
