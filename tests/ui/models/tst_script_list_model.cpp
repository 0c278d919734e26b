#include "ui/models/script_list_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace hopwright;
using namespace hopwright::ui;
using script::ExportFile;
using script::Purpose;
using Fatal = QAbstractItemModelTester::FailureReportingMode;

namespace {

model::Graph graph()
{
    model::Graph out;
    out.computers[model::ComputerId{3}] = {
        .id = model::ComputerId{3}, .name = "PC", .kind = model::ComputerKind::Client};
    out.computers[model::ComputerId{4}] = {.id = model::ComputerId{4}, .name = "JUMP"};
    return out;
}

ExportFile file(const char* name, Purpose purpose, std::uint32_t machine, const char* machineName)
{
    return {.name = name,
            .purpose = purpose,
            .format = std::string(script::purposeName(purpose)),
            .machine = model::ComputerId{machine},
            .machineName = machineName,
            .text = std::string("# ") + name + "\n"};
}

std::vector<ExportFile> twoMachines()
{
    return {file("101-pc-enable.ps1", Purpose::Enable, 3, "PC"),
            file("102-jump-enable.ps1", Purpose::Enable, 4, "JUMP"),
            file("201-pc-verify.ps1", Purpose::Verify, 3, "PC"),
            file("300-pc-probe.ps1", Purpose::Probe, 3, "PC"),
            file("901-pc-undo.ps1", Purpose::Undo, 3, "PC")};
}

QStringList texts(const ScriptListModel& model)
{
    QStringList out;
    for (int row = 0; row < model.rowCount(); ++row)
        out.append(model.index(row).data().toString());
    return out;
}

}  // namespace

class TestScriptListModel : public QObject {
    Q_OBJECT

private slots:
    void filesStandBelowWhatTheyAreFor();
    void headingsCannotBeSelected();
    void aRowSaysWhereAndWithWhichRights();
    void aChangedTextKeepsItsRow();
    void aNewNumberKeepsTheKey();
    void withoutFilesThereIsNoIndex();
};

void TestScriptListModel::filesStandBelowWhatTheyAreFor()
{
    ScriptListModel model;
    const QAbstractItemModelTester tester(&model, Fatal::Fatal);
    QVERIFY(model.setContent(graph(), twoMachines(), "all"));
    QCOMPARE(texts(model).join(u'|'),
             QStringLiteral("Set up|101-pc-enable.ps1|102-jump-enable.ps1|Check|"
                            "201-pc-verify.ps1|Test|300-pc-probe.ps1|Undo|901-pc-undo.ps1|"
                            "How to run them|README.txt"));
    QCOMPARE(std::ssize(model.files()), 6);
    QCOMPARE(model.files().back()->text, std::string("all"));
    QVERIFY(model.isIndex(model.index(10)));
    QVERIFY(!model.isIndex(model.index(1)));
}

void TestScriptListModel::headingsCannotBeSelected()
{
    ScriptListModel model;
    model.setContent(graph(), twoMachines(), {});
    QCOMPARE(model.flags(model.index(0)), Qt::NoItemFlags);
    QVERIFY(model.fileAt(model.index(0)) == nullptr);
    QVERIFY(model.fileAt({}) == nullptr);
    QVERIFY(model.flags(model.index(1)).testFlag(Qt::ItemIsSelectable));
    QCOMPARE(model.fileAt(model.index(1))->name, std::string("101-pc-enable.ps1"));
    QVERIFY(!model.rowOf({}).isValid());
}

void TestScriptListModel::aRowSaysWhereAndWithWhichRights()
{
    ScriptListModel model;
    model.setContent(graph(), twoMachines(), {});
    const auto second = [&model](int row) {
        return model.index(row).data(SecondLineRole).toString();
    };
    QCOMPARE(second(1), QStringLiteral("PC, elevated"));
    QCOMPARE(second(4), QStringLiteral("PC, reads only"));
    QCOMPARE(second(8), QStringLiteral("PC, elevated"));
    QVERIFY(second(0).isEmpty());
    QCOMPARE(model.index(1).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("101-pc-enable.ps1, PC, elevated"));
    QVERIFY(!model.index(1).data(Qt::DecorationRole).isNull());
}

void TestScriptListModel::aChangedTextKeepsItsRow()
{
    ScriptListModel model;
    model.setContent(graph(), twoMachines(), "all");
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    std::vector<ExportFile> files = twoMachines();
    QVERIFY(!model.setContent(graph(), files, "all"));
    files.at(1).text += "more\n";
    QVERIFY(model.setContent(graph(), files, "all"));
    QVERIFY(model.setContent(graph(), files, "all and more"));
    QCOMPARE(resets.count(), 0);
    QVERIFY(changes.count() >= 2);
    QCOMPARE(model.fileAt(model.index(2))->text, files.at(1).text);
}

void TestScriptListModel::aNewNumberKeepsTheKey()
{
    ScriptListModel model;
    model.setContent(graph(), twoMachines(), {});
    const QString key = model.index(2).data(ScriptListModel::FileKeyRole).toString();
    model.setContent(graph(), {file("101-jump-enable.ps1", Purpose::Enable, 4, "JUMP")}, {});
    QCOMPARE(model.rowOf(key).data().toString(), QStringLiteral("101-jump-enable.ps1"));
}

void TestScriptListModel::withoutFilesThereIsNoIndex()
{
    ScriptListModel model;
    const QAbstractItemModelTester tester(&model, Fatal::Fatal);
    QVERIFY(!model.setContent(graph(), {}, "all") || model.rowCount() == 0);
    model.setContent(graph(), twoMachines(), "all");
    QVERIFY(model.setContent(graph(), {}, "all"));
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(model.files().empty());
}

QTEST_MAIN(TestScriptListModel)
#include "tst_script_list_model.moc"
