// MainWindow's files: new, open, save, samples, and the question before something would be lost.
#include "core/store/graph_file.h"
#include "ui/canvas/name_editor.h"
#include "ui/dialogs/close_question.h"
#include "ui/dialogs/overwrite_question.h"
#include "ui/dialogs/recovery_question.h"
#include "ui/panels/field.h"
#include "ui/panels/inspector.h"
#include "ui/panels/notice_strip.h"
#include "ui/text/error_text.h"
#include "ui/text/samples.h"
#include "ui/text/words.h"
#include "ui/window/canvas_cards.h"
#include "ui/window/file_reader.h"
#include "ui/window/find_panel.h"
#include "ui/window/main_window.h"
#include "ui/window/status_line.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QTabBar>

#include <cassert>

namespace hopwright::ui {

namespace {

QString fileFilter()
{
    return Text::tr("Hopwright drawings (*.hopw)");
}

/// What can be opened beside drawings, as it can be dropped.
QString openFilters()
{
    return QStringList{
        fileFilter(), Text::tr("Scripts, texts and tables (*.ps1 *.psm1 *.psd1 *.txt *.log *.csv)"),
        Text::tr("Hopwright runs (*.hoprun)"), Text::tr("All files (*)")}
        .join(QLatin1String(";;"));
}

}  // namespace

void MainWindow::openAtStart()
{
    const QString last = m_settings.lastDrawing();
    if (!last.isEmpty() && QFileInfo::exists(last) && openFile(last))
        return;
    openSample(QLatin1String(firstSamples().front().name));
    m_cards->setTourShown(!m_settings.tourHidden());
    m_cards->setLegendShown(!m_settings.tourHidden());
}

void MainWindow::setGraph(model::Graph graph, DocumentFile file)
{
    if (m_journal)  // Whoever asks for another drawing has saved this one, or let its changes go.
        m_journal->discard();
    m_journal.reset();
    m_tidier.stop();
    m_tab->setCurrentIndex(0);
    auto document = std::make_unique<GraphDocument>(std::move(graph));
    m_view->setDocument(document.get());
    m_inspector->setDocument(document.get());
    m_history.addStack(&document->history());
    m_history.setActiveStack(&document->history());
    m_document = std::move(document);
    m_file = std::move(file);
    startJournal();
    m_thing = {};
    m_testAccount = {};
    m_find->forget();
    forgetResult();
    openRuns();
    m_cards->setTourShown(false);
    connect(m_document.get(), &GraphDocument::graphChanged, this, &MainWindow::graphChanged);
    connect(&m_document->history(), &QUndoStack::cleanChanged, this, &MainWindow::showTitle);
    if (const auto opened = m_bench.open(m_file.path); !opened)
        say(opened.error(), Text::tr("What was applied in the practice lab was not read"));
    refresh();
    showRuns();
    showTitle();
    m_view->fit();
    m_view->setFocus();
}

void MainWindow::openSample(const QString& name)
{
    const Sample* const sample = sampleNamed(name);
    if (sample == nullptr) {
        assert(false && "no sample is called so");
        return;
    }
    auto read = loadSample(sampleResource(*sample));
    if (!read) {
        say(read.error(), Text::tr("The sample was not opened"));
        return;
    }
    setGraph(*std::move(read), {.path = {}, .sampleTitle = sampleTitle(*sample)});
    for (const auto& [hop, prediction] : *m_now) {
        if (prediction.outcome != Outcome::Denied || !prediction.reached)
            continue;
        m_view->setSelection(selectionOf(hop));  // Where it fails is what one came to see.
        return;
    }
}

bool MainWindow::openFile(const QString& path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    auto read = loadDrawing(absolute);
    if (!read) {
        say(read.error(),
            filled(Text::tr("%1 was not opened"), {shownPath(QFileInfo(path).fileName())}));
        return false;
    }
    takeDrawing(*std::move(read));
    return true;
}

void MainWindow::chooseFile()
{
    auto* dialog = new QFileDialog(this, Text::tr("Open a drawing"), QFileInfo(m_file.path).path(),
                                   openFilters());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        if (FileReader::isOther(path)) {
            dropFiles({path});
        } else {
            openFile(path);
        }
    });
    dialog->open();
}

/// Shortcuts leave the focus in its field, and a field edits when it loses the focus. \returns false where the text was
/// refused, which the field says; a second time it is left as it is.
bool MainWindow::commitPending()
{
    for (QWidget* each = focusWidget(); each != nullptr; each = each->parentWidget()) {
        if (auto* field = qobject_cast<Field*>(each))
            return field->commit();
        if (auto* name = qobject_cast<NameEditor*>(each))
            return name->commit();
    }
    return true;
}

bool MainWindow::saveTo(const QString& path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    const QString name = shownPath(QFileInfo(absolute).fileName());
    auto saved = saveDrawing(absolute, graph());
    if (!saved) {
        say(saved.error(), filled(Text::tr("%1 was not saved"), {name}));
        return false;
    }
    m_file = *std::move(saved);
    m_document->history().setClean();
    m_journal->saved(m_file);
    rememberDrawing(absolute);
    if (const auto kept = m_bench.saveTo(absolute); !kept)
        say(kept.error(), Text::tr("What was applied in the practice lab was not kept"));
    moveRuns();
    showTitle();
    return true;
}

void MainWindow::save(const std::function<void()>& then)
{
    if (!commitPending())
        return;
    if (m_file.isUntitled()) {
        saveAs(then);
        return;
    }
    const auto write = [this, then] {
        if (saveTo(m_file.path) && then)
            then();
    };
    if (!isChangedByAnother(m_file)) {
        write();
        return;
    }
    auto* question = new OverwriteQuestion(m_file.title(), this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &OverwriteQuestion::overwriteChosen, this, write);
    connect(question, &OverwriteQuestion::saveAsChosen, this, [this, then] { saveAs(then); });
    question->open();
}

void MainWindow::saveAs(const std::function<void()>& then)
{
    if (!commitPending())
        return;
    auto* dialog = new QFileDialog(this, Text::tr("Save the drawing"),
                                   QFileInfo(m_file.path).path(), fileFilter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(QStringLiteral("hopw"));
    dialog->selectFile(m_file.isUntitled() ? Text::tr("drawing.hopw") : m_file.path);
    connect(dialog, &QFileDialog::fileSelected, this, [this, then](const QString& path) {
        if (saveTo(path) && then)
            then();
    });
    dialog->open();
}

/// Does \p then at once when nothing would be lost, else asks Save, Discard, Cancel first.
void MainWindow::askThen(const std::function<void()>& then)
{
    if (!commitPending())
        return;
    if (m_document->history().isClean()) {
        then();
        return;
    }
    auto* question = new CloseQuestion(m_file.title(), this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &CloseQuestion::saveChosen, this, [this, then] { save(then); });
    connect(question, &CloseQuestion::discardChosen, this, then);
    question->open();
}

void MainWindow::keepJournalIn(std::filesystem::path folder)
{
    m_journalFolder = std::move(folder);
    startJournal();
}

void MainWindow::startJournal()
{
    m_journal = std::make_unique<JournalKeeper>(*m_document, m_file, m_journalFolder);
    connect(m_journal.get(), &JournalKeeper::failed, this, [this](const Error& error) {
        say(error, Text::tr("Unsaved changes are not kept for the next start"));
    });
}

void MainWindow::offerLeftOvers()
{
    std::vector<LeftOver> found = findLeftOvers(m_journalFolder);
    m_leftOvers.assign(std::make_move_iterator(found.begin()),
                       std::make_move_iterator(found.end()));
    askNextLeftOver();
}

/// One drawing is open at a time: with the first that is brought back the others wait for the next start.
void MainWindow::askNextLeftOver()
{
    if (m_leftOvers.empty())
        return;
    const LeftOver left = std::move(m_leftOvers.front());
    m_leftOvers.pop_front();
    QStringList steps;
    for (const store::JournalStep& each : left.journal.steps)
        steps << fromUtf8(each.text);
    auto* question = new RecoveryQuestion(
        {.title = left.title(),
         .path = left.path(),
         .steps = std::move(steps),
         .changes = static_cast<qsizetype>(left.journal.edits),
         .lastChange =
             left.journal.steps.empty() ? QString() : fromUtf8(left.journal.steps.back().time),
         .fileChanged = left.isFileChanged(),
         .cutShort = left.journal.cutShort},
        this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    const auto bringBack = [this, left](bool asCopy) {
        askThen([this, left, asCopy] { restore(left, asCopy); });
    };
    connect(question, &RecoveryQuestion::restoreChosen, this, [bringBack] { bringBack(false); });
    connect(question, &RecoveryQuestion::keepBothChosen, this, [bringBack] { bringBack(true); });
    connect(question, &RecoveryQuestion::discardChosen, this, [this, left] {
        if (const auto removed = left.file->remove(); !removed)
            say(removed.error(), Text::tr("The changes were not discarded"));
        askNextLeftOver();
    });
    connect(question, &RecoveryQuestion::rejected, this, &MainWindow::askNextLeftOver);
    question->open();
}

void MainWindow::restore(const LeftOver& left, bool asCopy)
{
    auto before = store::readGraph(left.journal.before);
    auto after = store::readGraph(left.journal.after);
    if (!before || !after) {
        say(before ? after.error() : before.error(),
            filled(Text::tr("The changes to %1 cannot be read, and stay where they are"),
                   {left.title()}));
        return;
    }
    DocumentFile file{.path = {}, .sampleTitle = left.title()};
    if (asCopy) {
        file.sampleTitle = filled(Text::tr("%1, brought back"), {left.title()});
    } else if (!left.path().isEmpty()) {
        if (auto loaded = loadDrawing(left.path())) {
            *before = std::move(loaded->graph);
            file = std::move(loaded->file);
        }
    }
    setGraph(*std::move(before), std::move(file));
    m_document->edit(Text::tr("Bring back unsaved changes"), *std::move(after));
    if (const auto kept = m_journal->flush(); !kept) {
        say(kept.error(), Text::tr("Unsaved changes are not kept for the next start"));
        return;
    }
    std::ignore = left.file->remove();  // At worst they are offered once more.
    if (const std::size_t others = m_leftOvers.size(); others != 0) {
        m_notice->say(
            NoticeKind::Note,
            Text::tr("Unsaved changes of other drawings (%n) are offered at the next start.",
                     nullptr, static_cast<int>(others)));
    }
    m_leftOvers.clear();
}

void MainWindow::endNow()
{
    if (const auto kept = m_journal->flush(); !kept)
        say(kept.error(), Text::tr("Unsaved changes are not kept for the next start"));
    m_ending = true;
    close();
}

void MainWindow::showTitle()
{
    const bool changed = !m_document->history().isClean();
    const QString title = m_file.title();
    setWindowTitle(filled(Text::tr("%1[*] – Hopwright"), {title}));
    setWindowModified(changed);
    m_tab->setTabText(0, changed ? filled(Text::tr("● %1"), {title}) : title);
    m_tab->setTabToolTip(0, m_file.isUntitled() ? title : tipOf(shownPath(m_file.path)));
    m_status->setDrawing(title, changed);
}

void MainWindow::say(const Error& error, const QString& subject)
{
    m_noticeAction = {};
    m_notice->say(NoticeKind::Error, oneLine(errorText(error, subject)));
}

}  // namespace hopwright::ui
