#pragma once

#include "core/base/result.h"
#include "core/script/probe_text.h"
#include "core/script/script_text.h"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::script {

/// What an export is made of.
struct ExportSource {
    const model::Graph& graph;
    const std::vector<MachineNeeds>&
        machines;  ///< That the plan changes, in the order of the drawing.
    const std::vector<MachineRoutes>& tested;  ///< That a route begins at.
    const ScriptOptions& options;
};

/// What a format says for one machine.
struct MachineText {
    model::ComputerId machine{};
    std::string name = {};  ///< As drawn.
    std::string text = {};
};

/// One format of an export. To add one is to write what makes its texts, and a row of formats().
struct Format {
    Purpose purpose;
    std::string_view name;       ///< The last part of a file's name: `enable`. Unique.
    std::string_view extension;  ///< `.ps1`
    Encoding encoding;
    char
        digit;  ///< The first of its files' numbers, which say in which order they are run. Unique.
    std::size_t first;  ///< The number of the first file, behind the digit.
    std::string
        section;    ///< What README.txt says above its files: who runs them, and how they end.
    bool isPasted;  ///< README.txt has their lines too.
    /// Its texts in running order.
    std::function<Result<std::vector<MachineText>>(const ExportSource&)> texts;
};

/// All formats in the order of an export.
std::span<const Format> formats();

}  // namespace hopwright::script
