#pragma once

#include "core/base/result.h"
#include "core/files/path.h"
#include "core/model/graph.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace hopwright::store {

inline constexpr int graphFormat = 1;  ///< The format this version writes, and the newest it reads.
inline constexpr std::size_t maxGraphFileBytes = std::size_t{16} * 1024 * 1024;
inline constexpr std::size_t maxGraphFileDepth =
    64;  ///< Elements within elements, unknown ones too.

/// Reads a `.hopw` document (docs/file-format.md).
///
/// Unknown elements and attributes are kept where they stood; an unknown word for a method or a kind is kept too.
/// Refused: a document type or an entity of its own, whatever is not well-formed XML, and a drawing that
/// model::checkGraph refuses.
/// \returns Malformed, UnknownNode, NameTaken, NotAllowed, OutOfRange, TooLarge, or NewerVersion for a later format; the
/// detail begins with "line 214, column 9: " (column in characters), and offset is the byte.
Result<model::Graph> readGraph(std::string_view xml);

/// The document of \p graph: the same bytes for equal graphs. Sorted by id, one element per line, UTF-8, line feeds.
std::string writeGraph(const model::Graph& graph);

/// The same from and to a file; what readFile, writeFile and readGraph return.
Result<model::Graph> loadGraph(const std::filesystem::path& path);
Result<model::Graph> loadGraph(const files::TextForPath auto& path) = delete;
Result<void> saveGraph(const std::filesystem::path& path, const model::Graph& graph);
Result<void> saveGraph(const files::TextForPath auto& path, const model::Graph& graph) = delete;

}  // namespace hopwright::store
