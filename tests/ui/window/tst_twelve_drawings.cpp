#include "core/store/graph_file.h"
#include "tests/ui/window/twelve_drawings.h"
#include "tests/ui/window/window_bench.h"

#include <QComboBox>
#include <QHelpEvent>
#include <QLabel>
#include <QScrollBar>
#include <QTextDocumentFragment>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

constexpr std::array<double, 5> zooms{1.0, 0.71, 0.5, 0.2, 2.0};
constexpr int mostPages = 3;      ///< Along each side of a drawing that is larger than the view.
constexpr int mostTooltips = 12;  ///< Of a page: each is a window that opens.

/// The inner of a text's box: letters do not reach its edges.
QRectF inkOf(const PaintedLabel& label)
{
    return label.rect.adjusted(0.5, 1.5, -0.5, -1.5);
}

QString placed(const PaintedLabel& label)
{
    return QStringLiteral("\"%1\" at %2,%3")
        .arg(label.full)
        .arg(label.rect.x(), 0, 'f', 0)
        .arg(label.rect.y(), 0, 'f', 0);
}

/// Whether somebody reads or presses it, and it is seen: a tab that is not on top is kept beside the window.
bool isRead(const QWidget& widget)
{
    const bool isKind = qobject_cast<const QLabel*>(&widget) != nullptr
                        || qobject_cast<const QAbstractButton*>(&widget) != nullptr
                        || qobject_cast<const QLineEdit*>(&widget) != nullptr
                        || qobject_cast<const QComboBox*>(&widget) != nullptr;
    return isKind && widget.isVisible() && !widget.visibleRegion().isEmpty();
}

/// Whether it stands in an area that scrolls and is not the canvas: what floats there has to be in the window.
bool scrolls(const QWidget& widget, const QWidget& canvas)
{
    for (const QWidget* up = widget.parentWidget(); up != nullptr; up = up->parentWidget()) {
        if (up->inherits("QAbstractScrollArea") && up != &canvas)
            return true;
    }
    return false;
}

/// Places along one side that show all of it, or its ends and what lies in the middle.
std::vector<double> pagesOf(double from, double to, double seen)
{
    const double room = to - from - seen;
    if (room <= 0)
        return {from - (seen - (to - from)) / 2};
    const int count = std::min(mostPages, static_cast<int>(std::ceil(room / seen)) + 1);
    std::vector<double> out;
    for (int i = 0; i < count; ++i)
        out.push_back(from + room * i / (count - 1));
    return out;
}

}  // namespace

/// Drawings that no sample resembles, in the window, at five zooms: no word lies on a card or on another word, what is cut has
/// its whole in the tooltip, and nothing is out of reach.
class TestTwelveDrawings : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_bench = std::make_unique<WindowBench>(); }
    void cleanupTestCase() { m_bench.reset(); }

    void wordsStayReadable_data();
    void wordsStayReadable();
    void withoutAvoidanceTheWalkSaysNo_data();
    void withoutAvoidanceTheWalkSaysNo();
    void nothingIsOutOfReach_data();
    void nothingIsOutOfReach();

private:
    GraphView& canvas() { return m_bench->canvas(); }
    bool open(const model::Graph& graph);
    void zoomTo(double zoom);
    void walk(double zoom);
    void lookAtPage();
    void lookAtWord(std::size_t at, const std::vector<QRectF>& cards);
    void lookForTooltips();
    void lookAtControls();
    void lookAtBars();
    void lookAtFit();
    void say(const QString& fault) { m_faults += m_where + QStringLiteral(": ") + fault; }
    QByteArray firstFaults() const { return m_faults.mid(0, 8).join(u'\n').toUtf8(); }

    std::unique_ptr<WindowBench> m_bench;
    QStringList m_faults;
    QString m_where;
    int m_words = 0;  ///< Of hops, that were looked at.
    int m_files = 0;
};

/// As a file, as a user opens it.
bool TestTwelveDrawings::open(const model::Graph& graph)
{
    const QString path = m_bench->path(QStringLiteral("drawing-%1.hopw").arg(++m_files));
    m_faults.clear();
    m_words = 0;
    const auto saved = store::saveGraph(std::filesystem::path(path.toStdU16String()), graph);
    return saved && m_bench->window().openFile(path)
           && canvas().graph().computers.size() == graph.computers.size()
           && canvas().graph().hops.size() == graph.hops.size();
}

void TestTwelveDrawings::zoomTo(double zoom)
{
    constexpr int turns =
        4;  // A bar that comes makes the view smaller, and so another one may come.
    m_where = QStringLiteral("%1 %").arg(zoom * 100);
    canvas().zoomTo(zoom);
    for (int i = 0; i < turns; ++i)
        QCoreApplication::processEvents();
}

void TestTwelveDrawings::walk(double zoom)
{
    zoomTo(zoom);
    const QSizeF seen = QSizeF(canvas().viewport()->size()) / zoom;
    const QRectF all = canvas().canvasGeometry().bounds();
    for (const double left : pagesOf(all.left(), all.right(), seen.width())) {
        for (const double top : pagesOf(all.top(), all.bottom(), seen.height())) {
            canvas().scrollBy(canvas().toView({left, top}));
            lookAtPage();
        }
    }
}

void TestTwelveDrawings::lookAtPage()
{
    std::ignore = canvas().viewport()->grab();
    std::vector<QRectF> cards;
    const QRectF seen(canvas().viewport()->rect());
    for (const auto& [id, card] : canvas().canvasGeometry().cards()) {
        const QRectF rect = canvas().toView(card.rect);
        if (rect.intersects(seen))
            cards.push_back(rect);
    }
    for (std::size_t i = 0; i < canvas().paintedLabels().size(); ++i)
        lookAtWord(i, cards);
    lookForTooltips();
}

/// A hop's word lies on nothing; any other lies on its own card, or on none.
void TestTwelveDrawings::lookAtWord(std::size_t at, const std::vector<QRectF>& cards)
{
    const auto& labels = canvas().paintedLabels();
    const PaintedLabel& label = labels[at];
    const QRectF ink = inkOf(label);
    bool meets = false;
    bool hasOwn = false;
    for (const QRectF& card : cards) {
        meets = meets || ink.intersects(card);
        hasOwn = hasOwn || card.adjusted(-1, -1, 1, 1).contains(ink);
    }
    if (meets && (label.hop || !hasOwn))
        say(placed(label) + QStringLiteral(" lies on a card"));
    if (!label.hop)
        return;
    ++m_words;
    for (std::size_t k = 0; k < labels.size(); ++k) {
        const bool isFirst = !labels[k].hop || k > at;
        if (k != at && isFirst && ink.intersects(inkOf(labels[k])))
            say(placed(label) + QStringLiteral(" lies on ") + placed(labels[k]));
    }
}

void TestTwelveDrawings::lookForTooltips()
{
    const QRectF seen(canvas().viewport()->rect());
    int asked = 0;
    for (const PaintedLabel& label : canvas().paintedLabels()) {
        const QPointF at = label.rect.center();
        if (!label.isElided() || !seen.contains(at) || ++asked > mostTooltips)
            continue;
        QHelpEvent help(QEvent::ToolTip, at.toPoint(),
                        canvas().viewport()->mapToGlobal(at.toPoint()));
        QApplication::sendEvent(canvas().viewport(), &help);
        const QString tip = QToolTip::text();
        if (tip != label.full && QTextDocumentFragment::fromHtml(tip).toPlainText() != label.full)
            say(placed(label) + QStringLiteral(" is cut, and its tooltip says: ") + tip);
    }
    QToolTip::hideText();
}

/// The window's own controls lie within it, but for what one can scroll to.
void TestTwelveDrawings::lookAtControls()
{
    const QRect window = m_bench->window().rect();
    for (const QWidget* each : m_bench->window().findChildren<QWidget*>()) {
        if (!isRead(*each) || each->window() != &m_bench->window() || scrolls(*each, canvas()))
            continue;
        if (!window.contains(QRect(each->mapTo(&m_bench->window(), QPoint()), each->size())))
            say(QStringLiteral("%1 \"%2\" is outside the window")
                    .arg(QLatin1String(each->metaObject()->className()),
                         each->property("text").toString()));
    }
}

/// Bars lead to each end of the drawing.
void TestTwelveDrawings::lookAtBars()
{
    const auto all = [this] {
        return canvas().toView(canvas().canvasGeometry().bounds());
    };
    QScrollBar* across = canvas().horizontalScrollBar();
    QScrollBar* down = canvas().verticalScrollBar();
    const QRectF seen = QRectF(canvas().viewport()->rect()).adjusted(-1, -1, 1, 1);
    across->setValue(across->minimum());
    down->setValue(down->minimum());
    if (all().left() < seen.left() || all().top() < seen.top())
        say(QStringLiteral("no bar leads to the beginning of the drawing"));
    across->setValue(across->maximum());
    down->setValue(down->maximum());
    if (all().right() > seen.right() || all().bottom() > seen.bottom())
        say(QStringLiteral("no bar leads to the end of the drawing"));
}

/// Shown whole, all of it lies in the window: cards, frames, seals and each word.
void TestTwelveDrawings::lookAtFit()
{
    m_where = QStringLiteral("whole");
    canvas().fit();
    std::ignore = canvas().viewport()->grab();
    const QRectF seen = QRectF(canvas().viewport()->rect()).adjusted(-1, -1, 1, 1);
    for (const auto& [id, card] : canvas().canvasGeometry().cards()) {
        if (!seen.contains(canvas().toView(card.rect)))
            say(QStringLiteral("a card is outside the window"));
    }
    for (const FrameGeometry& frame : canvas().canvasGeometry().frames()) {
        if (!seen.contains(canvas().toView(frame.rect)))
            say(QStringLiteral("a frame is outside the window"));
    }
    for (const auto& [id, hop] : canvas().canvasGeometry().hops()) {
        if (!seen.contains(canvas().toView(hop.seal)))
            say(QStringLiteral("a seal is outside the window"));
    }
    for (const PaintedLabel& label : canvas().paintedLabels()) {
        if (!seen.contains(inkOf(label)))
            say(placed(label) + QStringLiteral(" is cut by the window"));
    }
}

void TestTwelveDrawings::wordsStayReadable_data()
{
    QTest::addColumn<model::Graph>("graph");
    const auto drawings = test::twelveDrawings();
    QCOMPARE(drawings.size(), 12U);
    for (const auto& [name, graph] : drawings)
        QTest::newRow(name) << graph;
}

void TestTwelveDrawings::wordsStayReadable()
{
    QFETCH(const model::Graph, graph);
    QVERIFY(!graph.hops.empty());
    QVERIFY(open(graph));
    for (const double zoom : zooms)
        walk(zoom);
    QVERIFY2(m_faults.isEmpty(), firstFaults());
    QVERIFY(m_words > 0);
}

void TestTwelveDrawings::withoutAvoidanceTheWalkSaysNo_data()
{
    QTest::addColumn<model::Graph>("graph");
    QTest::newRow("crowded") << test::crowded();
    QTest::newRow("diagonal hops") << test::diagonalHops();
    QTest::newRow("six hundred machines") << test::manyMachines(600, 30, 5);
}

/// The walk above, with what it looks for switched off: it has to find words on cards and on words.
void TestTwelveDrawings::withoutAvoidanceTheWalkSaysNo()
{
    QFETCH(const model::Graph, graph);
    QVERIFY(open(graph));
    canvas().setLabelAvoidance(LabelAvoidance::None);
    for (const double zoom : {1.0, 0.5})
        walk(zoom);
    canvas().setLabelAvoidance(LabelAvoidance::Full);
    QVERIFY(m_words > 0);
    QVERIFY2(m_faults.size() > 10, firstFaults());
    QVERIFY(std::ranges::any_of(m_faults,
                                [](const QString& each) { return each.contains(u" lies on "); }));
}

void TestTwelveDrawings::nothingIsOutOfReach_data()
{
    wordsStayReadable_data();
}

void TestTwelveDrawings::nothingIsOutOfReach()
{
    QFETCH(const model::Graph, graph);
    QVERIFY(open(graph));
    // What is selected fills the Inspector: its texts are as long as the names.
    canvas().setSelection(selectionOf(graph.hops.begin()->first));
    lookAtFit();
    for (const double zoom : zooms) {
        zoomTo(zoom);
        lookAtControls();
        lookAtBars();
    }
    canvas().setSelection(selectionOf(graph.computers.begin()->first));
    QCoreApplication::processEvents();
    lookAtControls();
    QVERIFY2(m_faults.isEmpty(), firstFaults());
}

int main(int argc, char* argv[])
{
    return runWindowTest<TestTwelveDrawings>(argc, argv);
}
#include "tst_twelve_drawings.moc"
