#include "ui/theme/delegates.h"
#include "ui/theme/roles.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QImage>
#include <QPainter>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

using namespace hopwright::ui;

namespace {

QVariantList marks(std::initializer_list<Mark> list)
{
    QVariantList numbers;
    for (const Mark mark : list) {
        numbers.append(static_cast<int>(mark));
    }
    return numbers;
}

/// How many pixels of row `y` have `colour`.
int pixelsOf(const QImage& image, int y, const QColor& colour)
{
    int found = 0;
    for (int x = 0; x < image.width(); ++x) {
        found += image.pixelColor(x, y) == colour;
    }
    return found;
}

class Cell {
public:
    explicit Cell(const QAbstractItemDelegate& delegate) : m_delegate(delegate)
    {
        m_model.setItem(0, 0, new QStandardItem);  // The model owns it.
        m_option.rect = QRect(0, 0, 220, 26);
        m_option.palette = QApplication::palette();
        m_option.font = QApplication::font();
        m_option.state = QStyle::State_Enabled | QStyle::State_Active;
    }

    void set(int role, const QVariant& value) { m_model.item(0)->setData(value, role); }
    void select() { m_option.state |= QStyle::State_Selected; }
    QSize size() const { return m_delegate.sizeHint(m_option, m_model.index(0, 0)); }

    QImage picture() const
    {
        QImage image(m_option.rect.size(), QImage::Format_RGB32);
        image.fill(ink(Ink::Base, Theme::Light));
        QPainter painter(&image);
        m_delegate.paint(&painter, m_option, m_model.index(0, 0));
        return image;
    }

private:
    const QAbstractItemDelegate& m_delegate;
    QStandardItemModel m_model;
    QStyleOptionViewItem m_option;
};

}  // namespace

class TestDelegates : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void rowsHaveTheHeightOfTheDesign();
    void rowsGrowWithTheText();
    void theAccentBarIsInTheFirstColumnOnly();
    void aStateShowsItsMark();
    void aStripShowsEveryStage();
    void aBarLiesOnTheAxis();
    void aShortBarIsTwoWide();
    void aStageThatWasNotNeededHasNoBar();
    void numbersThatMakeNoSenseAreNoBar();
    void theMeterShowsTheShare();
    void aMutedRowIsFainter();
};

void TestDelegates::initTestCase()
{
    setUpApplication(*qApp, Theme::Light);
    QFont font = QApplication::font();
    font.setPixelSize(13);
    QApplication::setFont(font);
}

void TestDelegates::rowsHaveTheHeightOfTheDesign()
{
    RowDelegate delegate;
    Cell cell(delegate);
    cell.set(Qt::DisplayRole, "JUMP01");
    QCOMPARE(cell.size().height(), Size::row);
    cell.set(SecondLineRole, "tested 09:12");
    QCOMPARE(cell.size().height(), Size::twoLineRow);
    delegate.setRowHeight(Size::stageRow);
    cell.set(SecondLineRole, QString());
    QCOMPARE(cell.size().height(), Size::stageRow);
}

void TestDelegates::rowsGrowWithTheText()
{
    QFont large = QApplication::font();
    large.setPixelSize(30);
    RowDelegate delegate;
    Cell cell(delegate);
    cell.set(Qt::FontRole, large);
    QVERIFY(cell.size().height() >= QFontMetrics(large).height());
}

void TestDelegates::theAccentBarIsInTheFirstColumnOnly()
{
    QStandardItemModel model(2, 2);
    QTableView view;
    RowDelegate delegate;
    view.setModel(&model);
    view.setItemDelegate(&delegate);
    view.horizontalHeader()->moveSection(1, 0);
    view.setSelectionBehavior(QTableView::SelectRows);
    view.resize(320, 120);
    view.show();
    view.selectRow(0);
    const QImage picture = view.viewport()->grab().toImage();
    const QColor accent = ink(Ink::Accent, Theme::Light);
    QCOMPARE(pixelsOf(picture, view.rowHeight(0) / 2, accent), 3);
    QCOMPARE(picture.pixelColor(0, view.rowHeight(0) / 2), accent);
    QCOMPARE(pixelsOf(picture, view.rowHeight(0) * 3 / 2, accent), 0);
}

void TestDelegates::aStateShowsItsMark()
{
    const StateDelegate delegate;
    Cell cell(delegate);
    cell.set(MarkRole, static_cast<int>(Mark::Denied));
    const QColor denied = ink(Ink::Denied, Theme::Light);
    QCOMPARE(cell.picture().pixelColor(8 + 3, 10), denied);
    cell.set(PredictedRole, static_cast<int>(Mark::Passed));
    QCOMPARE(cell.picture().pixelColor(14, 8), ink(Ink::Passed, Theme::Light));
    QVERIFY(pixelsOf(cell.picture(), 17, denied) > 0);
}

void TestDelegates::aStripShowsEveryStage()
{
    const StageStripDelegate delegate;
    Cell cell(delegate);
    cell.set(StageMarksRole, marks({Mark::Passed, Mark::Passed, Mark::NotNeeded, Mark::Failed,
                                    Mark::NotReached, Mark::None}));
    const QImage picture = cell.picture();
    const auto middleOf = [&picture](int stage) {
        return picture.pixelColor(8 + stage * 12 + 3, 11);
    };
    QCOMPARE(middleOf(0), ink(Ink::Passed, Theme::Light));
    QCOMPARE(middleOf(1), ink(Ink::Passed, Theme::Light));
    QCOMPARE(middleOf(2), ink(Ink::Base, Theme::Light));
    QCOMPARE(middleOf(3), ink(Ink::Failed, Theme::Light));
    QCOMPARE(middleOf(5), ink(Ink::Base, Theme::Light));
    QCOMPARE(cell.size().width(), 6 * 12 - 2 + 18);
}

void TestDelegates::aBarLiesOnTheAxis()
{
    const StageBarDelegate delegate;
    Cell cell(delegate);
    cell.set(MarkRole, static_cast<int>(Mark::Denied));
    cell.set(BarStartRole, 50.0);
    cell.set(BarEndRole, 100.0);
    cell.set(BarMaxRole, 100.0);
    const QImage picture = cell.picture();
    const QColor denied = ink(Ink::Denied, Theme::Light);
    QVERIFY(std::abs(pixelsOf(picture, 13, denied) - 101) <= 1);  // Half of 220 - 16 - 2.
    QVERIFY(picture.pixelColor(100, 13) != denied);
    QCOMPARE(picture.pixelColor(120, 13), denied);
}

void TestDelegates::aShortBarIsTwoWide()
{
    const StageBarDelegate delegate;
    Cell cell(delegate);
    cell.set(MarkRole, static_cast<int>(Mark::Passed));
    cell.set(BarStartRole, 1000.0);
    cell.set(BarEndRole, 1000.0);
    cell.set(BarMaxRole, 1000.0);
    int inked = 0;
    const QImage picture = cell.picture();
    for (int x = 205; x < 214; ++x) {
        inked += picture.pixelColor(x, 13) == ink(Ink::Passed, Theme::Light);
    }
    QCOMPARE(inked, 2);
}

void TestDelegates::aStageThatWasNotNeededHasNoBar()
{
    const StageBarDelegate delegate;
    Cell cell(delegate);
    cell.set(BarEndRole, 50.0);
    cell.set(BarMaxRole, 100.0);
    for (const Mark mark : {Mark::NotNeeded, Mark::NotReached}) {
        cell.set(MarkRole, static_cast<int>(mark));
        QCOMPARE(pixelsOf(cell.picture(), 13, ink(Ink::Neutral, Theme::Light)), 0);
    }
}

void TestDelegates::numbersThatMakeNoSenseAreNoBar()
{
    const StageBarDelegate delegate;
    Cell cell(delegate);
    cell.set(MarkRole, static_cast<int>(Mark::Passed));
    cell.set(BarStartRole, 9.0);
    cell.set(BarEndRole, 5.0);
    cell.set(BarMaxRole, 10.0);
    QCOMPARE(pixelsOf(cell.picture(), 13, ink(Ink::Passed, Theme::Light)), 0);
    cell.set(BarEndRole, 50.0);
    cell.set(BarMaxRole, 0.0);
    QCOMPARE(pixelsOf(cell.picture(), 13, ink(Ink::Passed, Theme::Light)), 0);
    cell.set(BarMaxRole, 10.0);  // Ends after the axis: cut there.
    QCOMPARE(cell.picture().pixelColor(215, 13), ink(Ink::Base, Theme::Light));
}

void TestDelegates::theMeterShowsTheShare()
{
    QImage image(100, 6, QImage::Format_RGB32);
    image.fill(ink(Ink::Base, Theme::Light));
    QPainter painter(&image);
    paintWidthMeter(painter, QRectF(0, 0, 100, 6), 30, 60, Mark::Warning, Theme::Light);
    QCOMPARE(image.pixelColor(40, 3), ink(Ink::WarningShape, Theme::Light));
    QCOMPARE(image.pixelColor(60, 3), ink(Ink::NeutralSoft, Theme::Light));
}

void TestDelegates::aMutedRowIsFainter()
{
    const StateDelegate delegate;
    Cell cell(delegate);
    cell.set(MarkRole, static_cast<int>(Mark::Denied));
    const int before = qGray(cell.picture().pixel(11, 10));
    cell.set(MutedRole, true);
    QVERIFY(qGray(cell.picture().pixel(11, 10)) > before + 40);
}

QTEST_MAIN(TestDelegates)

#include "tst_delegates.moc"
