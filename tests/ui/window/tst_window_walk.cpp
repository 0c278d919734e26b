#include "tests/ui/window/window_bench.h"
#include "tests/ui/window/window_walk.h"
#include "ui/canvas/name_editor.h"
#include "ui/dialogs/overwrite_question.h"
#include "ui/panels/floating_card.h"
#include "ui/panels/inspector.h"
#include "ui/panels/outline_panel.h"
#include "ui/window/find_panel.h"

#include <QClipboard>
#include <QDirIterator>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPushButton>
#include <QRegularExpression>

#include <array>
#include <cmath>
#include <variant>

using namespace hopwright;
using namespace hopwright::ui;

namespace hopwright::ui {

/// Doubles a token while it lives.
class TokenChange {
public:
    using Which = std::variant<Token<int>*, Token<double>*>;

    explicit TokenChange(Which which) : m_which(which)
    {
        std::visit([](auto* token) { token->m_value *= 2; }, m_which);
    }
    ~TokenChange()
    {
        std::visit([](auto* token) { token->m_value /= 2; }, m_which);
    }
    TokenChange(const TokenChange&) = delete;
    TokenChange& operator=(const TokenChange&) = delete;

private:
    Which m_which;
};

}  // namespace hopwright::ui

namespace {

/// A token of the design, and why the walk need not find it doubled; empty: it must.
struct TokenRow {
    const char* name;
    TokenChange::Which which;
    const char* harmless;
};

const std::vector<TokenRow> tokenRows{
    {"grid", &Size::grid, ""},
    {"half", &Size::half, ""},
    {"menuBar", &Size::menuBar, ""},
    {"toolBar", &Size::toolBar, ""},
    {"toolButton", &Size::toolButton, ""},
    {"docTab", &Size::docTab, ""},
    {"dockTitle", &Size::dockTitle, ""},
    {"statusBar", &Size::statusBar, ""},
    {"row", &Size::row, ""},
    {"button", &Size::button, ""},
    {"field", &Size::field, ""},
    {"chip", &Size::chip, ""},
    {"splitter", &Size::splitter, ""},
    {"leftDock", &Size::leftDock, ""},
    {"leftDockMin", &Size::leftDockMin, ""},
    {"rightDock", &Size::rightDock, ""},
    {"rightDockMin", &Size::rightDockMin, ""},
    {"bottomDock", &Size::bottomDock, ""},
    {"bottomDockMin", &Size::bottomDockMin,
     "a least height: the dock has more at these sizes, or is a line"},
    {"canvasMin", &Size::canvasMin, ""},
    {"radiusControl", &Size::radiusControl, "roundness"},
    {"radiusCard", &Size::radiusCard, "roundness"},
    {"radiusGroup", &Size::radiusGroup, "roundness"},
    {"nodeWidth", &Size::nodeWidth, ""},
    {"nodeWidthMax", &Size::nodeWidthMax, "a limit that no name of the sample reaches"},
    {"nodeHeight", &Size::nodeHeight, ""},
    {"nodeRow", &Size::nodeRow, ""},
    {"nodeIconTile", &Size::nodeIconTile, ""},
    {"nodePad", &Size::nodePad, ""},
    {"hopStroke", &Size::hopStroke, "width of a line"},
    {"hopStrokeTested", &Size::hopStrokeTested, "width of a line"},
    {"hopArrowLength", &Size::hopArrowLength, "lies on its own line"},
    {"hopArrowWidth", &Size::hopArrowWidth, "lies on its own line"},
    {"seal", &Size::seal, ""},
    {"sealGap", &Size::sealGap, "a slit in the seal"},
    {"stageCell", &Size::stageCell, "only while a test runs"},
    {"stageCellHeight", &Size::stageCellHeight, "only while a test runs"},
    {"stageCellGap", &Size::stageCellGap, "a gap of 2 px"},
    {"stripCell", &Size::stripCell, ""},
    {"stripCellHeight", &Size::stripCellHeight, "a row has room for twice the height"},
    {"stageRow", &Size::stageRow, ""},
    {"twoLineRow", &Size::twoLineRow, "no list of these screens has second lines"},
    {"buttonSmall", &Size::buttonSmall, ""},
    {"focusRing", &Size::focusRing, "width of a line"},
    {"verdictWidth", &Size::verdictWidth, "a limit: the card is as wide as the canvas"},
    {"verdictWidthMin", &Size::verdictWidthMin, "below it the short form takes its place"},
    {"calloutWidth", &Size::calloutWidth, ""},
    {"iconSmall", &Size::iconSmall, ""},
    {"icon", &Size::icon, ""},
    {"iconLarge", &Size::iconLarge, "stands alone on an empty page"},
    {"iconStroke", &Size::iconStroke, "width of a line"},
};

/// Whether a source of ui has \p word.
bool sourcesHold(const QString& word)
{
    const QRegularExpression whole(word + QStringLiteral("\\b"));
    QDirIterator files(QStringLiteral(HOPWRIGHT_SOURCE_DIR "/ui"), {QStringLiteral("*.cpp")},
                       QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        if (QString::fromUtf8(WindowBench::read(files.next())).contains(whole))
            return true;
    }
    return false;
}

enum class Screen {
    FirstRun,
    Denied,
    Fixed,
    Empty,
    Own,
    NotFound,
    Naming,
    MachineProperties,
    ResourceProperties,
    HopProperties,
    RouteProperties,
    NoProperties,
    Script,
    NoScript,
    Menus,
    WaysOut,
    Credential,
    Closing,
    Overwriting,
    About,
    Export,
    ExportRefused,
    ExportNothing,
};

const std::vector<std::pair<const char*, Screen>> screens{
    {"01 first run", Screen::FirstRun},
    {"02 denied", Screen::Denied},
    {"03 passed", Screen::Fixed},
    {"09 empty", Screen::Empty},
    {"own drawing", Screen::Own},
    {"find, nothing found", Screen::NotFound},
    {"the field for a name", Screen::Naming},
    {"properties of a machine", Screen::MachineProperties},
    {"properties of a share", Screen::ResourceProperties},
    {"properties of a hop", Screen::HopProperties},
    {"properties of a route", Screen::RouteProperties},
    {"properties of nothing", Screen::NoProperties},
    {"04 script", Screen::Script},
    {"no script", Screen::NoScript},
    {"menus", Screen::Menus},
    {"ways out", Screen::WaysOut},
    {"credential", Screen::Credential},
    {"close question", Screen::Closing},
    {"overwrite question", Screen::Overwriting},
    {"about", Screen::About},
    {"export", Screen::Export},
    {"export to a folder that holds something", Screen::ExportRefused},
    {"export of nothing", Screen::ExportNothing},
};

/// The menu of the verdict card's short form; nullptr: the card is whole.
QMenu* waysOutMenu(WindowBench& bench)
{
    QAbstractButton* ways =
        bench.button(QStringLiteral("Ways out"), &bench.window().cards().verdict());
    if (ways == nullptr)
        return nullptr;
    QTest::mouseClick(ways, Qt::LeftButton);
    return ways->findChild<QMenu*>();
}

/// By the card's button, or by the menu of its short form.
bool useCredSsp(WindowBench& bench)
{
    const QString act = QStringLiteral("Use CredSSP on hop 1");
    if (bench.press(act, &bench.window().cards().verdict()))
        return true;
    QMenu* menu = waysOutMenu(bench);
    if (menu == nullptr)
        return false;
    for (QAction* each : menu->actions()) {
        if (each->text().startsWith(act)) {
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(each).center());
            return true;
        }
    }
    return false;
}

/// The tab of the Inspector with that name.
bool showTab(WindowBench& bench, const QString& name)
{
    auto* tabs = bench.window().findChild<Inspector*>()->findChild<QTabBar*>();
    for (int i = 0; i < tabs->count(); ++i) {
        if (tabs->tabText(i) == name) {
            QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(i).center());
            return true;
        }
    }
    return false;
}

/// A click on a row of the Outline, which a small window keeps behind a button.
bool pickInOutline(WindowBench& bench, const QString& beginning)
{
    QTreeView& view = bench.window().findChild<OutlinePanel*>()->view();
    auto* edge = bench.window().findChild<QToolBar*>(QStringLiteral("edgeBar"));
    const bool isBehind = edge->isVisible();
    if (isBehind)
        bench.press(QStringLiteral("Outline"), edge);
    view.expandAll();
    QModelIndexList found;
    for (const auto how : {Qt::MatchFixedString, Qt::MatchStartsWith}) {
        if (found.isEmpty())
            found = view.model()->match(view.model()->index(0, 0), Qt::DisplayRole, beginning, 1,
                                        how | Qt::MatchRecursive);
    }
    if (found.isEmpty())
        return false;
    view.scrollTo(found.first());
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(found.first()).center());
    if (isBehind)
        bench.press(QStringLiteral("Outline"), edge);
    bench.key(Qt::Key_9, Qt::ControlModifier);
    return true;
}

bool showProperties(WindowBench& bench, const QString& beginning)
{
    return pickInOutline(bench, beginning) && showTab(bench, QStringLiteral("Properties"));
}

void paste(WindowBench& bench, const QString& chain)
{
    bench.key(Qt::Key_N, Qt::ControlModifier);
    QGuiApplication::clipboard()->setText(chain);
    bench.key(Qt::Key_V, Qt::ControlModifier);
}

bool openSample(WindowBench& bench, const QString& name)
{
    return bench.choose(QStringLiteral("Help"), name);
}

QWidget* dialogOf(WindowBench& bench)
{
    auto* dialog = bench.child<QDialog>();
    return dialog != nullptr && WindowBench::activate(*dialog) ? dialog : nullptr;
}

/// The export window of the sample that needs scripts, or of an empty drawing.
QWidget* exportWindow(WindowBench& bench, Screen screen)
{
    if (screen == Screen::ExportNothing)
        bench.key(Qt::Key_N, Qt::ControlModifier);
    else if (!openSample(bench, QStringLiteral("Double hop, CredSSP")))
        return nullptr;
    bench.key(Qt::Key_E, Qt::ControlModifier);
    QWidget* dialog = dialogOf(bench);
    if (dialog == nullptr || screen != Screen::ExportRefused)
        return dialog;
    bench.key(Qt::Key_O, Qt::AltModifier);
    bench.key(Qt::Key_A, Qt::ControlModifier);
    QFile other(bench.path(QStringLiteral("of somebody else.txt")));
    if (!other.open(QIODevice::WriteOnly))
        return nullptr;
    bench.type(bench.path(QString()));
    bench.key(Qt::Key_Return);
    return bench.button(QStringLiteral("&Add to this folder"), dialog) == nullptr ? nullptr
                                                                                  : dialog;
}

bool showInWindow(WindowBench& bench, Screen screen)
{
    switch (screen) {
    case Screen::FirstRun:
        return true;
    case Screen::Denied:
        return bench.test();
    case Screen::Fixed:
        return bench.test() && useCredSsp(bench)
               && bench.choose(QStringLiteral("Test"), QStringLiteral("Apply to practice lab"))
               && bench.test();
    case Screen::Empty:
        bench.key(Qt::Key_N, Qt::ControlModifier);
        return true;
    case Screen::Own:
        paste(bench,
              QStringLiteral(R"(WORKSTATION-OF-ALICE -> JUMP01.a-rather-long-branch.lab.example)"
                             R"( -credssp-> 10.20.30.40:5986 -> \\FS01\Quarterly reports of all)"));
        return true;
    case Screen::NotFound:
        bench.key(Qt::Key_F, Qt::ControlModifier);
        bench.type(QStringLiteral("a name that no machine of this drawing has, not even nearly"));
        bench.key(Qt::Key_Return);
        return true;
    case Screen::Naming:
        bench.click(bench.middleOf("JUMP01"));
        bench.key(Qt::Key_F2);
        return bench.child<NameEditor>() != nullptr;
    case Screen::MachineProperties:
        return showProperties(bench, QStringLiteral("JUMP01"));
    case Screen::ResourceProperties:
        return showProperties(bench, QStringLiteral("Reports"));
    case Screen::HopProperties:
        return openSample(bench, QStringLiteral("Double hop, CredSSP"))
               && showProperties(bench, QStringLiteral("1 "));
    case Screen::RouteProperties:
        return showProperties(bench, QStringLiteral("Nightly report"));
    case Screen::NoProperties:
        bench.key(Qt::Key_N, Qt::ControlModifier);
        return showTab(bench, QStringLiteral("Properties"));
    case Screen::Script:
        return openSample(bench, QStringLiteral("Double hop, CredSSP"))
               && pickInOutline(bench, QStringLiteral("ADM-PC01"))
               && showTab(bench, QStringLiteral("Script"));
    case Screen::NoScript:
        return pickInOutline(bench, QStringLiteral("FS01"))
               && showTab(bench, QStringLiteral("Script"));
    default:
        return false;
    }
}

/// What opened over the window. The file dialogs are the system's own.
std::vector<QWidget*> showOverWindow(WindowBench& bench, Screen screen)
{
    switch (screen) {
    case Screen::Menus: {
        std::vector<QWidget*> out;
        for (const QAction* each : bench.window().menuBar()->actions()) {
            each->menu()->popup(bench.window().pos());
            out.push_back(each->menu());
        }
        return out;
    }
    case Screen::WaysOut:
        return bench.test() ? std::vector<QWidget*>{waysOutMenu(bench)} : std::vector<QWidget*>{};
    case Screen::Credential:
        bench.choose(QStringLiteral("Test"), QStringLiteral("Test as"));
        return {dialogOf(bench)};
    case Screen::Closing:
        bench.click(bench.middleOf("JUMP01"));
        bench.key(Qt::Key_F2);
        bench.name(QStringLiteral("JUMP02"));
        bench.key(Qt::Key_Q, Qt::ControlModifier);
        return {dialogOf(bench)};
    case Screen::Overwriting: {
        const QString path = bench.path(QStringLiteral("estate.hopw"));
        bench.key(Qt::Key_S, Qt::ControlModifier);
        QFile file(path);
        if (!bench.answer(path) || !file.open(QIODevice::Append) || file.write("\n") != 1)
            return {};
        file.close();
        bench.key(Qt::Key_S, Qt::ControlModifier);
        return {bench.child<OverwriteQuestion>()};
    }
    case Screen::About:
        bench.choose(QStringLiteral("Help"), QStringLiteral("About"));
        return {dialogOf(bench)};
    case Screen::Export:
    case Screen::ExportRefused:
    case Screen::ExportNothing:
        return {exportWindow(bench, screen)};
    default:
        return {};
    }
}

bool opensSomething(Screen screen)
{
    return screen >= Screen::Menus;
}

/// What floats over the canvas, the machines under it, and the labels beside them.
std::vector<std::pair<QString, QRectF>> thingsOnCanvas(WindowBench& bench)
{
    std::vector<std::pair<QString, QRectF>> out;
    const QRectF seen(bench.canvas().viewport()->rect());
    std::vector<QRectF> machines;
    for (const auto& [id, card] : bench.canvas().canvasGeometry().cards()) {
        machines.push_back(bench.canvas().cardRect(id));
        out.emplace_back(bench.canvas().looks().machines.at(id).name, machines.back() & seen);
    }
    for (const PaintedLabel& label : bench.canvas().paintedLabels()) {
        if (std::ranges::none_of(machines,
                                 [&](const QRectF& m) { return m.contains(label.rect.center()); }))
            out.emplace_back(label.full, label.rect & seen);
    }
    for (const QWidget* each :
         bench.canvas().viewport()->findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
        const bool isOnPurpose = dynamic_cast<const Leader*>(each) != nullptr
                                 || qobject_cast<const NameEditor*>(each) != nullptr;
        if (each->isVisible() && !isOnPurpose)
            out.emplace_back(QLatin1String(each->metaObject()->className()),
                             QRectF(each->geometry()));
    }
    return out;
}

/// What stands in a card begins at the edge of its tile, a chip's text 6 or 16 behind it, or at its name (docs/design.md §7).
QStringList faultsOfCards(WindowBench& bench)
{
    constexpr std::array begins{12.0, 18.0, 28.0};
    constexpr double name = 44;
    QStringList out;
    for (const auto& [id, card] : bench.canvas().canvasGeometry().cards()) {
        const QRectF rect = bench.canvas().cardRect(id);
        for (const PaintedLabel& label : bench.canvas().paintedLabels()) {
            if (!rect.contains(label.rect.center()))
                continue;
            const double left = (label.rect.left() - rect.left()) / bench.canvas().zoom();
            const bool isPlaced =
                left >= name - 1 || std::ranges::any_of(begins, [left](double at) {
                    return std::abs(left - at) < 1;
                });
            if (!isPlaced && bench.canvas().zoom() >= Zoom::full)
                out += QStringLiteral("%1 begins %2 behind the edge of its card")
                           .arg(label.full)
                           .arg(left);
        }
    }
    return out;
}

/// \p isOwn: a drawing that is larger than the sample.
QStringList faultsOf(WindowBench& bench, bool isOwn = false)
{
    QTest::qWait(50);  // Delayed layouts are done.
    QTest::mouseMove(bench.canvas().viewport(), {2, 2});
    WindowWalk walk(bench.window());
    walk.keepApart(thingsOnCanvas(bench));
    if (const auto* editor = bench.child<NameEditor>())
        walk.leaveOutUnder(*editor);
    if (const auto* found = bench.child<FindPanel>(); found != nullptr && found->isVisible())
        walk.leaveOutUnder(*found);
    QStringList out = walk.faults();
    for (const auto& [id, hop] : bench.canvas().canvasGeometry().hops()) {
        if (!hop.isLevel)
            out += QStringLiteral("a hop is not level: its machines are not on the base line");
    }
    if (bench.window().width() == 1440 && bench.canvas().zoom() != 1 && !isOwn)
        out += QStringLiteral("the sample is not shown in its own size");
    return out + faultsOfCards(bench);
}

/// Also of what opened over the window, as it came and as small as it goes.
QStringList faultsOver(WindowBench& bench, Screen screen)
{
    QStringList out;
    const std::vector<QWidget*> opened = showOverWindow(bench, screen);
    if (opened.empty())
        out += QStringLiteral("nothing opened");
    for (QWidget* each : opened) {
        if (each == nullptr) {
            out += QStringLiteral("it did not open");
            continue;
        }
        QTest::qWait(50);
        out += WindowWalk(*each).faults();
        if (qobject_cast<QMenu*>(each) != nullptr) {
            each->close();
            continue;
        }
        each->resize(each->minimumSizeHint().expandedTo(each->minimumSize()));
        QTest::qWait(50);
        for (const QString& fault : WindowWalk(*each).faults())
            out += QStringLiteral("at its smallest: ") + fault;
    }
    return out;
}

/// All of a screen. What opens over the window is walked with the window behind it.
QStringList walk(WindowBench& bench, Screen screen)
{
    if (opensSomething(screen)) {
        QStringList out = faultsOver(bench, screen);
        out += faultsOf(bench);
        return out;
    }
    if (!showInWindow(bench, screen))
        return {QStringLiteral("it could not be shown")};
    return faultsOf(bench, screen == Screen::Own);
}

/// The theme by the menu, as a user has it, and back.
class Themed {
public:
    Themed(WindowBench& bench, bool isDark) : m_isDark(isDark)
    {
        if (!isDark)
            return;
        bench.choose(QStringLiteral("View"), QStringLiteral("Dark"));
        bench.activate();
    }
    ~Themed()
    {
        if (m_isDark)
            switchTheme(Theme::Light);
    }
    Themed(const Themed&) = delete;
    Themed& operator=(const Themed&) = delete;

private:
    bool m_isDark;
};

}  // namespace

/// All that is painted fits, at each size that the design names.
class TestWindowWalk : public QObject {
    Q_OBJECT

private slots:
    void everythingFits_data();
    void everythingFits();
    void theTableNamesEachToken();
    void aDoubledTokenIsFound_data();
    void aDoubledTokenIsFound();
};

void TestWindowWalk::everythingFits_data()
{
    QTest::addColumn<Screen>("screen");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("isDark");
    const auto row = [](const char* name, Screen screen, QSize size, bool isDark) {
        // The card has its ways out in a menu only where it has its short form.
        if (screen == Screen::WaysOut && size.height() > 600)
            return;
        QTest::addRow("%s, %d × %d%s", name, size.width(), size.height(), isDark ? ", dark" : "")
            << screen << size << isDark;
    };
    for (const auto& [name, screen] : screens) {
        for (const QSize size : {QSize(1440, 900), QSize(1280, 720), QSize(960, 600)})
            row(name, screen, size, false);
        for (const QSize size : {QSize(1440, 900), QSize(960, 600)})
            row(name, screen, size, true);
    }
}

void TestWindowWalk::everythingFits()
{
    QFETCH(Screen, screen);
    QFETCH(QSize, size);
    QFETCH(bool, isDark);
    WindowBench bench(size);
    const Themed themed(bench, isDark);
    QTRY_COMPARE(bench.window().size(), size);
    const QStringList faults = walk(bench, screen);
    QVERIFY2(faults.isEmpty(), qPrintable(QLatin1Char('\n') + faults.join(u'\n')));
}

void TestWindowWalk::theTableNamesEachToken()
{
    QFile file(QStringLiteral(HOPWRIGHT_SOURCE_DIR "/tests/design/tokens.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject sizes =
        QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("size")].toObject();
    qsizetype numbers = 0;
    for (auto it = sizes.begin(); it != sizes.end(); ++it) {
        if (!it.value().isDouble())
            continue;
        ++numbers;
        QVERIFY2(std::ranges::count(tokenRows, it.key(),
                                    [](const TokenRow& row) { return QLatin1String(row.name); })
                     == 1,
                 qPrintable(it.key()));
    }
    constexpr qsizetype icons = 3;  // A list in the file.
    QCOMPARE(static_cast<qsizetype>(tokenRows.size()), numbers + icons);
}

void TestWindowWalk::aDoubledTokenIsFound_data()
{
    QTest::addColumn<std::size_t>("row");
    for (std::size_t i = 0; i < tokenRows.size(); ++i)
        QTest::newRow(tokenRows[i].name) << i;
}

void TestWindowWalk::aDoubledTokenIsFound()
{
    QFETCH(std::size_t, row);
    const TokenRow& token = tokenRows[row];
    QVERIFY2(sourcesHold(QStringLiteral("Size::") + QLatin1String(token.name)),
             "nothing reads it: it is no size of this program");
    if (*token.harmless != '\0')
        return;
    const TokenChange doubled(token.which);
    for (const QSize size : {QSize(1440, 900), QSize(960, 600)}) {
        for (const Screen screen :
             {Screen::FirstRun, Screen::Denied, Screen::Credential, Screen::Export}) {
            WindowBench bench(size);
            if (!walk(bench, screen).isEmpty())
                return;
        }
    }
    QFAIL("all still fits: the walk does not see this size");
}

int main(int argc, char* argv[])
{
    return runWindowTest<TestWindowWalk>(argc, argv);
}

#include "tst_window_walk.moc"
