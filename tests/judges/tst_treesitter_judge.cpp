#include "core/plan/plan.h"
#include "core/script/script_files.h"
#include "tests/judges/credssp/judge_process.h"
#include "tests/judges/powershell/drawings.h"
#include "tests/judges/powershell/hostile_names.h"
#include "tests/judges/powershell/script_checks.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::test;
using namespace hopwright::script;

namespace {

constexpr auto judge = "tree-sitter-powershell";
const QString folder = QStringLiteral(HOPWRIGHT_TREE_SITTER);

QString whyNot()
{
    QFile reason(folder + QStringLiteral("/reason"));
    if (reason.open(QIODevice::ReadOnly))
        return QString::fromUtf8(reason.readAll()).trimmed();
    return QFile::exists(folder + QStringLiteral("/fetched"))
               ? QString()
               : QStringLiteral("it was not fetched");
}

}  // namespace

/// A second, weaker judge, which needs no .NET: another grammar of PowerShell, written by others.
class TestTreeSitterJudge : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void theJudgeRefusesWhatIsNoScript_data();
    void theJudgeRefusesWhatIsNoScript();
    void everyScriptParses();
    void hostileNamesParse();

private:
    QByteArray says(const std::string& script)
    {
        return m_judge.ask(Json(script).dump()).trimmed();
    }

    LineJudge m_judge{
        QStringLiteral("node"),
        {QStringLiteral(HOPWRIGHT_SOURCE_DIR "/tests/judges/powershell/treesitter/parse.mjs"),
         folder + QStringLiteral("/node_modules")},
        1000};
    int m_saidNo = 0;
    int m_parsed = 0;
};

void TestTreeSitterJudge::initTestCase()
{
    const QString why = whyNot();
    if (why.isEmpty())
        return;
    QTextStream(stdout) << "judge skipped: " << judge << ": " << why << '\n';
    QVERIFY2(!isAllRequired(), qPrintable(why));
    exit(0);
}

void TestTreeSitterJudge::cleanupTestCase()
{
    QCOMPARE(m_saidNo, 4);
    QVERIFY(m_parsed > 0);
    sayJudgeRan(judge);
    QTextStream(stdout) << "tree-sitter-powershell: " << m_parsed << " scripts parsed\n";
}

void TestTreeSitterJudge::theJudgeRefusesWhatIsNoScript_data()
{
    QTest::addColumn<QString>("script");
    QTest::newRow("open brace") << "if ($x) { exit 0";
    QTest::newRow("open string") << "$x = 'abc";
    QTest::newRow("open list") << "$x = @('a', 'b'";
    QTest::newRow("a name that ends its string") << "$x = 'a'b'";
}

void TestTreeSitterJudge::theJudgeRefusesWhatIsNoScript()
{
    QFETCH(QString, script);
    QVERIFY(says(script.toStdString()) != "ok");
    ++m_saidNo;
}

void TestTreeSitterJudge::everyScriptParses()
{
    for (const model::Graph& graph : {doubleHop(), everything(), twoJumps(), byAddress()}) {
        const auto files = makeScripts(graph, plan::makePlan(graph), {.version = "0.1.0"});
        QVERIFY(files.has_value());
        for (const ExportFile& file : *files) {
            const QByteArray said = says(asWindowsReads(fileBytes(file)));
            QVERIFY2(said == "ok",
                     (QByteArray::fromStdString(file.name) + ": " + said).constData());
            ++m_parsed;
        }
    }
}

void TestTreeSitterJudge::hostileNamesParse()
{
    for (std::size_t n = 0; n < hostilePieces().size(); ++n) {
        const std::string name = hostileName(n);
        const model::Graph graph = doubleHop({.client = "a" + name,
                                              .jump = "b" + name,
                                              .server = "c" + name,
                                              .jumpTyped = "b" + asTyped(name),
                                              .serverTyped = "c" + asTyped(name)});
        const auto files = makeScripts(graph, plan::makePlan(graph), {.version = "0.1.0"});
        QVERIFY(files.has_value());
        for (const ExportFile& file : *files) {
            const QByteArray said = says(asWindowsReads(fileBytes(file)));
            QVERIFY2(said == "ok", (QByteArray::fromStdString(file.name) + " with "
                                    + QByteArray::fromStdString(name) + ": " + said)
                                       .constData());
            ++m_parsed;
        }
    }
}

QTEST_GUILESS_MAIN(TestTreeSitterJudge)
#include "tst_treesitter_judge.moc"
