#include "core/diagnose/diagnosis.h"
#include "core/text/decode.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <iostream>
#include <map>
#include <set>

using namespace hopwright;
using namespace hopwright::diagnose;

namespace {

/// A line of tests/data/tickets/expected.tsv, written before anything here was: see README.md there.
struct Expected {
    QString file;
    QString language;
    QString denied;
    QString cause;
    QStringList also;
    QString certain;
    QString hop;
    QStringList rows;
    QString chain;
    QStringList secrets;
};

QStringList partsOf(const QString& cell)
{
    return cell.isEmpty() ? QStringList() : cell.split(QLatin1Char('|'));
}

std::string contentOf(const QString& folder, const QString& file)
{
    QFile opened(QStringLiteral(HOPWRIGHT_TEST_DATA "/") + folder + u'/' + file);
    if (!opened.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = opened.readAll();
    return text::decode({bytes.constData(), static_cast<std::size_t>(bytes.size())}).text;
}

std::vector<Expected> expectations(const QString& folder)
{
    std::vector<Expected> out;
    QFile file(QStringLiteral(HOPWRIGHT_TEST_DATA "/") + folder + QStringLiteral("/expected.tsv"));
    if (!file.open(QIODevice::ReadOnly))
        return out;
    file.readLine();
    while (!file.atEnd()) {
        QString line = QString::fromUtf8(file.readLine());
        if (line.endsWith(QLatin1Char('\n')))
            line.chop(1);
        const QStringList cells = line.split(QLatin1Char('\t'));
        if (cells.size() < 10)
            continue;
        out.push_back({.file = cells[0],
                       .language = cells[1],
                       .denied = cells[2],
                       .cause = cells[3],
                       .also = partsOf(cells[4]),
                       .certain = cells[5],
                       .hop = cells[6],
                       .rows = partsOf(cells[7]),
                       .chain = cells[8],
                       .secrets = partsOf(cells[9])});
    }
    return out;
}

QString word(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

class TestTickets : public QObject {
    Q_OBJECT

private slots:
    void areDiagnosedRightly_data();
    void areDiagnosedRightly();
};

}  // namespace

void TestTickets::areDiagnosedRightly_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<std::size_t>("fewest");

    constexpr std::size_t ofLargeSet = 120;
    QTest::newRow("first set") << "tickets" << ofLargeSet;
    QTest::newRow("second set") << "tickets2" << ofLargeSet;
    QTest::newRow("third set") << "tickets3" << ofLargeSet;
    QTest::newRow("fourth set") << "tickets4" << ofLargeSet;
    QTest::newRow("fifth set") << "tickets5" << std::size_t{25};
}

void TestTickets::areDiagnosedRightly()
{
    QFETCH(QString, folder);
    QFETCH(std::size_t, fewest);

    const std::vector<Expected> all = expectations(folder);
    QVERIFY(all.size() >= fewest);
    int causes = 0;
    int hops = 0;
    int hopsAsked = 0;
    int denials = 0;
    int wrongCertain = 0;
    int secretsShown = 0;
    int chains = 0;
    const bool tells = qEnvironmentVariableIsSet("HOPWRIGHT_TELL");
    for (const Expected& each : all) {
        const Diagnosis found = diagnose::diagnose(contentOf(folder, each.file));
        const QString cause = found.candidates.empty()
                                  ? QStringLiteral("none")
                                  : word(wordOf(found.candidates.front().cause));
        const QString hop = found.candidates.empty() || found.candidates.front().hop == 0
                                ? QString()
                                : QString::number(found.candidates.front().hop);
        const QString denied = !found.denied   ? QStringLiteral("null")
                               : *found.denied ? QStringLiteral("true")
                                               : QStringLiteral("false");
        const bool nothing =
            (each.cause == QLatin1String("unrelated") || each.cause == QLatin1String("unknown"))
            && cause == QLatin1String("none");
        const bool rightCause = nothing || cause == each.cause || each.also.contains(cause);
        causes += rightCause ? 1 : 0;
        const bool asked = !each.hop.isEmpty();
        const bool rightHop = !asked || hop == each.hop;
        hopsAsked += asked ? 1 : 0;
        hops += asked && rightHop ? 1 : 0;
        denials += denied == each.denied ? 1 : 0;
        if (tells && denied != each.denied)
            std::cout << "DENIED " << each.file.toStdString() << ' ' << cause.toStdString() << " ("
                      << each.cause.toStdString() << ") " << denied.toStdString() << " ("
                      << each.denied.toStdString() << ")\n";
        const bool sure =
            !found.candidates.empty() && found.candidates.front().certainty == Certainty::Certain;
        const bool wrongSure = sure && (!rightCause || each.certain != QLatin1String("certain"));
        wrongCertain += wrongSure ? 1 : 0;
        bool shown = false;
        for (const QString& secret : each.secrets)
            shown = shown || found.pasted.text.find(secret.toStdString()) != std::string::npos;
        secretsShown += shown ? 1 : 0;
        const bool rightChain = word(found.chain) == each.chain;
        chains += rightChain ? 1 : 0;
        if (tells && (!rightCause || !rightHop || wrongSure || shown)) {
            std::cout << each.file.toStdString() << ": " << (rightCause ? "" : "CAUSE ")
                      << (rightHop ? "" : "HOP ") << (wrongSure ? "SURE " : "")
                      << (shown ? "SECRET " : "") << cause.toStdString() << " ("
                      << each.cause.toStdString() << ") hop " << hop.toStdString() << " ("
                      << each.hop.toStdString() << ") rows";
            for (const Candidate& candidate : found.candidates)
                std::cout << ' ' << (candidate.row != nullptr ? candidate.row->number : 0) << ':'
                          << wordOf(candidate.cause) << '/' << wordOf(candidate.certainty);
            std::cout << " (" << each.rows.join(QLatin1Char(' ')).toStdString() << ") "
                      << found.chain << " (" << each.chain.toStdString() << ")\n";
        } else if (tells && !rightChain) {
            std::cout << each.file.toStdString() << ": chain " << found.chain << " ("
                      << each.chain.toStdString() << ")\n";
        }
    }
    const int count = static_cast<int>(all.size());
    std::cout << "tickets: " << count << ", cause " << causes << ", hop " << hops << " of "
              << hopsAsked << ", denied " << denials << ", wrong certain " << wrongCertain
              << ", secrets shown " << secretsShown << ", chains " << chains << '\n';
    QCOMPARE(secretsShown, 0);
    QCOMPARE(wrongCertain, 0);
    QVERIFY(causes * 100 >= count * 95);
    QVERIFY(hops * 100 >= hopsAsked * 95);
}

QTEST_APPLESS_MAIN(TestTickets)

#include "tst_tickets.moc"
