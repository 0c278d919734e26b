// MainWindow's pictures: into files, onto paper, into the clipboard.
#include "ui/canvas/picture.h"
#include "ui/dialogs/picture_dialog.h"
#include "ui/panels/notice_strip.h"
#include "ui/picture/raster_file.h"
#include "ui/picture/svg_file.h"
#include "ui/text/words.h"
#include "ui/window/main_window.h"

#include <QClipboard>
#include <QDate>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QStandardPaths>

#include <memory>

namespace hopwright::ui {

namespace {

/// More machines are copied without a picture beside them, which nobody may want, and which costs half a millisecond each.
constexpr unsigned mostCopiedAsSvg = 200;
constexpr int copiedScale = 2;  ///< Still sharp where a document shows it larger.

/// The path that is proposed for a picture, without ending.
QString proposedPath(const DocumentFile& file)
{
    if (file.isUntitled()) {
        return QStandardPaths::writableLocation(QStandardPaths::PicturesLocation) + u'/'
               + Text::tr("drawing");
    }
    const QFileInfo info(file.path);
    return info.path() + u'/' + info.completeBaseName();
}

}  // namespace

void MainWindow::openPicture(PicturePurpose purpose)
{
    if (!commitPending())
        return;
    const auto make = [this](const PictureWish& wish) {
        PictureParts parts{.hasLegend = wish.hasLegend};
        if (wish.selectionOnly)
            parts.only = m_view->selection().things;
        if (wish.hasDate) {
            parts.caption = filled(Text::tr("%1, as of %2"),
                                   {m_file.title(), QDate::currentDate().toString(Qt::ISODate)});
        }
        return pictureOf(m_view->shown().graph(), m_view->looks(), m_view->font(), parts);
    };
    auto* dialog =
        new PictureDialog(purpose, m_file.title(), !m_view->selection().things.empty(), make, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->proposeFile(proposedPath(m_file));
    connect(dialog, &PictureDialog::completed, this,
            [this](const QString& words) { m_notice->say(NoticeKind::Passed, words); });
    dialog->open();
}

void MainWindow::copyPicture()
{
    if (!commitPending())
        return;
    const auto picture = pictureOf(m_view->shown().graph(), m_view->looks(), m_view->font(),
                                   {.only = m_view->selection().things});
    if (!picture) {
        say(picture.error(), Text::tr("Nothing was copied"));
        return;
    }
    const auto image = imageOf(*picture, checkPixels(*picture, copiedScale) ? copiedScale : 1);
    if (!image) {
        say(image.error(), Text::tr("Nothing was copied"));
        return;
    }
    auto copied = std::make_unique<QMimeData>();
    copied->setImageData(*image);
    copied->setData(QLatin1String(svgMimeType), svgOf(*picture, m_file.title()));
    QGuiApplication::clipboard()->setMimeData(copied.release());
    m_notice->say(NoticeKind::Note,
                  filled(Text::tr("Copied as a picture of %1 × %2 pixels."),
                         {QString::number(image->width()), QString::number(image->height())}));
}

/// Beside what another window takes: for a program that shows pictures.
void MainWindow::addSvg(QMimeData& copied, const edit::Selection& only)
{
    if (only.computers.size() + only.resources.size() > mostCopiedAsSvg)
        return;
    const auto picture =
        pictureOf(m_view->shown().graph(), m_view->looks(), m_view->font(), {.only = only});
    if (picture)
        copied.setData(QLatin1String(svgMimeType), svgOf(*picture, m_file.title()));
}

}  // namespace hopwright::ui
