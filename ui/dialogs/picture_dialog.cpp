#include "ui/dialogs/picture_dialog.h"

#include "core/files/write_file.h"
#include "ui/panels/ink_label.h"
#include "ui/picture/raster_file.h"
#include "ui/picture/svg_file.h"
#include "ui/text/error_text.h"
#include "ui/text/file_path.h"
#include "ui/text/words.h"
#include "ui/theme/style.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPixmap>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <utility>

namespace hopwright::ui {

namespace {

constexpr QSize previewSize(400, 264);
constexpr int previewInset = 8;
constexpr int sideWidth = 320;

struct FormatRow {
    const char* suffix;
    const char* text;
    const char* filter;
};

/// In the order of PictureDialog::Format.
constexpr std::array<FormatRow, 3> formats{{
    {.suffix = "png",
     .text = QT_TRANSLATE_NOOP("hopwright", "PNG, pixels"),
     .filter = QT_TRANSLATE_NOOP("hopwright", "Pictures of pixels (*.png)")},
    {.suffix = "svg",
     .text = QT_TRANSLATE_NOOP("hopwright", "SVG, lines and text"),
     .filter = QT_TRANSLATE_NOOP("hopwright", "Pictures of lines and text (*.svg)")},
    {.suffix = "pdf",
     .text = QT_TRANSLATE_NOOP("hopwright", "PDF, pages"),
     .filter = QT_TRANSLATE_NOOP("hopwright", "Pages (*.pdf)")},
}};

constexpr std::array papers{QPageSize::A4, QPageSize::A3, QPageSize::Letter, QPageSize::Tabloid};

/// While a large drawing is painted or written.
class WaitCursor {
public:
    WaitCursor() { QGuiApplication::setOverrideCursor(Qt::WaitCursor); }
    ~WaitCursor() { QGuiApplication::restoreOverrideCursor(); }
    WaitCursor(const WaitCursor&) = delete;
    WaitCursor& operator=(const WaitCursor&) = delete;
};

}  // namespace

/// The picture as a whole, small; painted once.
class PicturePreview : public QWidget {
public:
    explicit PicturePreview(QWidget* parent) : QWidget(parent)
    {
        setFixedSize(previewSize);
        setAccessibleName(Text::tr("Preview"));
    }

    /// Null: there is none.
    void setPicture(const Recording* picture)
    {
        const double ratio = devicePixelRatioF();
        m_pixmap = QPixmap(size() * ratio);
        m_pixmap.setDevicePixelRatio(ratio);
        m_pixmap.fill(ink(Ink::Window, palette()));
        if (picture != nullptr)
            paint(*picture);
        update();
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        painter.drawPixmap(0, 0, m_pixmap);
        painter.setPen(ink(Ink::Line, palette()));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }

private:
    void paint(const Recording& picture)
    {
        const QRectF room =
            QRectF(rect()).adjusted(previewInset, previewInset, -previewInset, -previewInset);
        const QRectF& bounds = picture.bounds();
        const double scale =
            std::min({1.0, room.width() / bounds.width(), room.height() / bounds.height()});
        QPainter painter(&m_pixmap);
        painter.translate(room.center());
        painter.scale(scale, scale);
        painter.translate(-bounds.center());
        picture.paint(painter, bounds);
    }

    QPixmap m_pixmap;
};

PictureDialog::PictureDialog(PicturePurpose purpose, QString title, bool hasSelection,
                             PictureMaker make, QWidget* parent)
    : QDialog(parent), m_purpose(purpose), m_title(std::move(title)), m_make(std::move(make))
{
    const bool exports = purpose == PicturePurpose::Export;
    setObjectName(QStringLiteral("pictureDialog"));
    setWindowTitle(exports ? Text::tr("Export picture") : Text::tr("Print"));
    setModal(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * Size::grid, 2 * Size::grid, 2 * Size::grid, 12);
    column->setSpacing(12);
    auto* row = new QHBoxLayout;
    row->setSpacing(2 * Size::grid);
    m_form = new QFormLayout;
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(Size::grid);
    m_preview = new PicturePreview(this);
    row->addWidget(m_preview, 0, Qt::AlignTop);
    row->addLayout(m_form, 1);
    column->addLayout(row);
    addChoices();
    addFormats();
    m_selection->setEnabled(hasSelection);
    m_size = wrapped({}, FontRole::Body, Ink::TextSecondary, this);
    m_size->setObjectName(QStringLiteral("pictureSize"));
    m_size->setMinimumWidth(sideWidth);
    m_form->addRow(m_size);
    m_message = wrapped({}, FontRole::Body, Ink::Denied, this);
    m_message->setObjectName(QStringLiteral("pictureMessage"));
    m_message->hide();
    column->addWidget(m_message);
    column->addStretch(1);
    column->addWidget(makeFoot());
    makeAgain();
    m_all->setFocus();
}

void PictureDialog::addChoices()
{
    m_all = new QRadioButton(Text::tr("The &whole drawing"), this);
    m_selection = new QRadioButton(Text::tr("What is &selected"), this);
    m_legend = new QCheckBox(Text::tr("&Legend"), this);
    m_date = new QCheckBox(Text::tr("Name and &date"), this);
    m_all->setChecked(true);
    m_legend->setChecked(true);
    m_date->setChecked(true);
    for (QWidget* each : std::initializer_list<QWidget*>{m_all, m_selection, m_legend, m_date})
        m_form->addRow(each);
    connect(m_all, &QRadioButton::toggled, this, &PictureDialog::makeAgain);
    connect(m_legend, &QCheckBox::toggled, this, &PictureDialog::makeAgain);
    connect(m_date, &QCheckBox::toggled, this, &PictureDialog::makeAgain);
}

void PictureDialog::addFormats()
{
    const auto choice = [&](const QString& text, const char* name) {
        auto* out = new QComboBox(this);
        out->setObjectName(QLatin1String(name));
        out->setAccessibleName(QString(text).remove(u'&'));
        m_form->addRow(text, out);
        connect(out, &QComboBox::currentIndexChanged, this, &PictureDialog::follow);
        return out;
    };
    m_format = choice(Text::tr("&Format"), "pictureFormat");
    m_scale = choice(Text::tr("S&cale"), "pictureScale");
    m_fit = choice(Text::tr("Pa&ges"), "pictureFit");
    m_paper = choice(Text::tr("Pap&er"), "picturePaper");
    for (const FormatRow& each : formats)
        m_format->addItem(Text::tr(each.text));
    for (int i = leastPictureScale; i <= mostPictureScale; ++i)
        m_scale->addItem(filled(Text::tr("%1×"), {QString::number(i)}), i);
    m_scale->setCurrentIndex(1);
    m_fit->addItem(Text::tr("Fit to one page"));
    m_fit->addItem(Text::tr("100 %, on as many as it takes"));
    for (const QPageSize::PageSizeId each : papers)
        m_paper->addItem(QPageSize::name(each), each);
    if (m_purpose == PicturePurpose::Print) {
        for (QWidget* each : std::initializer_list<QWidget*>{m_format, m_scale, m_paper})
            m_form->setRowVisible(each, false);
    }
}

QWidget* PictureDialog::makeFoot()
{
    auto* part = new QWidget(this);
    auto* foot = new QHBoxLayout(part);
    foot->setContentsMargins(0, 0, 0, 0);
    foot->setSpacing(Size::grid);
    foot->addStretch(1);
    auto* cancel = new QPushButton(Text::tr("Cancel"), part);
    cancel->setAutoDefault(false);
    const bool exports = m_purpose == PicturePurpose::Export;
    m_act = new QPushButton(exports ? Text::tr("Sa&ve…") : Text::tr("&Print…"), part);
    setButtonKind(*m_act, ButtonKind::Primary);
    m_act->setDefault(true);
    foot->addWidget(cancel);
    foot->addWidget(m_act);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_act, &QPushButton::clicked, this,
            exports ? &PictureDialog::askFile : &PictureDialog::askPrinter);
    return part;
}

PictureDialog::Format PictureDialog::format() const
{
    return static_cast<Format>(m_format->currentIndex());
}

PageFit PictureDialog::fit() const
{
    return m_fit->currentIndex() == 0 ? PageFit::OnePage : PageFit::Tiled;
}

int PictureDialog::scale() const
{
    return m_scale->currentData().toInt();
}

QPageLayout PictureDialog::layoutOfPages() const
{
    const auto paper = static_cast<QPageSize::PageSizeId>(m_paper->currentData().toInt());
    return layoutFor(QPageSize(paper), *m_picture);
}

void PictureDialog::makeAgain()
{
    {
        const WaitCursor wait;
        m_picture = m_make({.selectionOnly = m_selection->isChecked(),
                            .hasLegend = m_legend->isChecked(),
                            .hasDate = m_date->isChecked()});
        m_preview->setPicture(m_picture ? &*m_picture : nullptr);
    }
    follow();
}

Result<QString> PictureDialog::sizeWords() const
{
    if (!m_picture)
        return fail(m_picture.error());
    if (m_purpose == PicturePurpose::Print)
        return Text::tr("Printer and paper are chosen next.");
    switch (format()) {
    case Format::Png: {
        HOPWRIGHT_TRY_VOID(checkPixels(*m_picture, scale()));
        const QSize size = pixelsOf(*m_picture, scale());
        return filled(Text::tr("%1 × %2 pixels"),
                      {QString::number(size.width()), QString::number(size.height())});
    }
    case Format::Svg:
        return Text::tr("Sharp at every size; its text can be searched and edited.");
    case Format::Pdf:
        break;
    }
    HOPWRIGHT_TRY(const PagePlan plan, pagesFor(layoutOfPages(), *m_picture, fit()));
    return Text::tr("%n pages", nullptr, plan.pages());
}

void PictureDialog::follow()
{
    if (m_act == nullptr)  // It is being made.
        return;
    if (m_purpose == PicturePurpose::Export) {
        m_form->setRowVisible(m_scale, format() == Format::Png);
        m_form->setRowVisible(m_fit, format() == Format::Pdf);
        m_form->setRowVisible(m_paper, format() == Format::Pdf);
    }
    m_message->hide();
    const auto words = sizeWords();
    m_size->setInk(words ? Ink::TextSecondary : Ink::Denied);
    m_size->setText(words
                        ? *words
                        : filled(Text::tr("It cannot be made: %1. Choose a smaller scale, SVG, or "
                                          "what is selected."),
                                 {translated(words.error().detail)}));
    m_act->setEnabled(words.has_value());
}

void PictureDialog::refuse(const Error& error, const QString& subject)
{
    m_message->setText(oneLine(errorText(error, subject)));
    m_message->show();
}

Result<QByteArray> PictureDialog::bytes() const
{
    if (!m_picture)
        return fail(m_picture.error());
    const WaitCursor wait;
    switch (format()) {
    case Format::Png:
        return pngOf(*m_picture, scale());
    case Format::Svg:
        return svgOf(*m_picture, m_title);
    case Format::Pdf:
        break;
    }
    return pdfOf(*m_picture, m_title, layoutOfPages(), fit());
}

void PictureDialog::askFile()
{
    const FormatRow& row = formats.at(static_cast<std::size_t>(format()));
    const QString suffix = QLatin1String(row.suffix);
    auto* dialog = new QFileDialog(this, Text::tr("Save the picture"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilter(Text::tr(row.filter));
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(m_proposed + u'.' + suffix);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& path) { save(path, bytes()); });
    dialog->open();
}

void PictureDialog::save(const QString& path, const Result<QByteArray>& bytes)
{
    const QString native = shownPath(QDir::toNativeSeparators(path));
    const auto written = [&]() -> Result<void> {
        if (!bytes)
            return fail(bytes.error());
        HOPWRIGHT_TRY(const std::filesystem::path file, filePath(path));
        return files::writeFile(
            file, std::string_view(bytes->constData(), static_cast<std::size_t>(bytes->size())));
    }();
    if (!written) {
        refuse(written.error(), filled(Text::tr("%1 was not saved"), {native}));
        return;
    }
    emit completed(filled(Text::tr("Saved: %1."), {native}));
    accept();
}

void PictureDialog::askPrinter()
{
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(m_title);
    printer->setCreator(QStringLiteral("Hopwright"));
    printer->setPageOrientation(
        layoutFor(printer->pageLayout().pageSize(), *m_picture).orientation());
    auto* dialog = new QPrintDialog(printer.get(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, printer] { print(*printer); });
    dialog->open();
}

/// What goes to a file is written as every file is, since a printer would leave half of one.
void PictureDialog::print(QPrinter& printer)
{
    if (const QString file = printer.outputFileName(); !file.isEmpty()) {
        save(file, pdfOf(*m_picture, m_title, printer.pageLayout(), fit()));
        return;
    }
    const auto pages = [&] {
        const WaitCursor wait;
        return paintPages(printer, *m_picture, fit());
    }();
    if (!pages) {
        refuse(pages.error(), Text::tr("It was not printed"));
        return;
    }
    emit completed(Text::tr("Sent to the printer: %n pages.", nullptr, *pages));
    accept();
}

}  // namespace hopwright::ui
