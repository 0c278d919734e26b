#include "core/files/path.h"
#include "core/store/graph_file.h"
#include "tests/core/plan/drawing.h"
#include "tests/ui/window/pseudo_locale.h"
#include "tests/ui/window/window_bench.h"
#include "ui/models/thing_id.h"
#include "ui/panels/inspector.h"
#include "ui/panels/plan_page.h"
#include "ui/text/language.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

#include <QPushButton>

using namespace hopwright;
using namespace hopwright::ui;

/// The inspector's page Plan is whole in German. Behind German stands the pseudo-locale: what German lacks shows in brackets.
/// What machines answer is theirs.
class TestGermanPage : public QObject {
    Q_OBJECT

    PseudoTranslator m_pseudo;

private slots:
    void initTestCase();
    void thePageIsInGerman_data();
    void thePageIsInGerman();
    void thePageIsAsWideAsItsView_data();
    void thePageIsAsWideAsItsView();
    void theRestFallsBack();
    void aNumberHasItsForms();
    void anAccountThatIsAskedForFitsItsSentence();
};

void TestGermanPage::initTestCase()
{
    QVERIFY(QCoreApplication::installTranslator(&m_pseudo));
    speakLanguageOf(QLocale(QLocale::German, QLocale::Austria));
}

void TestGermanPage::thePageIsInGerman_data()
{
    QTest::addColumn<QString>("sample");
    for (const char* each : {"double-hop-broken", "double-hop-credssp", "three-hops"})
        QTest::newRow(each) << QString::fromLatin1(each);
}

void TestGermanPage::thePageIsInGerman()
{
    QFETCH(QString, sample);
    WindowBench bench;
    bench.window().openSample(sample);
    QStringList seen;
    QStringList lacking;
    auto* inspector = bench.window().findChild<Inspector*>();
    inspector->setCurrentIndex(0);
    const auto look = [&](const QString& thing) {
        inspector->showThing(thingFromId(thing));
        for (const SeenText& each : TextWalk(*inspector->findChild<PlanPage*>()).all()) {
            seen += each.text;
            if (each.text.contains(u'⟦'))
                lacking += each.text;
        }
    };
    const auto lookAtAll = [&] {
        const model::Graph& graph = bench.canvas().graph();
        const auto all = [&look](const char* kind, const auto& things) {
            for (const auto& [id, each] : things) {
                look(QStringLiteral("%1-%2")
                         .arg(QLatin1String(kind))
                         .arg(static_cast<std::uint32_t>(id)));
            }
        };
        look({});
        all("computer", graph.computers);
        all("resource", graph.resources);
        all("hop", graph.hops);
        all("route", graph.routes);
    };
    lookAtAll();
    QVERIFY(bench.test());
    lookAtAll();
    lacking.removeDuplicates();
    QVERIFY2(lacking.isEmpty(), qPrintable(QLatin1Char('\n') + lacking.join(u'\n')));
    for (const char* each :
         {"Herkunft", "Begründung", "Vorhersage und Test", "Nichts ist ausgewählt"})
        QVERIFY2(seen.contains(QString::fromUtf8(each)), each);
}

void TestGermanPage::thePageIsAsWideAsItsView_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("a short name") << QStringLiteral("JUMP01");
    QTest::newRow("the longest name") << QString(63, u'M');
}

/// Buttons and names that are longer than a line do not widen it.
void TestGermanPage::thePageIsAsWideAsItsView()
{
    QFETCH(QString, name);
    WindowBench bench;
    plan::tests::Drawing drawing;
    const auto client = drawing.machine("PC1");
    const auto jump = drawing.machine(name.toStdString());
    const auto far = drawing.machine("FAR" + name.toStdString().substr(3));
    const auto files = drawing.machine("FS1");
    std::vector<model::HopId> way{drawing.credSsp(client, jump), drawing.session(jump, far)};
    for (const char* share : {"One", "Two", "Three"}) {
        auto hops = way;
        hops.push_back(drawing.use(far, drawing.share(files, share)));
        drawing.route(hops);
    }
    const QString file = bench.path(QStringLiteral("wide.hopw"));
    QVERIFY(store::saveGraph(files::pathFromUtf8(file.toStdString()), drawing.graph).has_value());
    QVERIFY(bench.window().openFile(file));
    auto* inspector = bench.window().findChild<Inspector*>();
    inspector->setCurrentIndex(0);
    auto* page = inspector->findChild<PlanPage*>();
    int buttons = 0;
    const auto look = [&](const QString& thing) {
        inspector->showThing(thingFromId(thing));
        buttons += static_cast<int>(page->widget()->findChildren<QPushButton*>().size());
        const int wanted = page->widget()->minimumSizeHint().width();
        QVERIFY2(wanted <= page->viewport()->width(),
                 qPrintable(QStringLiteral("%1: %2 in %3")
                                .arg(thing)
                                .arg(wanted)
                                .arg(page->viewport()->width())));
    };
    for (const auto& [id, each] : drawing.graph.computers)
        look(QStringLiteral("computer-%1").arg(static_cast<std::uint32_t>(id)));
    for (const auto& [id, each] : drawing.graph.hops)
        look(QStringLiteral("hop-%1").arg(static_cast<std::uint32_t>(id)));
    for (const auto& [id, each] : drawing.graph.routes)
        look(QStringLiteral("route-%1").arg(static_cast<std::uint32_t>(id)));
    QVERIFY(buttons > 0);
}

/// What German has not yet, it takes from behind.
void TestGermanPage::theRestFallsBack()
{
    QCOMPARE(Text::tr("Legend"), QStringLiteral("⟦Leegeend⟧"));
}

void TestGermanPage::aNumberHasItsForms()
{
    QCOMPARE(Text::tr("Route of %n hops", nullptr, 1), QStringLiteral("Route mit 1 Hop"));
    QCOMPARE(Text::tr("Route of %n hops", nullptr, 2), QStringLiteral("Route mit 2 Hops"));
    const model::ComputerId a{1}, b{2};
    QCOMPARE(appliedText({{.computer = a, .setting = plan::Change::Setting::ClientRole},
                          {.computer = a, .setting = plan::Change::Setting::AllowFresh},
                          {.computer = b, .setting = plan::Change::Setting::ServerRole}}),
             QStringLiteral("Angewendet: 3 Einstellungen auf 2 Rechnern."));
}

/// It stands in each case of German.
void TestGermanPage::anAccountThatIsAskedForFitsItsSentence()
{
    using rules::ReasonKey;
    const std::string asked(plan::askedAtRunTime);
    QCOMPARE(becauseText({.key = ReasonKey::PasswordDelegated, .arguments = {"1", "S1", asked}}),
             QStringLiteral("Hop 1 verwendet CredSSP: Das Kennwort des Kontos (wird abgefragt) "
                            "kommt auf S1 an und kann wiederverwendet werden."));
    QCOMPARE(becauseText({.key = ReasonKey::MachineHoldsPassword, .arguments = {"S1", asked}}),
             QStringLiteral("S1 hat dann das Kennwort des Kontos (wird abgefragt); die "
                            "Administratoren dort können es lesen."));
    QCOMPARE(
        becauseText({.key = ReasonKey::PermissionNotLookedAt, .arguments = {"\\\\S2\\x", ""}}),
        QStringLiteral("Ob das Konto (wird abgefragt) die Berechtigung auf \\\\S2\\x hat, wurde "
                       "nicht geprüft."));
}

int main(int argc, char* argv[])
{
    return runWindowTest<TestGermanPage>(argc, argv);
}

#include "tst_german_page.moc"
