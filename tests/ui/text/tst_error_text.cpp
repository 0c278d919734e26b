#include "ui/text/error_text.h"

#include <QTest>

using namespace hopwright;

class TestErrorText : public QObject {
    Q_OBJECT

private slots:
    void everyCodeHasASentence();
    void theSubjectDetailAndWayOutAreTold();
    void aStatusOfThePeerIsShown();
};

void TestErrorText::everyCodeHasASentence()
{
    for (int code = 0; code <= int(ErrorCode::Cancelled); ++code) {
        const ui::ErrorText text = ui::errorText({.code = static_cast<ErrorCode>(code)});
        QVERIFY(text.sentence.endsWith(u'.'));
        QVERIFY(text.sentence != QStringLiteral("It did not work."));
    }
}

void TestErrorText::theSubjectDetailAndWayOutAreTold()  // Design §16, "Failed to load file"
{
    const ui::ErrorText text =
        ui::errorText({.code = ErrorCode::Malformed,
                       .detail = Sentence::verbatim("line 214, column 9: a hop has no target")},
                      QStringLiteral("estate.hopw was not opened"));
    QCOMPARE(ui::oneLine(text),
             QStringLiteral("estate.hopw was not opened: line 214, column 9: a hop has no target. "
                            "Nothing was changed."));
}

void TestErrorText::aStatusOfThePeerIsShown()
{
    const ui::ErrorText text = ui::errorText({.code = ErrorCode::LogonDenied,
                                              .detail = Sentence::verbatim("JUMP01 refused"),
                                              .peerStatus = 0xC000006D});
    QCOMPARE(text.detail, QStringLiteral("JUMP01 refused (0xC000006D)"));
    // One wrong try counts towards a lockout, which with a threshold of 1 is there: nothing says that it is not.
    QVERIFY2(text.wayOut.contains(QStringLiteral("tried once; a lockout policy counts that")),
             qPrintable(text.wayOut));
    QVERIFY(!text.wayOut.contains(QStringLiteral("not locked")));
}

QTEST_GUILESS_MAIN(TestErrorText)
#include "tst_error_text.moc"
