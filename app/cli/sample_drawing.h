#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"
#include "ui/text/samples.h"

namespace hopwright::cli {

/// The drawing of \p sample, which is compiled in.
Result<model::Graph> readSample(const ui::Sample& sample);

}  // namespace hopwright::cli
