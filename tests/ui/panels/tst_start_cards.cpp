#include "ui/panels/start_cards.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

/// The cards in a window of their own.
class Bench {
public:
    void show(int width, bool isShort = false)
    {
        const int height = m_cards->heightFor(width, isShort);
        m_cards->setGeometry(0, 0, width, height);
        m_window.resize(width, 600);
        m_window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_window));
        m_window.activateWindow();
        QVERIFY(QTest::qWaitFor([this] { return QApplication::activeWindow() == &m_window; }));
    }
    StartCards& cards() { return *m_cards; }
    QList<StartCard*> all() const { return m_cards->findChildren<StartCard*>(); }

private:
    QWidget m_window;
    StartCards* m_cards = new StartCards(&m_window);
};

/// Labels of \p card that are seen and say something.
QStringList wordsOf(const StartCard& card)
{
    QStringList out;
    for (const QLabel* each : card.findChildren<QLabel*>()) {
        if (each->isVisible() && !each->text().isEmpty())
            out.append(each->text());
    }
    return out;
}

}  // namespace

/// The ways to begin that an empty drawing offers, by mouse and keys.
class TestStartCards : public QObject {
    Q_OBJECT

private slots:
    void eachAsksForItsOwn_data();
    void eachAsksForItsOwn();
    void tabGoesFromOneToTheNext();
    void theirKeysAreThoseOfTheActions();
    void besideEachOtherOrBelow_data();
    void besideEachOtherOrBelow();
    void assistiveToolsHearThem();
};

void TestStartCards::eachAsksForItsOwn_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<qsizetype>("which");
    QTest::newRow("diagnose") << QStringLiteral("Diagnose a ticket…") << qsizetype(0);
    QTest::newRow("draw") << QStringLiteral("Draw a chain") << qsizetype(1);
    QTest::newRow("open") << QStringLiteral("Open a file…") << qsizetype(2);
}

void TestStartCards::eachAsksForItsOwn()
{
    QFETCH(const QString, title);
    QFETCH(const qsizetype, which);
    Bench bench;
    bench.show(StartCards::widest);
    StartCard* card = bench.all().at(which);
    QCOMPARE(card->text(), title);
    const QSignalSpy diagnose(&bench.cards(), &StartCards::diagnoseAsked);
    const QSignalSpy draw(&bench.cards(), &StartCards::drawAsked);
    const QSignalSpy open(&bench.cards(), &StartCards::openAsked);
    QTest::mouseClick(card, Qt::LeftButton);
    card->setFocus();
    QTest::keyClick(card, Qt::Key_Return);
    QTest::keyClick(card, Qt::Key_Space);
    QList<qsizetype> expected{0, 0, 0};
    expected[which] = 3;
    QCOMPARE((QList<qsizetype>{diagnose.count(), draw.count(), open.count()}), expected);
}

void TestStartCards::tabGoesFromOneToTheNext()
{
    Bench bench;
    bench.show(StartCards::widest);
    bench.all().at(0)->setFocus();
    for (const qsizetype next : {1, 2}) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(bench.all().at(next)->hasFocus());
    }
}

void TestStartCards::theirKeysAreThoseOfTheActions()
{
    Bench bench;
    const QKeySequence diagnose(Qt::CTRL | Qt::Key_J);
    bench.cards().setKeys(diagnose, QKeySequence(Qt::Key_X), {});
    bench.show(StartCards::widest);
    QCOMPARE(wordsOf(*bench.all().at(0)).constLast(), diagnose.toString(QKeySequence::NativeText));
    QCOMPARE(wordsOf(*bench.all().at(1)).constLast(), QStringLiteral("X"));
    QCOMPARE(wordsOf(*bench.all().at(2)).size(), 2);
}

void TestStartCards::besideEachOtherOrBelow_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("isShort");
    QTest::addColumn<bool>("isBeside");
    QTest::addColumn<bool>("hasSentence");
    const int widest = StartCards::widest;
    QTest::newRow("widest") << widest << false << true << true;
    QTest::newRow("little height") << widest << true << true << false;
    QTest::newRow("just wide enough") << 3 * 168 + 2 * 14 << false << true << true;
    QTest::newRow("too narrow") << 3 * 168 + 2 * 14 - 3 << false << false << false;
    QTest::newRow("very narrow") << 240 << false << false << false;
}

/// Whatever the width, no card is cut off, lies over another, or is without its title.
void TestStartCards::besideEachOtherOrBelow()
{
    QFETCH(const int, width);
    QFETCH(const bool, isShort);
    QFETCH(const bool, isBeside);
    QFETCH(const bool, hasSentence);
    Bench bench;
    bench.cards().setKeys(QKeySequence(Qt::Key_F3), QKeySequence(Qt::Key_F4),
                          QKeySequence(Qt::Key_F6));
    bench.show(width, isShort);
    const QList<StartCard*> cards = bench.all();
    QCOMPARE(cards.size(), 3);
    for (qsizetype i = 0; i < cards.size(); ++i) {
        const StartCard& card = *cards.at(i);
        QVERIFY(bench.cards().rect().contains(card.geometry()));
        QCOMPARE(wordsOf(card).contains(card.accessibleDescription()), hasSentence);
        QVERIFY(wordsOf(card).contains(card.text()));
        for (const QLabel* each : card.findChildren<QLabel*>()) {
            if (each->isVisible())
                QVERIFY(each->height() >= each->heightForWidth(each->width()));
        }
        QCOMPARE(card.y() == cards.at(0)->y(), isBeside || i == 0);
        if (i > 0)
            QVERIFY(!card.geometry().intersects(cards.at(i - 1)->geometry()));
    }
}

void TestStartCards::assistiveToolsHearThem()
{
    Bench bench;
    bench.show(240);
    for (StartCard* each : bench.all()) {
        QAccessibleInterface* heard = QAccessible::queryAccessibleInterface(each);
        QVERIFY(heard != nullptr);
        QCOMPARE(heard->role(), QAccessible::Button);
        QCOMPARE(heard->text(QAccessible::Name), each->text());
        QVERIFY2(heard->text(QAccessible::Description).size() > 20, "also where it is not seen");
    }
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    setUpApplication(application, Theme::Light);
    TestStartCards test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_start_cards.moc"
