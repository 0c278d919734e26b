#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"

#include <QString>

namespace hopwright::ui {

/// The file behind a drawing: its path, empty for an untitled one, and the name that is shown.
struct DocumentFile {
    QString path = {};
    QString sampleTitle = {};  ///< What an untitled copy of a sample is called.

    bool isUntitled() const { return path.isEmpty(); }
    /// "estate.hopw", "Sample: double hop, broken", "Untitled".
    QString title() const;
};

/// Reads a drawing. Errors as core/store gives them.
Result<model::Graph> loadDrawing(const QString& path);
/// Reads one that is compiled in: `:/hopwright/samples/double-hop-broken.hopw`.
Result<model::Graph> loadSample(const QString& resource);
/// Writes a drawing, atomically.
Result<void> saveDrawing(const QString& path, const model::Graph& graph);

}  // namespace hopwright::ui
