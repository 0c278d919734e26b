#pragma once

#include "ui/picture/recording.h"

#include <QByteArray>
#include <QString>

namespace hopwright::ui {

/// By this name other programs take an SVG from the clipboard.
inline constexpr const char* svgMimeType = "image/svg+xml";

/// \p picture as an SVG 1.1 document in UTF-8, with \p title. A line of text is one text element, which can be read, searched and
/// edited; its width as measured here goes along, so that another font does not leave its card. What was elided has its whole
/// text as a title. Names are hostile: what XML has no form for, and what a reader does not see, is written out as
/// text::oneLine() does; no name becomes an element, an attribute or a reference.
/// Cost: linear.
QByteArray svgOf(const Recording& picture, const QString& title);

}  // namespace hopwright::ui
