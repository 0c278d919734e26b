#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"

#include <QString>

#include <memory>
#include <optional>

class QMimeData;

namespace hopwright::ui {

/// How a part of a drawing goes from one window of Hopwright to another: the document of core/store under this type.
inline constexpr const char* drawingMimeType = "application/x-hopwright-drawing+xml";

/// \p clip as other programs of ours take it, and \p text, which all others do.
std::unique_ptr<QMimeData> mimeOf(const model::Graph& clip, const QString& text);

/// The part of a drawing in \p data; nothing: it holds none. Errors as store::readGraph: any program can write that type.
std::optional<Result<model::Graph>> drawingIn(const QMimeData& data);

}  // namespace hopwright::ui
