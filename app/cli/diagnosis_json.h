#pragma once

#include "core/diagnose/diagnosis.h"

#include <string>

namespace hopwright::cli {

/// `hopwright.diagnosis/1` (docs/cli.md). Same input, same bytes, in English whatever the program speaks; no secret of the text is
/// in it. Fields may be added under /1, never changed.
std::string diagnosisToJson(const diagnose::Diagnosis& diagnosis);

}  // namespace hopwright::cli
