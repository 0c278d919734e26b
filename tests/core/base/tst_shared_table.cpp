#include "core/base/shared_table.h"

#include <QTest>

#include <map>
#include <random>
#include <ranges>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using hopwright::SharedTable;

namespace {

using Table = SharedTable<int, std::string>;
using Map = std::map<int, std::string>;

/// As both walk over their things, from the front and from the back.
bool isLike(const Table& table, const Map& map)
{
    return table.size() == map.size() && table.empty() == map.empty()
           && std::ranges::equal(table, map)
           && std::equal(table.rbegin(), table.rend(), map.rbegin(), map.rend());
}

Table tableOf(const Map& map)
{
    Table out;
    for (const auto& [key, thing] : map)
        out[key] = thing;
    return out;
}

/// What both say of their difference, the slow way.
using Difference = std::vector<std::pair<int, std::pair<std::string, std::string>>>;

Difference differenceOf(const Map& before, const Map& after)
{
    Map keys = before;
    keys.insert(after.begin(), after.end());
    const auto at = [](const Map& map, int key) {
        return map.contains(key) ? map.at(key) : std::string("-");
    };
    Difference out;
    for (const auto& [key, thing] : keys) {
        if (at(before, key) != at(after, key))
            out.emplace_back(key, std::pair(at(before, key), at(after, key)));
    }
    return out;
}

Difference differenceOf(const Table& before, const Table& after)
{
    Difference out;
    forEachDifference(before, after, [&](int key, const std::string* old, const std::string* now) {
        out.emplace_back(key, std::pair(old == nullptr ? "-" : *old, now == nullptr ? "-" : *now));
    });
    return out;
}

/// A thing that counts how often it is compared and copied.
struct Counted {
    int value = 0;

    static inline int compared = 0;
    static inline int copied = 0;

    Counted() = default;
    Counted(const Counted& other) : value(other.value) { ++copied; }
    Counted(Counted&&) = default;
    Counted& operator=(const Counted&) = default;
    Counted& operator=(Counted&&) = default;
    ~Counted() = default;
    bool operator==(const Counted& other) const
    {
        ++compared;
        return value == other.value;
    }
};

SharedTable<int, Counted> countedTable(int size)
{
    SharedTable<int, Counted> out;
    for (int i = 0; i < size; ++i)
        out[i].value = i;
    Counted::compared = 0;
    Counted::copied = 0;
    return out;
}

}  // namespace

class TestSharedTable : public QObject {
    Q_OBJECT

private slots:
    void isAMapUnderRandomWriting_data();
    void isAMapUnderRandomWriting();
    void anEmptyOneHasNothing();
    void whatIsNotThereIsAMistakeToReadAndMadeToWrite();
    void aCopyIsAValueOfItsOwn();
    void aListOfThingsIsPutInOrder();
    void whatIsMeantIsErased();
    void aMovedFromOneIsEmpty();
    void writingToACopyCopiesOneThing();
    void writingToWhatNobodySharesCopiesNothing();
    void whatIsSharedIsNotCompared();
    void theDifferenceOfWhatGrewAtTheFrontIsFound();
};

void TestSharedTable::isAMapUnderRandomWriting_data()
{
    QTest::addColumn<int>("keys");
    QTest::addColumn<int>("erasing");
    QTest::newRow("few keys, often erased") << 40 << 50;
    QTest::newRow("several parts") << 700 << 30;
    QTest::newRow("many parts, seldom erased") << 5000 << 5;
}

void TestSharedTable::isAMapUnderRandomWriting()
{
    QFETCH(int, keys);
    QFETCH(int, erasing);
    std::mt19937 dice(20);  // NOLINT(bugprone-random-generator-seed): the same each time
    const auto below = [&dice](int most) {
        return static_cast<int>(dice() % static_cast<unsigned>(most));
    };
    Table table;
    Map map;
    Table earlier;
    Map asEarlier;
    for (int i = 0; i < 6000; ++i) {
        const int key = below(keys);
        if (below(100) < erasing) {
            QCOMPARE(table.erase(key), map.erase(key));
        } else {
            const std::string thing = std::to_string(below(3));
            table[key] = thing;
            map[key] = thing;
        }
        const int asked = below(keys);
        QCOMPARE(table.contains(asked), map.contains(asked));
        QVERIFY(map.contains(asked) ? table.find(asked)->second == map.at(asked)
                                    : table.find(asked) == table.end());
        if (i % 50 != 0)
            continue;
        QVERIFY(isLike(table, map));
        QVERIFY(isLike(earlier, asEarlier));
        QCOMPARE(differenceOf(earlier, table), differenceOf(asEarlier, map));
        QCOMPARE(differenceOf(table, earlier), differenceOf(map, asEarlier));
        QCOMPARE(earlier == table, asEarlier == map);
        QVERIFY(table == tableOf(map));
        if (below(3) == 0) {
            earlier = table;
            asEarlier = map;
        }
    }
}

void TestSharedTable::anEmptyOneHasNothing()
{
    Table table;
    QVERIFY(isLike(table, {}));
    QVERIFY(!table.contains(0));
    QCOMPARE(table.erase(0), 0U);
    table[7] = "a";
    QVERIFY(table != Table());
    QCOMPARE(table.erase(7), 1U);
    QVERIFY(isLike(table, {}));
    QVERIFY(table == Table());
    table[7] = "b";
    table.clear();
    QVERIFY(isLike(table, {}));
}

void TestSharedTable::whatIsNotThereIsAMistakeToReadAndMadeToWrite()
{
    Table table{{1, "a"}};
    QCOMPARE(table.at(1), std::string("a"));
    QVERIFY_THROWS_EXCEPTION(std::out_of_range, std::ignore = table.at(2));
    QVERIFY_THROWS_EXCEPTION(std::out_of_range, std::ignore = Table().at(2));
    QCOMPARE(table[2], std::string());
    QVERIFY(isLike(table, {{1, "a"}, {2, ""}}));
}

void TestSharedTable::aCopyIsAValueOfItsOwn()
{
    Table one{{1, "a"}, {2, "b"}};
    Table other = one;
    QVERIFY(one == other);
    other[1] = "c";
    one.erase(2);
    QVERIFY(isLike(one, {{1, "a"}}));
    QVERIFY(isLike(other, {{1, "c"}, {2, "b"}}));
    QVERIFY(one != other);
}

void TestSharedTable::aListOfThingsIsPutInOrder()
{
    const Table table{{3, "c"}, {1, "a"}, {2, "b"}, {1, "z"}};
    QVERIFY(isLike(table, {{1, "z"}, {2, "b"}, {3, "c"}}));
}

void TestSharedTable::whatIsMeantIsErased()
{
    Table table;
    Map map;
    for (int i = 0; i < 300; ++i)
        table[i] = map[i] = std::to_string(i);
    const Table before = table;
    const auto isMeant = [](const auto& each) {
        return each.first % 3 == 0 || (each.first > 60 && each.second < "2");
    };
    table.eraseWhere(isMeant);
    std::erase_if(map, isMeant);
    QVERIFY(isLike(table, map));
    QCOMPARE(before.size(), 300U);
}

void TestSharedTable::aMovedFromOneIsEmpty()
{
    Table one{{1, "a"}};
    const Table other = std::move(one);
    QVERIFY(isLike(other, {{1, "a"}}));
    one = {};
    one[2] = "b";
    QVERIFY(isLike(one, {{2, "b"}}));
    QVERIFY(isLike(other, {{1, "a"}}));
}

void TestSharedTable::writingToACopyCopiesOneThing()
{
    auto table = countedTable(1000);
    const auto before = table;
    QCOMPARE(Counted::copied, 0);
    table[500].value = 7;
    table[500].value = 8;
    QCOMPARE(Counted::copied, 1);
    QCOMPARE(before.at(500).value, 500);
    table.erase(3);
    std::ignore = table[1000];
    QCOMPARE(Counted::copied, 1);
}

void TestSharedTable::writingToWhatNobodySharesCopiesNothing()
{
    auto table = countedTable(1000);
    {
        auto gone = table;
        gone[3].value = 4;
    }
    Counted::copied = 0;
    const Counted* const place = &table.at(500);
    table[500].value = 7;
    QCOMPARE(&table.at(500), place);
    QCOMPARE(table.at(500).value, 7);
    QCOMPARE(Counted::copied, 0);
}

void TestSharedTable::whatIsSharedIsNotCompared()
{
    auto table = countedTable(10'000);
    const auto before = table;
    QVERIFY(table == before);
    QCOMPARE(Counted::compared, 0);
    table[5000].value = 1;
    std::vector<int> keys;
    forEachDifference(before, table, [&keys](int key, const Counted* old, const Counted* now) {
        keys.push_back(key);
        QCOMPARE(old->value, 5000);
        QCOMPARE(now->value, 1);
    });
    QCOMPARE(keys, std::vector{5000});
    QVERIFY(before != table);
    QCOMPARE(Counted::compared, 2);  // Of all things that one, once each time.
}

/// Parts that are shared begin at other places in the list of parts then.
void TestSharedTable::theDifferenceOfWhatGrewAtTheFrontIsFound()
{
    auto table = countedTable(10'000);
    const auto before = table;
    for (int i = -200; i < 0; ++i)
        table[i].value = i;
    table.erase(100);
    int differences = 0;
    forEachDifference(before, table, [&](int key, const Counted* old, const Counted* now) {
        ++differences;
        QCOMPARE(old == nullptr, key < 0);
        QCOMPARE(now == nullptr, key == 100);
    });
    QCOMPARE(differences, 201);
    QCOMPARE(Counted::compared, 0);
}

QTEST_APPLESS_MAIN(TestSharedTable)
#include "tst_shared_table.moc"
