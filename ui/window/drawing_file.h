#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"

#include <QString>

#include <array>

namespace hopwright::ui {

/// A drawing that comes with the program; it is opened as an untitled copy.
struct Sample {
    const char* file;   ///< Its name in the resources.
    const char* title;  ///< Translated by said().
};

/// The broken one first: it opens at the first start.
const std::array<Sample, 3>& samples() noexcept;

/// \returns FileUnreadable where the resources lack it, else as store::readGraph.
Result<model::Graph> readSample(const Sample& sample);

}  // namespace hopwright::ui
