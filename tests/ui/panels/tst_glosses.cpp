#include "core/explain/explanation_table.h"
#include "ui/models/legend_rows.h"
#include "ui/panels/legend.h"
#include "ui/panels/sections.h"
#include "ui/text/glossary.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QHelpEvent>
#include <QLabel>
#include <QTest>
#include <QToolTip>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

/// What one reads who points at \p label and waits.
QString tipAt(QLabel& label)
{
    const QPoint at = label.rect().center();
    QHelpEvent hover(QEvent::ToolTip, at, label.mapToGlobal(at));
    QCoreApplication::sendEvent(&label, &hover);
    return hover.isAccepted() ? QToolTip::text() : QString();
}

QLabel* labelOf(const QWidget& in, const QString& text)
{
    for (QLabel* each : in.findChildren<QLabel*>()) {
        if (each->text() == text)
            return each;
    }
    return nullptr;
}

}  // namespace

/// Words of the trade in panels: pointed at, they say what they mean.
class TestGlosses : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { QToolTip::hideText(); }

    void aSentenceTellsItsWords();
    void aHeadingTellsItsTopic();
    void theLegendTellsWhatArrives();
};

void TestGlosses::aSentenceTellsItsWords()
{
    Sections sections;
    sections.begin(QStringLiteral("Because"));
    sections.addLine(QStringLiteral("R1"), QStringLiteral("It is a double hop by NTLM."));
    sections.addText(QStringLiteral("Kasse-3 starts."));
    sections.addFinding(Mark::Warning, QStringLiteral("The SPN is not known."),
                        QStringLiteral("M1"), QStringLiteral("M1/hop-2"));
    sections.finish();
    sections.resize(360, 300);
    sections.show();
    QVERIFY(QTest::qWaitForWindowExposed(&sections));
    const auto tip = [&sections](const char* text) {
        QLabel* label = labelOf(sections, QString::fromUtf8(text));
        return label == nullptr ? QStringLiteral("no label") : tipAt(*label);
    };
    const QString two = tip("It is a double hop by NTLM.");
    QVERIFY(two.contains(meaningOf(explain::topicOf("double-hop")).toHtmlEscaped()));
    QVERIFY(two.contains(meaningOf(explain::topicOf("ntlm")).toHtmlEscaped()));
    QVERIFY(
        tip("The SPN is not known.").contains(meaningOf(explain::topicOf("spn")).toHtmlEscaped()));
    QCOMPARE(tip("Kasse-3 starts."), QString());
    QCOMPARE(tip("Because"), QString());
}

void TestGlosses::aHeadingTellsItsTopic()
{
    Sections sections;
    sections.begin(QStringLiteral("May delegate to"), "fresh-list");
    sections.begin(QStringLiteral("Source"));
    sections.finish();
    sections.resize(360, 200);
    sections.show();
    QVERIFY(QTest::qWaitForWindowExposed(&sections));
    QCOMPARE(tipAt(*labelOf(sections, QStringLiteral("May delegate to"))),
             topicTip(explain::topicOf("fresh-list")));
    QCOMPARE(tipAt(*labelOf(sections, QStringLiteral("Source"))), QString());
}

void TestGlosses::theLegendTellsWhatArrives()
{
    Legend legend;
    legend.show();
    QVERIFY(QTest::qWaitForWindowExposed(&legend));
    int told = 0;
    for (const LegendRow& row : legendRows()) {
        QLabel* label = labelOf(legend, row.text);
        QVERIFY(label != nullptr);
        if (row.topic.empty())
            continue;
        ++told;
        QVERIFY2(explain::topicOf(row.topic).isThere(), std::string(row.topic).c_str());
        QCOMPARE(tipAt(*label), topicTip(explain::topicOf(row.topic)));
    }
    QCOMPARE(told, 2);
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    setUpApplication(application, Theme::Light);
    TestGlosses test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_glosses.moc"
