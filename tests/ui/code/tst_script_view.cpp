#include "ui/code/powershell_lexer.h"
#include "ui/code/script_view.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QTest>
#include <QVBoxLayout>

using namespace hopwright::ui;

Q_DECLARE_METATYPE(hopwright::ui::Ink)
Q_DECLARE_METATYPE(hopwright::ui::Theme)

namespace {

/// One of each, to be found by a word.
const QString script = QString::fromUtf8("# a comment\n"
                                         "$names = @('JUMP01', \"two\")\n"
                                         "function Get-Entry([string]$name) {\n"
                                         "    if (-not (Test-Path -LiteralPath $list)) { return }\n"
                                         "    if ($a -ceq 42) { Set-Item -Path $b -Force }\n"
                                         "}\n"
                                         "<# of many\nlines #>\n"
                                         "$text = @'\nhere Set-Item\n'@\n"
                                         "# Set-Item only named\n"
                                         "Write-Output 'Set-Item'\n");

/// The colour of the first letter of \p word where it stands first.
QColor colourOf(const ScriptView& view, const QString& word)
{
    const QStringList lines = view.text().split(u'\n');
    for (int line = 0; line < lines.size(); ++line) {
        const qsizetype column = lines.at(line).indexOf(word);
        if (column >= 0)
            return view.colourAt(line, static_cast<int>(column));
    }
    return {};
}

}  // namespace

class TestScriptView : public QObject {
    Q_OBJECT

private slots:
    static void initTestCase() { setUpApplication(*qApp, Theme::Light); }
    static void cleanup() { switchTheme(Theme::Light); }
    void theLexerIsThatOfPowerShell();
    void eachWordHasTheColourOfItsKind_data();
    void eachWordHasTheColourOfItsKind();
    void aViewThatIsOpenFollowsTheTheme();
    void theColoursArePainted();
    void plainTextHasNoColours();
    void theLinesThatChangeAMachineAreMarked();
    void nothingCanBeTyped();
    void tabAndEscapeLeaveTheView();
    void thePlaceIsKeptWhenItIsTheSameFile();
    void whatTurnsTextAroundIsShown();
    void theTextHasTheSizeOfTheFont_data();
    void theTextHasTheSizeOfTheFont();
    void oneGoesFromMarkedLineToMarkedLine();
};

void TestScriptView::theLexerIsThatOfPowerShell()
{
    const PowerShellLexer lexer;
    QCOMPARE(lexer.lexer(), "powershell");
    QCOMPARE(lexer.language(), "PowerShell");
    QVERIFY(QByteArray(lexer.keywords(1)).split(' ').contains("function"));
    QVERIFY(lexer.keywords(2) == nullptr);
    QVERIFY(!lexer.description(PowerShellLexer::Variable).isEmpty());
    QVERIFY2(lexer.description(99).isEmpty(), "QScintilla takes it for the end of the list");
}

void TestScriptView::eachWordHasTheColourOfItsKind_data()
{
    QTest::addColumn<Theme>("theme");
    QTest::addColumn<QString>("word");
    QTest::addColumn<Ink>("expected");
    for (const auto& [theme, name] : {std::pair(Theme::Light, "light"),
                                      {Theme::Dark, "dark"},
                                      {Theme::HighContrast, "high contrast"}}) {
        const auto row = [shown = theme, title = name](const char* word, Ink expected) {
            QTest::addRow("%s, %s", title, word) << shown << QString::fromLatin1(word) << expected;
        };
        row("# a comment", Ink::CodeComment);
        row("$names", Ink::CodeVariable);
        row("'JUMP01'", Ink::CodeString);
        row("\"two\"", Ink::CodeString);
        row("function", Ink::CodeKeyword);
        row("return", Ink::CodeKeyword);
        row("Get-Entry", Ink::Text);
        row("-LiteralPath", Ink::CodeParameter);
        row("LiteralPath", Ink::CodeParameter);
        row("-Force", Ink::CodeParameter);
        row("-not", Ink::Text);
        row("-ceq", Ink::Text);
        row("42", Ink::Text);
        row("of many", Ink::CodeComment);
        row("here Set-Item", Ink::CodeString);
    }
}

void TestScriptView::eachWordHasTheColourOfItsKind()
{
    QFETCH(const Theme, theme);
    QFETCH(const QString, word);
    QFETCH(const Ink, expected);
    switchTheme(theme);
    ScriptView view;
    view.showText(script, ScriptView::Kind::PowerShell, false);
    QCOMPARE(colourOf(view, word).name(), ink(expected, theme).name());
}

void TestScriptView::aViewThatIsOpenFollowsTheTheme()
{
    ScriptView view;
    view.showText(script, ScriptView::Kind::PowerShell, false);
    view.show();
    switchTheme(Theme::Dark);
    QCoreApplication::processEvents();
    for (const auto& [word, expected] : {std::pair("$names", Ink::CodeVariable),
                                         {"function", Ink::CodeKeyword},
                                         {"-LiteralPath", Ink::CodeParameter}})
        QCOMPARE(colourOf(view, QLatin1String(word)).name(), ink(expected, Theme::Dark).name());
    QCOMPARE(view.markedLines(), 1);
}

void TestScriptView::theColoursArePainted()
{
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        switchTheme(theme);
        ScriptView view;
        view.resize(640, 400);
        view.showText(script, ScriptView::Kind::PowerShell, false);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const QImage picture = view.viewport()->grab().toImage();
        QCOMPARE(picture.pixelColor(picture.width() - 4, 4).name(), ink(Ink::Base, theme).name());
        const auto has = [&picture](const QColor& colour) {
            for (int y = 0; y < picture.height(); ++y) {
                for (int x = 0; x < picture.width(); ++x) {
                    if (picture.pixelColor(x, y) == colour)
                        return true;
                }
            }
            return false;
        };
        QVERIFY2(has(ink(Ink::PlannedSoft, theme)), "the marked line");
        QVERIFY2(has(ink(Ink::CodeKeyword, theme)), "a keyword, in bold");
    }
}

void TestScriptView::plainTextHasNoColours()
{
    ScriptView view;
    view.showText(script, ScriptView::Kind::PowerShell, false);
    view.showText(script, ScriptView::Kind::Plain, false);
    for (const char* word : {"$names", "function", "-LiteralPath", "# a comment"})
        QCOMPARE(colourOf(view, QLatin1String(word)).name(), ink(Ink::Text, Theme::Light).name());
    QCOMPARE(view.markedLines(), 0);
}

void TestScriptView::theLinesThatChangeAMachineAreMarked()
{
    ScriptView view;
    view.showText(script, ScriptView::Kind::PowerShell, false);
    QVERIFY2(view.markedLines() == 1, "not those that only name the command");
    QVERIFY(view.markersAtLine(4) != 0);
    view.showText(QStringLiteral("Write-Output 1\n"), ScriptView::Kind::PowerShell, false);
    QCOMPARE(view.markedLines(), 0);
    QCOMPARE(view.markersAtLine(4), 0U);
}

void TestScriptView::nothingCanBeTyped()
{
    ScriptView view;
    view.showText(script, ScriptView::Kind::PowerShell, false);
    view.show();
    view.setFocus();
    QTest::keyClicks(&view, QStringLiteral("x"));
    for (const auto key : {Qt::Key_Delete, Qt::Key_Backspace, Qt::Key_Return})
        QTest::keyClick(&view, key);
    QCOMPARE(view.text(), script);
    QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), script);
}

void TestScriptView::tabAndEscapeLeaveTheView()
{
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* view = new ScriptView(&window);
    auto* field = new QLineEdit(&window);
    column->addWidget(view);
    column->addWidget(field);
    view->showText(script, ScriptView::Kind::PowerShell, false);
    window.show();
    window.activateWindow();
    view->setFocus();
    QTRY_VERIFY(view->hasFocus());
    QTest::keyClick(view, Qt::Key_Tab);
    QVERIFY(field->hasFocus());
    QTest::keyClick(field, Qt::Key_Backtab);
    QVERIFY(view->hasFocus());
    QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    QCoreApplication::sendEvent(view, &escape);
    QVERIFY2(!escape.isAccepted(), "the window gets it");
}

void TestScriptView::thePlaceIsKeptWhenItIsTheSameFile()
{
    ScriptView view;
    view.resize(400, 120);
    QString text;
    for (int i = 0; i < 200; ++i)
        text += QStringLiteral("line %1\n").arg(i);
    view.showText(text, ScriptView::Kind::PowerShell, false);
    view.show();
    view.setCursorPosition(60, 2);
    view.setFirstVisibleLine(55);
    view.showText(text + QStringLiteral("more"), ScriptView::Kind::PowerShell, true);
    QCOMPARE(view.firstVisibleLine(), 55);
    int line = 0;
    int column = 0;
    view.getCursorPosition(&line, &column);
    QCOMPARE(line, 60);
    view.showText(text, ScriptView::Kind::PowerShell, false);
    QCOMPARE(view.firstVisibleLine(), 0);
}

void TestScriptView::whatTurnsTextAroundIsShown()
{
    const auto widthOf = [](const QString& text) {
        ScriptView view;
        view.showText(text, ScriptView::Kind::PowerShell, false);
        view.show();
        return view.SendScintilla(QsciScintillaBase::SCI_POINTXFROMPOSITION, 0UL,
                                  static_cast<long>(text.toUtf8().size()));
    };
    const QString hidden = QStringLiteral("'a") + QChar(0x202E) + QStringLiteral("b'");
    const long letters = widthOf(QStringLiteral("'axxxxxb'")) - widthOf(QStringLiteral("'ab'"));
    QVERIFY2(widthOf(hidden) - widthOf(QStringLiteral("'ab'")) >= letters, "as U+202E");
}

/// Whatever fonts there are: twice the size is twice as high, but for the air between lines, and a size in pixels counts too.
void TestScriptView::theTextHasTheSizeOfTheFont_data()
{
    QTest::addColumn<bool>("inPixels");
    QTest::newRow("in points") << false;
    QTest::newRow("in pixels") << true;
}

void TestScriptView::theTextHasTheSizeOfTheFont()
{
    QFETCH(const bool, inPixels);
    const QFont before = QApplication::font();
    const auto heightAt = [&](int size) {
        QFont font = before;
        if (inPixels)
            font.setPixelSize(size);
        else
            font.setPointSize(size);
        QApplication::setFont(font);
        ScriptView view;
        view.showText(script, ScriptView::Kind::PowerShell, false);
        return view.textHeight(0);
    };
    const int once = heightAt(20);
    const int twice = heightAt(40);
    QApplication::setFont(before);
    constexpr int air = 3;
    QVERIFY2(qAbs(twice - air - 2 * (once - air)) <= 4,
             qPrintable(QStringLiteral("%1 and %2").arg(once).arg(twice)));
    QVERIFY(once >= 20);
}

void TestScriptView::oneGoesFromMarkedLineToMarkedLine()
{
    ScriptView view;
    view.showText(QStringLiteral("a\nSet-Item b\nc\nNew-Item d\n"), ScriptView::Kind::PowerShell,
                  false);
    const auto next = [&view] {
        view.goToNextMarked();
        int line = 0;
        int column = 0;
        view.getCursorPosition(&line, &column);
        return line;
    };
    QCOMPARE(next(), 1);
    QCOMPARE(next(), 3);
    QCOMPARE(next(), 1);
}

QTEST_MAIN(TestScriptView)
#include "tst_script_view.moc"
