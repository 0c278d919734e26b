#pragma once

#include "core/import/into_drawing.h"

#include <span>
#include <string>

namespace hopwright::cli {

/// What was read, beside what it says.
struct ImportedText {
    std::string file;
    std::string encoding;
};

/// hopwright.import/1: docs/cli.md. As many of \p texts as of \p readings.
std::string importJson(const import::Imported& imported, std::span<const ImportedText> texts,
                       std::span<const import::Reading> readings);

}  // namespace hopwright::cli
