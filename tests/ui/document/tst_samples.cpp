#include "core/model/graph_rules.h"
#include "core/store/graph_file.h"
#include "ui/document/document_file.h"
#include "ui/text/samples.h"

#include <QDir>
#include <QSet>
#include <QTest>

#include <vector>

using namespace hopwright;

/// The drawings that come with the programs.
class TestSamples : public QObject {
    Q_OBJECT

private slots:
    void everyFileIsASample();
    void eachIsAsItWouldBeSaved();
    void eachOfTheFieldIsOfAWorldOfItsOwn();
    void eachHasARouteAndItsWords();

private:
    static std::vector<ui::Sample> all()
    {
        std::vector<ui::Sample> out(ui::firstSamples().begin(), ui::firstSamples().end());
        out.insert(out.end(), ui::fieldSamples().begin(), ui::fieldSamples().end());
        return out;
    }
};

void TestSamples::everyFileIsASample()
{
    QStringList files = QDir(QStringLiteral(HOPWRIGHT_SOURCE_DIR "/resources/samples"))
                            .entryList({QStringLiteral("*.hopw")}, QDir::Files, QDir::Name);
    QStringList names;
    for (const ui::Sample& each : all())
        names.append(QLatin1String(each.name) + QStringLiteral(".hopw"));
    names.sort();
    files.sort();
    QCOMPARE(names, files);
    QCOMPARE(ui::fieldSamples().size(), 8U);
    QVERIFY(ui::sampleNamed(QStringLiteral("web-to-sql")) != nullptr);
    QVERIFY(ui::sampleNamed(QStringLiteral("../samples/web-to-sql")) == nullptr);
}

void TestSamples::eachIsAsItWouldBeSaved()
{
    for (const ui::Sample& each : all()) {
        const auto graph = ui::loadSample(ui::sampleResource(each));
        QVERIFY2(graph.has_value(), each.name);
        QVERIFY2(model::checkGraph(*graph).has_value(), each.name);
        QFile file(ui::sampleResource(each));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromStdString(store::writeGraph(*graph)),
                 QString::fromUtf8(file.readAll()));
    }
}

void TestSamples::eachOfTheFieldIsOfAWorldOfItsOwn()
{
    QSet<QString> domains;
    QSet<QString> machines;
    for (const ui::Sample& each : ui::fieldSamples()) {
        const auto graph = ui::loadSample(ui::sampleResource(each));
        QVERIFY2(graph.has_value(), each.name);
        for (const auto& [id, domain] : graph->domains) {
            if (domain.workgroup)
                continue;
            const QString name = QString::fromStdString(domain.dnsName);
            QVERIFY2(name.endsWith(QStringLiteral(".example")), qPrintable(name));  // RFC 2606
            QVERIFY2(name != QStringLiteral("lab.example") && !domains.contains(name),
                     qPrintable(name));
            domains.insert(name);
        }
        for (const auto& [id, computer] : graph->computers) {
            const QString name = QString::fromStdString(computer.name);
            QVERIFY2(!machines.contains(name), qPrintable(name));
            machines.insert(name);
        }
    }
    QCOMPARE(domains.size(), 8);
}

void TestSamples::eachHasARouteAndItsWords()
{
    QSet<QString> titles;
    for (const ui::Sample& each : all()) {
        const auto graph = ui::loadSample(ui::sampleResource(each));
        QVERIFY2(graph.has_value() && !graph->routes.empty(), each.name);
        const QString choice = ui::sampleChoice(each);
        QVERIFY(choice.at(0).isUpper());
        QVERIFY2(ui::sampleTitle(each).endsWith(choice.mid(1)), each.name);
        QVERIFY2(!QString::fromUtf8(each.shows).endsWith(u'.'), each.name);
        QVERIFY2(!titles.contains(choice), each.name);
        titles.insert(choice);
    }
}

QTEST_GUILESS_MAIN(TestSamples)
#include "tst_samples.moc"
