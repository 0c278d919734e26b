#include "core/files/path.h"
#include "core/store/graph_file.h"
#include "tests/app/cli/cli_run.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hopwright;
using namespace hopwright::cli::tests;

class TestImportCommand : public QObject {
    Q_OBJECT

private slots:
    void factsGoToTheMachineThatTheTextNames();
    void aTextThatNamesNoMachineNeedsOne();
    void whatContradictsItselfIsToldAndNotTaken();
    void whatIsNotUnderstoodIsAnError_data();
    void whatIsNotUnderstoodIsAnError();
    void aMachineThatIsNotDrawnIsNamed();
    void jsonHasTheSame();
    void theSameAgainChangesNothing();
};

namespace {

std::string data(const char* name)
{
    return std::string(HOPWRIGHT_TEST_DATA "/import/") + name;
}

model::Graph drawn(const std::string& path)
{
    const auto graph = store::loadGraph(files::pathFromUtf8(path));
    return graph ? *graph : model::Graph{};
}

const model::MachineState* seenOf(const model::Graph& graph, std::string_view name)
{
    for (const auto& [id, state] : graph.seen) {
        if (graph.computers.at(id).name == name)
            return &state;
    }
    return nullptr;
}

}  // namespace

void TestImportCommand::factsGoToTheMachineThatTheTextNames()
{
    const Folder folder;
    const std::string path = folder.drawing("a.hopw", {R"(PC1 -> KRAN11 -> \\SPEICHER4\Berichte)"});
    const Ran ran =
        run({"import", data("transcript_en.txt"), data("winrm_config.txt"), "--into", path});
    QCOMPARE(ran.err, std::string());
    QCOMPARE(ran.code, 0);
    const model::Graph graph = drawn(path);
    const model::MachineState* const kran = seenOf(graph, "KRAN11");
    QVERIFY(kran != nullptr);
    QCOMPARE(kran->credSspClient, std::optional(true));
    // The transcript says true, the configuration false.
    QCOMPARE(kran->credSspServer, std::optional<bool>());
    QVERIFY(kran->trustedHosts == (std::vector<std::string>{"10.7.0.12", "*.hafen.example"}));
    QCOMPARE(kran->provenance.source, Source::Pasted);
    QVERIFY(!kran->facts.empty());
    QVERIFY(!kran->commands.empty());
    QCOMPARE(seenOf(graph, "SPEICHER4")->credSspServer, std::optional(false));
    QVERIFY(ran.out.find("Contradictions, which changed nothing:") != std::string::npos);
    QVERIFY(ran.out.find("server role: true in line 14 (configuration), false in line 31")
            != std::string::npos);
    QVERIFY(ran.out.find("geheim") == std::string::npos);
}

void TestImportCommand::aTextThatNamesNoMachineNeedsOne()
{
    const Folder folder;
    const std::string path = folder.drawing("a.hopw", {"PC1 -> KRAN11"});
    const model::Graph before = drawn(path);
    const Ran without =
        run({"import", data("klist_de.txt"), data("credssp_de.txt"), "--into", path});
    QCOMPARE(without.code, 2);
    QCOMPARE(without.err,
             std::string("hopwright-cli: It is not said which machine this was printed on.\n"
                         "  klist_de.txt, credssp_de.txt\n"
                         "  Add --machine and the name of a machine of the drawing.\n"));
    QVERIFY(drawn(path) == before);
    const Ran with = run({"import", data("credssp_de.txt"), "--into", path, "--machine", "pc1"});
    QCOMPARE(with.err, std::string());
    QCOMPARE(with.code, 0);
    QCOMPARE(seenOf(drawn(path), "PC1")->credSspServer, std::optional(true));
    QVERIFY(with.out.starts_with("PC1\n  Taken into the drawing:\n"));
    QVERIFY(with.out.find("WSMAN/elbe7.nordwind.example, WSMAN/elbe8.nordwind.example")
            != std::string::npos);
}

void TestImportCommand::whatContradictsItselfIsToldAndNotTaken()
{
    const Folder folder;
    const std::string path = folder.drawing("a.hopw", {"PC1 -> KRAN11"});
    const Ran ran = run({"import", data("contradicting.txt"), "--into", path, "--machine", "PC1"});
    QCOMPARE(ran.code, 0);
    QCOMPARE(seenOf(drawn(path), "PC1")->credSspServer, std::optional<bool>());
    QVERIFY(
        ran.out.find(
            "    server role: false in line 4 (configuration), true in line 8 (configuration)\n")
        != std::string::npos);
}

void TestImportCommand::whatIsNotUnderstoodIsAnError_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("into");
    QTest::addColumn<QByteArray>("machine");
    QTest::addColumn<QByteArray>("sentence");
    const auto row = [](const char* name, const std::string& file, const char* into,
                        const char* machine, const char* sentence) {
        QTest::newRow(name) << QByteArray::fromStdString(file) << QByteArray(into)
                            << QByteArray(machine) << QByteArray(sentence);
    };
    row("no output of a tool", data("nothing.txt"), "a.hopw", "PC1",
        "Nothing was taken into a.hopw.\n  no output of a tool that is read was found");
    row("no such text", data("missing.txt"), "a.hopw", "PC1", "missing.txt was not opened.");
    row("no such drawing", data("klist_de.txt"), "missing.hopw", "PC1",
        "missing.hopw was not opened.");
    row("no such machine", data("klist_de.txt"), "a.hopw", "PC2",
        "Nothing was taken into a.hopw.\n  no machine of the drawing is called PC2");
}

void TestImportCommand::whatIsNotUnderstoodIsAnError()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QByteArray, into);
    QFETCH(const QByteArray, machine);
    QFETCH(const QByteArray, sentence);
    const Folder folder;
    folder.drawing("a.hopw", {"PC1 -> KRAN11"});
    const Ran ran = run({"import", file.toStdString(), "--into", folder.file(into.constData()),
                         "--machine", machine.toStdString()});
    QCOMPARE(ran.code, 1);
    QCOMPARE(ran.out, std::string());
    QVERIFY2(ran.err.starts_with("hopwright-cli: " + sentence.toStdString()), ran.err.c_str());
}

void TestImportCommand::aMachineThatIsNotDrawnIsNamed()
{
    const Folder folder;
    const std::string path = folder.drawing("a.hopw", {"PC1 -> mole5"});
    const Ran ran = run({"import", data("ansible.txt"), "--into", path});
    QCOMPARE(ran.code, 0);
    QVERIFY(ran.out.find("Left, since these machines are not drawn:\n") != std::string::npos);
    QVERIFY(ran.out.find("pier3.hafen.example") != std::string::npos);
    QCOMPARE(seenOf(drawn(path), "mole5")->facts.size(), 2U);
}

void TestImportCommand::jsonHasTheSame()
{
    const Folder folder;
    const std::string path = folder.drawing("a.hopw", {"PC1 -> KRAN11"});
    const Ran ran =
        run({"import", data("export_utf16.reg"), "--into", path, "--machine", "PC1", "--json"});
    QCOMPARE(ran.code, 0);
    const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(ran.out)).object();
    QCOMPARE(json["format"].toString(), QStringLiteral("hopwright.import/1"));
    QCOMPARE(json["files"][0]["encoding"].toString(), QStringLiteral("UTF-16LE"));
    QCOMPARE(json["files"][0]["facts"].toInt(), 5);
    QCOMPARE(json["files"][0]["parts"][0]["reader"].toString(), QStringLiteral("reg-file"));
    const QJsonObject machine = json["machines"][0].toObject();
    QCOMPARE(machine["name"].toString(), QStringLiteral("PC1"));
    QCOMPARE(machine["facts"].toArray().size(), 4);
    QCOMPARE(machine["further"].toArray().size(), 1);
    QCOMPARE(machine["further"][0]["kind"].toString(), QStringLiteral("winrm-setting"));
    QCOMPARE(machine["further"][0]["source"].toString(), QStringLiteral("pasted"));
    QCOMPARE(machine["further"][0]["line"].toInt(), 17);
}

void TestImportCommand::theSameAgainChangesNothing()
{
    const Folder folder;
    const std::string path = folder.drawing("a.hopw", {"PC1 -> KRAN11"});
    const std::vector<std::string> command{"import", data("winrm_config.txt"), "--into", path};
    QCOMPARE(run(command).code, 0);
    const model::MachineState once = *seenOf(drawn(path), "KRAN11");
    const Ran again = run(command);
    QCOMPARE(again.code, 0);
    model::MachineState twice = *seenOf(drawn(path), "KRAN11");
    twice.provenance.time = once.provenance.time;
    QVERIFY(twice == once);
    QVERIFY(again.out.find("Changed what was known:") == std::string::npos);
}

QTEST_GUILESS_MAIN(TestImportCommand)
#include "tst_import_command.moc"
