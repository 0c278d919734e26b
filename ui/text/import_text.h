#pragma once

#include "core/import/facts.h"

#include <QString>

namespace hopwright::ui {

/// What a fact is of, in a few words: "client role", "setting Service/Auth/Basic".
QString factSubjectText(const import::Fact& fact);
/// Its value for one line; the entries of a list between commas; "none" for a list without any.
QString factValueText(FactKind kind, const std::string& value);
/// "effective policy", "ticket cache".
QString factLayerText(FactLayer layer);
/// "server role: false in line 4, true in line 8 (configuration)"
QString contradictionText(const import::Contradiction& contradiction);

}  // namespace hopwright::ui
