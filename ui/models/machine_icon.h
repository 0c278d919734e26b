#pragma once

#include "core/model/node.h"

#include <QString>

namespace hopwright::ui {

/// The name of the icon (ui/theme/icons.h) that a machine of that kind has everywhere.
QString iconOf(model::ComputerKind kind);

}  // namespace hopwright::ui
