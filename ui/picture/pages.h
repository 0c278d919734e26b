#pragma once

#include "core/base/result.h"
#include "ui/picture/recording.h"

#include <QByteArray>
#include <QPageLayout>
#include <QPageSize>
#include <QString>

class QPagedPaintDevice;

namespace hopwright::ui {

/// How a picture comes onto paper.
enum class PageFit {
    OnePage,  ///< Smaller where it has to be, never larger than at 100 %.
    Tiled,    ///< At 100 %, on as many pages as it takes, which overlap by a finger's breadth.
};

/// The most pages of one picture.
inline constexpr int mostPicturePages = 400;

/// How pages cut a picture.
struct PagePlan {
    double scale = 1;  ///< Dots of the paper for a unit of the picture.
    int columns = 1;
    int rows = 1;
    QSizeF seen = {};  ///< The part of the picture on one page, in its units.
    QSizeF step = {};  ///< From a page to the next: less than that, for the overlap.

    int pages() const noexcept { return columns * rows; }
    /// The part of \p bounds that the page shows.
    QRectF tile(const QRectF& bounds, int column, int row) const;
};

/// For paper with \p room dots in its margins, \p dotsPerInch of them to an inch.
/// \returns OutOfRange for paper without room; TooLarge above mostPicturePages.
Result<PagePlan> pagesFor(const QSizeF& room, double dotsPerInch, const QRectF& bounds,
                          PageFit fit);

/// \p size with margins of 10 mm, upright or across, whichever is nearer to the picture.
QPageLayout layoutFor(const QPageSize& size, const Recording& picture);

/// What pdfOf() would make. \returns as above.
Result<PagePlan> pagesFor(const QPageLayout& layout, const Recording& picture, PageFit fit);

/// Onto \p paper, a printer or a file, row by row. Where there are several pages, each says which it is.
/// \returns how many pages it took. Errors as pagesFor(); FileUnwritable where \p paper does not take it: perhaps not all pages
/// are out then.
Result<int> paintPages(QPagedPaintDevice& paper, const Recording& picture, PageFit fit);

/// A PDF with its text as text and its lines as lines. Errors as pagesFor().
Result<QByteArray> pdfOf(const Recording& picture, const QString& title, const QPageLayout& layout,
                         PageFit fit);

}  // namespace hopwright::ui
