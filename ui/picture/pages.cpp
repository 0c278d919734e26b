#include "ui/picture/pages.h"

#include "ui/text/words.h"

#include <QBuffer>
#include <QFont>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QPdfWriter>

#include <algorithm>
#include <cmath>

namespace hopwright::ui {

namespace {

constexpr double unitsPerInch = 96;
constexpr double overlap = 24;  ///< Of two pages, in units: a finger's breadth.
constexpr double footer = 24;   ///< Below each of several pages, for its number.
constexpr int footerPixels = 11;
constexpr double leastStep = 48;  ///< Smaller paper takes no picture.
constexpr int resolution = 1200;  ///< Of a PDF: dots an inch.
constexpr double margin = 10;     ///< Millimetres.

/// So many pages that \p length is covered. As a double: it may be more than any number of pages.
double countFor(double length, double seen, double step)
{
    return length <= seen ? 1 : 1 + std::ceil((length - seen) / step);
}

Result<PagePlan> tiled(const QSizeF& room, double scale, const QRectF& bounds)
{
    PagePlan plan{.scale = scale, .seen = room / scale};
    if (bounds.width() <= plan.seen.width() && bounds.height() <= plan.seen.height()) {
        plan.step = plan.seen;
        return plan;
    }
    plan.seen.rheight() -= footer;
    plan.step = plan.seen - QSizeF(overlap, overlap);
    if (plan.step.width() < leastStep || plan.step.height() < leastStep)
        return fail(ErrorCode::OutOfRange, Sentence::saying("the paper is too small"));
    const double columns = countFor(bounds.width(), plan.seen.width(), plan.step.width());
    const double rows = countFor(bounds.height(), plan.seen.height(), plan.step.height());
    if (columns * rows > mostPicturePages) {
        return fail(ErrorCode::TooLarge,
                    Sentence::saying("it would take %1 pages, and the most are %2",
                                     static_cast<qint64>(columns * rows), mostPicturePages));
    }
    plan.columns = static_cast<int>(columns);
    plan.rows = static_cast<int>(rows);
    return plan;
}

/// Which of several pages it is, below it: they are laid together again by hand.
void paintFooter(QPainter& painter, const PagePlan& plan, int column, int row)
{
    QFont font = painter.font();
    font.setPixelSize(footerPixels);
    painter.setFont(font);
    painter.setPen(QPen());  // Black, on paper.
    painter.drawText(
        QPointF(0, plan.seen.height() + footer - footerPixels / 2.0),
        filled(Text::tr("Page %1 of %2: row %3, column %4"),
               {QString::number(row * plan.columns + column + 1), QString::number(plan.pages()),
                QString::number(row + 1), QString::number(column + 1)}));
}

void paintPage(QPainter& painter, const Recording& picture, const PagePlan& plan, int column,
               int row)
{
    const QRectF tile = plan.tile(picture.bounds(), column, row);
    painter.save();
    painter.scale(plan.scale, plan.scale);
    painter.save();
    if (plan.pages() == 1)  // In the middle of its page.
        painter.translate((plan.seen.width() - tile.width()) / 2, 0);
    painter.translate(-tile.topLeft());
    painter.setClipRect(tile);
    picture.paint(painter, tile);
    painter.restore();
    if (plan.pages() > 1)
        paintFooter(painter, plan, column, row);
    painter.restore();
}

}  // namespace

QRectF PagePlan::tile(const QRectF& bounds, int column, int row) const
{
    const QRectF whole(bounds.topLeft() + QPointF(column * step.width(), row * step.height()),
                       seen);
    return whole & bounds;
}

Result<PagePlan> pagesFor(const QSizeF& room, double dotsPerInch, const QRectF& bounds, PageFit fit)
{
    if (room.isEmpty() || dotsPerInch <= 0 || bounds.isEmpty())
        return fail(ErrorCode::OutOfRange, Sentence::saying("the paper is too small"));
    const double full = dotsPerInch / unitsPerInch;
    if (fit == PageFit::Tiled)
        return tiled(room, full, bounds);
    const double scale =
        std::min({full, room.width() / bounds.width(), room.height() / bounds.height()});
    return PagePlan{.scale = scale, .seen = room / scale, .step = room / scale};
}

QPageLayout layoutFor(const QPageSize& size, const Recording& picture)
{
    const bool isWide = picture.bounds().width() > picture.bounds().height();
    return {size, isWide ? QPageLayout::Landscape : QPageLayout::Portrait,
            QMarginsF(margin, margin, margin, margin), QPageLayout::Millimeter};
}

Result<PagePlan> pagesFor(const QPageLayout& layout, const Recording& picture, PageFit fit)
{
    return pagesFor(layout.paintRectPixels(resolution).size(), resolution, picture.bounds(), fit);
}

Result<int> paintPages(QPagedPaintDevice& paper, const Recording& picture, PageFit fit)
{
    HOPWRIGHT_TRY(const PagePlan plan, pagesFor(QSizeF(paper.width(), paper.height()),
                                                paper.logicalDpiX(), picture.bounds(), fit));
    const auto refused = [] {
        return fail(ErrorCode::FileUnwritable,
                    Sentence::saying("the printer, or the file, did not take it"));
    };
    QPainter painter;
    if (!painter.begin(&paper))
        return refused();
    for (int page = 0; page < plan.pages(); ++page) {
        if (page > 0 && !paper.newPage())
            return refused();
        paintPage(painter, picture, plan, page % plan.columns, page / plan.columns);
    }
    if (!painter.end())
        return refused();
    return plan.pages();
}

Result<QByteArray> pdfOf(const Recording& picture, const QString& title, const QPageLayout& layout,
                         PageFit fit)
{
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    QPdfWriter writer(&out);
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("Hopwright"));
    writer.setResolution(resolution);
    writer.setPageLayout(layout);
    HOPWRIGHT_TRY_VOID(paintPages(writer, picture, fit));
    return out.data();
}

}  // namespace hopwright::ui
