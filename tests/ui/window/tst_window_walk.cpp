#include "tests/ui/window/window_bench.h"
#include "tests/ui/window/window_walk.h"
#include "ui/panels/floating_card.h"

#include <QClipboard>
#include <QDirIterator>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPushButton>
#include <QRegularExpression>

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

/// Tokens that are in the design and not in the program: a test looks that it is so.
constexpr const char* unread = "nothing reads it yet";

/// A token of the design, and why the walk need not find it doubled; empty: it must.
struct TokenRow {
    const char* name;
    TokenChange::Which which;
    const char* harmless;
};

const std::vector<TokenRow> tokenRows{
    {"grid", &Size::grid, "space between things: what holds them grows, wraps or scrolls"},
    {"half", &Size::half, ""},
    {"menuBar", &Size::menuBar, ""},
    {"toolBar", &Size::toolBar, ""},
    {"toolButton", &Size::toolButton, ""},
    {"docTab", &Size::docTab, ""},
    {"dockTitle", &Size::dockTitle, ""},
    {"dockTab", &Size::dockTab, unread},
    {"statusBar", &Size::statusBar, ""},
    {"rowDense", &Size::rowDense, unread},
    {"row", &Size::row, ""},
    {"button", &Size::button, ""},
    {"field", &Size::field, ""},
    {"chip", &Size::chip, "stands in a bar that has a height of its own"},
    {"splitter", &Size::splitter, ""},
    {"leftDock", &Size::leftDock, ""},
    {"leftDockMin", &Size::leftDockMin, ""},
    {"rightDock", &Size::rightDock, ""},
    {"rightDockMin", &Size::rightDockMin, ""},
    {"bottomDock", &Size::bottomDock, ""},
    {"bottomDockMin", &Size::bottomDockMin, ""},
    {"canvasMin", &Size::canvasMin, ""},
    {"radiusControl", &Size::radiusControl, "roundness"},
    {"radiusCard", &Size::radiusCard, "roundness"},
    {"radiusGroup", &Size::radiusGroup, "roundness"},
    {"nodeWidth", &Size::nodeWidth, ""},
    {"nodeWidthMax", &Size::nodeWidthMax, "a limit that no name of the sample reaches"},
    {"nodeHeight", &Size::nodeHeight, ""},
    {"nodeRow", &Size::nodeRow, ""},
    {"nodeIconTile", &Size::nodeIconTile, ""},
    {"nodePad", &Size::nodePad, "space inside a card, which grows with it"},
    {"nodeStroke", &Size::nodeStroke, unread},
    {"hopStroke", &Size::hopStroke, "width of a line"},
    {"hopStrokeTested", &Size::hopStrokeTested, "width of a line"},
    {"hopDoubleGap", &Size::hopDoubleGap, unread},
    {"hopArrowLength", &Size::hopArrowLength, "lies on its own line"},
    {"hopArrowWidth", &Size::hopArrowWidth, "lies on its own line"},
    {"hopHit", &Size::hopHit, unread},
    {"hopMinLength", &Size::hopMinLength, unread},
    {"seal", &Size::seal, ""},
    {"sealGap", &Size::sealGap, "a slit in the seal"},
    {"sealFault", &Size::sealFault, unread},
    {"stageCell", &Size::stageCell, "only while a test runs"},
    {"stageCellHeight", &Size::stageCellHeight, "only while a test runs"},
    {"stageCellGap", &Size::stageCellGap, "a gap of 2 px"},
    {"stripCell", &Size::stripCell, ""},
    {"stripCellHeight", &Size::stripCellHeight, "a row has room for twice the height"},
    {"stageRow", &Size::stageRow, ""},
    {"twoLineRow", &Size::twoLineRow, "no list of these screens has second lines"},
    {"buttonSmall", &Size::buttonSmall, ""},
    {"badge", &Size::badge, unread},
    {"pendingDot", &Size::pendingDot, unread},
    {"focusRing", &Size::focusRing, "width of a line"},
    {"focusGap", &Size::focusGap, unread},
    {"selectRing", &Size::selectRing, unread},
    {"verdictWidth", &Size::verdictWidth, "a limit: the card is as wide as the canvas"},
    {"verdictWidthMin", &Size::verdictWidthMin, "below it the short form takes its place"},
    {"calloutWidth", &Size::calloutWidth, ""},
    {"toastWidth", &Size::toastWidth, unread},
    {"minimapWidth", &Size::minimapWidth, unread},
    {"minimapHeight", &Size::minimapHeight, unread},
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

enum class Screen { FirstRun, Denied, Fixed, Empty, Own };

/// By the card's button, or by the menu of its short form.
bool useCredSsp(WindowBench& bench)
{
    const QString act = QStringLiteral("Use CredSSP on hop 1");
    if (bench.press(act, &bench.window().cards().verdict()))
        return true;
    auto* ways = qobject_cast<QPushButton*>(
        bench.button(QStringLiteral("Ways out"), &bench.window().cards().verdict()));
    if (ways == nullptr)
        return false;
    QTest::mouseClick(ways, Qt::LeftButton);
    auto* menu = ways->findChild<QMenu*>();
    for (QAction* each : menu->actions()) {
        if (each->text().startsWith(act)) {
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(each).center());
            return true;
        }
    }
    return false;
}

bool show(WindowBench& bench, Screen screen)
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
        bench.key(Qt::Key_N, Qt::ControlModifier);
        QGuiApplication::clipboard()->setText(
            QStringLiteral(R"(WORKSTATION-OF-ALICE -> JUMP01.a-rather-long-branch.lab.example)"
                           R"( -credssp-> 10.20.30.40:5986 -> \\FS01\Quarterly reports of all)"));
        bench.key(Qt::Key_V, Qt::ControlModifier);
        return true;
    }
    return false;
}

/// What floats over the canvas, the machines under it, and the labels beside them.
std::vector<std::pair<QString, QRectF>> thingsOnCanvas(WindowBench& bench)
{
    std::vector<std::pair<QString, QRectF>> out;
    const QRectF seen(bench.canvas().viewport()->rect());
    std::vector<QRectF> machines;
    for (const auto& [id, card] : bench.canvas().geometry().cards()) {
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
        const bool isLine = dynamic_cast<const Leader*>(each) != nullptr;
        if (each->isVisible() && !isLine)
            out.emplace_back(QLatin1String(each->metaObject()->className()),
                             QRectF(each->geometry()));
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
    QStringList out = walk.faults();
    for (const auto& [id, hop] : bench.canvas().geometry().hops()) {
        if (!hop.isLevel)
            out += QStringLiteral("a hop is not level: its machines are not on the base line");
    }
    if (bench.window().width() == 1440 && bench.canvas().zoom() != 1 && !isOwn)
        out += QStringLiteral("the sample is not shown in its own size");
    return out;
}

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
    const std::vector<std::pair<const char*, Screen>> screens{{"01 first run", Screen::FirstRun},
                                                              {"02 denied", Screen::Denied},
                                                              {"03 passed", Screen::Fixed},
                                                              {"09 empty", Screen::Empty},
                                                              {"own drawing", Screen::Own}};
    for (const auto& [name, screen] : screens) {
        for (const QSize size : {QSize(1440, 900), QSize(1280, 720), QSize(960, 600)})
            QTest::addRow("%s, %d × %d", name, size.width(), size.height()) << screen << size;
    }
}

void TestWindowWalk::everythingFits()
{
    QFETCH(Screen, screen);
    QFETCH(QSize, size);
    WindowBench bench(size);
    QVERIFY(show(bench, screen));
    QTRY_COMPARE(bench.window().size(), size);
    const QStringList faults = faultsOf(bench, screen == Screen::Own);
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
    if (*token.harmless != '\0') {
        const bool isRead = sourcesHold(QStringLiteral("Size::") + QLatin1String(token.name));
        QCOMPARE(isRead, token.harmless != unread);
        return;
    }
    const TokenChange doubled(token.which);
    QStringList found;
    for (const QSize size : {QSize(1440, 900), QSize(960, 600)}) {
        WindowBench bench(size);
        found += faultsOf(bench);
        if (found.isEmpty() && show(bench, Screen::Denied))
            found += faultsOf(bench);
        if (!found.isEmpty())
            break;
    }
    QVERIFY2(!found.isEmpty(), "all still fits: the walk does not see this size");
}

int main(int argc, char* argv[])
{
    return runWindowTest<TestWindowWalk>(argc, argv);
}

#include "tst_window_walk.moc"
