#include "ui/picture/raster_file.h"

#include <QBuffer>
#include <QImageWriter>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace hopwright::ui {

namespace {

constexpr double dotsPerMetre = 96 / 0.0254;  ///< Of a picture at scale 1.
constexpr qint64 million = 1'000'000;

int pixels(double units, int scale)
{
    constexpr double most = std::numeric_limits<int>::max();
    return static_cast<int>(std::clamp(std::ceil(units * scale), 1.0, most));
}

}  // namespace

QSize pixelsOf(const Recording& picture, int scale)
{
    return {pixels(picture.bounds().width(), scale), pixels(picture.bounds().height(), scale)};
}

Result<void> checkPixels(const Recording& picture, int scale)
{
    const QSize size = pixelsOf(picture, scale);
    if (std::max(size.width(), size.height()) <= mostPictureSide
        && qint64{size.width()} * size.height() <= mostPicturePixels)
        return {};
    return fail(ErrorCode::TooLarge,
                Sentence::saying(
                    "it would have %1 × %2 pixels, and the most are %3 million, and %4 "
                    "a side",
                    size.width(), size.height(), mostPicturePixels / million, mostPictureSide));
}

Result<QImage> imageOf(const Recording& picture, int scale)
{
    HOPWRIGHT_TRY_VOID(checkPixels(picture, scale));
    const QSize size = pixelsOf(picture, scale);
    QImage out(size, QImage::Format_RGB32);
    if (out.isNull()) {
        return fail(ErrorCode::TooLarge,
                    Sentence::saying("this computer has not enough memory for %1 × %2 pixels",
                                     size.width(), size.height()));
    }
    const int dots = static_cast<int>(std::lround(dotsPerMetre * scale));
    out.setDotsPerMeterX(dots);
    out.setDotsPerMeterY(dots);
    out.fill(0xFF'FF'FF'FFU);  // White where a pixel at the edge is not all covered.
    QPainter painter(&out);
    painter.scale(scale, scale);
    painter.translate(-picture.bounds().topLeft());
    picture.paint(painter, picture.bounds());
    return out;
}

Result<QByteArray> pngOf(const Recording& picture, int scale)
{
    HOPWRIGHT_TRY(const QImage image, imageOf(picture, scale));
    QBuffer out;
    QImageWriter writer(&out, "png");
    if (!writer.write(image)) {
        return fail(ErrorCode::TooLarge,
                    Sentence::saying("this computer has not enough memory for %1 × %2 pixels",
                                     image.width(), image.height()));
    }
    return out.data();
}

}  // namespace hopwright::ui
