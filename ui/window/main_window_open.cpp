// The ways to a drawing beside the file dialog: recent files, samples, files that are dropped, and pasted tables of machines.
#include "core/edit/host_list.h"
#include "ui/dialogs/column_question.h"
#include "ui/panels/notice_strip.h"
#include "ui/text/error_text.h"
#include "ui/text/samples.h"
#include "ui/text/words.h"
#include "ui/window/canvas_cards.h"
#include "ui/window/file_drop.h"
#include "ui/window/file_presence.h"
#include "ui/window/file_reader.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QFileInfo>
#include <QMenu>
#include <QTabBar>
#include <QTimer>

#include <algorithm>
#include <iterator>
#include <utility>

namespace hopwright::ui {

namespace {

constexpr int longestMenuName = 60;  ///< Characters; the whole path is in the tooltip.
constexpr std::size_t examples = 3;
constexpr int retryMs = 200;  ///< While a question is open, which comes first.

QString nameOf(const QString& path)
{
    return shownPath(QFileInfo(path).fileName());
}

/// As an entry of a menu: what a file is called has no mnemonic.
QString menuName(const QString& path)
{
    QString name = nameOf(path);
    if (name.size() > longestMenuName) {
        constexpr int half = longestMenuName / 2 - 1;
        name = name.left(half) + QChar(0x2026) + name.right(half);
    }
    return name.replace(u'&', QLatin1String("&&"));
}

QStringList headsOf(const edit::HostTable& table)
{
    QStringList out;
    for (const std::string& each : table.heads)
        out.append(fromUtf8(each));
    return out;
}

/// Places of the columns that were chosen once for a table with these heads.
std::vector<std::size_t> columnsCalled(const edit::HostTable& table, const QStringList& chosen)
{
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (chosen.contains(fromUtf8(table.columns[i].first)))
            out.push_back(i);
    }
    return out;
}

ColumnChoice choiceOf(const edit::HostColumn& column)
{
    QStringList some;
    for (std::size_t i = 0; i < std::min(examples, column.hosts.size()); ++i)
        some.append(fromUtf8(column.hosts[i]));
    return {.number = column.number,
            .first = fromUtf8(column.first),
            .examples =
                filled(Text::tr("%n names: %1", nullptr, static_cast<int>(column.hosts.size())),
                       {some.join(QStringLiteral(", "))
                        + (column.hosts.size() > examples ? QStringLiteral(" …") : QString())})};
}

/// What was not taken: the first with its reason, the others counted. Empty: all was.
QString notTaken(const ReadFiles& files)
{
    QString text;
    if (!files.failed.empty()) {
        const ReadFiles::Failed& failed = files.failed.front();
        text = oneLine(
            errorText(failed.error, filled(Text::tr("%1 was not read"), {nameOf(failed.path)})));
    } else if (!files.further.isEmpty()) {
        text = filled(Text::tr("One drawing is open at a time, and one run: %1 was not opened."),
                      {nameOf(files.further.constFirst())});
    } else if (files.left > 0) {
        return Text::tr("Of so many files at once the first %n are read.", nullptr,
                        static_cast<int>(FileReader::mostFiles));
    }
    const qsizetype others = std::ssize(files.failed) + files.further.size() + files.left - 1;
    if (others > 0)
        text += u' ' + Text::tr("%n more were not taken.", nullptr, static_cast<int>(others));
    return text;
}

}  // namespace

void MainWindow::connectFiles()
{
    m_reader = new FileReader(this);
    connect(m_reader, &FileReader::done, this, &MainWindow::takeFiles);
    connect(new FileDrop(*this), &FileDrop::dropped, this, &MainWindow::dropFiles);
    connectStart();
}

/// The cards and lists of an empty drawing.
void MainWindow::connectStart()
{
    StartCards& ways = m_cards->ways();
    const Actions& actions = *m_actions;
    ways.setKeys(actions[ActionId::Diagnose]->shortcut(), actions[ActionId::AddMachine]->shortcut(),
                 actions[ActionId::Open]->shortcut());
    connect(&ways, &StartCards::diagnoseAsked, actions[ActionId::Diagnose], &QAction::trigger);
    connect(&ways, &StartCards::drawAsked, actions[ActionId::AddMachine], &QAction::trigger);
    connect(&ways, &StartCards::openAsked, actions[ActionId::Open], &QAction::trigger);
    const StartLists& start = m_cards->start();
    m_presence = new FilePresence(this);
    connect(&start, &StartLists::recentChosen, this, &MainWindow::openRecent);
    connect(&start, &StartLists::sampleChosen, this,
            [this](const QString& name) { askThen([this, name] { openSample(name); }); });
    connect(&start, &StartLists::shown, this, &MainWindow::askForMissing);
    connect(m_presence, &FilePresence::told, this, [this](const QStringList& missing) {
        m_cards->start().setMissing(missing);
        m_cards->place();
    });
}

/// Which of the recent drawings are gone, while that is seen.
void MainWindow::askForMissing()
{
    if (m_cards->start().isVisible() && !m_cards->start().recent().isEmpty())
        m_presence->ask(m_cards->start().recent());
}

void MainWindow::addRecentMenu(QMenu& file)
{
    m_recent = new QMenu(Text::tr("Open &recent"), &file);
    m_recent->setToolTipsVisible(true);
    file.insertMenu((*m_actions)[ActionId::Save], m_recent);
    showRecent();
}

/// Whether a file is still there is asked when it is picked: a drive that does not answer would hold up the menu.
void MainWindow::showRecent()
{
    m_recent->clear();
    const QStringList paths = m_settings.recentDrawings();
    m_recent->setEnabled(!paths.isEmpty());
    m_cards->start().setRecent(paths);
    m_cards->place();
    askForMissing();
    for (qsizetype i = 0; i < paths.size(); ++i) {
        const QString& path = paths.at(i);
        QAction* open = m_recent->addAction(
            i < 9 ? QStringLiteral("&%1  %2").arg(QString::number(i + 1), menuName(path))
                  : menuName(path));
        open->setToolTip(tipOf(shownPath(path)));
        connect(open, &QAction::triggered, this, [this, path] { openRecent(path); });
    }
    if (paths.isEmpty())
        return;
    m_recent->addSeparator();
    QAction* clear = m_recent->addAction(Text::tr("&Clear this list"));
    clear->setToolTip(Text::tr("Forget which drawings were opened; their files stay"));
    connect(clear, &QAction::triggered, this, [this] {
        m_settings.clearRecentDrawings();
        // Not while its own action is under way.
        QTimer::singleShot(0, this, &MainWindow::showRecent);
    });
}

void MainWindow::openRecent(const QString& path)
{
    if (QFileInfo::exists(path)) {
        askThen([this, path] { openFile(path); });
        return;
    }
    m_noticeAction = [this, path] {
        m_settings.forgetRecentDrawing(path);
        showRecent();
    };
    m_notice->say(NoticeKind::Error,
                  filled(Text::tr("%1 was not found in %2."),
                         {nameOf(path), shownPath(QFileInfo(path).absolutePath())}),
                  Text::tr("Remove it from the list"));
}

/// \p drawing takes the place of the one that is open.
void MainWindow::takeDrawing(LoadedDrawing drawing)
{
    const QString path = drawing.file.path;
    setGraph(std::move(drawing.graph), std::move(drawing.file));
    rememberDrawing(path);
}

void MainWindow::rememberDrawing(const QString& path)
{
    m_settings.setLastDrawing(path);
    m_settings.addRecentDrawing(path);
    // An entry of the menu may be what led here.
    QTimer::singleShot(0, this, &MainWindow::showRecent);
}

void MainWindow::closeDrawing()
{
    askThen([this] {
        setGraph({}, {});
        m_settings.setLastDrawing({});
    });
}

void MainWindow::addSampleMenu(QMenu& help)
{
    auto* menu = new QMenu(Text::tr("&Samples"), &help);
    menu->setToolTipsVisible(true);
    const auto add = [&](const Sample& sample) {
        QAction* open = menu->addAction(sampleChoice(sample));
        open->setToolTip(tipOf(Text::tr(sample.shows)));
        const QString name = QLatin1String(sample.name);
        connect(open, &QAction::triggered, this,
                [this, name] { askThen([this, name] { openSample(name); }); });
    };
    std::ranges::for_each(firstSamples(), add);
    menu->addSeparator();
    std::ranges::for_each(fieldSamples(), add);
    QAction* first = help.actions().constFirst();
    help.insertMenu(first, menu);
    help.insertSeparator(first);
}

void MainWindow::dropFiles(const QStringList& paths)
{
    m_noticeAction = {};
    m_notice->say(NoticeKind::Note,
                  Text::tr("Reading %n files…", nullptr, static_cast<int>(paths.size())));
    // What is dropped on Diagnose is to be diagnosed, but for drawings and runs.
    m_reader->start(paths,
                    isDiagnosing() ? FileReader::Texts::AsTheyAre : FileReader::Texts::ByContent);
}

void MainWindow::takeFiles(const std::shared_ptr<const ReadFiles>& files)
{
    if (QApplication::activeModalWidget() != nullptr) {
        QTimer::singleShot(retryMs, this, [this, files] { takeFiles(files); });
        return;
    }
    m_notice->dismiss();
    if (!files->drawing) {
        takeAllButDrawing(*files);
        return;
    }
    askThen([this, files] {
        takeDrawing(*files->drawing);
        takeAllButDrawing(*files);
    });
}

void MainWindow::takeAllButDrawing(const ReadFiles& files)
{
    const bool isDrawn = files.run || !files.tables.empty() || !files.chains.empty();
    if (isDrawn)
        m_tab->setCurrentIndex(0);
    if (files.run && m_bench.isRunning()) {
        m_notice->say(NoticeKind::Error, Text::tr("A test runs: the run was not opened."));
    } else if (files.run) {
        showStored(*files.run, 0);
    }
    for (const std::string& each : files.chains) {
        if (const QString reason = m_view->pasteChain(exactFromUtf8(each)); !reason.isEmpty())
            m_notice->say(NoticeKind::Error, reason);
    }
    if (!files.text.empty())
        diagnose(exactFromUtf8(files.text));
    sayNotTaken(files);
    if (!files.tables.empty())
        drawTables(files.tables, {});
}

void MainWindow::sayNotTaken(const ReadFiles& files)
{
    const QString text = notTaken(files);
    if (text.isEmpty())
        return;
    m_noticeAction = {};
    const QString further = files.further.isEmpty() ? QString() : files.further.constFirst();
    const bool isOffered = files.failed.empty() && further.endsWith(QLatin1String(".hopw"));
    if (isOffered) {
        m_noticeAction = [this, further] {
            openRecent(further);
        };
    }
    m_notice->say(NoticeKind::Error, text, isOffered ? Text::tr("Open it") : QString());
}

/// The machines of \p tables behind those that were found already, \p hosts: all of them are one step. Of a table with several
/// columns of names it is asked which are meant.
void MainWindow::drawTables(std::vector<edit::HostTable> tables, std::vector<std::string> hosts)
{
    const auto add = [](std::vector<std::string>& all, std::vector<std::string> some) {
        std::ranges::move(some, std::back_inserter(all));
    };
    for (auto table = tables.begin(); table != tables.end(); ++table) {
        if (table->columns.size() < 2) {
            add(hosts, edit::hostsOf(*table, {0}, table->hasHeads));
            continue;
        }
        const auto known = columnsCalled(*table, m_settings.hostColumns(headsOf(*table)));
        if (known.empty()) {
            const std::vector<edit::HostTable> rest(std::next(table), tables.end());
            askColumns(*table, [=, this](const std::vector<std::string>& found) {
                std::vector<std::string> all = hosts;
                add(all, found);
                drawTables(rest, std::move(all));
            });
            return;
        }
        add(hosts, edit::hostsOf(*table, known, true));
        if (saysError())
            continue;
        m_noticeAction = [this, again = *table] {
            askColumns(again, [this](const std::vector<std::string>& found) { drawHosts(found); });
        };
        m_notice->say(NoticeKind::Note,
                      Text::tr("The columns are those that were chosen for this table before."),
                      Text::tr("Choose others"));
    }
    drawHosts(std::move(hosts));
}

/// What went wrong stays until it is read.
bool MainWindow::saysError() const
{
    return m_notice->kind() == NoticeKind::Error && !m_notice->text().isEmpty();
}

void MainWindow::drawHosts(std::vector<std::string> hosts)
{
    const bool isCut = hosts.size() > edit::maxHosts;
    if (isCut)
        hosts.resize(edit::maxHosts);
    if (isCut && !saysError()) {
        m_noticeAction = {};
        m_notice->say(NoticeKind::Warning,
                      Text::tr("The first %n machines were drawn; the others were left out.",
                               nullptr, static_cast<int>(edit::maxHosts)));
    }
    if (!hosts.empty())
        m_view->putHosts(hosts);
}

void MainWindow::askColumns(const edit::HostTable& table,
                            const std::function<void(const std::vector<std::string>&)>& then)
{
    std::vector<ColumnChoice> choices;
    std::ranges::transform(table.columns, std::back_inserter(choices), &choiceOf);
    auto* question = new ColumnQuestion(choices, table.hasHeads, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &ColumnQuestion::chosen, this,
            [this, table, then](const std::vector<std::size_t>& columns, bool hasHeads) {
                QStringList chosen;
                for (const std::size_t each : columns)
                    chosen.append(fromUtf8(table.columns.at(each).first));
                if (hasHeads)
                    m_settings.setHostColumns(headsOf(table), chosen);
                then(edit::hostsOf(table, columns, hasHeads));
            });
    question->open();
}

}  // namespace hopwright::ui
