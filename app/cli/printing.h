#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/probe/run.h"

#include <QString>

#include <ostream>
#include <string>
#include <vector>

namespace hopwright::cli {

inline std::string utf8(const QString& text)
{
    return text.toStdString();
}

/// JSON and a line feed. What a terminal would obey is escaped as JSON does it: the values stay.
void printJson(std::ostream& out, const std::string& json);

/// Rows of cells, each column as wide as its widest cell on a terminal, two blanks before each. A cell of more than 56 columns
/// makes its own row longer and no other.
void printTable(std::ostream& out, const std::vector<std::vector<QString>>& rows);

/// `plan` for a reader: machines, hops, findings and own PowerShell texts, in the window's words.
void printPlan(std::ostream& out, const model::Graph& graph, const plan::Plan& plan);
/// What the plan says of each hop, and why.
void printPredictions(std::ostream& out, const model::Graph& graph, const plan::Plan& plan);
/// `probe` for a reader: each route's hops and its verdict, then the counters.
void printReport(std::ostream& out, const model::Graph& graph, const probe::RunReport& report);

}  // namespace hopwright::cli
