#include "core/script/formats.h"
#include "core/script/script_files.h"
#include "tests/core/plan/drawing.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace hopwright;
using namespace hopwright::script;

namespace {

const ScriptOptions said = {.planId = {}, .version = "1.2.3", .created = {}};

/// ADM-PC01 to JUMP01 by CredSSP, to \\FS01\Reports.
model::Graph credSspChain()
{
    plan::tests::Drawing drawing;
    const auto from = drawing.machine("ADM-PC01");
    const auto to = drawing.machine("JUMP01");
    const auto files = drawing.machine("FS01");
    drawing.route({drawing.credSsp(from, to), drawing.use(to, drawing.share(files, "Reports"))});
    return drawing.graph;
}

}  // namespace

class TestFormats : public QObject {
    Q_OBJECT

private slots:
    void eachPurposeHasItsFormat();
    void namesAndNumbersAreUnique();
    void eachFileFollowsItsRow();
    void aFurtherFormatIsOneRow();
    void aFormatThatFailsFailsTheExport();
};

void TestFormats::eachPurposeHasItsFormat()
{
    for (const Purpose purpose :
         {Purpose::Enable, Purpose::Verify, Purpose::Probe, Purpose::Short, Purpose::Undo}) {
        QCOMPARE(std::ranges::count(formats(), purpose, &Format::purpose), 1);
        QVERIFY(!purposeName(purpose).empty());
    }
    QCOMPARE(purposeName(Purpose::Short), std::string_view("short"));
}

void TestFormats::namesAndNumbersAreUnique()
{
    std::set<std::string_view> names;
    std::set<char> digits;
    for (const Format& each : formats()) {
        QVERIFY(names.insert(each.name).second);
        QVERIFY(digits.insert(each.digit).second);
        QVERIFY(each.digit > '0' && each.digit <= '9');
        QVERIFY(each.extension.starts_with('.'));
        QVERIFY(!each.section.empty());
    }
    // They are run in the order of their numbers.
    QVERIFY(std::ranges::is_sorted(formats(), {}, &Format::digit));
}

void TestFormats::eachFileFollowsItsRow()
{
    const model::Graph graph = credSspChain();
    const auto files = makeScripts(graph, plan::makePlan(graph), said);
    QVERIFY(files.has_value());
    std::set<std::string> met;
    for (const ExportFile& file : *files) {
        const auto row = std::ranges::find(formats(), file.format, &Format::name);
        QVERIFY(row != formats().end());
        met.insert(file.format);
        QCOMPARE(file.purpose, row->purpose);
        QCOMPARE(file.encoding, row->encoding);
        QCOMPARE(file.name.front(), row->digit);
        QVERIFY(file.name.ends_with("-" + std::string(row->name) + std::string(row->extension)));
    }
    QCOMPARE(met.size(), formats().size());
}

/// What is not PowerShell stands beside it: numbers, names, bytes and README.txt follow from the row.
void TestFormats::aFurtherFormatIsOneRow()
{
    std::vector<Format> more(formats().begin(), formats().end());
    more.push_back({.purpose = Purpose::Enable,
                    .name = "inventory",
                    .extension = ".yml",
                    .encoding = script::Encoding::Utf8,
                    .digit = '5',
                    .first = 1,
                    .section = "For another tool.",
                    .isPasted = false,
                    .texts = [](const ExportSource& of) -> Result<std::vector<MachineText>> {
                        std::vector<MachineText> out;
                        for (const MachineNeeds& each : of.machines) {
                            out.push_back({.machine = each.machine,
                                           .name = each.name,
                                           .text = "host: " + each.name + "\n"});
                        }
                        return out;
                    }});
    const model::Graph graph = credSspChain();
    const auto plan = plan::makePlan(graph);
    const auto usual = makeScripts(graph, plan, said).value();
    const auto files = makeFiles(graph, plan, said, more).value();
    QCOMPARE(files.size(), usual.size() + 2);
    QVERIFY(std::ranges::equal(files.begin(), files.begin() + std::ssize(usual), usual.begin(),
                               usual.end()));
    QCOMPARE(files.back().name, std::string("502-jump01-inventory.yml"));
    QCOMPARE(script::fileBytes(files.back()), std::string("host: JUMP01\n"));
    const std::string index = indexOf(files, said, more);
    QVERIFY(index.contains("\nFor another tool.\n  501-adm-pc01-inventory.yml  on ADM-PC01\n"));
    QVERIFY(!indexText(usual, said).contains("another tool"));
}

void TestFormats::aFormatThatFailsFailsTheExport()
{
    std::vector<Format> more(formats().begin(), formats().end());
    more.back().texts = [](const ExportSource&) -> Result<std::vector<MachineText>> {
        return fail(ErrorCode::TooLarge, Sentence::verbatim("a name is too long"));
    };
    const model::Graph graph = credSspChain();
    QCOMPARE(makeFiles(graph, plan::makePlan(graph), said, more).error().code, ErrorCode::TooLarge);
}

QTEST_APPLESS_MAIN(TestFormats)
#include "tst_formats.moc"
