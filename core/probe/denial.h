#pragma once

#include "core/model/accounts.h"
#include "core/model/graph.h"
#include "core/probe/run.h"

namespace hopwright::probe {

/// Which end of a hop denied it. A client denies by its own policy, or because it has nothing to sign in with.
enum class Denier { Client, Server };

/// Who denied \p denied. A machine without a credential for a hop never asked the one at its head.
Denier denierOf(const HopResult& denied);

/// Corrects the causes of \p route by what \p graph tells of both ends, where the wire alone does not tell: a refused account
/// that the machine at the head cannot know is AccountNotKnown, not WrongPassword; and only a hop by CredSSP lacks CredSSP's
/// role. \p opener is who opens the route, as typed.
void correctCauses(const model::Graph& graph, const model::AccountName& opener, RouteResult& route);

}  // namespace hopwright::probe
