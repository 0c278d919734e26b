#include "core/errors/resource_table.h"
#include "core/explain/explanation_table.h"
#include "core/rules/finding_rows.h"
#include "core/rules/hop_rows.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace hopwright;
using namespace hopwright::explain;

namespace {

/// The rules that tables of core/rules name.
std::set<std::string> rulesOfTables()
{
    std::set<std::string> out;
    for (const auto table :
         {rules::proofs(), rules::methods(), rules::states(), rules::identities(),
          rules::strangers(), rules::ownNames(), rules::leftBehind(), rules::permissions()}) {
        for (const rules::Row& row : table) {
            if (row.denial.error != 0)
                out.insert('E' + std::to_string(row.denial.error));
            for (const rules::Reason& reason : row.reasons()) {
                if (!reason.rule.empty())
                    out.emplace(reason.rule);
            }
        }
    }
    return out;
}

std::vector<const rules::FindingRow*> findingRows()
{
    std::vector<const rules::FindingRow*> out{&rules::domainFinding()};
    for (const auto table :
         {rules::deniedFindings(), rules::sessionFindings(), rules::passwordFindings(),
          rules::useFindings(), rules::entryFindings(), rules::expiryFindings(),
          rules::crossingFindings()}) {
        for (const rules::FindingRow& row : table) {
            if (row.text)
                out.push_back(&row);
        }
    }
    return out;
}

QString contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

}  // namespace

class TestExplanationTable : public QObject {
    Q_OBJECT

private slots:
    void everyRuleOfTheTablesIsExplained();
    void everyRuleThatThePlanNamesIsExplained();
    void everyFindingIsExplained();
    void everyErrorIsExplained();
    void sentencesAreThoseOfRules();
    void aSentenceIsExplainedBeforeItsRule();
    void namesAreFound_data();
    void namesAreFound();
};

void TestExplanationTable::everyRuleOfTheTablesIsExplained()
{
    const std::set<std::string> rules = rulesOfTables();
    QVERIFY(rules.size() > 30);
    for (const std::string& each : rules)
        QVERIFY2(topicOf(each).isThere(), each.c_str());
    for (int i = 1; i <= 10; ++i)
        QVERIFY(topicOf('R' + std::to_string(i)).row != nullptr);
}

void TestExplanationTable::everyRuleThatThePlanNamesIsExplained()
{
    std::set<QString> found;
    for (const char* file : {"core/plan/machines.cpp", "core/plan/findings.cpp",
                             "core/plan/plan.cpp", "core/rules/finding_rows.cpp"}) {
        const QString source =
            contentsOf(QStringLiteral(HOPWRIGHT_SOURCE_DIR "/") + QLatin1String(file));
        QVERIFY2(!source.isEmpty(), file);
        static const QRegularExpression rule(QStringLiteral("\"([RMESD]\\d+)\""));
        for (const QRegularExpressionMatch& match : rule.globalMatch(source))
            found.insert(match.captured(1));
    }
    QVERIFY(found.contains(QStringLiteral("R8")) && found.contains(QStringLiteral("S3")));
    for (const QString& each : found)
        QVERIFY2(topicOf(each.toStdString()).isThere(), qPrintable(each));
}

void TestExplanationTable::everyFindingIsExplained()
{
    for (const rules::FindingRow* row : findingRows()) {
        // One without a rule has that of what denies the hop.
        const bool isRule = row->text->rule.empty() || topicOf(row->text->rule).isThere();
        QVERIFY2(isRule, std::string(wordOf(row->text->key)).c_str());
        // What is said of an entry differs too much for one text of S3.
        if (row->text->rule == "S3" || row->text->rule == "S4")
            QVERIFY2(topicOf(wordOf(row->text->key)).row != nullptr,
                     std::string(wordOf(row->text->key)).c_str());
    }
}

void TestExplanationTable::everyErrorIsExplained()
{
    for (int i = 1; i <= errorRowCount; ++i) {
        const Topic topic = topicOf('E' + std::to_string(i));
        QVERIFY(topic.error != nullptr);
        QCOMPARE(topic.error->number, i);
        QVERIFY(!topic.error->means.empty());
    }
}

void TestExplanationTable::sentencesAreThoseOfRules()
{
    int sentences = 0;
    for (const Explanation& each : explanations()) {
        QCOMPARE(fromWord<rules::ReasonKey>(each.id).has_value(), each.kind == TopicKind::Sentence
                                                                      || each.id == "client-role"
                                                                      || each.id == "server-role");
        sentences += each.kind == TopicKind::Sentence ? 1 : 0;
    }
    QVERIFY(sentences > 20);
}

void TestExplanationTable::aSentenceIsExplainedBeforeItsRule()
{
    using rules::ReasonKey;
    QCOMPARE(topicOf(ReasonKey::HopFindsNothing, "M1").id(), std::string("hop-finds-nothing"));
    QCOMPARE(topicOf(ReasonKey::EntryWideHigh, "S3").id(), std::string("entry-wide-high"));
    QCOMPARE(topicOf(ReasonKey::MachineHoldsPassword, "M37").id(), std::string("M37"));
    QCOMPARE(topicOf(ReasonKey::HopWillBeDenied, "E29").id(), std::string("E29"));
    QVERIFY(!topicOf(ReasonKey::HopWillBeDenied, "X1").isThere());
}

void TestExplanationTable::namesAreFound_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("ids");
    const auto row = [](const char* typed, const QStringList& ids) {
        QTest::newRow(typed) << typed << ids;
    };
    row("R1", {"R1"});
    row("r1", {"R1"});
    row("E98", {"E98"});
    row("e5", {"E5"});
    row("Double-Hop", {"double-hop"});
    row("0x803381A3", {"E3"});
    row("0x803381a3", {"E3"});
    row("0X8009035F", {"E4"});
    row("18456", {"E78"});
    row("E0", {});
    row("E05", {});
    row("E99", {});
    row("E1x", {});
    row("R11", {});
    row("", {});
    row("0", {});
    row("99999999999", {});
    row("0x80338", {});
    row("R1 ", {});
}

void TestExplanationTable::namesAreFound()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, ids);
    QStringList found;
    for (const Topic& each : topicsOf(typed.toStdString()))
        found += QString::fromStdString(each.id());
    QCOMPARE(found, ids);
}

QTEST_APPLESS_MAIN(TestExplanationTable)

#include "tst_explanation_table.moc"
