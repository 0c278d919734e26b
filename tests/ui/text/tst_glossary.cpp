#include "ui/text/explain_text.h"
#include "ui/text/glossary.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::ui;

class TestGlossary : public QObject {
    Q_OBJECT

private slots:
    void wordsOfATextAreFound_data();
    void wordsOfATextAreFound();
    void everyTopicHasAMeaning();
    void aTipTellsWhatExplainTells();
    void aTipIsShort();
};

void TestGlossary::wordsOfATextAreFound_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("ids");
    QTest::newRow("none") << "Kasse 3 is a client." << QStringList{};
    QTest::newRow("empty") << "" << QStringList{};
    QTest::newRow("one") << "Hop 2 is a double hop." << QStringList{"double-hop"};
    QTest::newRow("case") << "DOUBLE HOP" << QStringList{"double-hop"};
    QTest::newRow("a part of a word") << "NTLMv2x and CredSSPs" << QStringList{};
    QTest::newRow("in brackets") << "(NTLM)" << QStringList{"ntlm"};
    QTest::newRow("what stands before a comma of the title")
        << "It has no SPN." << QStringList{"spn"};
    QTest::newRow("several, in the order of the table")
        << "NTLM, not Kerberos, and then CredSSP" << QStringList{"credssp", "kerberos", "ntlm"};
    QTest::newRow("roles and lists are no words") << "TrustedHosts" << QStringList{};
}

void TestGlossary::wordsOfATextAreFound()
{
    QFETCH(QString, text);
    QFETCH(QStringList, ids);
    QStringList found;
    for (const explain::Topic& each : termsIn(text))
        found.append(QString::fromStdString(each.id()));
    QCOMPARE(found, ids);
    QCOMPARE(glossaryTip(text).isEmpty(), ids.isEmpty());
}

void TestGlossary::everyTopicHasAMeaning()
{
    for (const explain::Explanation& each : explain::explanations()) {
        const QString means = meaningOf({.row = &each});
        QVERIFY2(!means.isEmpty(), std::string(each.id).c_str());
        QVERIFY2(!means.contains(u'%'), qPrintable(means));
    }
    QCOMPARE(meaningOf({}), QString());
    QCOMPARE(topicTip(explain::topicOf("no-such-word")), QString());
    QCOMPARE(topicTip(explain::topicOf("")), QString());
}

void TestGlossary::aTipTellsWhatExplainTells()
{
    const explain::Topic topic = explain::topicOf("trusted-hosts");
    const Explained explained = explainTopic(topic);
    QCOMPARE(explained.sections.front().part, ExplainPart::Means);
    const QString tip = topicTip(topic);
    QVERIFY(tip.contains(explained.title.toHtmlEscaped()));
    // Its `<local>` is no HTML.
    QVERIFY(explained.sections.front().lines.front().text.contains(QStringLiteral("<local>")));
    QVERIFY(tip.contains(explained.sections.front().lines.front().text.toHtmlEscaped()));
}

void TestGlossary::aTipIsShort()
{
    QString text;
    std::size_t words = 0;
    for (const explain::Explanation& each : explain::explanations()) {
        if (each.kind != explain::TopicKind::Term)
            continue;
        text += explainTopic({.row = &each}).title + QStringLiteral(". ");
        ++words;
    }
    QVERIFY(words > mostGlossed);
    QVERIFY(termsIn(text).size() >= words);
    QCOMPARE(glossaryTip(text).count(QStringLiteral("<p>")), qsizetype{mostGlossed});
}

QTEST_GUILESS_MAIN(TestGlossary)
#include "tst_glossary.moc"
