// MainWindow's files: new, open, save, samples, and the question before something would be lost.
#include "ui/dialogs/close_question.h"
#include "ui/text/error_text.h"
#include "ui/window/main_window.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>

namespace hopwright::ui {

namespace {

const QString lastFileKey = QStringLiteral("lastFile");
const QString samplePath = QStringLiteral(":/hopwright/samples/%1.hopw");
const QString firstSample = QStringLiteral("double-hop-broken");

}  // namespace

void MainWindow::openAtStart()
{
    const QString last = m_settings.value(lastFileKey).toString();
    if (!last.isEmpty() && QFileInfo::exists(last) && openFile(last))
        return;
    openSample(firstSample);
}

void MainWindow::setGraph(model::Graph graph, DocumentFile file)
{
    if (isRunning())
        m_session->stop();
    forgetResults();
    m_lab.stop();
    m_practice = {};
    m_undoable.clear();
    m_file = std::move(file);
    m_document->replace(std::move(graph));
    m_canvas->setDocument(m_document.get());
    m_inspector->setDocument(m_document.get());
    refresh();
    updateTitle();
}

void MainWindow::openSample(const QString& name)
{
    auto graph = loadSample(samplePath.arg(name));
    if (!graph) {
        m_notice->say(NoticeKind::Error,
                      oneLine(errorText(graph.error(), tr("The sample was not opened"))));
        return;
    }
    QString title = name;
    title.replace(QLatin1Char('-'), QLatin1Char(' '));
    if (name == firstSample)
        title = tr("double hop, broken");
    setGraph(std::move(*graph), {.path = {}, .sampleTitle = tr("Sample: %1").arg(title)});
}

void MainWindow::newDrawing()
{
    setGraph({}, {});
    m_canvas->setFocus();
}

void MainWindow::open()
{
    auto* dialog =
        new QFileDialog(this, tr("Open a drawing"), {}, tr("Hopwright drawings (*.hopw)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& path) { openFile(path); });
    dialog->open();
}

bool MainWindow::openFile(const QString& path)
{
    auto graph = loadDrawing(path);
    if (!graph) {
        m_notice->say(NoticeKind::Error,
                      oneLine(errorText(graph.error(),
                                        tr("%1 was not opened").arg(QFileInfo(path).fileName()))));
        return false;
    }
    setGraph(std::move(*graph), {.path = path, .sampleTitle = {}});
    if (auto state = link::readPracticeState(link::practiceStatePath(path.toStdString())))
        m_practice = std::move(*state);
    else
        m_notice->say(NoticeKind::Warning,
                      oneLine(errorText(state.error(),
                                        tr("What was applied in the practice lab was not read"))));
    m_undoable = m_practice.applied;
    m_settings.setValue(lastFileKey, path);
    refresh();
    return true;
}

bool MainWindow::save()
{
    if (m_file.isUntitled()) {
        saveAs();
        return false;
    }
    return saveTo(m_file.path);
}

bool MainWindow::saveTo(const QString& path)
{
    if (const auto saved = saveDrawing(path, m_document->graph()); !saved) {
        m_notice->say(NoticeKind::Error,
                      oneLine(errorText(saved.error(),
                                        tr("%1 was not saved").arg(QFileInfo(path).fileName()))));
        return false;
    }
    m_file = {.path = path, .sampleTitle = {}};
    m_document->history().setClean();
    m_settings.setValue(lastFileKey, path);
    storePractice();
    updateTitle();
    m_notice->say(NoticeKind::Note, tr("Saved %1").arg(QFileInfo(path).fileName()));
    return true;
}

void MainWindow::saveAs()
{
    auto* dialog =
        new QFileDialog(this, tr("Save the drawing"), {}, tr("Hopwright drawings (*.hopw)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("hopw"));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& path) { saveTo(path); });
    dialog->open();
}

/// Does \p next at once when nothing would be lost, else asks Save, Discard, Cancel first.
void MainWindow::unlessUnsaved(const std::function<void()>& next)
{
    if (m_document->history().isClean()) {
        next();
        return;
    }
    auto* question = new CloseQuestion(m_file.title(), this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &CloseQuestion::discardChosen, this, next);
    connect(question, &CloseQuestion::saveChosen, this, [this, next] {
        if (save())
            next();
    });
    question->open();
}

void MainWindow::updateTitle()
{
    const bool dirty = !m_document->history().isClean();
    setWindowTitle(
        tr("%1%2 - Hopwright").arg(m_file.title(), dirty ? QStringLiteral(" *") : QString()));
    m_statusName->setText(m_file.title() + (dirty ? QStringLiteral(" *") : QString()));
}

}  // namespace hopwright::ui
