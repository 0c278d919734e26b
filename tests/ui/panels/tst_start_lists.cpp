#include "ui/panels/start_lists.h"
#include "ui/panels/wrapped_link.h"
#include "ui/text/samples.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

/// The lists in a window, with as much room as they are given.
class Bench {
public:
    Bench() { m_window.resize(1000, 800); }

    StartLists& lists() { return *m_lists; }
    void show(QSize room)
    {
        m_height = m_lists->heightFor(room.width());
        m_lists->setGeometry(QRect(QPoint(), room));
        m_window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_window));
        m_window.activateWindow();
        QVERIFY(QTest::qWaitFor([this] { return QApplication::activeWindow() == &m_window; }));
    }
    int height() const { return m_height; }
    /// Those that are seen, as they follow each other by Tab.
    QList<WrappedLink*> links()
    {
        QList<WrappedLink*> out;
        for (WrappedLink* each : m_lists->findChildren<WrappedLink*>()) {
            if (each->isVisible())
                out.append(each);
        }
        return out;
    }
    QStringList texts()
    {
        QStringList out;
        for (const WrappedLink* each : links())
            out.append(each->text());
        return out;
    }

private:
    QWidget m_window;
    StartLists* m_lists = new StartLists(&m_window);
    int m_height = 0;
};

QStringList paths(int count)
{
    QStringList out;
    for (int i = 0; i < count; ++i)
        out.append(QStringLiteral("/srv/Ablage & Archiv/nr-%1.hopw").arg(i));
    return out;
}

qsizetype sampleCount()
{
    return std::ssize(firstSamples()) + std::ssize(fieldSamples());
}

constexpr QSize wide(StartLists::widest, 400);

}  // namespace

/// The drawings that an empty canvas offers, by mouse and keys.
class TestStartLists : public QObject {
    Q_OBJECT

private slots:
    void theLastFiveAndAllSamplesAreOffered();
    void aClickChooses();
    void keysWalkAndChoose_data();
    void keysWalkAndChoose();
    void theMissingAreMarkedAndStay();
    void recentOnesStandBesideOrAbove();
    void littleRoomScrolls();
    void assistiveToolsHearThem();
};

void TestStartLists::theLastFiveAndAllSamplesAreOffered()
{
    Bench bench;
    bench.show(wide);
    QCOMPARE(bench.links().size(), sampleCount());
    bench.lists().setRecent(paths(7));
    bench.show(wide);
    QCOMPARE(bench.links().size(), sampleCount() + 5);
    QCOMPARE(bench.texts().mid(0, 2),
             (QStringList{QStringLiteral("nr-0.hopw"), QStringLiteral("nr-1.hopw")}));
    bench.lists().setRecent(paths(1));
    bench.show(wide);
    QCOMPARE(bench.links().size(), sampleCount() + 1);
}

void TestStartLists::aClickChooses()
{
    Bench bench;
    bench.lists().setRecent(paths(3));
    bench.show(wide);
    QSignalSpy recent(&bench.lists(), &StartLists::recentChosen);
    QSignalSpy sample(&bench.lists(), &StartLists::sampleChosen);
    for (WrappedLink* each : bench.links())
        QTest::mouseClick(each, Qt::LeftButton);
    QCOMPARE(recent.size(), 3);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(recent.at(i).first().toString(), paths(3).at(i));
    QCOMPARE(sample.size(), sampleCount());
    for (qsizetype i = 0; i < sample.size(); ++i) {
        const Sample* const named = sampleNamed(sample.at(i).first().toString());
        QVERIFY(named != nullptr);
        QCOMPARE(bench.texts().at(3 + i), sampleChoice(*named));
    }
}

void TestStartLists::keysWalkAndChoose_data()
{
    QTest::addColumn<Qt::Key>("next");
    QTest::addColumn<Qt::Key>("choose");
    QTest::newRow("Tab and Enter") << Qt::Key_Tab << Qt::Key_Return;
    QTest::newRow("Tab and the other Enter") << Qt::Key_Tab << Qt::Key_Enter;
    QTest::newRow("arrows and Space") << Qt::Key_Down << Qt::Key_Space;
}

void TestStartLists::keysWalkAndChoose()
{
    QFETCH(Qt::Key, next);
    QFETCH(Qt::Key, choose);
    Bench bench;
    bench.lists().setRecent(paths(2));
    bench.show(wide);
    QSignalSpy recent(&bench.lists(), &StartLists::recentChosen);
    QSignalSpy sample(&bench.lists(), &StartLists::sampleChosen);
    const QList<WrappedLink*> links = bench.links();
    links.first()->setFocus();
    for (WrappedLink* each : links) {
        QCOMPARE(QApplication::focusWidget(), each);
        QTest::keyClick(each, choose);
        QTest::keyClick(each, next);
    }
    QCOMPARE(recent.size(), 2);
    QCOMPARE(sample.size(), sampleCount());
}

void TestStartLists::theMissingAreMarkedAndStay()
{
    Bench bench;
    bench.lists().setRecent(paths(3));
    bench.lists().setMissing({paths(3).at(1), QStringLiteral("/elsewhere.hopw")});
    bench.show(wide);
    QCOMPARE(bench.texts().mid(0, 3),
             (QStringList{QStringLiteral("nr-0.hopw"), QStringLiteral("nr-1.hopw (not found)"),
                          QStringLiteral("nr-2.hopw")}));
    QVERIFY(bench.links().at(1)->toolTip().contains(QStringLiteral("Ablage &amp; Archiv")));
    QSignalSpy recent(&bench.lists(), &StartLists::recentChosen);
    QTest::mouseClick(bench.links().at(1), Qt::LeftButton);
    QCOMPARE(recent.value(0).value(0).toString(), paths(3).at(1));
    bench.lists().setMissing({});
    bench.show(wide);
    QCOMPARE(bench.texts().at(1), QStringLiteral("nr-1.hopw"));
}

void TestStartLists::recentOnesStandBesideOrAbove()
{
    Bench bench;
    bench.lists().setRecent(paths(5));
    bench.show(wide);
    const auto place = [&](qsizetype i) {
        return bench.links().at(i)->mapTo(&bench.lists(), QPoint());
    };
    QVERIFY(place(5).x() > place(0).x());
    QCOMPARE(place(5).y(), place(0).y());
    const int low = bench.height();
    bench.show({250, 700});
    QCOMPARE(place(5).x(), place(0).x());
    QVERIFY(place(5).y() > place(4).y());
    QVERIFY(bench.height() > low);
}

void TestStartLists::littleRoomScrolls()
{
    Bench bench;
    bench.lists().setRecent(paths(5));
    bench.show({250, 100});
    const QList<WrappedLink*> links = bench.links();
    QVERIFY(links.last()->visibleRegion().isEmpty());
    QVERIFY(bench.lists().verticalScrollBar()->maximum() > 0);
    links.first()->setFocus();
    for (WrappedLink* each : links.mid(1)) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), each);
        QCOMPARE(each->visibleRegion().boundingRect(), each->rect());
    }
}

void TestStartLists::assistiveToolsHearThem()
{
    Bench bench;
    const QString path = QStringLiteral("/srv/Ablage/Kasse & Lager.hopw");
    bench.lists().setRecent({path});
    bench.lists().setMissing({path});
    bench.show(wide);
    QAccessibleInterface* first = QAccessible::queryAccessibleInterface(bench.links().first());
    QCOMPARE(first->text(QAccessible::Name), QStringLiteral("Kasse & Lager.hopw (not found)"));
    QCOMPARE(first->text(QAccessible::Description), path);
    QAccessibleInterface* second = QAccessible::queryAccessibleInterface(bench.links().at(1));
    QCOMPARE(second->text(QAccessible::Description),
             QString::fromUtf8(fieldSamples().front().shows));
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    setUpApplication(application, Theme::Light);
    TestStartLists test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_start_lists.moc"
