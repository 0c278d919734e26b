#include "core/errors/error_table.h"
#include "core/explain/explanation_table.h"
#include "core/model/graph_rules.h"
#include "tests/ui/window/pseudo_locale.h"
#include "tests/ui/window/window_bench.h"
#include "ui/canvas/name_editor.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/close_question.h"
#include "ui/dialogs/command_dialog.h"
#include "ui/dialogs/overwrite_question.h"
#include "ui/dialogs/recovery_question.h"
#include "ui/models/thing_id.h"
#include "ui/panels/diagnose_pane.h"
#include "ui/panels/inspector.h"
#include "ui/panels/ticket_edit.h"
#include "ui/text/words.h"
#include "ui/window/diagnose_page.h"

#include <QClipboard>
#include <QLabel>
#include <QTabBar>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

/// Names, and words that are the same in every language: those of Windows, of protocols, of this program.
class Allowed {
public:
    void add(const std::string& words)
    {
        if (!words.empty())
            m_words.insert(QString::fromStdString(words));
    }
    void add(const model::Graph& graph)
    {
        for (const auto& [id, each] : graph.computers) {
            add(each.name);
            add(each.dnsName);
            add(each.provenance.time);
        }
        for (const auto& [id, each] : graph.domains) {
            add(each.shortName);
            add(each.dnsName);
        }
        for (const auto& [id, each] : graph.resources)
            add(each.name);
        for (const auto& [id, each] : graph.accounts)
            add(model::accountText(each));
        for (const auto& [id, each] : graph.hops)
            add(each.typedTarget);
        for (const auto& [id, each] : graph.routes)
            add(each.name);
    }
    /// What machines said.
    void add(const Sentence& sentence)
    {
        add(sentence.words());
        for (const Sentence& each : sentence.arguments())
            add(each);
    }
    void add(const probe::RunReport& report)
    {
        for (const probe::RouteResult& route : report.routes) {
            add(route.account);
            add(route.startedAt);
            add(route.runId);
            for (const probe::HopResult& hop : route.hops) {
                add(hop.evidence);
                for (const probe::StageResult& stage : hop.stages)
                    add(stage.evidence);
            }
        }
    }

    /// What of \p text is neither in brackets nor allowed; empty: nothing.
    QString left(QString text) const
    {
        text = outsideOfBrackets(text);
        for (const QString& each : m_words)
            text.replace(each, QStringLiteral(" "), Qt::CaseInsensitive);
        static const QRegularExpression same(QStringLiteral(
            "Hopwright|PowerShell|ADM-PC01 -> "
            "JUMP01.*Reports|WSMAN/\\S*|0x[0-9A-F]+|\\S+\\.(ps1|txt|hopw)\\b|/\\S+"));
        static const QRegularExpression word(QStringLiteral("\\p{L}{3,}"));
        text.replace(same, QStringLiteral(" "));
        return word.match(text).hasMatch() ? text.simplified() : QString();
    }

private:
    /// The longest first: "LAB\alice" before "LAB".
    struct Longer {
        bool operator()(const QString& a, const QString& b) const
        {
            return a.size() != b.size() ? a.size() > b.size() : a < b;
        }
    };
    std::set<QString, Longer> m_words;
};

QStringList englishIn(const std::vector<SeenText>& texts, const Allowed& allowed)
{
    QStringList out;
    for (const SeenText& each : texts) {
        const QString left = allowed.left(each.text);
        if (!left.isEmpty())
            out += QStringLiteral("%1: \"%2\" of \"%3\"").arg(each.where, left, each.text);
    }
    out.removeDuplicates();
    return out;
}

/// The window, and what is painted on the canvas.
QStringList english(WindowBench& bench)
{
    QTest::qWait(50);
    Allowed allowed;
    // What Windows says of its errors, and the ids that a text can be asked for by.
    for (const ErrorRow& each : errorRows())
        allowed.add(std::string(each.says.substr(0, each.says.find(" | "))));
    for (const explain::Explanation& each : explain::explanations())
        allowed.add(std::string(each.id));
    allowed.add(bench.canvas().graph());
    allowed.add(bench.window().report());
    allowed.add(bench.window().shownRun().report);  // Of an older drawing, perhaps.
    std::vector<SeenText> texts = TextWalk(bench.window()).all();
    for (const QString& each : bench.painted())
        texts.push_back({.text = each, .where = QStringLiteral("canvas")});
    // A window says some hundred things, and most are ours.
    const auto ours =
        std::ranges::count_if(texts, [](const SeenText& each) { return each.text.contains(u'⟦'); });
    if (ours < 200) {
        return {QStringLiteral("only %1 of %2 texts are in brackets: the walk misses some")
                    .arg(ours)
                    .arg(texts.size())};
    }
    return englishIn(texts, allowed);
}

void trigger(WindowBench& bench, ActionId id)
{
    (*bench.window().findChild<Actions*>())[id]->trigger();
}

QStringList englishOf(QWidget* dialog, const QStringList& names = {})
{
    if (dialog == nullptr)
        return {QStringLiteral("it did not open")};
    Allowed allowed;
    for (const QString& each : names)
        allowed.add(each.toStdString());
    return englishIn(TextWalk(*dialog).all(), allowed);
}

}  // namespace

/// The window in a language that no text is in by itself: what shows in English did not come through ui::Text.
class TestPseudoLocale : public QObject {
    Q_OBJECT

    PseudoTranslator m_pseudo;

private slots:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_pseudo)); }

    void theFirstRun();
    void afterATest();
    void eachThingInTheInspector_data();
    void eachThingInTheInspector();
    void anEmptyDrawing();
    void whatIsRefused();
    void theExport();
    void theAbout();
    void theCredential();
    void theQuestions();
    void aDiagnosis();
    void aScriptThatIsDiagnosed();
    void theCommand();
    void aPlainTextIsFound();
};

#define NONE_ENGLISH(found)                                                           \
    do {                                                                              \
        const QStringList texts = (found);                                            \
        QVERIFY2(texts.isEmpty(), qPrintable(QLatin1Char('\n') + texts.join(u'\n'))); \
    } while (false)

void TestPseudoLocale::theFirstRun()
{
    WindowBench bench;
    NONE_ENGLISH(english(bench));
}

void TestPseudoLocale::afterATest()
{
    WindowBench bench;
    QVERIFY(bench.test());
    NONE_ENGLISH(english(bench));
    bench.window().openSample(QStringLiteral("double-hop-credssp"));
    QVERIFY(bench.test());
    NONE_ENGLISH(english(bench));
    trigger(bench, ActionId::Apply);
    QVERIFY(bench.test());
    NONE_ENGLISH(english(bench));
    trigger(bench, ActionId::UndoApply);
    NONE_ENGLISH(english(bench));
}

void TestPseudoLocale::eachThingInTheInspector_data()
{
    QTest::addColumn<QString>("sample");
    for (const char* each : {"double-hop-broken", "double-hop-credssp", "three-hops"})
        QTest::newRow(each) << QString::fromLatin1(each);
}

void TestPseudoLocale::eachThingInTheInspector()
{
    QFETCH(QString, sample);
    WindowBench bench;
    bench.window().openSample(sample);
    QVERIFY(bench.test());
    auto* inspector = bench.window().findChild<Inspector*>();
    const model::Graph& graph = bench.canvas().graph();
    QStringList things;
    const auto add = [&things](const char* kind, const auto& all) {
        for (const auto& [id, each] : all) {
            things += QStringLiteral("%1-%2")
                          .arg(QLatin1String(kind))
                          .arg(static_cast<std::uint32_t>(id));
        }
    };
    add("computer", graph.computers);
    add("resource", graph.resources);
    add("hop", graph.hops);
    add("route", graph.routes);
    QVERIFY(things.size() > 5);
    for (const QString& thing : things) {
        inspector->showThing(thingFromId(thing));
        for (int page = 0; page < inspector->count(); ++page) {
            inspector->setCurrentIndex(page);
            NONE_ENGLISH(english(bench));
        }
    }
}

void TestPseudoLocale::anEmptyDrawing()
{
    WindowBench bench;
    trigger(bench, ActionId::New);
    NONE_ENGLISH(english(bench));
    trigger(bench, ActionId::Test);
    NONE_ENGLISH(english(bench));
    auto* inspector = bench.window().findChild<Inspector*>();
    for (int page = 0; page < inspector->count(); ++page) {
        inspector->setCurrentIndex(page);
        NONE_ENGLISH(english(bench));
    }
}

/// Errors of core, which come as sentences.
void TestPseudoLocale::whatIsRefused()
{
    WindowBench bench;
    QFile broken(bench.path(QStringLiteral("broken.hopw")));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("<hopwright format=\"1\"><computer/></hopwright>");
    broken.close();
    QVERIFY(!bench.window().openFile(broken.fileName()));
    NONE_ENGLISH(english(bench));
    QVERIFY(!bench.window().openFile(bench.path(QStringLiteral("missing.hopw"))));
    NONE_ENGLISH(english(bench));
    for (const char* chain : {"A -> B ->", "A -nothing-> B", "A -> B:99999", "A -> \\\\\\x"}) {
        QGuiApplication::clipboard()->setText(QString::fromLatin1(chain));
        trigger(bench, ActionId::PasteChain);
        NONE_ENGLISH(english(bench));
    }
}

void TestPseudoLocale::theExport()
{
    WindowBench bench;
    bench.window().openSample(QStringLiteral("double-hop-credssp"));
    trigger(bench, ActionId::Export);
    NONE_ENGLISH(english(bench));
}

void TestPseudoLocale::theAbout()
{
    WindowBench bench;
    trigger(bench, ActionId::About);
    auto* dialog = bench.child<QDialog>();
    QStringList names{QStringLiteral("GPL"), QStringLiteral(HOPWRIGHT_VERSION)};
    for (const Part& each : parts())
        names << QString::fromLatin1(each.name) << QString::fromLatin1(each.licence);
    NONE_ENGLISH(englishOf(dialog, names));
}

void TestPseudoLocale::theCredential()
{
    WindowBench bench;
    for (QAction* each : bench.window().findChildren<QAction*>()) {
        if (each->text() == PseudoTranslator().translate("", "T&est as…"))
            each->trigger();
    }
    auto* dialog = bench.child<QDialog>();
    NONE_ENGLISH(englishOf(dialog, {QStringLiteral("LAB\\alice"), QStringLiteral("ADM-PC01")}));
}

void TestPseudoLocale::theQuestions()
{
    QWidget parent;
    CloseQuestion close(QStringLiteral("estate.hopw"), &parent);
    NONE_ENGLISH(englishOf(&close));
    OverwriteQuestion overwrite(QStringLiteral("estate.hopw"), &parent);
    NONE_ENGLISH(englishOf(&overwrite));
    RecoveryQuestion recovery({.title = QStringLiteral("estate.hopw"),
                               .path = QStringLiteral("/tmp/estate.hopw"),
                               .steps = {QStringLiteral("One"), QStringLiteral("Two")},
                               .changes = 7,
                               .lastChange = QStringLiteral("2026-11-25T14:04:51Z"),
                               .fileChanged = true,
                               .cutShort = true},
                              &parent);
    NONE_ENGLISH(englishOf(&recovery, {QStringLiteral("One"), QStringLiteral("Two")}));
}

void TestPseudoLocale::aDiagnosis()
{
    WindowBench bench;
    const QString text = QStringLiteral(
        "From pc-4: icm web7 { dir \\\\nas3\\pics }\nAccess is denied (5), password Zebra-7a");
    QApplication::clipboard()->setText(text);
    trigger(bench, ActionId::Diagnose);
    QTest::qWait(50);
    const QString shown = bench.window().diagnosePage()->pane().text().toPlainText();
    NONE_ENGLISH(englishOf(bench.window().diagnosePage(),
                           {shown, QStringLiteral("pc-4"), QStringLiteral("web7"),
                            QStringLiteral("\\\\nas3\\pics"), QStringLiteral("dir")}));
}

void TestPseudoLocale::aScriptThatIsDiagnosed()
{
    WindowBench bench;
    QApplication::clipboard()->setText(QStringLiteral("icm web7 { Get-Thing \\\\nas3\\pics }"));
    trigger(bench, ActionId::Diagnose);
    QTest::qWait(50);
    NONE_ENGLISH(englishOf(bench.window().diagnosePage(),
                           {QStringLiteral("icm web7 { Get-Thing \\\\nas3\\pics }"),
                            QStringLiteral("web7"), QStringLiteral("\\\\nas3\\pics"),
                            QStringLiteral("Get-Thing"), QStringLiteral("UNKNOWN"),
                            // PowerShell is no language of people.
                            QStringLiteral("New-PSDrive -Name H -PSProvider FileSystem -Root"),
                            QStringLiteral("-Credential $Using:cred")}));
}

void TestPseudoLocale::theCommand()
{
    WindowBench bench;
    bench.click(bench.middleOf("JUMP01"));
    QVERIFY(bench.press(QStringLiteral("⟦Coommaand")));
    auto* dialog = bench.child<CommandDialog>();
    QStringList names{QStringLiteral("JUMP01")};
    for (const CommandRow* each : CommandDialog::offered())
        names += QString::fromUtf8(each->name.data(), static_cast<qsizetype>(each->name.size()));
    NONE_ENGLISH(englishOf(dialog, names));
}

/// The walk finds what it is for.
void TestPseudoLocale::aPlainTextIsFound()
{
    QWidget window;
    QLabel label(QStringLiteral("Plain words"), &window);
    QCOMPARE(englishOf(&window).size(), 1);
    label.setText(Text::tr("Plan"));
    QCOMPARE(englishOf(&window), QStringList());
    label.setText(Text::tr("Plan") + QStringLiteral(" by hand"));
    QCOMPARE(englishOf(&window).size(), 1);
}

int main(int argc, char* argv[])
{
    return runWindowTest<TestPseudoLocale>(argc, argv);
}

#include "tst_pseudo_locale.moc"
