#include "core/diagnose/message_finder.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace hopwright;
using namespace hopwright::diagnose;

namespace {

using Matches = std::vector<int>;

Matches idsOf(const std::vector<MessageFinder::Match>& matches)
{
    Matches out;
    for (const MessageFinder::Match& each : matches)
        out.push_back(each.id);
    return out;
}

class TestMessageFinder : public QObject {
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void tellsThePlace();
    void findsAsManyAsALoopWould();
    void findsTyped_data();
    void findsTyped();
};

}  // namespace

void TestMessageFinder::finds_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("found");

    QTest::newRow("as it is") << "Access is denied." << "x Access is denied. y" << true;
    QTest::newRow("wrapped in a word") << "Access is denied." << "Access is den\n    ied" << true;
    QTest::newRow("other case") << "Access is denied." << "ACCESS IS DENIED" << true;
    QTest::newRow("without accents") << "Acc\u00E8s refus\u00E9" << "Acces refuse" << true;
    QTest::newRow("other apostrophe") << "n\u2019existe pas" << "n'existe pas" << true;
    QTest::newRow("Cyrillic case") << "\u041E\u0442\u043A\u0430\u0437\u0430\u043D\u043E"
                                   << "\u043E\u0442\u043A\u0430\u0437\u0430\u043D\u043E" << true;
    QTest::newRow("Chinese full stop")
        << "\u62D2\u7EDD\u8BBF\u95EE\u3002" << "\u62D2\u7EDD\u8BBF\u95EE" << true;
    QTest::newRow("0 for O, 1 for l") << "could not allow" << "cou1d n0t a1low" << true;
    QTest::newRow("another word") << "Access is denied." << "Access is granted" << false;
    QTest::newRow("too short") << "abc" << "abc" << false;
}

void TestMessageFinder::finds()
{
    QFETCH(QString, message);
    QFETCH(QString, text);
    QFETCH(bool, found);

    const MessageFinder finder({{.text = message.toStdString(), .id = 7}});

    QCOMPARE(finder.find(text.toStdString()), finder.find(text.toStdString()));
    QCOMPARE(idsOf(finder.find(text.toStdString())), found ? Matches{7} : Matches{});
}

void TestMessageFinder::tellsThePlace()
{
    const std::string text = "so: Access  is\n> den ied!";
    const auto found = MessageFinder({{.text = "Access is denied", .id = 1}}).find(text);

    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(std::string(text::at(text, found.front().place)),
             std::string("Access  is\n> den ied"));
}

/// Aho and Corasick against looking for each by itself.
void TestMessageFinder::findsAsManyAsALoopWould()
{
    std::mt19937 random(7);
    const auto word = [&](std::size_t length) {
        std::string out;
        while (out.size() < length)
            out += static_cast<char>('a' + random() % 2);
        return out;
    };
    for (int round = 0; round < 50; ++round) {
        std::vector<MessageFinder::Message> messages;
        for (int i = 0; i < 20; ++i)
            messages.push_back({.text = word(4 + random() % 6), .id = i});
        const std::string text = word(300);
        std::vector<std::pair<int, std::size_t>> expected;
        for (const MessageFinder::Message& each : messages) {
            for (std::size_t at = text.find(each.text); at != std::string::npos;
                 at = text.find(each.text, at + 1))
                expected.emplace_back(each.id, at);
        }
        std::vector<std::pair<int, std::size_t>> found;
        for (const MessageFinder::Match& each : MessageFinder(messages).find(text))
            found.emplace_back(each.id, each.place.offset);
        std::ranges::sort(expected);
        std::ranges::sort(found);
        QCOMPARE(found, expected);
    }
}

void TestMessageFinder::findsTyped_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("found");

    QTest::newRow("letters lost") << "The servr nam canot be resolved today" << true;
    QTest::newRow("letters turned") << "The sevrer name cannto be resolved" << true;
    QTest::newRow("another sentence") << "The server room cannot be entered today" << false;
    QTest::newRow("nothing") << "" << false;
}

void TestMessageFinder::findsTyped()
{
    QFETCH(QString, text);
    QFETCH(bool, found);

    const MessageFinder finder({{.text = "the server name cannot be resolved", .id = 3}});

    QCOMPARE(idsOf(finder.findTyped(text.toStdString(), 7)), found ? Matches{3} : Matches{});
}

QTEST_APPLESS_MAIN(TestMessageFinder)

#include "tst_message_finder.moc"
