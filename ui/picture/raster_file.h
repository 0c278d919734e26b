#pragma once

#include "core/base/result.h"
#include "ui/picture/recording.h"

#include <QByteArray>
#include <QImage>
#include <QSize>

namespace hopwright::ui {

/// The most pixels of a picture: 160 MB of memory while it is made, and seconds of work.
inline constexpr qint64 mostPicturePixels = 40'000'000;
/// The longest side of one, in pixels: what most programs open.
inline constexpr int mostPictureSide = 32'000;
/// The scales of a picture: 1 is 96 pixels an inch, as the canvas at 100 %.
inline constexpr int leastPictureScale = 1;
inline constexpr int mostPictureScale = 4;

/// The pixels of \p picture at \p scale, whatever the limits say.
QSize pixelsOf(const Recording& picture, int scale);
/// \returns TooLarge with both numbers where the limits above say no. Takes no memory.
Result<void> checkPixels(const Recording& picture, int scale);
/// As checkPixels(), before memory is taken; TooLarge also where there is not enough.
Result<QImage> imageOf(const Recording& picture, int scale);
/// The same as a PNG, which says how large it is on paper.
Result<QByteArray> pngOf(const Recording& picture, int scale);

}  // namespace hopwright::ui
