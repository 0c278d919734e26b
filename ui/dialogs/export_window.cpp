#include "ui/dialogs/export_window.h"

#include "core/files/write_file.h"
#include "ui/code/script_view.h"
#include "ui/panels/ink_label.h"
#include "ui/text/error_text.h"
#include "ui/text/file_path.h"
#include "ui/text/purpose_words.h"
#include "ui/text/words.h"
#include "ui/theme/chip.h"
#include "ui/theme/delegates.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace hopwright::ui {

namespace {

using script::ExportFile;

constexpr int windowWidth = 1056;
constexpr int windowHeight = 720;
constexpr int windowHeightMin = 440;
constexpr int listWidth = 312;
constexpr int headHeight = 40;
constexpr int footHeight = 52;
constexpr int headingHeight = 28;
constexpr int side = 14;
constexpr int noteIcon = 18;

/// A line between two parts.
class Line : public QWidget {
public:
    explicit Line(Qt::Orientation orientation, QWidget* parent) : QWidget(parent)
    {
        if (orientation == Qt::Horizontal) {
            setFixedHeight(1);
        } else {
            setFixedWidth(1);
        }
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter(this).fillRect(rect(), ink(Ink::Line, palette()));
    }
};

/// The colour of the marked lines.
class Swatch : public QWidget {
public:
    explicit Swatch(QWidget* parent) : QWidget(parent)
    {
        constexpr QSize size(10, 14);
        setFixedSize(size);
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), ink(Ink::Planned, palette()));
        painter.fillRect(rect().adjusted(1, 1, -1, -1), ink(Ink::PlannedSoft, palette()));
    }
};

/// A sentence on neutralSoft, with an icon.
class Note : public QWidget {
public:
    Note(const QString& icon, const QString& text, QWidget* parent) : QWidget(parent)
    {
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(12, Size::grid, 12, Size::grid);
        row->setSpacing(Size::grid);
        row->addWidget(new IconLabel(icon, noteIcon, Ink::Text, this), 0, Qt::AlignTop);
        row->addWidget(wrapped(text, FontRole::Body, Ink::Text, this), 1);
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink(Ink::NeutralSoft, palette()));
        painter.drawRoundedRect(rect(), Size::radiusControl, Size::radiusControl);
    }
};

/// Rows as everywhere, and headings.
class ScriptRowDelegate : public RowDelegate {
public:
    using RowDelegate::RowDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QSize size = RowDelegate::sizeHint(option, index);
        if (isHeading(index))
            size.setHeight(qMax(headingHeight, option.fontMetrics.height() + side));
        size.setWidth(0);  // Long names are elided, their tooltip has them whole.
        return size;
    }

protected:
    void paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                      const QModelIndex& index, const QRect& cell) const override
    {
        const QRect inner = cell.adjusted(side - Size::grid, 0, 0, 0);
        if (!isHeading(index)) {
            RowDelegate::paintContent(painter, option, index, inner);
            return;
        }
        painter.setFont(fontFor(FontRole::CaptionStrong, option.font));
        painter.setPen(ink(Ink::TextSecondary, option.palette));
        painter.drawText(inner.adjusted(0, 0, 0, -Size::half), Qt::AlignLeft | Qt::AlignBottom,
                         index.data().toString());
    }

private:
    static bool isHeading(const QModelIndex& index)
    {
        return index.data(ScriptListModel::FileKeyRole).toString().isEmpty();
    }
};

QPushButton* smallButton(const QString& iconName, const QString& text, const QString& tip,
                         QWidget* parent)
{
    auto* button = new QPushButton(icon(iconName), text, parent);
    button->setToolTip(tip);
    button->setAutoDefault(false);
    setSmall(*button);
    return button;
}

/// A part with a background of its own.
QWidget* surface(QPalette::ColorRole role, QWidget* parent)
{
    auto* out = new QWidget(parent);
    out->setAutoFillBackground(true);
    out->setBackgroundRole(role);
    return out;
}

}  // namespace

/// The name of a file, elided in the middle where there is no room.
class NameLabel : public InkLabel {
public:
    explicit NameLabel(QWidget* parent) : InkLabel({}, FontRole::Strong, Ink::Text, parent) {}

    void setName(const QString& name)
    {
        m_name = name;
        setToolTip(name);
        setAccessibleName(name);
        updateGeometry();
        elide();
    }
    QSize sizeHint() const override
    {
        return {fontMetrics().horizontalAdvance(m_name) + 2, InkLabel::sizeHint().height()};
    }
    QSize minimumSizeHint() const override
    {
        constexpr int leastWidth = 96;
        return {qMin(leastWidth, sizeHint().width()), sizeHint().height()};
    }

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        InkLabel::resizeEvent(event);
        elide();
    }

private:
    void elide() { setText(fontMetrics().elidedText(m_name, Qt::ElideMiddle, width())); }

    QString m_name;
};

ExportWindow::ExportWindow(QWidget* parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("exportWindow"));
    setWindowTitle(Text::tr("Export scripts"));
    setMinimumHeight(windowHeightMin);
    resize(windowWidth, windowHeight);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* body = new QHBoxLayout;
    body->setSpacing(0);
    m_pages = new QStackedWidget(this);
    body->addWidget(makeLists());
    body->addWidget(new Line(Qt::Vertical, this));
    body->addWidget(m_pages, 1);
    m_pages->addWidget(makePreview());
    m_pages->addWidget(makeEmpty());
    column->addWidget(new Line(Qt::Horizontal, this));
    column->addLayout(body, 1);
    column->addWidget(new Line(Qt::Horizontal, this));
    column->addWidget(makeMessage());
    column->addWidget(makeFoot());
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this] { showFile(false); });
    m_list->setFocus();
}

QWidget* ExportWindow::makeLists()
{
    QWidget* left = surface(QPalette::Base, this);
    left->setFixedWidth(listWidth);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 6, 0, 12);
    column->setSpacing(12);
    m_list = new QListView(left);
    m_list->setObjectName(QStringLiteral("exportList"));
    m_list->setAccessibleName(Text::tr("Files"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new ScriptRowDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    column->addWidget(m_list, 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(side, 0, side, 0);
    foot->addWidget(
        new Note(QStringLiteral("lock"),
                 Text::tr("These files hold no password. Run them in the order of their "
                          "numbers.")
                     + u' ' + notVerified(),
                 left));
    column->addLayout(foot);
    return left;
}

QWidget* ExportWindow::makePreview()
{
    auto* page = new QWidget(m_pages);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(side, 0, side, 0);
    head->setSpacing(Size::grid);
    m_name = new NameLabel(page);
    m_lines = new Chip(page);
    m_encoding = new Chip(page);
    auto* copyButton = smallButton(QStringLiteral("copy"), Text::tr("&Copy"),
                                   Text::tr("Copy this file as text"), page);
    auto* saveButton = smallButton(QStringLiteral("save"), Text::tr("&Save…"),
                                   Text::tr("Save this file alone"), page);
    head->addWidget(m_name);
    head->addWidget(m_lines);
    head->addWidget(m_encoding);
    head->addStretch(1);
    head->addWidget(copyButton);
    head->addWidget(saveButton);
    auto* headPart = new QWidget(page);
    headPart->setLayout(head);
    headPart->setMinimumHeight(headHeight);
    QWidget* paper = surface(QPalette::Base, page);
    auto* paperColumn = new QVBoxLayout(paper);
    paperColumn->setContentsMargins(0, Size::half, 0, 0);
    m_view = new ScriptView(paper);
    paperColumn->addWidget(m_view);
    m_view->setObjectName(QStringLiteral("exportPreview"));
    m_view->setAccessibleName(Text::tr("Preview"));
    auto* legend = new QHBoxLayout;
    legend->setContentsMargins(side, Size::grid, side, Size::grid);
    legend->setSpacing(10);
    m_swatch = new Swatch(page);
    m_legend = wrapped({}, FontRole::Body, Ink::Text, page);
    m_legend->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_next = new QPushButton(Text::tr("&Next marked line"), page);
    m_next->setAutoDefault(false);
    setButtonKind(*m_next, ButtonKind::Link);
    setSmall(*m_next);
    legend->addWidget(m_swatch);
    legend->addWidget(m_legend, 1);
    legend->addWidget(m_next);
    column->addWidget(headPart);
    column->addWidget(new Line(Qt::Horizontal, page));
    column->addWidget(paper, 1);
    column->addWidget(new Line(Qt::Horizontal, page));
    column->addLayout(legend);
    connect(copyButton, &QPushButton::clicked, this, &ExportWindow::copy);
    connect(saveButton, &QPushButton::clicked, this, &ExportWindow::saveOne);
    connect(m_next, &QPushButton::clicked, m_view, &ScriptView::goToNextMarked);
    return page;
}

QWidget* ExportWindow::makeEmpty()
{
    QWidget* page = surface(QPalette::Base, m_pages);
    auto* column = new QVBoxLayout(page);
    auto* title = wrapped(Text::tr("Nothing to export"), FontRole::Title, Ink::Text, page);
    m_whyNone = wrapped({}, FontRole::Body, Ink::TextSecondary, page);
    m_whyNone->setObjectName(QStringLiteral("whyNone"));
    for (InkLabel* label : {title, m_whyNone})
        label->setAlignment(Qt::AlignHCenter);
    column->addStretch(1);
    column->addWidget(title);
    column->addWidget(m_whyNone);
    column->addStretch(2);
    return page;
}

QWidget* ExportWindow::makeMessage()
{
    m_message = new QWidget(this);
    auto* row = new QHBoxLayout(m_message);
    row->setContentsMargins(side, Size::grid, side, 0);
    row->setSpacing(Size::grid);
    m_messageMark = new MarkLabel(Size::iconSmall, m_message);
    m_messageText = wrapped({}, FontRole::Body, Ink::Text, m_message);
    m_messageText->setObjectName(QStringLiteral("exportMessage"));
    m_messageAction = new QPushButton(m_message);
    m_messageAction->setAutoDefault(false);
    row->addWidget(m_messageMark, 0, Qt::AlignTop);
    row->addWidget(m_messageText, 1);
    row->addWidget(m_messageAction, 0, Qt::AlignTop);
    m_message->hide();
    connect(m_messageAction, &QPushButton::clicked, this, [this] {
        if (m_act)
            m_act();
    });
    return m_message;
}

QWidget* ExportWindow::makeFoot()
{
    auto* part = new QWidget(this);
    part->setMinimumHeight(footHeight);
    auto* foot = new QHBoxLayout(part);
    foot->setContentsMargins(side, 0, side, 0);
    foot->setSpacing(Size::grid);
    auto* label = new QLabel(Text::tr("F&older"), part);
    label->setForegroundRole(QPalette::PlaceholderText);
    m_folder = new QLineEdit(part);
    m_folder->setObjectName(QStringLiteral("exportFolder"));
    m_folder->setAccessibleName(Text::tr("Folder"));
    m_folder->setFont(fontFor(FontRole::Code, m_folder->font()));
    label->setBuddy(m_folder);
    connect(m_folder, &QLineEdit::textChanged, m_folder,
            [this](const QString& path) { m_folder->setToolTip(tipOf(path)); });
    auto* browseButton = new QPushButton(Text::tr("&Browse…"), part);
    auto* closeButton = new QPushButton(Text::tr("C&lose"), part);
    browseButton->setAutoDefault(false);
    closeButton->setAutoDefault(false);
    m_export = new QPushButton(part);
    m_export->setObjectName(QStringLiteral("exportAll"));
    setButtonKind(*m_export, ButtonKind::Primary);
    m_export->setDefault(true);
    foot->addWidget(label);
    foot->addWidget(m_folder, 1);
    foot->addWidget(browseButton);
    foot->addSpacing(3 * Size::grid);
    foot->addWidget(closeButton);
    foot->addWidget(m_export);
    connect(browseButton, &QPushButton::clicked, this, &ExportWindow::browse);
    connect(closeButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_export, &QPushButton::clicked, this, [this] { saveAll(store::OtherThings::Refuse); });
    return part;
}

void ExportWindow::setContent(const model::Graph& graph, ExportContent content)
{
    const QString selected = m_list->currentIndex().data(ScriptListModel::FileKeyRole).toString();
    const int row = m_list->currentIndex().row();
    if (m_model.setContent(graph, std::move(content.files), std::move(content.index)))
        m_message->hide();  // It tells of files that are no longer these.
    m_whyNone->setText(content.whyNone);
    const qsizetype count = std::ssize(m_model.files());
    m_pages->setCurrentIndex(count == 0 ? 1 : 0);
    m_export->setText(Text::tr("&Export %n files", nullptr, static_cast<int>(count)));
    m_export->setEnabled(count > 0);
    QModelIndex next = m_model.rowOf(selected);
    // Where the file is gone: the one that took its row, a heading's being the one below it.
    for (int at = qBound(0, row, qMax(0, m_model.rowCount() - 1));
         !next.isValid() && at < m_model.rowCount(); ++at) {
        if (m_model.fileAt(m_model.index(at)) != nullptr)
            next = m_model.index(at);
    }
    m_list->setCurrentIndex(next);
    showFile(true);
}

void ExportWindow::proposeFolder(const QString& folder)
{
    const QString native = QDir::toNativeSeparators(folder);
    if (m_folder->text().isEmpty() || m_folder->text() == m_proposed)
        m_folder->setText(native);
    m_proposed = native;
}

void ExportWindow::showFile(bool keepPlace)
{
    const QModelIndex current = m_list->currentIndex();
    const ExportFile* file = m_model.fileAt(current);
    if (file == nullptr)
        return;
    const bool isIndex = m_model.isIndex(current);
    const QString key = current.data(ScriptListModel::FileKeyRole).toString();
    const QString text = exactFromUtf8(file->text);
    m_name->setName(fromUtf8(file->name));
    m_lines->setText(Text::tr("%n lines", nullptr, static_cast<int>(text.count(u'\n'))));
    m_encoding->setText(encodingText(file->encoding));
    m_view->showText(text, isIndex ? ScriptView::Kind::Plain : ScriptView::Kind::PowerShell,
                     keepPlace && key == m_shown);
    m_shown = key;
    for (QWidget* each : {m_swatch, static_cast<QWidget*>(m_next)})
        each->setVisible(m_view->markedLines() > 0);
    m_legend->setText(isIndex
                          ? Text::tr("What to run where, in which order, and with which rights.")
                          : purposeLegend(file->purpose));
}

void ExportWindow::say(Mark mark, const QString& text, const QString& action,
                       const std::function<void()>& act)
{
    m_act = act;
    m_messageMark->setMark(mark, mark == Mark::Passed    ? Text::tr("done")
                                 : mark == Mark::Warning ? Text::tr("warning")
                                                         : Text::tr("failed"));
    m_messageText->setText(text);
    m_messageAction->setText(action);
    m_messageAction->setVisible(!action.isEmpty());
    m_message->show();
}

void ExportWindow::copy()
{
    const ExportFile* file = m_model.fileAt(m_list->currentIndex());
    if (file == nullptr)
        return;
    QGuiApplication::clipboard()->setText(exactFromUtf8(file->text));
    say(Mark::Passed, filled(Text::tr("Copied: %1, as text."), {fromUtf8(file->name)}));
}

void ExportWindow::saveOne()
{
    const ExportFile* file = m_model.fileAt(m_list->currentIndex());
    if (file == nullptr)
        return;
    auto* dialog = new QFileDialog(this, Text::tr("Save this file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->selectFile(fromUtf8(file->name));
    // The file that was asked for, whatever the plan becomes while the question is open.
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, bytes = fileBytes(*file)](const QString& path) {
                const QString native = shownPath(QDir::toNativeSeparators(path));
                const auto target = filePath(path);
                const auto written =
                    target ? files::writeFile(*target, bytes) : Result<void>(fail(target.error()));
                if (written) {
                    say(Mark::Passed, filled(Text::tr("Saved: %1."), {native}));
                    return;
                }
                const QString subject = filled(Text::tr("%1 was not saved"), {native});
                say(Mark::Failed, oneLine(errorText(written.error(), subject)));
            });
    dialog->open();
}

void ExportWindow::browse()
{
    auto* dialog = new QFileDialog(this, Text::tr("Choose a folder"), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_folder->setText(QDir::toNativeSeparators(path));
        m_folder->setFocus();
    });
    dialog->open();
}

void ExportWindow::saveAll(store::OtherThings others)
{
    const QString typed = m_folder->text().trimmed();
    if (typed.isEmpty()) {
        say(Mark::Warning, Text::tr("Name the folder that the files shall go to."));
        m_folder->setFocus();
        return;
    }
    const QString folder = QDir(QDir::fromNativeSeparators(typed)).absolutePath();
    const QString native = shownPath(QDir::toNativeSeparators(folder));
    std::vector<store::ExportFile> files;
    for (const ExportFile* file : m_model.files())
        files.push_back({.name = file->name, .bytes = fileBytes(*file)});
    const auto path = filePath(folder);
    const auto written =
        path ? store::writeExport(*path, files, others) : Result<void>(fail(path.error()));
    if (written) {
        say(Mark::Passed,
            filled(Text::tr("Exported: %n files to %1.", nullptr, static_cast<int>(files.size())),
                   {native}));
        emit exported(folder);
        return;
    }
    const QString subject = filled(Text::tr("%1: nothing was exported"), {native});
    if (written.error().code != ErrorCode::NotAllowed) {
        say(Mark::Failed, oneLine(errorText(written.error(), subject)));
        return;
    }
    say(Mark::Warning,
        filled(
            Text::tr(
                "%1, because %2. Choose an empty folder, or add the files: those of the same name "
                "are replaced, all others stay."),
            {subject, translated(written.error().detail)}),
        Text::tr("&Add to this folder"), [this] { saveAll(store::OtherThings::Keep); });
    m_messageAction->setFocus();
}

}  // namespace hopwright::ui
