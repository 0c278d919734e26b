#include "ui/theme/chip.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/palette.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QImage>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleOption>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QToolBar>
#include <QToolButton>

using namespace hopwright::ui;

namespace {

/// What a widget looks like, as it comes.
QImage pictureOf(QWidget& widget)
{
    return widget.grab().toImage();
}

QColor fillOf(QPushButton& button)
{
    button.resize(button.sizeHint());
    return pictureOf(button).pixelColor(6, button.height() / 2);
}

QColor edgeOf(QWidget& widget)
{
    return pictureOf(widget).pixelColor(0, widget.height() / 2);
}

bool holds(const QImage& image, const QColor& colour)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == colour) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace

class TestStyle : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void controlsAre28High();
    void controlsGrowWithTheText();
    void buttonsInCardsAre24High();
    void onlyThePrimaryButtonIsFilled_data();
    void onlyThePrimaryButtonIsFilled();
    void anIconOnThePrimaryButtonIsReadable();
    void aButtonKeepsItsWholeText();
    void aFieldIsFramed();
    void toolButtonsAre32Wide();
    void theSelectedTabHasALine();
    void aTabHasRoomForBoldText();
    void viewsHaveNoFrameAndNoGrid();
    void aScrollBarIsOneSlider();
    void progressIsDrawnAsFarAsItGoes();
    void aSwitchOfThemeChangesAll();
    void fontsScaleAndStopAtNine();
    void aChipIsItsWord();
};

void TestStyle::initTestCase()
{
    setUpApplication(*qApp, Theme::Light);
}

void TestStyle::init()
{
    switchTheme(Theme::Light);
    QFont font = QApplication::font();
    font.setPixelSize(13);
    QApplication::setFont(font);
}

void TestStyle::controlsAre28High()
{
    QCOMPARE(QPushButton("Copy for ticket").sizeHint().height(), Size::button);
    QCOMPARE(QLineEdit().sizeHint().height(), Size::field);
    QCOMPARE(QComboBox().sizeHint().height(), Size::field);
}

void TestStyle::controlsGrowWithTheText()
{
    QFont large = QApplication::font();
    large.setPixelSize(26);
    QPushButton button("Cancel");
    button.setFont(large);
    QVERIFY(button.sizeHint().height() >= QFontMetrics(large).height() + 8);
    QLineEdit field;
    field.setFont(large);
    QVERIFY(field.sizeHint().height() >= QFontMetrics(large).height() + 8);
}

void TestStyle::buttonsInCardsAre24High()
{
    QPushButton button("Undo");
    setSmall(button);
    QCOMPARE(button.sizeHint().height(), Size::buttonSmall);
}

void TestStyle::onlyThePrimaryButtonIsFilled_data()
{
    QTest::addColumn<Theme>("theme");
    QTest::newRow("light") << Theme::Light;
    QTest::newRow("dark") << Theme::Dark;
    QTest::newRow("high contrast") << Theme::HighContrast;
}

void TestStyle::onlyThePrimaryButtonIsFilled()
{
    QFETCH(Theme, theme);
    switchTheme(theme);
    QPushButton button("Test");
    QCOMPARE(fillOf(button), ink(Ink::Card, theme));
    QCOMPARE(edgeOf(button), ink(Ink::Outline, theme));
    setButtonKind(button, ButtonKind::Primary);
    QCOMPARE(fillOf(button), ink(Ink::Accent, theme));
    button.setEnabled(false);
    QCOMPARE(fillOf(button), ink(Ink::Card, theme));
    button.setEnabled(true);
    setButtonKind(button, ButtonKind::Link);
    QCOMPARE(fillOf(button), ink(Ink::Window, theme));
}

void TestStyle::anIconOnThePrimaryButtonIsReadable()
{
    QPushButton button(icon("stop"), QString());
    setButtonKind(button, ButtonKind::Primary);
    button.resize(button.sizeHint());
    const QImage picture = pictureOf(button);
    QVERIFY(holds(picture, ink(Ink::OnAccent, Theme::Light)));
    QVERIFY(!holds(picture, ink(Ink::Text, Theme::Light)));
}

void TestStyle::aButtonKeepsItsWholeText()
{
    QPushButton button("Run 4 commands on 2 machines");
    setButtonKind(button, ButtonKind::Primary);
    const QFontMetrics bold(fontFor(FontRole::Strong, button.font()));
    QVERIFY(button.sizeHint().width() >= bold.horizontalAdvance(button.text()) + 24);
}

void TestStyle::aFieldIsFramed()
{
    QLineEdit field("JUMP01");
    field.resize(160, 28);
    const QImage picture = pictureOf(field);
    QCOMPARE(picture.pixelColor(0, 14), ink(Ink::Outline, Theme::Light));
    QCOMPARE(picture.pixelColor(4, 14), ink(Ink::Base, Theme::Light));
    field.setReadOnly(true);
    QCOMPARE(pictureOf(field).pixelColor(4, 14), ink(Ink::Window, Theme::Light));
}

void TestStyle::toolButtonsAre32Wide()
{
    QToolBar bar;
    const QAction* save = bar.addAction(icon("save"), "Save");
    const auto* button = bar.widgetForAction(const_cast<QAction*>(save));
    QCOMPARE(button->sizeHint(), QSize(Size::toolButton, Size::toolButton));
    QCOMPARE(bar.sizeHint().height(), Size::toolBar);
    QCOMPARE(bar.iconSize(), QSize(Size::icon, Size::icon));
}

void TestStyle::theSelectedTabHasALine()
{
    QTabBar tabs;
    tabs.addTab("Plan");
    tabs.addTab("Properties");
    tabs.resize(tabs.sizeHint());
    const QImage picture = pictureOf(tabs);
    const QColor accent = ink(Ink::Accent, Theme::Light);
    for (int row = 0; row < 3; ++row) {
        const int y = tabs.tabRect(0).bottom() - row;
        QCOMPARE(picture.pixelColor(tabs.tabRect(0).center().x(), y), accent);
        QVERIFY(picture.pixelColor(tabs.tabRect(1).center().x(), y) != accent);
    }
    QVERIFY(!tabs.usesScrollButtons());
}

void TestStyle::aTabHasRoomForBoldText()
{
    QTabBar tabs;
    tabs.addTab("Sample: double hop, broken");
    tabs.ensurePolished();
    const QFontMetrics bold(fontFor(FontRole::Strong, tabs.font()));
    QVERIFY(tabs.tabRect(0).width() >= bold.horizontalAdvance(tabs.tabText(0)) + 16);
    QCOMPARE(tabs.tabRect(0).height(), Size::docTab);
}

void TestStyle::viewsHaveNoFrameAndNoGrid()
{
    QTableView view;
    view.ensurePolished();
    QCOMPARE(view.frameShape(), QFrame::NoFrame);
    QVERIFY(!view.showGrid());
    QTableView framed;
    framed.setFrameShape(QFrame::Box);
    framed.ensurePolished();
    QCOMPARE(framed.frameShape(), QFrame::Box);
}

void TestStyle::aScrollBarIsOneSlider()
{
    QScrollBar bar(Qt::Vertical);
    bar.setRange(0, 100);
    bar.setPageStep(100);
    bar.resize(12, 200);
    QStyleOptionSlider option;
    option.initFrom(&bar);
    option.maximum = 100;
    option.pageStep = 100;
    option.orientation = Qt::Vertical;
    const auto part = [&](QStyle::SubControl control) {
        return bar.style()->subControlRect(QStyle::CC_ScrollBar, &option, control, &bar);
    };
    QCOMPARE(part(QStyle::SC_ScrollBarSlider), QRect(0, 0, 12, 100));
    QVERIFY(part(QStyle::SC_ScrollBarAddLine).isEmpty());
    option.sliderPosition = 100;
    QCOMPARE(part(QStyle::SC_ScrollBarSlider), QRect(0, 100, 12, 100));
    QCOMPARE(part(QStyle::SC_ScrollBarSubPage), QRect(0, 0, 12, 100));
    QVERIFY(part(QStyle::SC_ScrollBarAddPage).isEmpty());
}

void TestStyle::progressIsDrawnAsFarAsItGoes()
{
    QProgressBar bar;
    bar.setRange(0, 96);
    bar.setValue(48);
    bar.resize(200, 20);
    const QImage picture = pictureOf(bar);
    QCOMPARE(picture.pixelColor(50, 10), ink(Ink::Accent, Theme::Light));
    QCOMPARE(picture.pixelColor(150, 10), ink(Ink::NeutralSoft, Theme::Light));
}

void TestStyle::aSwitchOfThemeChangesAll()
{
    QWidget window;
    auto& button = *new QPushButton("Cancel", &window);  // The window owns it.
    button.resize(button.sizeHint());
    window.show();
    QCOMPARE(edgeOf(button), ink(Ink::Outline, Theme::Light));
    switchTheme(Theme::Dark);
    QCoreApplication::processEvents();
    QCOMPARE(edgeOf(button), ink(Ink::Outline, Theme::Dark));
    QCOMPARE(themeOf(button.palette()), Theme::Dark);
}

void TestStyle::fontsScaleAndStopAtNine()
{
    QFont base = QApplication::font();
    base.setPixelSize(13);
    QCOMPARE(fontFor(FontRole::Caption, base).pixelSize(), 11);
    QCOMPARE(fontFor(FontRole::Title, base).pixelSize(), 15);
    QCOMPARE(fontFor(FontRole::Verdict, base).pixelSize(), 18);
    QVERIFY(fontFor(FontRole::Verdict, base).bold());
    QVERIFY(!fontFor(FontRole::Caption, base).bold());
    base.setPixelSize(9);
    QCOMPARE(fontFor(FontRole::Caption, base).pixelSize(), 9);
    base.setPointSizeF(10);
    QCOMPARE(fontFor(FontRole::Verdict, base).pointSizeF(), 13.8);
    QVERIFY(QFontInfo(fontFor(FontRole::Code, base)).fixedPitch());
}

void TestStyle::aChipIsItsWord()
{
    Chip chip("Live", ChipKind::Warning);
    QCOMPARE(chip.accessibleName(), QStringLiteral("Live"));
    QCOMPARE(chip.sizeHint().height(), Size::chip);
    chip.resize(chip.sizeHint());
    QCOMPARE(pictureOf(chip).pixelColor(3, 9), ink(Ink::WarningSoft, Theme::Light));
    const int plain = chip.sizeHint().width();
    chip.setStrong(true);
    QVERIFY(chip.sizeHint().width() > plain);
}

QTEST_MAIN(TestStyle)

#include "tst_style.moc"
