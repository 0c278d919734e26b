#include "core/edit/chain.h"
#include "core/files/path.h"
#include "core/plan/plan.h"
#include "core/script/script_files.h"
#include "core/store/graph_file.h"
#include "tests/ui/window/window_bench.h"
#include "ui/code/script_view.h"
#include "ui/models/script_list_model.h"

#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QDir>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabBar>
#include <QTabWidget>

using namespace hopwright;
using namespace hopwright::ui;
using script::ExportFile;
using script::Purpose;
using script::ScriptOptions;

namespace {

const QString credSsp = QStringLiteral("Double hop, CredSSP");

/// The window with the CredSSP sample, and the export window beside it.
class ExportBench : public WindowBench {
public:
    bool open()
    {
        key(Qt::Key_E, Qt::ControlModifier);
        m_dialog = window().findChild<QDialog*>(QStringLiteral("exportWindow"));
        return m_dialog != nullptr && activate(*m_dialog);
    }
    QDialog& dialog() { return *m_dialog; }
    QListView& list() { return *m_dialog->findChild<QListView*>(QStringLiteral("exportList")); }
    ScriptView& preview()
    {
        return *m_dialog->findChild<ScriptView*>(QStringLiteral("exportPreview"));
    }
    QString shownName() { return list().currentIndex().data().toString(); }
    QString message()
    {
        const auto* label = m_dialog->findChild<QLabel*>(QStringLiteral("exportMessage"));
        return label->isVisible() ? label->text() : QString();
    }
    /// A letter with Alt, to the export window.
    void alt(Qt::Key letter) { key(letter, Qt::AltModifier); }
    void typeFolder(const QString& folder)
    {
        alt(Qt::Key_O);
        key(Qt::Key_A, Qt::ControlModifier);
        type(folder);
    }
    /// Moves to the row of \p purpose and \p machine, by keys.
    bool goTo(Purpose purpose, std::string_view machine)
    {
        const QString end =
            QStringLiteral("-%1-%2.ps1")
                .arg(QString::fromStdString(std::string(machine)).toLower(),
                     QString::fromStdString(std::string(script::purposeName(purpose))));
        list().setFocus();
        key(Qt::Key_Home);
        for (int step = 0; step < list().model()->rowCount(); ++step) {
            if (shownName().endsWith(end))
                return true;
            key(Qt::Key_Down);
        }
        return false;
    }
    /// The tab of the Inspector, by mouse.
    QTabWidget* openScriptTab()
    {
        auto* tabs =
            window().findChild<QWidget*>(QStringLiteral("inspectorDock"))->findChild<QTabWidget*>();
        QTabBar* bar = tabs->tabBar();
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(bar->count() - 1).center());
        return tabs;
    }
    /// What it shows of the selected machine, each choice.
    QStringList scriptsIn(QTabWidget& tabs)
    {
        const auto* view = tabs.findChild<ScriptView*>(QStringLiteral("scriptOfMachine"));
        auto* choice = tabs.findChild<QComboBox*>(QStringLiteral("scriptChoice"));
        QStringList out;
        for (int i = 0; view->isVisible() && i < choice->count(); ++i) {
            choice->setCurrentIndex(i);
            out << view->text();
        }
        return out;
    }
    ScriptOptions options() const
    {
        return {.version = HOPWRIGHT_VERSION,
                .created =
                    QDateTime::currentDateTimeUtc().date().toString(Qt::ISODate).toStdString()};
    }
    /// What core makes of the drawing as it is.
    std::vector<ExportFile> files(const ScriptOptions& options)
    {
        const model::Graph& graph = window().document().graph();
        return script::makeScripts(graph, plan::makePlan(graph), options).value();
    }

private:
    QDialog* m_dialog = nullptr;
};

QStringList namesIn(const QString& folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                                  QDir::Name);
}

}  // namespace

/// The way of the scripts to the user, by mouse and keys alone.
class TestExport : public QObject {
    Q_OBJECT

private slots:
    void theSampleIsLookedAtAndExported();
    void thePreviewFollowsTheDrawing();
    void theSelectionGoesAlongWhenFilesComeBeforeIt();
    void aFileThatGoesLeavesTheSelectionNearby();
    void aFolderWithOtherThingsIsRefused();
    void aFolderThatCannotBeMadeIsNamed();
    void oneFileIsCopiedAndSaved();
    void anEmptyDrawingSaysWhyThereIsNothing();
    void aMachineShowsItsOwnScripts();
    void aMachineShowsTheTestsThatBeginThere();
    void theShortFormIsOfferedInEachPlace();
    void theWindowClosesWithItsDrawing();
    void theSmallestWindowHasItsButtons();
};

void TestExport::theSampleIsLookedAtAndExported()
{
    ExportBench bench;
    QVERIFY(bench.choose(QStringLiteral("Help"), credSsp));
    QVERIFY(bench.open());
    QVERIFY2(!bench.dialog().isModal(), "the drawing can be edited beside it");
    const ScriptOptions options = bench.options();
    const std::vector<ExportFile> files = bench.files(options);
    QVERIFY(files.size() >= 6);

    QVERIFY(bench.list().hasFocus());
    bench.key(Qt::Key_Home);
    for (const ExportFile& file : files) {
        QCOMPARE(bench.shownName(), QString::fromStdString(file.name));
        QCOMPARE(bench.preview().text(), QString::fromStdString(file.text));
        QCOMPARE(bench.preview().markedLines() > 0, file.purpose != Purpose::Verify);
        bench.key(Qt::Key_Down);
    }
    QCOMPARE(bench.shownName(), QStringLiteral("README.txt"));
    QCOMPARE(bench.preview().text(), QString::fromStdString(script::indexText(files, options)));

    const QString folder = bench.path(QStringLiteral("new/scripts"));
    bench.typeFolder(folder);
    bench.alt(Qt::Key_E);
    QTRY_VERIFY2(
        bench.message().startsWith(QStringLiteral("Exported: %1 files").arg(files.size() + 1)),
        qPrintable(bench.message()));
    QStringList names{QStringLiteral("README.txt")};
    for (const ExportFile& file : files) {
        const QString name = QString::fromStdString(file.name);
        QCOMPARE(WindowBench::read(folder + u'/' + name),
                 QByteArray::fromStdString(script::fileBytes(file)));
        names.append(name);
    }
    QCOMPARE(WindowBench::read(folder + QStringLiteral("/README.txt")),
             QByteArray::fromStdString(script::indexBytes(files, options)));
    names.sort();
    QCOMPARE(namesIn(folder), names);

    QVERIFY2(bench.press(QStringLiteral("&Export"), &bench.dialog()), "and again, by mouse");
    QVERIFY(bench.message().startsWith(QStringLiteral("Exported")));
    QCOMPARE(namesIn(folder), names);
}

void TestExport::thePreviewFollowsTheDrawing()
{
    ExportBench bench;
    QVERIFY(bench.choose(QStringLiteral("Help"), credSsp));
    QVERIFY(bench.open());
    QVERIFY(bench.goTo(Purpose::Enable, "JUMP01"));
    const QString before = bench.preview().text();
    QVERIFY(before.contains(QStringLiteral("'JUMP01'")));

    QVERIFY(bench.activate());
    bench.click(bench.middleOf("JUMP01"));
    bench.key(Qt::Key_F2);
    bench.name(QStringLiteral("JUMP77"));
    QTRY_VERIFY(bench.preview().text().contains(QStringLiteral("'JUMP77'")));
    QVERIFY(!bench.preview().text().contains(QStringLiteral("'JUMP01'")));
    QVERIFY2(bench.shownName().endsWith(QStringLiteral("-jump77-enable.ps1")), "still selected");
    for (const ExportFile& file : bench.files(bench.options())) {
        if (bench.shownName() == QString::fromStdString(file.name))
            QCOMPARE(bench.preview().text(), QString::fromStdString(file.text));
    }

    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(bench.preview().text(), before);
    QVERIFY(bench.shownName().endsWith(QStringLiteral("-jump01-enable.ps1")));
}

void TestExport::theSelectionGoesAlongWhenFilesComeBeforeIt()
{
    ExportBench bench;  // The broken sample: nothing to set up, one test.
    QVERIFY(bench.open());
    QVERIFY(bench.goTo(Purpose::Probe, "ADM-PC01"));
    const int before = bench.list().currentIndex().row();
    QVERIFY(bench.activate());
    QVERIFY(bench.press(QStringLiteral("Use CredSSP")));
    QTRY_VERIFY(bench.list().currentIndex().row() > before);
    QVERIFY2(bench.shownName().endsWith(QStringLiteral("-probe.ps1")),
             qPrintable(bench.shownName()));
    QVERIFY(bench.preview().text().contains(QStringLiteral("credssp"), Qt::CaseInsensitive));
}

void TestExport::aFileThatGoesLeavesTheSelectionNearby()
{
    ExportBench bench;
    QVERIFY(bench.choose(QStringLiteral("Help"), credSsp));
    QVERIFY(bench.open());
    QVERIFY(bench.goTo(Purpose::Undo, "JUMP01"));
    QVERIFY(bench.activate());
    bench.click(bench.middleOf("JUMP01"));
    bench.canvas().setFocus();
    bench.key(Qt::Key_Delete);
    const auto* button = bench.dialog().findChild<QPushButton*>(QStringLiteral("exportAll"));
    const std::size_t scripts = bench.files(bench.options()).size();
    QTRY_COMPARE(button->isEnabled(), scripts > 0);
    if (scripts > 0)
        QVERIFY(!bench.shownName().isEmpty());
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(button->isEnabled() && !bench.shownName().isEmpty());
    QVERIFY2(!bench.preview().text().isEmpty(), "something is always looked at");
}

void TestExport::aFolderWithOtherThingsIsRefused()
{
    ExportBench bench;
    QVERIFY(bench.choose(QStringLiteral("Help"), credSsp));
    QFile notes(bench.path(QStringLiteral("notes.txt")));
    QVERIFY(notes.open(QIODevice::WriteOnly));
    notes.close();
    const QString folder = QFileInfo(notes).path();
    const QStringList before = namesIn(folder);
    QVERIFY(bench.open());
    bench.typeFolder(folder);
    bench.alt(Qt::Key_E);
    QTRY_VERIFY2(bench.message().contains(QStringLiteral("notes.txt")),
                 qPrintable(bench.message()));
    QVERIFY(bench.message().contains(QStringLiteral("nothing was exported")));
    QCOMPARE(namesIn(folder), before);

    bench.alt(Qt::Key_A);
    QTRY_VERIFY2(bench.message().startsWith(QStringLiteral("Exported")),
                 qPrintable(bench.message()));
    QVERIFY(namesIn(folder).contains(QStringLiteral("notes.txt")));
    QVERIFY(namesIn(folder).contains(QStringLiteral("README.txt")));
}

void TestExport::aFolderThatCannotBeMadeIsNamed()
{
    ExportBench bench;
    QVERIFY(bench.choose(QStringLiteral("Help"), credSsp));
    QFile file(bench.path(QStringLiteral("a-file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QVERIFY(bench.open());
    bench.typeFolder(file.fileName() + QStringLiteral("/below"));
    bench.key(Qt::Key_Return);
    QVERIFY2(bench.message().contains(QStringLiteral("a-file")), qPrintable(bench.message()));
    QVERIFY(bench.message().contains(QStringLiteral("nothing was exported")));
    bench.typeFolder(QStringLiteral(" "));
    bench.key(Qt::Key_Return);
    QCOMPARE(bench.message(), QStringLiteral("Name the folder that the files shall go to."));
}

void TestExport::oneFileIsCopiedAndSaved()
{
    ExportBench bench;
    QVERIFY(bench.choose(QStringLiteral("Help"), credSsp));
    QVERIFY(bench.open());
    QVERIFY(bench.goTo(Purpose::Verify, "ADM-PC01"));
    const QString name = bench.shownName();
    bench.alt(Qt::Key_C);
    QTRY_COMPARE(QApplication::clipboard()->text(), bench.preview().text());
    QVERIFY(bench.message().contains(name));

    const QString path = bench.path(QStringLiteral("one.ps1"));
    bench.alt(Qt::Key_S);
    QTRY_VERIFY(bench.child<QFileDialog>() != nullptr);
    QVERIFY(bench.answer(path));
    QTRY_VERIFY(bench.message().startsWith(QStringLiteral("Saved")));
    for (const ExportFile& file : bench.files(bench.options())) {
        if (name == QString::fromStdString(file.name))
            QCOMPARE(WindowBench::read(path), QByteArray::fromStdString(script::fileBytes(file)));
    }
}

void TestExport::anEmptyDrawingSaysWhyThereIsNothing()
{
    ExportBench bench;
    bench.key(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(bench.open());
    const auto* why = bench.dialog().findChild<QLabel*>(QStringLiteral("whyNone"));
    QVERIFY(why->isVisible());
    QCOMPARE(why->text(), QStringLiteral("No hop is drawn, so no machine has to be set up."));
    QVERIFY(!bench.preview().isVisible());
    QVERIFY(!bench.dialog().findChild<QPushButton*>(QStringLiteral("exportAll"))->isEnabled());
    QCOMPARE(bench.list().model()->rowCount(), 0);

    QVERIFY(bench.activate());
    QVERIFY(bench.choose(QStringLiteral("Help"), credSsp));
    QTRY_VERIFY2(bench.preview().isVisible(), "it follows");
    QCOMPARE(bench.shownName(), QStringLiteral("101-adm-pc01-enable.ps1"));
}

void TestExport::aMachineShowsItsOwnScripts()
{
    ExportBench bench;
    QVERIFY(bench.choose(QStringLiteral("Help"), credSsp));
    bench.click(bench.middleOf("JUMP01"));
    auto* tabs = bench.button(QStringLiteral("Export all")) == nullptr
                     ? bench.window()
                           .findChild<QWidget*>(QStringLiteral("inspectorDock"))
                           ->findChild<QTabWidget*>()
                     : nullptr;
    QVERIFY2(tabs != nullptr, "the tab is not open yet");
    QTabBar* bar = tabs->tabBar();
    QCOMPARE(bar->tabText(bar->count() - 1), QStringLiteral("Script"));
    QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(bar->count() - 1).center());

    auto* view = tabs->findChild<ScriptView*>(QStringLiteral("scriptOfMachine"));
    auto* choice = tabs->findChild<QComboBox*>(QStringLiteral("scriptChoice"));
    QVERIFY(view->isVisible());
    choice->setFocus();
    bench.key(Qt::Key_Home);
    for (const ExportFile& file : bench.files({.version = HOPWRIGHT_VERSION})) {
        if (file.machineName != "JUMP01")
            continue;
        QCOMPARE(view->text(), QString::fromStdString(file.text));
        QVERIFY(bench.press(QStringLiteral("Copy"), tabs));
        QCOMPARE(QApplication::clipboard()->text(), QString::fromStdString(file.text));
        choice->setFocus();
        bench.key(Qt::Key_Down);
    }

    bench.click(bench.middleOf("FS01"));
    QVERIFY(!view->isVisible());
    bench.click(bench.middleOf("JUMP01"));
    QVERIFY(view->isVisible());
    QVERIFY(bench.press(QStringLiteral("Export all"), tabs));
    QVERIFY(bench.window().findChild<QDialog*>(QStringLiteral("exportWindow"))->isVisible());
}

/// Of a drawing where several machines begin routes, each shows its own, the same as the files of Export.
void TestExport::aMachineShowsTheTestsThatBeginThere()
{
    const std::vector<std::string> chains{
        R"(PC1.corp.example -credssp-> GW.corp.example -> \\FS\Data)",
        R"(PC2.corp.example -> GW.corp.example -> \\FS\Data)"};
    const auto graph = edit::parseChains(chains);
    QVERIFY(graph.has_value());
    ExportBench bench;
    const QString path = bench.path(QStringLiteral("two.hopw"));
    QVERIFY(store::saveGraph(files::pathFromUtf8(path.toStdString()), *graph).has_value());
    QVERIFY(bench.window().openFile(path));
    QTabWidget* tabs = bench.openScriptTab();
    for (const auto& [id, machine] : bench.window().document().graph().computers) {
        bench.canvas().setSelection(selectionOf(id));
        QStringList expected;
        for (const ExportFile& file : bench.files({.version = HOPWRIGHT_VERSION})) {
            if (file.machine == id)
                expected << QString::fromStdString(file.text);
        }
        const QStringList shown = bench.scriptsIn(*tabs);
        QCOMPARE(shown, expected);
        const qsizetype tests = shown.filter(QStringLiteral("Tests from ")).size();
        QCOMPARE(tests, machine.name.starts_with("PC") ? 1 : 0);
    }
}

/// Issue 15, step 2: the plain cmdlet lines beside the full script, with one line on what they lack.
void TestExport::theShortFormIsOfferedInEachPlace()
{
    const QString line = QStringLiteral(
        "Enable-WSManCredSSP -Role Client -DelegateComputer 'JUMP01.lab.example' -Force");
    const QString lacks = QStringLiteral("Lacks what the enable script has");
    ExportBench bench;
    QVERIFY(bench.choose(QStringLiteral("Help"), credSsp));
    QTabWidget* tabs = bench.openScriptTab();
    bench.canvas().setSelection(selectionOf(bench.idOf("ADM-PC01")));
    auto* choice = tabs->findChild<QComboBox*>(QStringLiteral("scriptChoice"));
    const int at = choice->findText(QStringLiteral("Short form"));
    QVERIFY(at >= 0);
    choice->setCurrentIndex(at);
    const QString shown = tabs->findChild<ScriptView*>(QStringLiteral("scriptOfMachine"))->text();
    const QStringList code =
        shown.split(u'\n', Qt::SkipEmptyParts).filter(QRegularExpression(QStringLiteral("^[^#]")));
    QCOMPARE(code, QStringList{line});
    QCOMPARE(shown.count(lacks), 1);

    QVERIFY(bench.open());
    bench.key(Qt::Key_Home);
    QStringList rows;
    QString readme;
    for (int row = 0; row < bench.list().model()->rowCount(); ++row) {
        const QModelIndex index = bench.list().model()->index(row, 0);
        rows << index.data().toString();
        bench.list().setCurrentIndex(index);
        if (rows.last().endsWith(QStringLiteral("-short.txt")))
            QCOMPARE(bench.preview().text().count(lacks), 1);
        if (rows.last() == QStringLiteral("README.txt"))
            readme = bench.preview().text();
        if (rows.last() == QStringLiteral("401-adm-pc01-short.txt"))
            QVERIFY(bench.preview().text().contains(line));
    }
    const auto heading = rows.indexOf(QStringLiteral("Short form"));
    QVERIFY(heading >= 0);
    QCOMPARE(rows.mid(heading + 1, 2), (QStringList{QStringLiteral("401-adm-pc01-short.txt"),
                                                    QStringLiteral("402-jump01-short.txt")}));
    for (const QString& each :
         {line, lacks, QStringLiteral("Enable-WSManCredSSP -Role Server -Force"),
          QStringLiteral("401-adm-pc01-short.txt"), QStringLiteral("402-jump01-short.txt")})
        QVERIFY2(readme.contains(each), qPrintable(each));
}

void TestExport::theWindowClosesWithItsDrawing()
{
    ExportBench bench;
    QVERIFY(bench.open());
    bench.key(Qt::Key_Escape);
    QVERIFY(!bench.dialog().isVisible());
    QVERIFY(bench.activate());
    QVERIFY(bench.open());
    QVERIFY(bench.activate());
    bench.key(Qt::Key_Q, Qt::ControlModifier);
    QVERIFY(!bench.dialog().isVisible());
}

void TestExport::theSmallestWindowHasItsButtons()
{
    ExportBench bench;
    bench.start({960, 600});
    for (const char* name : {"testButton", "applyButton", "exportButton"}) {
        const auto* button = bench.window().findChild<QPushButton*>(QLatin1String(name));
        QTRY_VERIFY2(button->isVisible(), name);
        QVERIFY2(button->mapTo(&bench.window(), button->rect().topRight()).x() < 960, name);
    }
    QVERIFY(bench.open());
    bench.dialog().resize(1, 1);
    for (const auto* button : bench.dialog().findChildren<QPushButton*>()) {
        if (button->isVisible())
            QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->text()));
    }
    QVERIFY2(bench.dialog().width() <= 960 && bench.dialog().height() <= 600, "it fits as well");
}

int main(int argc, char* argv[])
{
    return runWindowTest<TestExport>(argc, argv);
}

#include "tst_export.moc"
