#pragma once

#include "core/script/export_file.h"

#include <QString>

namespace hopwright::ui {

/// What the files of an export are called by what they are for: "Set up".
QString purposeHeading(script::Purpose purpose);
/// What such a file does, below its preview.
QString purposeLegend(script::Purpose purpose);
/// How a file is written: "UTF-8 with BOM, CRLF".
QString encodingText(script::Encoding encoding);
/// "ADM-PC01, elevated": where \p file is run and with which rights.
QString scriptRights(const script::ExportFile& file);

}  // namespace hopwright::ui
