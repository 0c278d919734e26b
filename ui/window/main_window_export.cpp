// MainWindow's scripts: the export window, which follows the plan.
#include "core/script/script_files.h"
#include "ui/dialogs/export_window.h"
#include "ui/document/clock.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/window/main_window.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace hopwright::ui {

namespace {

using script::ScriptOptions;

constexpr int followMs = 50;  ///< A burst of edits makes the scripts once.

/// Letters, digits and single dashes: the name of a folder everywhere.
QString folderName(const QString& title)
{
    QString out;
    for (const QChar each : title) {
        if (each.isLetterOrNumber()) {
            out += each.toLower();
        } else if (!out.isEmpty() && !out.endsWith(u'-')) {
            out += u'-';
        }
    }
    return out.endsWith(u'-') ? out.chopped(1) : out;
}

/// What there is to export today. The head of a file names the day, not the minute: the same plan gives the same bytes.
ExportContent contentOf(const model::Graph& graph, const plan::Plan& plan)
{
    constexpr std::size_t dayLength = 10;
    const ScriptOptions options{.version = HOPWRIGHT_VERSION,
                                .created = nowUtc().substr(0, dayLength)};
    auto made = script::makeScripts(graph, plan, options);
    if (!made) {
        return {.whyNone =
                    oneLine(errorText(made.error(), Text::tr("The scripts cannot be written")))};
    }
    if (made->empty()) {
        return {.whyNone =
                    graph.hops.empty()
                        ? Text::tr("No hop is drawn, so no machine has to be set up.")
                        : Text::tr("No hop needs a role or an entry in a list, so no machine has "
                                   "to be changed.")};
    }
    std::string index = script::indexText(*made, options);
    return {.files = *std::move(made), .index = std::move(index)};
}

}  // namespace

void MainWindow::exportScripts()
{
    if (!commitPending())
        return;
    if (m_export == nullptr) {
        m_export = new ExportWindow(this);
        m_exportTimer.setSingleShot(true);
        m_exportTimer.setInterval(followMs);
        connect(&m_exportTimer, &QTimer::timeout, this, &MainWindow::refreshExport);
        connect(m_export, &ExportWindow::exported, this, [this](const QString& folder) {
            m_settings.setExportsFolder(QFileInfo(folder).path());
        });
    }
    m_exportTimer.stop();
    refreshExport();
    m_export->show();
    m_export->raise();
    m_export->activateWindow();
}

void MainWindow::refreshExport()
{
    QString parent = m_settings.exportsFolder();
    if (parent.isEmpty()) {
        parent = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
                 + QStringLiteral("/Hopwright");
    }
    const QString title =
        m_file.isUntitled() ? m_file.title() : QFileInfo(m_file.path).completeBaseName();
    const QString name = folderName(title);
    m_export->proposeFolder(parent + u'/' + (name.isEmpty() ? QStringLiteral("export") : name));
    m_export->setContent(graph(), contentOf(graph(), *m_plan));
}

void MainWindow::followExport()
{
    if (m_export != nullptr && m_export->isVisible())
        m_exportTimer.start();
}

}  // namespace hopwright::ui
