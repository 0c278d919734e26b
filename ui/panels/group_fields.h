#pragma once

#include "core/model/graph.h"
#include "ui/panels/field_maker.h"

namespace hopwright::ui {

/// The fields of a group: name, kind, and what a machine gets that joins it.
void makeGroupFields(const FieldMaker& make, const model::Group& group);

}  // namespace hopwright::ui
