#include "core/plan/plan.h"
#include "core/script/script_files.h"
#include "tests/judges/credssp/judge_process.h"
#include "tests/judges/powershell/drawings.h"
#include "tests/judges/powershell/script_checks.h"

#include <QTest>

#include <functional>
#include <optional>

using namespace hopwright;
using namespace hopwright::test;
using namespace hopwright::script;

namespace {

constexpr auto judge = "powershell";

/// One mistake: what stands in the scripts, and what a careless hand would have written.
struct Mutant {
    const char* name;
    std::string right;
    std::string wrong;
    bool inBytes = false;
};

const std::vector<Mutant>& mutants()
{
    static const std::vector<Mutant> all = {
        {"test before set left out", "if (-not ($doClient -or $doServer",
         "if ($false -and -not ($doClient -or $doServer"},
        {"-Force forgotten", "-DelegateComputer $Names -Force", "-DelegateComputer $Names"},
        {"exit code lost", "    'changed; what was before is in ' + $journal\n    exit 1\n",
         "    'changed; what was before is in ' + $journal\n"},
        {"entry appended twice", "Add-ByCmdlet @($missingFresh |",
         "Add-ByCmdlet @(($missingFresh + $missingFresh) |"},
        {"foreign entry dropped", "if ($local.Count -gt 0) { Add-ByCmdlet $local }", ""},
        {"list in effect not looked at", "Restore-Entries $freshKey $others", ""},
        {"hidden entries not looked for", "$hidden = @(Find-Hidden)", "$hidden = @()"},
        {"DWORD not restored", "foreach ($id in @($places.Keys)) { Set-Place $id $target[$id] }",
         ""},
        {"journal not checked", "if (-not $journaled -and -not $WithoutJournal) {",
         "if ($false) {"},
        {"BOM missing", std::string(utf8Bom), "", true},
        {"U+2019 not doubled", "\u2019\u2019", "\u2019"},
        {"a name taken for covered", "if ($Have -contains $each) { return $each }", "return $each"},
        {"undo under a domain list",
         "if ($_.FullyQualifiedErrorId -notlike 'WsManError,*') { throw } }\n", "throw }\n"},
    };
    return all;
}

/// A drawing whose names need both BOM and quoting: the last byte of U+0412 is a quote in the ANSI code page.
const Names names{.client = "ADM-PC01",
                  .jump = "\u0412\u2019s",
                  .server = "FS01",
                  .jumpTyped = "\u0412\u2019s",
                  .serverTyped = "FS01"};
const Names plainNames{.client = "ADM-PC01",
                       .jump = "nameqqb",
                       .server = "FS01",
                       .jumpTyped = "nameqqb",
                       .serverTyped = "FS01"};

std::vector<ExportFile> scriptsFor(const Names& which)
{
    const model::Graph graph = doubleHop(which);
    auto files = makeScripts(graph, plan::makePlan(graph), {.planId = "0123456789abcdef"});
    return files ? std::move(*files) : std::vector<ExportFile>();
}

/// The bytes of \p file with \p mutant in them; nothing where there is no place for it.
std::optional<std::string> mutated(ExportFile file, const Mutant& mutant)
{
    if (mutant.inBytes) {
        const std::string bytes = fileBytes(file);
        return bytes.starts_with(mutant.right) ? std::optional(bytes.substr(mutant.right.size()))
                                               : std::nullopt;
    }
    const std::string before = file.text;
    file.text = replaced(file.text, mutant.right, mutant.wrong);
    return file.text == before ? std::nullopt : std::optional(fileBytes(file));
}

/// Everything that the judge asks of a set of scripts, in its order; stops at the first that says no.
class Checks {
public:
    explicit Checks(ScriptEngine& engine) : m_engine(engine) {}

    /// What found a fault, or nothing. \p bytes is one file each of scriptsFor(names), \p plain of scriptsFor(plainNames).
    std::optional<std::string> run(const std::vector<std::string>& bytes,
                                   const std::vector<std::string>& plain)
    {
        const std::vector<ExportFile> files = scriptsFor(names);
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            const std::string text = asWindowsReads(bytes[i]);
            const Json judgement = m_engine.judge(text, "2.0");
            Faults faults = byteFaults(bytes[i]);
            append(faults, lintFaults(judgement, declaredVersion(text)));
            append(faults, shapeFaults(judgement, m_engine.judge(asWindowsReads(plain[i]), "2.0"),
                                       {{plainNames.jump, names.jump}}));
            if (!faults.empty())
                return "reading " + files[i].name + ": " + faults.front();
        }
        return onMachines(files, bytes);
    }

private:
    std::optional<std::string> onMachines(const std::vector<ExportFile>& files,
                                          const std::vector<std::string>& bytes)
    {
        const auto plan = plan::makePlan(doubleHop(names));
        for (const auto& [id, machine] : plan.machines) {
            MachineScripts scripts;
            for (std::size_t i = 0; i < files.size(); ++i) {
                if (files[i].machine == id)
                    give(scripts, files[i].purpose, asWindowsReads(bytes[i]));
            }
            if (scripts.enable.empty())
                continue;
            for (const auto& [name, state] : namedStates(names.jump)) {
                const Faults faults =
                    runFaults(m_engine, scripts, state.machine(), wantedOf(machine));
                if (!faults.empty())
                    return std::string("start state \"") + name + "\": " + faults.front();
            }
        }
        return std::nullopt;
    }

    ScriptEngine& m_engine;
};

/// The files of a drawing, with \p mutant planted where there is a place for it.
struct Planted {
    std::vector<std::string> bytes = {};
    bool anywhere = false;
};

Planted plantedIn(const Names& which, const Mutant* mutant)
{
    Planted out;
    for (const ExportFile& file : scriptsFor(which)) {
        const auto changed = mutant == nullptr ? std::nullopt : mutated(file, *mutant);
        out.anywhere = out.anywhere || changed;
        out.bytes.push_back(changed.value_or(fileBytes(file)));
    }
    return out;
}

}  // namespace

/// Plants the mistakes that scripts like these are known to have, and tells which check found each.
class TestScriptMutants : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void theScriptsThemselvesPass();
    void eachMistakeIsFound_data();
    void eachMistakeIsFound();
    void cleanupTestCase();

private:
    ScriptEngine m_engine;
    std::size_t m_found = 0;
};

void TestScriptMutants::initTestCase()
{
    const QString why = ScriptEngine::whyNot();
    if (why.isEmpty())
        return;
    QTextStream(stdout) << "judge skipped: " << judge << ": " << why << '\n';
    QVERIFY2(!isAllRequired() || why == QLatin1String("no .NET SDK"), qPrintable(why));
    exit(0);
}

void TestScriptMutants::theScriptsThemselvesPass()
{
    const Planted hostile = plantedIn(names, nullptr);
    QVERIFY(!hostile.bytes.empty());
    const auto found = Checks(m_engine).run(hostile.bytes, plantedIn(plainNames, nullptr).bytes);
    QVERIFY2(!found, found.value_or("").c_str());
}

void TestScriptMutants::eachMistakeIsFound_data()
{
    QTest::addColumn<std::size_t>("index");
    for (std::size_t i = 0; i < mutants().size(); ++i)
        QTest::newRow(mutants()[i].name) << i;
}

void TestScriptMutants::eachMistakeIsFound()
{
    QFETCH(std::size_t, index);
    const Mutant& mutant = mutants()[index];
    const Planted hostile = plantedIn(names, &mutant);
    QVERIFY2(hostile.anywhere, "no place for this mistake any more: the scripts changed");
    const auto found = Checks(m_engine).run(hostile.bytes, plantedIn(plainNames, &mutant).bytes);
    QVERIFY2(found, "nothing found it");
    QTextStream(stdout) << "mutant " << mutant.name << ": "
                        << QString::fromStdString(*found).left(160).simplified() << '\n';
    ++m_found;
}

void TestScriptMutants::cleanupTestCase()
{
    QCOMPARE(m_found, mutants().size());
    QTextStream(stdout) << "mutants of scripts: " << m_found << " of " << mutants().size()
                        << " found\n";
}

QTEST_GUILESS_MAIN(TestScriptMutants)
#include "tst_script_mutants.moc"
