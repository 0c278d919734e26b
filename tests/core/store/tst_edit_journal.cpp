#include "core/store/edit_journal.h"
#include "core/store/graph_file.h"

#include <QTest>

#include <algorithm>

using namespace hopwright;
using store::JournalHead;
using store::JournalRecords;
using store::JournalStep;

namespace {

const JournalHead head{
    .path = "/home/x/Gef\u00e4hrlich\n2.hopw", .title = "Gef\u00e4hrlich", .fileHash = "00ff"};
const std::string first = "<hopwright>\n<a/>\n<b/>\n</hopwright>\n";
const std::string second = "<hopwright>\n<a x=\"1:2,3\"/>\n<b/>\n</hopwright>\n";
const std::string third = "";
const std::string fourth = "<hopwright>\n</hopwright>\n";

JournalStep step(int number)
{
    return {.text = "Move machine " + std::to_string(number), .time = "2031-02-03T04:05:06Z"};
}

}  // namespace

class TestEditJournal : public QObject {
    Q_OBJECT

private slots:
    void theFormatIsTheDocumentedOne();
    void whatWasWrittenIsRead();
    void cutAnywhereItHasTheEditsThatAreWhole();
    void aChangedByteIsSeen();
    void anEditCostsWhatChanged();
    void allStandsForAllEdits();
    void theListHasTheLastSteps();
    void whatDoesNotFitIsRefused_data();
    void whatDoesNotFitIsRefused();
};

/// Journals of an earlier version must be read: bytes made by a program of another language, with the published FNV-1a.
void TestEditJournal::theFormatIsTheDocumentedOne()
{
    const std::string bytes = "hopwright-journal/1\n"
                              "D 16 791a363fde94a00d\n0:,1:T,0:,3:abc,\n"
                              "E 24 51ce06a4e7335d60\n1:1,1:2,1:1,1:X,1:S,1:t,\n";
    JournalRecords records({.title = "T"}, "abc");
    const std::string edit = records.edit({.text = "S", .time = "t"}, "abXc");
    QCOMPARE(records.begin() + edit, bytes);
    const auto read = store::readJournal(bytes);
    QVERIFY(read);
    QCOMPARE(read->after, std::string("abXc"));
}

void TestEditJournal::whatWasWrittenIsRead()
{
    JournalRecords records(head, first);
    std::string bytes = records.begin();
    bytes += records.edit(step(1), second);
    bytes += records.edit(step(2), third);
    bytes += records.edit(step(3), fourth);
    const auto read = store::readJournal(bytes);
    QVERIFY(read);
    QCOMPARE(read->head, head);
    QCOMPARE(read->before, first);
    QCOMPARE(read->after, fourth);
    QCOMPARE(read->edits, std::size_t{3});
    QCOMPARE(read->steps, (std::vector{step(1), step(2), step(3)}));
    QVERIFY(!read->cutShort);
}

void TestEditJournal::cutAnywhereItHasTheEditsThatAreWhole()
{
    JournalRecords records(head, first);
    std::string bytes = records.begin();
    const std::size_t begun = bytes.size();
    std::vector<std::size_t> ends;
    const std::vector<std::string> states{first, second, fourth, second};
    for (std::size_t i = 1; i < states.size(); ++i) {
        bytes += records.edit(step(1), states[i]);
        ends.push_back(bytes.size());
    }
    for (std::size_t length = 0; length <= bytes.size(); ++length) {
        const auto read = store::readJournal(std::string_view(bytes).substr(0, length));
        QCOMPARE(read.has_value(), length >= begun);
        if (!read)
            continue;
        const auto whole = static_cast<std::size_t>(
            std::ranges::count_if(ends, [&](std::size_t end) { return end <= length; }));
        QCOMPARE(read->edits, whole);
        QCOMPARE(read->after, states[whole]);
        QCOMPARE(read->cutShort, length != begun && std::ranges::find(ends, length) == ends.end());
    }
}

void TestEditJournal::aChangedByteIsSeen()
{
    JournalRecords records(head, first);
    const std::string begin = records.begin();
    const std::string edit = records.edit(step(1), second);
    for (std::size_t at = 0; at < edit.size(); ++at) {
        std::string broken = begin + edit;
        broken[begin.size() + at] ^= 1;
        const auto read = store::readJournal(broken);
        QVERIFY2(!read || read->after == first, std::to_string(at).c_str());
    }
    // What a loss of power can leave of blocks that were not written.
    const auto zeros = store::readJournal(begin + std::string(edit.size(), '\0'));
    QVERIFY(zeros && zeros->edits == 0 && zeros->cutShort);
}

void TestEditJournal::anEditCostsWhatChanged()
{
    std::string large;
    for (int i = 0; i < 10'000; ++i)
        large += "<computer id=\"" + std::to_string(i) + "\"/>\n";
    std::string changed = large;
    changed.replace(large.size() / 2, 1, "x");
    JournalRecords records(head, large);
    const std::string edit = records.edit(step(1), changed);
    QVERIFY2(edit.size() < 200, std::to_string(edit.size()).c_str());
    const auto read = store::readJournal(records.begin() + edit);
    QVERIFY(read && read->after == changed);
}

void TestEditJournal::allStandsForAllEdits()
{
    JournalRecords records(head, first);
    std::ignore = records.edit(step(1), second);
    std::ignore = records.edit(step(2), third);
    const std::string begin = records.begin() + records.all();
    const auto read = store::readJournal(begin + records.edit(step(3), fourth));
    QVERIFY(read);
    QCOMPARE(read->before, first);
    QCOMPARE(read->after, fourth);
    QCOMPARE(read->edits, std::size_t{3});
    QCOMPARE(read->steps, (std::vector{step(1), step(2), step(3)}));
}

void TestEditJournal::theListHasTheLastSteps()
{
    JournalRecords records(head, first);
    std::string bytes = records.begin();
    for (int i = 0; i < 250; ++i)
        bytes += records.edit(step(i), i % 2 == 0 ? second : first);
    for (const std::string& each : {bytes, records.begin() + records.all()}) {
        const auto read = store::readJournal(each);
        QVERIFY(read);
        QCOMPARE(read->edits, std::size_t{250});
        QCOMPARE(read->steps.size(), store::maxJournalSteps);
        QCOMPARE(read->steps.front(), step(150));
        QCOMPARE(read->steps.back(), step(249));
    }
}

void TestEditJournal::whatDoesNotFitIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const std::string& bytes, ErrorCode code) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << static_cast<int>(code);
    };
    row("nothing", "", ErrorCode::Malformed);
    row("a drawing", first, ErrorCode::Malformed);
    row("a later version", "hopwright-journal/2\nD 0 0\n\n", ErrorCode::NewerVersion);
    // Another drawing's edit behind this one's beginning: whole, and it does not fit.
    JournalRecords small({}, "x");
    JournalRecords large({}, std::string(1000, 'a') + std::string(1000, 'b'));
    row("an edit of another drawing",
        small.begin() + large.edit(step(1), std::string(1000, 'a') + "c" + std::string(1000, 'b')),
        ErrorCode::Malformed);
    JournalRecords overlapping({}, "xx");
    row("an edit whose equal parts are longer than the document",
        small.begin() + overlapping.edit(step(1), "xax"), ErrorCode::Malformed);
    const std::string most(store::maxGraphFileBytes, 'a');
    row("a document that is too large", JournalRecords({}, most + "a").begin(),
        ErrorCode::TooLarge);
    JournalRecords full({}, most);
    row("an edit that makes it too large", full.begin() + full.edit(step(1), most + "b"),
        ErrorCode::TooLarge);
    row("a beginning again",
        small.begin() + small.begin().substr(std::string_view("hopwright-journal/1\n").size()),
        ErrorCode::Malformed);
}

void TestEditJournal::whatDoesNotFitIsRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    const auto read = store::readJournal(bytes.toStdString());
    QVERIFY(!read);
    QCOMPARE(static_cast<int>(read.error().code), code);
}

QTEST_GUILESS_MAIN(TestEditJournal)
#include "tst_edit_journal.moc"
