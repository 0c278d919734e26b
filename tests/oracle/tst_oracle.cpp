#include "core/store/graph_file.h"
#include "tests/core/link/random_drawing.h"
#include "tests/oracle/told.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>

using namespace hopwright;
using link::tests::RandomDrawing;
using oracle::Keys;
using oracle::kindNames;
using oracle::Told;

namespace {

constexpr std::uint64_t usualGraphs = 100;  ///< All that are recorded: ./check --full own.

using Digests = std::array<std::string, kindNames.size()>;

/// 32 bits of FNV-1a over 64, as eight hexadecimal digits.
std::string digest(std::string_view text)
{
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001B3ULL;
    }
    constexpr int digits = 8;
    return QString::number(static_cast<quint32>(hash ^ (hash >> 32U)), 16)
        .rightJustified(digits, '0')
        .toStdString();
}

Digests digestsOf(const Told& told)
{
    Digests out;
    std::ranges::transform(told, out.begin(), digest);
    return out;
}

std::string recordPath()
{
    return HOPWRIGHT_SOURCE_DIR "/tests/oracle/recorded.tsv";
}

/// A line a drawing: its name, then a digest of each kind.
std::map<std::string, Digests> recorded()
{
    std::map<std::string, Digests> out;
    std::ifstream in(recordPath());
    std::string name;
    while (in >> name)
        for (std::string& each : out[name])
            in >> each;
    return out;
}

std::uint64_t numberFrom(const char* variable, std::uint64_t otherwise)
{
    bool ok = false;
    const qulonglong number = qEnvironmentVariable(variable).toULongLong(&ok);
    return ok ? number : otherwise;
}

/// Writes what is said of a drawing where HOPWRIGHT_ORACLE_DUMP names a folder: two of them show by `diff -r` what changed.
void dump(const std::string& name, const Told& told)
{
    const QString folder = qEnvironmentVariable("HOPWRIGHT_ORACLE_DUMP");
    if (folder.isEmpty())
        return;
    for (std::size_t i = 0; i < told.size(); ++i) {
        const std::filesystem::path path =
            std::filesystem::path(folder.toStdString()) / kindNames.at(i) / (name + ".txt");
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << told.at(i);
    }
}

}  // namespace

/// What the program says of random drawings and of the samples is what it said when it was recorded: kept while its inside is
/// rebuilt. HOPWRIGHT_ORACLE_RECORD=1 records anew.
class TestOracle : public QObject {
    Q_OBJECT

private slots:
    void theSamplesAreToldAsRecorded();
    void randomDrawingsAreToldAsRecorded();
    void cleanupTestCase();

private:
    /// \returns the kinds that differ.
    QStringList differing(const std::string& name, const model::Graph& graph);

    Keys m_keys;
    std::map<std::string, Digests> m_recorded = recorded();
};

QStringList TestOracle::differing(const std::string& name, const model::Graph& graph)
{
    const Told told = oracle::tell(graph, m_keys);
    dump(name, told);
    const Digests now = digestsOf(told);
    QStringList out;
    if (qEnvironmentVariableIsSet("HOPWRIGHT_ORACLE_RECORD")) {
        m_recorded[name] = now;
        return out;
    }
    const auto before = m_recorded.find(name);
    if (before == m_recorded.end())
        return {QStringLiteral("not recorded")};
    for (std::size_t i = 0; i < now.size(); ++i)
        if (now.at(i) != before->second.at(i))
            out.push_back(QString::fromUtf8(kindNames.at(i)));
    return out;
}

void TestOracle::theSamplesAreToldAsRecorded()
{
    const std::filesystem::path samples = HOPWRIGHT_SOURCE_DIR "/resources/samples";
    int count = 0;
    for (const auto& each : std::filesystem::directory_iterator(samples)) {
        const auto graph = store::loadGraph(each.path());
        QVERIFY(graph);
        const QStringList kinds = differing(each.path().stem().string(), *graph);
        QVERIFY2(kinds.isEmpty(), qPrintable(kinds.join(' ')));
        ++count;
    }
    QCOMPARE(count, 3);
}

void TestOracle::randomDrawingsAreToldAsRecorded()
{
    const std::uint64_t first = numberFrom("HOPWRIGHT_SEED", 1);
    const std::uint64_t graphs = numberFrom("HOPWRIGHT_GRAPHS", usualGraphs);
    int different = 0;
    for (std::uint64_t seed = first; seed < first + graphs; ++seed) {
        const QStringList kinds = differing(std::to_string(seed), RandomDrawing(seed).make());
        if (kinds.isEmpty())
            continue;
        ++different;
        std::cout << "HOPWRIGHT_SEED=" << seed << ": " << qPrintable(kinds.join(' ')) << std::endl;
    }
    QCOMPARE(different, 0);
}

void TestOracle::cleanupTestCase()
{
    if (!qEnvironmentVariableIsSet("HOPWRIGHT_ORACLE_RECORD"))
        return;
    std::ofstream file(recordPath());
    for (const auto& [name, digests] : m_recorded) {
        file << name;
        for (const std::string& each : digests)
            file << '\t' << each;
        file << '\n';
    }
    QVERIFY(file.flush());
}

QTEST_GUILESS_MAIN(TestOracle)
#include "tst_oracle.moc"
