#include "core/powershell/script.h"
#include "tests/judges/credssp/judge_process.h"
#include "tests/judges/powershell/script_engine.h"

#include <QDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace hopwright;
using namespace hopwright::test;

namespace {

constexpr auto judge = "powershell-reader";

/// Line, name and parameters of a command, each as often as it is there.
using Calls = std::multiset<std::string>;

Calls callsOf(const std::vector<powershell::Command>& commands)
{
    Calls out;
    for (const powershell::Command& command : commands) {
        std::string call = std::to_string(command.line) + ' ' + command.name;
        for (const powershell::Argument& each : command.arguments) {
            if (each.kind == powershell::ArgumentKind::Named)
                call += " -" + each.parameter;
        }
        out.insert(std::move(call));
    }
    return out;
}

Calls callsOf(const Json& answer)
{
    Calls out;
    for (const Json& command : answer["commands"]) {
        const bool named = command.contains("name") && command["name"].is_string();
        std::string call = std::to_string(command["line"].get<int>()) + ' '
                           + (named ? command["name"].get<std::string>() : std::string());
        for (const Json& each : command["parameters"])
            call += " -" + each.get<std::string>();
        out.insert(std::move(call));
    }
    return out;
}

/// What one of both has and the other has not; empty: they agree.
std::string difference(const Calls& engine, const Calls& ours)
{
    Calls missed;
    Calls invented;
    std::ranges::set_difference(engine, ours, std::inserter(missed, missed.end()));
    std::ranges::set_difference(ours, engine, std::inserter(invented, invented.end()));
    std::string out;
    for (const std::string& each : missed)
        out += "\n  the engine alone: " + each;
    for (const std::string& each : invented)
        out += "\n  the reader alone: " + each;
    return out;
}

}  // namespace

/// Microsoft's own parser says which commands a script holds, with which parameters; core/powershell must say the same.
class TestPowerShellReaderJudge : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void aPlantedFaultIsRefused();
    void theScriptsAreReadAlike();
    void theGrammarIsReadAlike();

private:
    std::string judged(const std::string& text, const std::vector<powershell::Command>& ours)
    {
        const Json answer = m_engine.judge(text, "5.1");
        m_commands += answer["commands"].size();
        return difference(callsOf(answer), callsOf(ours));
    }

    ScriptEngine m_engine;
    std::size_t m_saidNo = 0;
    std::size_t m_scripts = 0;
    std::size_t m_commands = 0;
};

void TestPowerShellReaderJudge::initTestCase()
{
    const QString why = ScriptEngine::whyNot();
    if (why.isEmpty())
        return;
    QTextStream(stdout) << "judge skipped: " << judge << ": " << why << '\n';
    QVERIFY2(!isAllRequired() || why == QLatin1String("no .NET SDK"), qPrintable(why));
    exit(0);  // Nothing below can be judged, and none of it is to count as passed.
}

void TestPowerShellReaderJudge::cleanupTestCase()
{
    m_engine.stop();
    QCOMPARE(m_saidNo, std::size_t{5});
    sayJudgeRan(judge);
    QTextStream(stdout) << judge << ": " << m_scripts << " scripts, " << m_commands
                        << " commands\n";
}

/// A command left out, one invented, a parameter lost, a name changed, a line changed: each is seen.
void TestPowerShellReaderJudge::aPlantedFaultIsRefused()
{
    const std::string text = "Get-Item -Path a |\n  ForEach-Object { Remove-Item $_ -Force }";
    const auto right = powershell::readCommands(text);
    QCOMPARE(judged(text, right), std::string());
    const auto refuses = [&](auto change) {
        auto planted = right;
        change(planted);
        m_saidNo += judged(text, planted).empty() ? 0 : 1;
    };
    refuses([](auto& commands) { commands.pop_back(); });
    refuses([](auto& commands) { commands.push_back(commands.back()); });
    refuses([](auto& commands) { commands[2].arguments.pop_back(); });
    refuses([](auto& commands) { commands[0].name = "Get-Items"; });
    refuses([](auto& commands) { commands[1].line = 1; });
    QCOMPARE(m_saidNo, std::size_t{5});
}

void TestPowerShellReaderJudge::theScriptsAreReadAlike()
{
    const QDir folder(HOPWRIGHT_TEST_DATA "/scripts");
    const QStringList names = folder.entryList({"*.ps1"});
    QVERIFY(names.size() >= 60);
    std::string faults;
    for (const QString& name : names) {
        const std::string text =
            powershell::sourceText(contentOf(folder.filePath(name)).toStdString());
        const std::string found = judged(text, powershell::readCommands(text));
        faults += found.empty() ? found : '\n' + name.toStdString() + found;
        ++m_scripts;
    }
    QVERIFY2(faults.empty(), faults.c_str());
}

/// Each corner of the grammar in a line or a few: no script would have them all.
void TestPowerShellReaderJudge::theGrammarIsReadAlike()
{
    const QByteArray file = contentOf(HOPWRIGHT_TEST_DATA "/powershell_grammar/snippets.txt");
    const QStringList snippets = QString::fromUtf8(file).split(QStringLiteral("\n###\n"));
    QVERIFY(snippets.size() >= 70);
    std::string faults;
    for (const QString& each : snippets) {
        const std::string text = each.toStdString();
        const std::string found = judged(text, powershell::readCommands(text));
        faults += found.empty() ? found : "\n" + text + found;
        ++m_scripts;
    }
    QVERIFY2(faults.empty(), faults.c_str());
}

QTEST_APPLESS_MAIN(TestPowerShellReaderJudge)
#include "tst_powershell_reader_judge.moc"
