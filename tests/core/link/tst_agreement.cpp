#include "core/link/lab_hosts.h"
#include "core/link/practice_lab.h"
#include "core/link/run_session.h"
#include "core/store/graph_file.h"
#include "tests/core/link/agreement.h"
#include "tests/core/link/random_drawing.h"
#include "tests/core/link/shrunk_drawing.h"
#include "tests/core/plan/predict_route.h"

#include <QDir>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <cstdlib>
#include <iostream>

using namespace hopwright;
using link::tests::Difference;
using link::tests::Field;
using link::tests::RandomDrawing;
using link::tests::Tally;

namespace {

constexpr int patienceMs = 60'000;
constexpr std::uint64_t usualGraphs = 500;
constexpr std::uint64_t plantedGraphs = 60;
/// Of 60,000 drawings 20 are; a thousand have some more or less.
constexpr int mostUnknownPercent = 25;
constexpr int mostShrinking = 400;  ///< How often a drawing that fails is tried again, smaller.

std::uint64_t numberFrom(const char* variable, std::uint64_t otherwise)
{
    bool ok = false;
    const qulonglong number = qEnvironmentVariable(variable).toULongLong(&ok);
    return ok ? number : otherwise;
}

/// The keys that one lab after another takes: making them is most of what a lab costs.
struct Keys {
    std::shared_ptr<practice::HostKeys> hosts = std::make_shared<practice::HostKeys>();
    std::shared_ptr<const crypto::CertifiedKey> authority = {};
};

using Predictions = std::map<model::RouteId, std::vector<plan::HopPrediction>>;

/// A change of what was predicted, of the lab behind the plan's back, or of what was seen, before the two are compared.
struct Mistake {
    std::function<void(lab::LabWorld&)> inLab = [](lab::LabWorld&) {
    };
    std::function<void(plan::HopPrediction&)> inPrediction = [](plan::HopPrediction&) {
    };
    std::function<void(probe::HopResult&)> inResult = [](probe::HopResult&) {
    };
};

/// One drawing in a practice lab of its own: predicted and run as it is, and again with the plan applied.
class Trial {
public:
    Trial(const model::Graph& graph, Keys& keys, Tally& tally, const Mistake& mistake)
        : m_graph(graph), m_keys(keys), m_tally(tally), m_mistake(mistake)
    {
    }

    std::optional<Difference> run()
    {
        link::PracticeLab lab;
        lab.hosts().keys.share(m_keys.hosts);
        lab.hosts().authority = m_keys.authority;
        if (!lab.start(m_graph, {}))
            qFatal("a lab cannot open its ports");
        ++m_tally.graphs;
        std::optional<Difference> out = compare(lab);
        if (!out) {
            std::ignore = lab.apply(plan::makePlan(m_graph).changes);
            out = compare(lab);
            if (out)
                out->applied = true;
        }
        m_keys.authority = lab.hosts().authority;
        return out;
    }

private:
    std::optional<Difference> compare(link::PracticeLab& lab)
    {
        const plan::KnownStates states = lab.states();
        m_mistake.inLab(lab.hosts().world);
        link::RunSession session(&lab);
        QSignalSpy finished(&session, &link::RunSession::finished);
        link::RunOptions options;
        for (const auto& [id, route] : m_graph.routes)
            options.routes.push_back(id);
        session.start(m_graph, std::move(options));
        if (finished.isEmpty())
            finished.wait(patienceMs);
        for (probe::RouteResult result : session.report().routes) {
            auto predicted = plan::tests::predictRoute(m_graph, result.route, states,
                                                       model::labAccount(m_graph, result.route));
            std::ranges::for_each(predicted, m_mistake.inPrediction);
            std::ranges::for_each(result.hops, m_mistake.inResult);
            link::tests::RouteComparison comparison(m_graph, result.route, m_tally);
            if (auto difference = comparison.run(predicted, result))
                return difference;
        }
        return std::nullopt;
    }

    const model::Graph& m_graph;
    Keys& m_keys;
    Tally& m_tally;
    const Mistake& m_mistake;
};

std::optional<Difference> tried(const model::Graph& graph, Keys& keys, Tally& tally,
                                const Mistake& mistake = {})
{
    return Trial(graph, keys, tally, mistake).run();
}

std::string told(const Difference& difference)
{
    return "hop " + std::to_string(difference.hop + 1) + " of a route"
           + (difference.applied ? ", with the plan applied" : "") + ": "
           + link::tests::nameOf(difference.field) + "\n  predicted: " + difference.predicted
           + "\n  practice:  " + difference.seen + " (" + difference.evidence + ")\n";
}

/// The smallest drawing that differs in the same way, as text and as a file.
std::string explained(std::uint64_t seed, const model::Graph& graph, const Difference& difference,
                      Keys& keys)
{
    const auto fails = [&](const model::Graph& candidate) {
        Tally unused;
        const auto found = tried(candidate, keys, unused);
        return found && found->isLike(difference);
    };
    const model::Graph small = link::tests::shrunk(graph, fails, mostShrinking);
    Tally unused;
    const Difference shown = tried(small, keys, unused).value_or(difference);
    const std::string path = QDir::tempPath().toStdString() + "/agreement-" + std::to_string(seed);
    std::string where;
    if (store::saveGraph(std::filesystem::path(path + ".hopw"), graph)
        && store::saveGraph(std::filesystem::path(path + "-small.hopw"), small))
        where = "  drawings: " + path + ".hopw, " + path + "-small.hopw\n";
    return "HOPWRIGHT_SEED=" + std::to_string(seed) + " HOPWRIGHT_GRAPHS=1\n" + told(shown) + where
           + link::tests::told(small);
}

void print(const char* title, const std::map<std::string, int>& counts)
{
    std::cout << title << ':';
    for (const auto& [name, count] : counts)
        std::cout << ' ' << name << '=' << count;
    std::cout << '\n';
}

void print(const Tally& tally)
{
    std::cout << tally.graphs << " drawings, " << tally.hops << " hops: " << tally.compared
              << " compared, " << tally.unknown << " unknown, " << tally.skipped << " skipped, "
              << tally.notReached << " not reached\n";
    print("agreed", tally.agreed);
    print("causes", tally.causes);
    print("codes", tally.codes);
    print("practice where unknown", tally.unseen);
    print("lengths of routes", tally.lengths);
    std::cout.flush();
}

struct Planted {
    const char* name;
    Field field;
    Mistake mistake;
};

bool isDenied(const plan::HopPrediction& hop)
{
    return hop.reached && hop.outcome == Outcome::Denied;
}

bool isDenied(const probe::HopResult& hop)
{
    return hop.state == HopState::Denied;
}

/// \p change of each hop that is denied, predicted or seen.
template <typename Hop, typename Change>
auto ofDenied(Change change)
{
    return [change](Hop& hop) {
        if (isDenied(hop))
            change(hop);
    };
}

const std::vector<Planted>& planted()
{
    using plan::HopPrediction;
    using probe::HopResult;
    const auto stage = [](auto& hop) {
        hop.stage = hop.stage == Stage::Delegate ? Stage::Bind : Stage::Delegate;
    };
    const auto cause = [](auto& hop) {
        hop.cause =
            hop.cause == Cause::TrustedHosts ? Cause::ClientRoleMissing : Cause::TrustedHosts;
    };
    const auto code = [](auto& hop) {
        hop.code =
            readStatusCode(hop.code == readStatusCode("0x803381A3") ? "0x803381A4" : "0x803381A3");
    };
    static const std::vector<Planted> all{
        {.name = "plan: outcome",
         .field = Field::Outcome,
         .mistake = {.inPrediction = ofDenied<HopPrediction>(
                         [](HopPrediction& hop) { hop.outcome = Outcome::Allowed; })}},
        {.name = "plan: stage",
         .field = Field::Stage,
         .mistake = {.inPrediction = ofDenied<HopPrediction>(stage)}},
        {.name = "plan: cause",
         .field = Field::Cause,
         .mistake = {.inPrediction = ofDenied<HopPrediction>(cause)}},
        {.name = "plan: code",
         .field = Field::Code,
         .mistake = {.inPrediction = ofDenied<HopPrediction>(code)}},
        {.name = "practice: outcome",
         .field = Field::Outcome,
         .mistake = {.inResult = ofDenied<HopResult>(
                         [](HopResult& hop) { hop.state = HopState::Passed; })}},
        {.name = "practice: stage",
         .field = Field::Stage,
         .mistake = {.inResult = ofDenied<HopResult>(stage)}},
        {.name = "practice: cause",
         .field = Field::Cause,
         .mistake = {.inResult = ofDenied<HopResult>(cause)}},
        {.name = "practice: code",
         .field = Field::Code,
         .mistake = {.inResult = ofDenied<HopResult>(code)}},
        {.name = "practice: failed",
         .field = Field::Outcome,
         .mistake = {.inResult = ofDenied<HopResult>(
                         [](HopResult& hop) { hop.state = HopState::Failed; })}},
        {.name = "practice: skipped",
         .field = Field::Skipped,
         .mistake = {.inResult = ofDenied<HopResult>(
                         [](HopResult& hop) { hop.state = HopState::Skipped; })}},
        {.name = "the lab trusts every host",
         .field = Field::Outcome,
         .mistake = {.inLab =
                         [](lab::LabWorld& world) {
                             for (lab::LabMachine& each : world.machines)
                                 each.trustedHosts = {"*"};
                         }}},
        {.name = "the lab has no server role",
         .field = Field::Outcome,
         .mistake = {.inLab =
                         [](lab::LabWorld& world) {
                             for (lab::LabMachine& each : world.machines)
                                 each.credSspServer = false;
                         }}},
    };
    return all;
}

/// What can be said of a denied hop, but what no drawing of this test leads to: no password is wrong, and the causes without a
/// name are those of Kerberos, which practice skips.
std::vector<std::string> causesToMeet()
{
    std::vector<std::string> out;
    for (int i = 0; i <= static_cast<int>(Cause::Unknown); ++i) {
        const auto cause = static_cast<Cause>(i);
        if (cause != Cause::WrongPassword && cause != Cause::Unknown)
            out.emplace_back(wordOf(cause));
    }
    return out;
}

constexpr std::array codesToMeet{"5",          "0x8009030E", "0x803380E4", "0x803380E5",
                                 "0x803381A1", "0x803381A2", "0x803381A3", "0x803381A4",
                                 "0x803381BB", "null"};

/// Whether the comparison compared something: every cause, every code, and few unknown.
void checkNotHollow(const Tally& tally)
{
    // That a machine cannot know an account is predicted as unknown.
    const std::string notKnown(wordOf(Cause::AccountNotKnown));
    for (const std::string& cause : causesToMeet()) {
        const auto& met = cause == notKnown ? tally.causesSeen : tally.causes;
        QVERIFY2(met.contains(cause), ("never met: " + cause).c_str());
    }
    for (const char* code : codesToMeet)
        QVERIFY2(tally.codes.contains(code), (std::string("never met: ") + code).c_str());
    QVERIFY(tally.agreed.at("allowed") > tally.compared / 5);
    QVERIFY(tally.agreed.at("denied") > tally.compared / 5);
    QVERIFY2(tally.unknown * 100 < mostUnknownPercent * (tally.compared + tally.unknown),
             "too much is predicted as unknown");
}

}  // namespace

/// What is predicted is what practice shows: in drawings made at random.
class TestAgreement : public QObject {
    Q_OBJECT

private slots:
    void everyDrawingIsAValidOne();
    void aDrawingIsMadeSmall();
    void aPlantedDifferenceIsFound_data();
    void aPlantedDifferenceIsFound();
    void practiceIsAsPredicted();
};

void TestAgreement::everyDrawingIsAValidOne()
{
    for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
        const model::Graph graph = RandomDrawing(seed).make();
        const auto valid = model::checkGraph(graph);
        QVERIFY2(valid, (std::to_string(seed) + ": "
                         + (valid ? std::string() : valid.error().detail.english()))
                            .c_str());
        QVERIFY(graph == RandomDrawing(seed).make());
    }
}

/// What fails is left, and nothing else.
void TestAgreement::aDrawingIsMadeSmall()
{
    const auto fails = [](const model::Graph& graph) {
        return std::ranges::any_of(graph.routes, [&](const auto& route) {
            return std::ranges::any_of(route.second.hops, [&](model::HopId id) {
                const model::Hop& hop = graph.hops.at(id);
                return hop.method == Method::CredSsp
                       && graph.computers.at(hop.from).practice.credSspClient;
            });
        });
    };
    int tried = 0;
    for (std::uint64_t seed = 1; seed <= plantedGraphs; ++seed) {
        const model::Graph graph = RandomDrawing(seed).make();
        if (!fails(graph))
            continue;
        ++tried;
        const model::Graph small = link::tests::shrunk(graph, fails, mostShrinking * 10);
        QVERIFY(fails(small) && model::checkGraph(small));
        QCOMPARE(small.routes.size(), 1U);
        QCOMPARE(small.hops.size(), 1U);
        QVERIFY(small.computers.size() <= 2U);
        QVERIFY(small.accounts.empty() && small.resources.empty());
        const model::Hop& hop = small.hops.begin()->second;
        QVERIFY(!hop.credential.isExplicit);
        for (const auto& [id, computer] : small.computers) {
            const model::PracticeFacts expected{.credSspClient = id == hop.from};
            QVERIFY(computer.practice == expected);
        }
    }
    QVERIFY(tried > 10);
}

void TestAgreement::aPlantedDifferenceIsFound_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Planted& each : planted())
        QTest::newRow(each.name) << index++;
}

void TestAgreement::aPlantedDifferenceIsFound()
{
    QFETCH(int, index);
    const Planted& mistake = planted().at(static_cast<std::size_t>(index));
    Keys keys;
    Tally tally;
    for (std::uint64_t seed = 1; seed <= plantedGraphs; ++seed) {
        const auto found = tried(RandomDrawing(seed).make(), keys, tally, mistake.mistake);
        if (found && found->field == mistake.field)
            return;  // A change of the lab itself shows in other ways, too.
    }
    QFAIL("nobody saw it so");
}

void TestAgreement::practiceIsAsPredicted()
{
    const std::uint64_t first = numberFrom("HOPWRIGHT_SEED", 1);
    const std::uint64_t graphs = numberFrom("HOPWRIGHT_GRAPHS", usualGraphs);
    const std::uint64_t most = numberFrom("HOPWRIGHT_MOST_DIFFERENCES", 1);
    Keys keys;
    Tally tally;
    std::vector<Difference> found;
    QElapsedTimer clock;
    clock.start();
    int differing = 0;
    for (std::uint64_t seed = first; seed < first + graphs; ++seed) {
        const model::Graph graph = RandomDrawing(seed).make();
        const auto difference = tried(graph, keys, tally);
        if (!difference)
            continue;
        ++differing;
        const bool known = std::ranges::any_of(
            found, [&](const Difference& each) { return each.isLike(*difference); });
        if (known)
            continue;
        found.push_back(*difference);
        std::cout << explained(seed, graph, *difference, keys) << std::endl;
        if (found.size() >= most)
            break;
    }
    print(tally);
    std::cout << clock.elapsed() << " ms; " << differing << " drawings differ" << std::endl;
    QVERIFY(found.empty());
    if (graphs >= usualGraphs)
        checkNotHollow(tally);
}

QTEST_GUILESS_MAIN(TestAgreement)
#include "tst_agreement.moc"
