#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"

#include <QByteArray>
#include <QString>

namespace hopwright::ui {

/// The file behind a drawing: its path, empty for an untitled one, and the name that is shown.
struct DocumentFile {
    QString path = {};
    QString sampleTitle = {};  ///< What an untitled copy of a sample is called.
    QByteArray hash = {};      ///< Of the bytes that were last read from it or written to it.

    bool isUntitled() const { return path.isEmpty(); }
    /// "estate.hopw", "Sample: double hop, broken", "Untitled".
    QString title() const;
};

/// A drawing and the file it came from.
struct LoadedDrawing {
    model::Graph graph = {};
    DocumentFile file = {};
};

/// Reads a drawing. Errors as core/store gives them.
Result<LoadedDrawing> loadDrawing(const QString& path);
/// Reads one that is compiled in: `:/hopwright/samples/double-hop-broken.hopw`.
Result<model::Graph> loadSample(const QString& resource);
/// Writes a drawing, atomically. \returns the file as it now is.
Result<DocumentFile> saveDrawing(const QString& path, const model::Graph& graph);
/// Has another program written the file since? One that is gone has nothing to lose: false. One that cannot be read may
/// have: true.
bool isChangedByAnother(const DocumentFile& file);

}  // namespace hopwright::ui
