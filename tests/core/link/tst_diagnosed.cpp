#include "core/diagnose/drawing.h"
#include "core/edit/edit_nodes.h"
#include "core/link/lab_hosts.h"
#include "core/link/practice_lab.h"
#include "core/link/run_session.h"
#include "core/model/graph_rules.h"
#include "core/text/decode.h"
#include "core/vocabulary/words.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <array>
#include <iostream>
#include <map>

using namespace hopwright;

namespace {

constexpr int patienceMs = 60'000;

/// What the practice lab can act out: by its lists, roles, accounts and shares.
bool isActedOut(Cause cause)
{
    constexpr std::array causes{Cause::NotDelegated,        Cause::PermissionOnResource,
                                Cause::ClientRoleMissing,   Cause::ServerRoleMissing,
                                Cause::DelegateListMissing, Cause::DelegateListMismatch,
                                Cause::DelegateListDenies,  Cause::ImplicitCredentialWithCredSsp};
    return std::ranges::find(causes, cause) != causes.end();
}

/// Whether who comes to the hop that failed has a name there: in the lab by CredSSP alone, or by a credential of the hop's own.
bool arrivesNamed(const diagnose::SaidDrawing& drawing)
{
    for (const diagnose::SaidDrawing::Hop& each : drawing.hops) {
        const model::Hop& hop = drawing.graph.hops.at(each.id);
        if (each.id == *drawing.failing)
            return &each == &drawing.hops.front() || hop.credential.isExplicit;
        if (hop.method == Method::CredSsp)
            return true;
    }
    return false;
}

struct Seen {
    std::optional<std::size_t> hop = {};  ///< From 0: the one that stopped; nothing: all passed.
    std::optional<Cause> cause = {};
    HopState state = HopState::NotRun;
    std::string evidence = {};
};

/// The drawing of a diagnosis in a practice lab of its own.
class Round {
public:
    Seen run(const model::Graph& graph)
    {
        link::PracticeLab lab;
        lab.hosts().keys.share(m_keys);
        lab.hosts().authority = m_authority;
        Seen out;
        if (!lab.start(graph, {}))
            qFatal("a lab cannot open its ports");
        link::RunSession session(&lab);
        QSignalSpy finished(&session, &link::RunSession::finished);
        link::RunOptions options;
        for (const auto& [id, route] : graph.routes)
            options.routes.push_back(id);
        session.start(graph, std::move(options));
        if (finished.isEmpty())
            finished.wait(patienceMs);
        for (const probe::RouteResult& route : session.report().routes) {
            for (std::size_t i = 0; i < route.hops.size(); ++i) {
                const probe::HopResult& hop = route.hops[i];
                if (hop.state == HopState::Passed)
                    continue;
                out = {.hop = i, .cause = hop.cause, .state = hop.state};
                for (const probe::StageResult& each : hop.stages)
                    if (each.state == StageState::Denied || each.state == StageState::Failed)
                        out.evidence += translatedText(each);
                break;
            }
        }
        m_authority = lab.hosts().authority;
        return out;
    }

private:
    static std::string translatedText(const probe::StageResult& stage)
    {
        return std::string(wordOf(stage.stage));
    }

    std::shared_ptr<practice::HostKeys> m_keys = std::make_shared<practice::HostKeys>();
    std::shared_ptr<const crypto::CertifiedKey> m_authority = {};
};

class TestDiagnosed : public QObject {
    Q_OBJECT

private slots:
    void ticketsComeBackFromThePracticeLab();
    void aLabWithoutTheFaultGivesAnotherVerdict();
};

}  // namespace

/// Each ticket whose first candidate the lab can act out: its drawing, with that fault, is denied at the same hop for the same cause.
void TestDiagnosed::ticketsComeBackFromThePracticeLab()
{
    Round round;
    std::map<std::string, std::pair<int, int>> byCause;
    int tried = 0;
    int same = 0;
    int skipped = 0;
    for (const char* folder : {"tickets", "tickets2", "tickets3", "tickets4"}) {
        const QDir dir(QStringLiteral(HOPWRIGHT_TEST_DATA "/") + QLatin1String(folder));
        for (const QString& name : dir.entryList({QStringLiteral("*.txt")}, QDir::Files)) {
            QFile file(dir.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto diagnosis =
                diagnose::diagnose(text::decode(file.readAll().toStdString()).text);
            if (!diagnosis.isUnderstood() || !isActedOut(diagnosis.candidates.front().cause))
                continue;
            const auto drawing = diagnose::drawingOf(diagnosis, "2026-11-30T12:00:00Z");
            QVERIFY2(drawing.has_value(), qPrintable(name));
            if (!drawing->failing || drawing->graph.routes.empty())
                continue;
            const Cause cause = diagnosis.candidates.front().cause;
            if (cause == Cause::PermissionOnResource && !arrivesNamed(*drawing))
                continue;
            // Whoever tests is signed in at the first machine, where a task or a service was not.
            if (cause == Cause::NotDelegated && *drawing->failing == drawing->hops.front().id)
                continue;
            // What is said of CredSSP at a hop that is no session is said of another.
            const bool isSession = model::isSession(drawing->graph.hops.at(*drawing->failing));
            if (cause != Cause::PermissionOnResource && cause != Cause::NotDelegated && !isSession)
                continue;
            const Seen seen = round.run(drawing->graph);
            const bool isSame =
                seen.hop && drawing->hops[*seen.hop].id == *drawing->failing && seen.cause == cause;
            if (seen.state == HopState::Skipped) {  // SSH, Kerberos, what is no share.
                ++skipped;
                continue;
            }
            ++tried;
            same += isSame ? 1 : 0;
            auto& [all, right] = byCause[std::string(wordOf(cause))];
            ++all;
            right += isSame ? 1 : 0;
            if (!isSame) {
                std::cout << folder << '/' << name.toStdString() << ": " << wordOf(cause) << " at "
                          << diagnosis.candidates.front().hop
                          << ", practice: " << (seen.hop ? std::to_string(*seen.hop + 1) : "passed")
                          << ' ' << (seen.cause ? wordOf(*seen.cause) : "") << ' '
                          << wordOf(seen.state) << ' ' << seen.evidence << " | " << diagnosis.chain
                          << '\n';
            }
        }
    }
    for (const auto& [cause, counts] : byCause)
        std::cout << cause << ": " << counts.second << " of " << counts.first << '\n';
    std::cout << "round trips: " << tried << ", the same verdict: " << same
              << ", of what it does not have: " << skipped << '\n';
    QVERIFY(tried > 100);
    QCOMPARE(same, tried);
}

/// Planted: the same drawing where nothing is missing.
void TestDiagnosed::aLabWithoutTheFaultGivesAnotherVerdict()
{
    const auto diagnosis =
        diagnose::diagnose("From pc-4: icm web7 -auth CredSSP -cred $c { dir \\\\nas3\\pics }\n"
                           "0x803381A2 CredSSP is disabled in the client configuration");
    auto drawing = diagnose::drawingOf(diagnosis, "2026-11-30T12:00:00Z");
    QVERIFY(drawing.has_value());
    Round round;
    QVERIFY(round.run(drawing->graph).cause == Cause::ClientRoleMissing);
    for (const auto& [id, computer] : model::Graph(drawing->graph).computers) {
        model::PracticeFacts facts = computer.practice;
        facts.credSspClient = true;
        facts.allowFresh = {"WSMAN/web7"};
        facts.allowFreshNtlmOnly = {"WSMAN/web7"};
        auto next = edit::setPractice(drawing->graph, id, facts);
        QVERIFY(next.has_value());
        drawing->graph = *std::move(next);
    }
    QVERIFY(!round.run(drawing->graph).hop.has_value());
}

QTEST_GUILESS_MAIN(TestDiagnosed)

#include "tst_diagnosed.moc"
