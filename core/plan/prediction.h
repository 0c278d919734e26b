#pragma once

#include "core/vocabulary/cause.h"
#include "core/vocabulary/stage.h"

#include <string>
#include <vector>

namespace hopwright::plan {

/// A sentence of a reason chain, as values: ui/text makes the words.
///
/// `rule` is one of R1–R10, M1–M40 (rows of domain reference §6), E1–E98 (rows of §8), or S3, S4 for that reference's sections; `key`
/// names the sentence in ui/text, stable; `arguments` are the names that fill it, in order.
struct Because {
    std::string rule = {};
    std::string key = {};
    std::vector<std::string> arguments = {};

    bool operator==(const Because&) const = default;
};

}  // namespace hopwright::plan
