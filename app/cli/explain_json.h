#pragma once

#include "ui/text/explain_text.h"

#include <string>
#include <vector>

namespace hopwright::cli {

/// hopwright.explanation/1, in the language that is spoken: English for programs, with ui::InEnglish while \p all was made.
std::string explanationsToJson(const std::vector<ui::Explained>& all);

}  // namespace hopwright::cli
