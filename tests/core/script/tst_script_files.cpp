#include "core/script/script_files.h"
#include "tests/core/plan/drawing.h"

#include <QTest>

#include <set>

using namespace hopwright;
using namespace hopwright::script;
using plan::tests::Drawing;

namespace {

const ScriptOptions said = {.planId = {}, .version = "1.2.3", .created = "2030-01-02T03:04:05Z"};

/// ADM-PC01 to JUMP01 by CredSSP, to \\FS01\Reports.
Drawing credSspChain(const std::string& client = "ADM-PC01", const std::string& server = "JUMP01")
{
    Drawing drawing;
    const auto from = drawing.machine(client);
    const auto to = drawing.machine(server);
    const auto files = drawing.machine("FS01");
    drawing.route({drawing.credSsp(from, to), drawing.use(to, drawing.share(files, "Reports"))});
    return drawing;
}

Result<std::vector<ExportFile>> scriptsOf(const model::Graph& graph,
                                          const ScriptOptions& options = said)
{
    return makeScripts(graph, plan::makePlan(graph), options);
}

std::vector<std::string> namesOf(const std::vector<ExportFile>& files)
{
    std::vector<std::string> out;
    for (const ExportFile& each : files)
        out.push_back(each.name);
    return out;
}

std::string textOf(const std::vector<ExportFile>& files, std::string_view name)
{
    for (const ExportFile& each : files) {
        if (each.name == name)
            return each.text;
    }
    return {};
}

bool holds(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

std::size_t countOf(const std::string& text, std::string_view part)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

}  // namespace

class TestScriptFiles : public QObject {
    Q_OBJECT

private slots:
    void filesStandInRunningOrder();
    void aMachineWithNothingToDoGetsNoFile();
    void aHundredMachinesGetMoreDigits();
    void equalSlugsGetANumber();
    void theHeaderSaysWhatAndWhere();
    void theLinesOfAPlanAreItsEntries();
    void theShortFormIsPlainLines();
    void everyFileIsForPowerShell2();
    void nothingAsksBack();
    void filesHaveAMarkAndWindowsLineEnds();
    void theIdStaysWhileTheMachineNeedsTheSame();
    void theIdChangesWithWhatIsAsked();
    void theIdChangesWithTheListOfAnEntry();
    void theIdStaysWhereTheLettersOfATargetChange();
    void aGivenIdNamesTheJournal();
    void aWrongIdIsRefused_data();
    void aWrongIdIsRefused();
    void aNameThatCannotStandIsRefused_data();
    void aNameThatCannotStandIsRefused();
    void anEntryForMoreThanOneMachineIsRefused_data();
    void anEntryForMoreThanOneMachineIsRefused();
    void aHostileNameChangesNoOtherLine();
    void theIndexSaysWhatToRunWhere();
    void sameInputSameBytes();
};

void TestScriptFiles::filesStandInRunningOrder()
{
    const auto files = scriptsOf(credSspChain().graph);
    QVERIFY(files);
    const std::vector<std::string> expected = {
        "101-adm-pc01-enable.ps1", "102-jump01-enable.ps1",  "201-adm-pc01-verify.ps1",
        "202-jump01-verify.ps1",   "300-adm-pc01-probe.ps1", "401-adm-pc01-short.txt",
        "402-jump01-short.txt",    "901-jump01-undo.ps1",    "902-adm-pc01-undo.ps1"};
    QCOMPARE(namesOf(*files), expected);
    QCOMPARE(files->front().machineName, std::string("ADM-PC01"));
    QCOMPARE(files->back().machine, files->front().machine);
    QCOMPARE(files->back().purpose, Purpose::Undo);
}

void TestScriptFiles::aMachineWithNothingToDoGetsNoFile()
{
    Drawing drawing;
    const auto from = drawing.machine("A");
    const auto to = drawing.machine("B");
    drawing.machine("C");
    drawing.session(from, to);
    const auto files = scriptsOf(drawing.graph);
    QVERIFY(files);
    QVERIFY(files->empty());
}

void TestScriptFiles::aHundredMachinesGetMoreDigits()
{
    Drawing drawing;
    const auto hub = drawing.machine("HUB");
    for (int i = 0; i < 99; ++i)
        drawing.credSsp(hub, drawing.machine("S" + std::to_string(i)));
    const auto files = scriptsOf(drawing.graph);
    QVERIFY(files);
    QCOMPARE(files->size(), std::size_t(400));
    QCOMPARE(files->front().name, std::string("1001-hub-enable.ps1"));
    QCOMPARE(files->at(99).name, std::string("1100-s98-enable.ps1"));
    QCOMPARE(files->back().name, std::string("9100-hub-undo.ps1"));
    QVERIFY(std::ranges::is_sorted(namesOf(*files)));
}

void TestScriptFiles::equalSlugsGetANumber()
{
    const auto files = scriptsOf(credSspChain("pc.1", "pc-1").graph);
    QVERIFY(files);
    QCOMPARE(files->at(0).name, std::string("101-pc-1-enable.ps1"));
    QCOMPARE(files->at(1).name, std::string("102-pc-1-2-enable.ps1"));
    QCOMPARE(files->at(3).name, std::string("202-pc-1-2-verify.ps1"));
    const std::string longName(60, 'x');
    const auto longFiles = scriptsOf(credSspChain(longName + "a", longName + "b").graph);
    QVERIFY(longFiles);
    QCOMPARE(longFiles->at(1).name, "102-" + std::string(38, 'x') + "-2-enable.ps1");
}

void TestScriptFiles::theHeaderSaysWhatAndWhere()
{
    const auto files = scriptsOf(credSspChain().graph);
    QVERIFY(files);
    for (const ExportFile& each : *files) {
        QVERIFY2(
            holds(each.text,
                  "# Made by Hopwright 1.2.3, 2030-01-02T03:04:05Z. Not verified on Windows.\n"),
            each.name.c_str());
        QVERIFY2(holds(each.text, "# Run on: " + each.machineName), each.name.c_str());
        QVERIFY2(holds(each.text, "# Rights: "), each.name.c_str());
        QVERIFY2(each.purpose == Purpose::Short || holds(each.text, "# Exit codes: "),
                 each.name.c_str());
    }
    const std::string enable = textOf(*files, "101-adm-pc01-enable.ps1");
    QVERIFY(holds(enable, "#   policy AllowFreshCredentials, local: wsman/JUMP01\n"));
    QVERIFY(holds(enable, "HKLM\\SOFTWARE\\Hopwright\\Journal\\"));
    QVERIFY(holds(textOf(*files, "102-jump01-enable.ps1"),
                  "WSMan:\\localhost\\Service\\Auth\\CredSSP = true"));
}

// domain reference §2.1 (prefix), §4 (an address is known by NTLM only).
void TestScriptFiles::theLinesOfAPlanAreItsEntries()
{
    Drawing drawing;
    const auto from = drawing.machine("A");
    const auto to = drawing.machine("B");
    drawing.credSsp(from, to, "10.0.0.5");
    const auto files = scriptsOf(drawing.graph);
    QVERIFY(files);
    const std::string enable = textOf(*files, "101-a-enable.ps1");
    QVERIFY(holds(enable, "$client = $true\n$server = $false\n"
                          "$fresh = @(\n    'wsman/10.0.0.5'\n)\n"
                          "$ntlm = @(\n    'wsman/10.0.0.5'\n)\n"
                          "$trusted = @(\n    '10.0.0.5'\n)\n"));
    QVERIFY(
        holds(textOf(*files, "102-b-enable.ps1"),
              "$client = $false\n$server = $true\n$fresh = @()\n$ntlm = @()\n$trusted = @()\n"));
}

// domain reference §2.1; what no cmdlet does (§3.1) goes to the registry, and TrustedHosts keeps what is there.
void TestScriptFiles::theShortFormIsPlainLines()
{
    Drawing drawing;
    const auto from = drawing.machine("PC\u2019s");
    drawing.credSsp(from, drawing.machine("B"), "b.corp.example");
    drawing.credSsp(from, drawing.machine("C"), "10.0.0.5");
    const auto files = scriptsOf(drawing.graph);
    QVERIFY(files);
    const std::string text = textOf(*files, "401-pc-s-short.txt");
    QVERIFY(holds(text, "\n# Lacks what the enable script has: "));
    QVERIFY(holds(text, "\nEnable-WSManCredSSP -Role Client -DelegateComputer '10.0.0.5', "
                        "'b.corp.example' -Force\n"));
    QVERIFY(holds(text, "\nSet-Item -LiteralPath 'WSMan:\\localhost\\Client\\TrustedHosts' -Value "
                        "'10.0.0.5' -Concatenate -Force\n"));
    QVERIFY(holds(text, "\nforeach ($name in '10.0.0.5') { [void](New-ItemProperty "));
    QVERIFY(
        holds(textOf(*files, "402-b-short.txt"), "\nEnable-WSManCredSSP -Role Server -Force\n"));
    QVERIFY(!holds(textOf(*files, "402-b-short.txt"), "Role Client"));
    const std::string index = indexText(*files, said);
    QVERIFY(
        holds(index, "  401-pc-s-short.txt  on PC\u2019s\n    Enable-WSManCredSSP -Role Client "));
    QVERIFY(holds(index, "In place of the 1.. files, a few lines to paste, elevated. Lacks "));
    QVERIFY(holds(index, "with -WhatIf print each change"));
}

void TestScriptFiles::everyFileIsForPowerShell2()
{
    const auto files = scriptsOf(credSspChain().graph);
    QVERIFY(files);
    for (const ExportFile& each : *files) {
        QVERIFY2(each.text.starts_with("#Requires -Version 2.0\n"), each.name.c_str());
        QVERIFY2(!holds(each.text, "\r"), each.name.c_str());
    }
}

// domain reference §9.4.
void TestScriptFiles::nothingAsksBack()
{
    const auto files = scriptsOf(credSspChain().graph);
    QVERIFY(files);
    for (const ExportFile& each : *files) {
        if (each.purpose == Purpose::Probe)
            continue;
        std::size_t at = 0;
        while (at < each.text.size()) {
            const std::size_t end = std::min(each.text.find('\n', at), each.text.size());
            const std::string line = each.text.substr(at, end - at);
            at = end + 1;
            const bool changes = holds(line, "Enable-WSManCredSSP -") || holds(line, "Set-Item -")
                                 || holds(line, "Stop-Service -") || holds(line, "Remove-Item -");
            QVERIFY2(!changes || holds(line, "-Force"), line.c_str());
            QVERIFY2(!holds(line, "Read-Host") && !holds(line, "Get-Credential"), line.c_str());
        }
    }
    QVERIFY(holds(textOf(*files, "300-adm-pc01-probe.ps1"), "Get-Credential -Credential $name"));
}

void TestScriptFiles::filesHaveAMarkAndWindowsLineEnds()
{
    const auto files = scriptsOf(credSspChain().graph);
    QVERIFY(files);
    for (const ExportFile& each : *files) {
        const std::string bytes = fileBytes(each);
        QCOMPARE(bytes.substr(0, 3), std::string("\xEF\xBB\xBF"));
        QCOMPARE(countOf(bytes, "\n"), countOf(each.text, "\n"));
        QCOMPARE(countOf(bytes, "\r\n"), countOf(bytes, "\n"));
    }
    QCOMPARE(script::fileBytes({.text = "a\r\nb\n"}), std::string("\xEF\xBB\xBF"
                                                                  "a\r\nb\r\n"));
    QVERIFY(indexBytes(*files, said).starts_with("\xEF\xBB\xBFScripts of Hopwright 1.2.3"));
}

void TestScriptFiles::theIdStaysWhileTheMachineNeedsTheSame()
{
    Drawing drawing = credSspChain();
    const auto client = drawing.graph.computers.begin()->first;
    const auto before = planIdOf(drawing.graph, plan::makePlan(drawing.graph), client);
    QVERIFY(before);
    QCOMPARE(before->size(), std::size_t(16));
    drawing.credSsp(drawing.machine("X"), drawing.machine("Y"));
    drawing.graph.computers[client].notes = "moved";
    const auto after = planIdOf(drawing.graph, plan::makePlan(drawing.graph), client);
    QVERIFY(after);
    QCOMPARE(*after, *before);
    const auto files = scriptsOf(drawing.graph);
    QVERIFY(files);
    QVERIFY(holds(files->front().text, "$plan = '" + *before + "'\n"));
    QVERIFY(holds(files->back().text, "$plan = '" + *before + "'\n"));
}

void TestScriptFiles::theIdChangesWithWhatIsAsked()
{
    Drawing drawing = credSspChain();
    const auto client = drawing.graph.computers.begin()->first;
    const auto server = std::next(drawing.graph.computers.begin())->first;
    const auto plan = plan::makePlan(drawing.graph);
    const auto before = planIdOf(drawing.graph, plan, client);
    QVERIFY(before);
    QVERIFY(planIdOf(drawing.graph, plan, server) != before);
    drawing.credSsp(client, drawing.machine("Y"));
    QVERIFY(planIdOf(drawing.graph, plan::makePlan(drawing.graph), client) != before);
    QCOMPARE(planIdOf(drawing.graph, plan, model::ComputerId{999}).error().code,
             ErrorCode::UnknownNode);
}

// An entry in the NTLM-only list is one more thing for undo to take back.
void TestScriptFiles::theIdChangesWithTheListOfAnEntry()
{
    Drawing drawing;
    const auto machine = drawing.machine("A");
    using enum plan::Change::Setting;
    const auto idOf = [&](const std::vector<plan::Change::Setting>& lists) {
        plan::Plan plan;
        for (const auto list : lists)
            plan.changes.push_back({.computer = machine, .setting = list, .value = "WSMAN/b"});
        return planIdOf(drawing.graph, plan, machine).value();
    };
    const std::set<std::string> ids = {idOf({AllowFresh}), idOf({AllowFreshNtlmOnly}),
                                       idOf({AllowFresh, AllowFreshNtlmOnly})};
    QCOMPARE(ids.size(), std::size_t(3));
}

// Windows compares the names without case, so the drawing asks the same.
void TestScriptFiles::theIdStaysWhereTheLettersOfATargetChange()
{
    const auto idOf = [](const std::string& typed) {
        Drawing drawing;
        const auto client = drawing.machine("A");
        drawing.credSsp(client, drawing.machine("B"), typed);
        return planIdOf(drawing.graph, plan::makePlan(drawing.graph), client).value();
    };
    QCOMPARE(idOf("B.Corp.Example"), idOf("b.corp.example"));
    QVERIFY(idOf("b.corp.example") != idOf("c.corp.example"));
}

void TestScriptFiles::aGivenIdNamesTheJournal()
{
    const auto files = scriptsOf(credSspChain().graph, {.planId = "plan-7"});
    QVERIFY(files);
    QVERIFY(holds(files->front().text, "$plan = 'plan-7'\n"));
    QVERIFY(holds(files->front().text, "# Made by Hopwright. Not verified on Windows.\n"));
}

void TestScriptFiles::aWrongIdIsRefused_data()
{
    QTest::addColumn<std::string>("id");
    QTest::newRow("path") << std::string("a\\b");
    QTest::newRow("upper case") << std::string("A");
    QTest::newRow("wildcard") << std::string("a*");
    QTest::newRow("quote") << std::string("a'");
    QTest::newRow("long") << std::string(65, 'a');
}

void TestScriptFiles::aWrongIdIsRefused()
{
    QFETCH(const std::string, id);
    const auto files = scriptsOf(credSspChain().graph, {.planId = id});
    QVERIFY(!files);
    QCOMPARE(files.error().code, ErrorCode::Malformed);
}

void TestScriptFiles::aNameThatCannotStandIsRefused_data()
{
    QTest::addColumn<std::string>("client");
    QTest::addColumn<std::string>("server");
    QTest::addColumn<int>("code");
    const auto malformed = static_cast<int>(ErrorCode::Malformed);
    const auto tooLarge = static_cast<int>(ErrorCode::TooLarge);
    QTest::newRow("line end, client") << std::string("A\nB") << std::string("C") << malformed;
    QTest::newRow("line end, server") << std::string("A") << std::string("C\rD") << malformed;
    QTest::newRow("NUL") << std::string("A\0B", 3) << std::string("C") << malformed;
    QTest::newRow("64 KiB, client") << std::string(64 * 1024, 'a') << std::string("C") << tooLarge;
    QTest::newRow("64 KiB, server") << std::string("A") << std::string(64 * 1024, 'a') << tooLarge;
}

void TestScriptFiles::aNameThatCannotStandIsRefused()
{
    QFETCH(const std::string, client);
    QFETCH(const std::string, server);
    QFETCH(const int, code);
    const auto files = scriptsOf(credSspChain(client, server).graph);
    QVERIFY(!files);
    QCOMPARE(static_cast<int>(files.error().code), code);
    QVERIFY(!files.error().detail.empty());
}

// domain reference §12.3: never `*` silently; TrustedHosts is one text with commas.
void TestScriptFiles::anEntryForMoreThanOneMachineIsRefused_data()
{
    QTest::addColumn<int>("setting");
    QTest::addColumn<std::string>("value");
    QTest::addColumn<bool>("refused");
    using enum plan::Change::Setting;
    const auto row = [](const char* name, plan::Change::Setting setting, const char* value,
                        bool refused) {
        QTest::newRow(name) << static_cast<int>(setting) << std::string(value) << refused;
    };
    row("all", AllowFresh, "WSMAN/*", true);
    row("a domain", AllowFreshNtlmOnly, "WSMAN/*.lab.example", true);
    row("all trusted", TrustedHosts, "*", true);
    row("two trusted", TrustedHosts, "a,b", true);
    row("a comma in a name", AllowFresh, "WSMAN/a,b", false);
    row("one trusted", TrustedHosts, "a", false);
}

void TestScriptFiles::anEntryForMoreThanOneMachineIsRefused()
{
    QFETCH(const int, setting);
    QFETCH(const std::string, value);
    QFETCH(const bool, refused);
    Drawing drawing;
    const auto machine = drawing.machine("A");
    const plan::Plan plan = {.changes = {{.computer = machine,
                                          .setting = static_cast<plan::Change::Setting>(setting),
                                          .value = value}}};
    const auto files = makeScripts(drawing.graph, plan, said);
    QCOMPARE(files.has_value(), !refused);
    if (refused)
        QCOMPARE(files.error().code, ErrorCode::NotAllowed);
}

void TestScriptFiles::aHostileNameChangesNoOtherLine()
{
    const std::string hostile = "x\u2019; exit 9 #'$(y)`n\u201D";
    const auto plain = scriptsOf(credSspChain("plain").graph, {.planId = "p"});
    const auto files = scriptsOf(credSspChain(hostile).graph, {.planId = "p"});
    QVERIFY(plain && files);
    QCOMPARE(files->size(), plain->size());
    QVERIFY(holds(files->front().text, "$computer = 'x\u2019\u2019; exit 9 #''$(y)`n\u201D'\n"));
    for (std::size_t i = 0; i < files->size(); ++i) {
        QCOMPARE(countOf(files->at(i).text, "\n"), countOf(plain->at(i).text, "\n"));
        QVERIFY(files->at(i).name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.")
                == std::string::npos);
    }
}

void TestScriptFiles::theIndexSaysWhatToRunWhere()
{
    const auto files = scriptsOf(credSspChain().graph);
    QVERIFY(files);
    const std::string text = indexText(*files, said);
    std::size_t at = 0;
    for (const ExportFile& each : *files) {
        const std::size_t found = text.find("  " + each.name + "  on " + each.machineName + "\n");
        QVERIFY2(found != std::string::npos, each.name.c_str());
        QVERIFY2(found >= at, "not in running order");
        at = found;
    }
    QVERIFY(holds(text, "elevated"));
    QVERIFY(holds(text, "3 blocked by policy"));
    QVERIFY(holds(text, "Not verified on Windows."));
}

void TestScriptFiles::sameInputSameBytes()
{
    const model::Graph graph = credSspChain().graph;
    QCOMPARE(scriptsOf(graph), scriptsOf(graph));
}

QTEST_GUILESS_MAIN(TestScriptFiles)
#include "tst_script_files.moc"
