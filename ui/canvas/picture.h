#pragma once

#include "core/base/result.h"
#include "core/edit/edit_nodes.h"
#include "core/model/graph.h"
#include "ui/canvas/canvas_content.h"
#include "ui/picture/recording.h"

#include <QFont>
#include <QString>

namespace hopwright::ui {

/// What of a drawing becomes a picture, and what stands beside it.
struct PictureParts {
    edit::Selection only = {};  ///< These alone; empty: all.
    bool hasLegend = false;
    QString caption = {};  ///< One line below all; empty: none.
};

/// A drawing as a picture: as the canvas shows it at 100 %, in the light theme whatever the window has, with nothing selected and
/// without its grid. A selected share brings its machine, a selected hop both ends; the hops between are there too, with the
/// words that they have in the whole drawing. \p looks are those of \p graph.
/// \returns NotAllowed where nothing is drawn; as edit::takeOut().
/// Cost: O(machines + resources + hops), and a paint of all.
Result<Recording> pictureOf(const model::Graph& graph, const CanvasLooks& looks, const QFont& font,
                            const PictureParts& parts);

}  // namespace hopwright::ui
