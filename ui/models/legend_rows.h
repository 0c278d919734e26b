#pragma once

#include "ui/theme/marks.h"

#include <QString>

#include <string_view>
#include <vector>

namespace hopwright::ui {

/// One sign of the canvas and what it means.
struct LegendRow {
    Seal seal = {};           ///< Of no mark: a piece of a hop's line instead,
    bool doubleLine = false;  ///< with one line or two.
    QString text = {};
    std::string_view topic = {};  ///< That explains it (explain::topicOf); empty: none.

    bool isSeal() const { return seal.predicted != Mark::None || seal.tested != Mark::None; }
};

/// What seals and lines mean: for the legend of the window and that of a picture.
std::vector<LegendRow> legendRows();

}  // namespace hopwright::ui
