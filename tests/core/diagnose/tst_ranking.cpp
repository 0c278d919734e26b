#include "core/diagnose/diagnosis.h"
#include "core/diagnose/ranking_rows.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace hopwright;
using namespace hopwright::diagnose;

namespace {

class TestRanking : public QObject {
    Q_OBJECT

private slots:
    void conditionsHold();
    void rowsAreOnesOfTheTable();
    void eachExplanationCanBeReached();
    void eachRowWithExplanationsHasALastOne();
    void guessesAreInOrder();
    void whatIsContestedIsNotCertain();
    void aListIsAbsent();
    void eachProblemOfAListHasItsChain();
    void stepsOfOneProblemAreOneChain();
    void shortTickets_data();
    void shortTickets();
};

bool isRow(int row)
{
    return row >= 1 && row <= errorRowCount;
}

/// Whether whatever \p later holds for, \p earlier holds for too.
bool shadows(const When& earlier, const When& later)
{
    const bool sameChoice = earlier.oneOf == 0 || (earlier.oneOf & later.needs) != 0
                            || (later.oneOf != 0 && (later.oneOf & ~earlier.oneOf) == 0);
    return (earlier.needs & ~later.needs) == 0 && sameChoice
           && (earlier.without & ~later.without) == 0;
}

}  // namespace

void TestRanking::conditionsHold()
{
    const When when{.needs = bit(Fact::CredSsp),
                    .oneOf = any(Fact::Linux, Fact::Web),
                    .without = bit(Fact::Sql)};
    QVERIFY(when.holds(any(Fact::CredSsp, Fact::Web)));
    QVERIFY(!when.holds(bit(Fact::Web)));
    QVERIFY(!when.holds(bit(Fact::CredSsp)));
    QVERIFY(!when.holds(any(Fact::CredSsp, Fact::Web, Fact::Sql)));
    QVERIFY(When{}.holds(0));
}

void TestRanking::rowsAreOnesOfTheTable()
{
    for (const Condition& each : conditions())
        QVERIFY2(isRow(each.row), qPrintable(QString::number(each.row)));
    for (const Condition& each : sureConditions())
        QVERIFY2(isRow(each.row), qPrintable(QString::number(each.row)));
    for (const ContextRow& each : contextRows()) {
        QVERIFY2(isRow(each.row), qPrintable(QString::number(each.row)));
        QVERIFY(each.weight > 0);
        QVERIFY(each.when.needs != 0 || each.when.oneOf != 0);
    }
    for (const Explanation& each : explanations())
        QVERIFY2(each.row == anySymptom || isRow(each.row), qPrintable(QString::number(each.row)));
    for (const Fallback& each : fallbacks())
        QVERIFY(each.row == 0 || isRow(each.row));
}

/// One that stands behind another that holds wherever it does would never count.
void TestRanking::eachExplanationCanBeReached()
{
    const auto all = explanations();
    for (std::size_t later = 0; later < all.size(); ++later) {
        for (std::size_t earlier = 0; earlier < later; ++earlier) {
            const bool sameRows = all[earlier].row == all[later].row
                                  || (all[earlier].row == anySymptom && isSymptom(all[later].row));
            QVERIFY2(!sameRows || !shadows(all[earlier].when, all[later].when),
                     qPrintable(QStringLiteral("%1 before %2").arg(earlier).arg(later)));
        }
    }
    const auto others = fallbacks();
    for (std::size_t later = 0; later < others.size(); ++later) {
        for (std::size_t earlier = 0; earlier < later; ++earlier)
            QVERIFY(!shadows(others[earlier].when, others[later].when));
    }
}

/// Those of 39 and 97 leave the rest to symptoms and to the table.
void TestRanking::eachRowWithExplanationsHasALastOne()
{
    for (const int row : {anySymptom, 3, 21, 73, 78}) {
        const auto all = explanations();
        const bool hasLast = std::ranges::any_of(
            all, [&](const Explanation& each) { return each.row == row && each.when.holds(0); });
        QVERIFY2(hasLast, qPrintable(QString::number(row)));
    }
}

void TestRanking::guessesAreInOrder()
{
    const auto check = [](const Guesses& guesses) {
        const auto all = guesses.all();
        for (std::size_t i = 0; i < all.size(); ++i) {
            QVERIFY(all[i].certainty != Certainty::Certain);
            QVERIFY(i == 0 || all[i - 1].certainty <= all[i].certainty);
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(all[i].cause != all[j].cause);
        }
    };
    for (const Explanation& each : explanations()) {
        QVERIFY(each.guesses.count > 0);
        check(each.guesses);
    }
    for (const Fallback& each : fallbacks())
        check(each.guesses);
}

void TestRanking::whatIsContestedIsNotCertain()
{
    const std::string locked =
        "Enter-PSSession srv5: The referenced account is currently locked out (1909).\n";
    QCOMPARE(diagnose::diagnose(locked).candidates.front().certainty, Certainty::Certain);

    const Diagnosis both = diagnose::diagnose(
        locked + "Enter-PSSession srv6: the server name cannot be resolved. 0x803381B9\n");
    QCOMPARE(both.candidates.front().certainty, Certainty::Likely);
}

void TestRanking::aListIsAbsent()
{
    const auto causeOf = [](const char* answer) {
        return diagnose::diagnose(
                   std::string("New-PSSession srv5 -Authentication CredSSP: 0x803381A3\n")
                   + "reg query HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\CredentialsDelegation"
                     "\\AllowFreshCredentials\n"
                   + answer)
            .candidates.front()
            .cause;
    };
    QCOMPARE(causeOf("ERROR: The system was unable to find the specified registry key or value."),
             Cause::DelegateListMissing);
    QCOMPARE(causeOf("    1    REG_SZ    WSMAN/srv5.corp.example"), Cause::DelegateListMismatch);
    QCOMPARE(causeOf("    1    REG_SZ    WSMAN/a.x, WSMAN/b.x\nafter gpupdate the same"),
             Cause::DelegateListMismatch);
    QCOMPARE(causeOf("    1    REG_SZ    WSMAN/a.x\nafter gpupdate the same"),
             Cause::PolicyOverrides);
    QCOMPARE(causeOf("    1    REG_SZ    WSMAN/a.x\nthere is no deny list"),
             Cause::DelegateListMismatch);
    // What reg.exe prints of the key: below it there are values, or there are none.
    constexpr const char* printed =
        "\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\CredentialsDelegation"
        "\\AllowFreshCredentials\n";
    QCOMPARE(causeOf((std::string(printed) + "\nPS C:\\> hostname").c_str()),
             Cause::DelegateListMissing);
    QCOMPARE(causeOf((std::string(printed) + "    1    REG_SZ    WSMAN/a.x\n").c_str()),
             Cause::DelegateListMismatch);
}

/// The error that comes first names a hop of its own chain, and the others none of that one.
void TestRanking::eachProblemOfAListHasItsChain()
{
    const Diagnosis found = diagnose::diagnose(
        "Three separate problems since the weekend:\n"
        "1. Invoke-Command -ComputerName app-22 { dir \\\\nas-23\\in } says Access is denied (5)\n"
        "2. Invoke-Command -ComputerName mid-1 { Invoke-Command -ComputerName web-21 { hostname } }\n"
        "   says Access is denied (5)\n"
        "3. New-PSSession -ComputerName db-24\n"
        "   The user name or password is incorrect. 0x8007052e\n");

    const Candidate& first = found.candidates.front();
    QCOMPARE(first.cause, Cause::WrongPassword);
    QCOMPARE(first.hop, 1);
    QCOMPARE(found.chain, std::string("? -> db-24"));
    const auto denied = std::ranges::find(found.candidates, Cause::NotDelegated, &Candidate::cause);
    QVERIFY(denied != found.candidates.end());
    QCOMPARE(denied->hop, 0);
}

void TestRanking::stepsOfOneProblemAreOneChain()
{
    const Diagnosis found = diagnose::diagnose("1. Enter-PSSession -ComputerName app-22\n"
                                               "2. [app-22]: PS C:\\> dir \\\\nas-23\\in\n"
                                               "   Access is denied (5)\n");

    QCOMPARE(found.candidates.front().hop, 2);
    QCOMPARE(found.chain, std::string("? -> app-22 -> \\\\nas-23\\in"));
}

/// `### name | causes, any of which is right | hop` and the text of each, in tests/data/short-tickets.txt.
void TestRanking::shortTickets_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("causes");
    QTest::addColumn<QByteArray>("hop");

    QFile file(QStringLiteral(HOPWRIGHT_TEST_DATA "/short-tickets.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    for (const QByteArray& each : ('\n' + file.readAll()).split('#')) {
        if (!each.startsWith(' '))
            continue;
        const qsizetype line = each.indexOf('\n');
        const QList<QByteArray> head = each.left(line).split('|');
        QCOMPARE(head.size(), 3);
        QTest::newRow(head[0].trimmed().constData())
            << each.mid(line + 1) << head[1].trimmed() << head[2].trimmed();
    }
}

void TestRanking::shortTickets()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, causes);
    QFETCH(QByteArray, hop);

    const Diagnosis found = diagnose::diagnose(text.toStdString());

    const QList<QByteArray> right = causes.split(' ');
    if (found.candidates.empty()) {
        QVERIFY(right.contains("unrelated") || right.contains("unknown"));
        return;
    }
    const Candidate& first = found.candidates.front();
    const std::string_view word = wordOf(first.cause);
    QVERIFY2(right.contains(QByteArray(word.data(), static_cast<qsizetype>(word.size()))),
             std::string(word).c_str());
    if (!hop.isEmpty())
        QCOMPARE(QByteArray::number(first.hop), hop);
}

QTEST_APPLESS_MAIN(TestRanking)

#include "tst_ranking.moc"
