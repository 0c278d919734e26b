#include "tests/ui/window/pseudo_locale.h"
#include "tests/ui/window/window_bench.h"
#include "ui/models/thing_id.h"
#include "ui/panels/inspector.h"
#include "ui/panels/plan_page.h"
#include "ui/text/language.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

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
