#include "ui/dialogs/close_question.h"
#include "ui/dialogs/credential_dialog.h"
#include "ui/dialogs/overwrite_question.h"
#include "ui/dialogs/recovery_question.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <string>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

QString textOf(const QWidget& widget)
{
    QStringList out;
    for (const auto* label : widget.findChildren<QLabel*>())
        out << label->text();
    return out.join(u'\n');
}

RecoveryFacts factsOf(int changes)
{
    RecoveryFacts out{.title = QStringLiteral("estate.hopw"),
                      .path = QStringLiteral("/srv/estate.hopw"),
                      .changes = changes,
                      .lastChange = QStringLiteral("2031-02-03T04:05:06Z")};
    for (int i = 1; i <= changes; ++i)
        out.steps << QStringLiteral("Move machine %1").arg(i);
    return out;
}

QPushButton* buttonOf(const QWidget& widget, const char* text)
{
    for (auto* button : widget.findChildren<QPushButton*>()) {
        if (button->text() == QString::fromUtf8(text)) {
            return button;
        }
    }
    return nullptr;
}

QLineEdit* passwordOf(const QWidget& widget)
{
    for (auto* line : widget.findChildren<QLineEdit*>()) {
        if (line->echoMode() == QLineEdit::Password) {
            return line;
        }
    }
    return nullptr;
}

}  // namespace

class TestDialogs : public QObject {
    Q_OBJECT

private slots:
    static void initTestCase() { setUpApplication(*qApp, Theme::Light); }
    void thePasswordIsNeverPrefilled();
    void bothFieldsAreNeeded();
    void thePasswordIsGivenOnce();
    void aCancelledDialogKeepsNothing();
    void closingAsksThreeThings_data();
    void closingAsksThreeThings();
    void overwritingAsksThreeThings_data();
    void overwritingAsksThreeThings();
    void whatComesBackIsListed();
    void aFileThatChangedIsSaidAndKept();
    void hostileTextsOfAJournalAreOneLine();
};

void TestDialogs::thePasswordIsNeverPrefilled()
{
    const CredentialDialog dialog(QStringLiteral("Sign in to JUMP01 as?"),
                                  QStringLiteral("LAB\\alice"));
    QCOMPARE(dialog.account(), QStringLiteral("LAB\\alice"));
    QVERIFY(passwordOf(dialog)->text().isEmpty());
}

void TestDialogs::bothFieldsAreNeeded()
{
    const CredentialDialog dialog(QStringLiteral("Sign in?"), {});
    const QPushButton* act = buttonOf(dialog, "Sign in");
    QVERIFY(!act->isEnabled());
    passwordOf(dialog)->setText(QStringLiteral("x"));
    QVERIFY(!act->isEnabled());
    dialog.findChildren<QLineEdit*>().front()->setText(QStringLiteral("LAB\\alice"));
    QVERIFY(act->isEnabled());
}

void TestDialogs::thePasswordIsGivenOnce()
{
    CredentialDialog dialog(QStringLiteral("Sign in?"), QStringLiteral("LAB\\alice"));
    passwordOf(dialog)->setText(QStringLiteral("pässword"));
    std::string given;
    connect(&dialog, &CredentialDialog::signedIn, this, [&](const QString& account) {
        QCOMPARE(account, QStringLiteral("LAB\\alice"));
        const Secret secret = dialog.takePassword();
        for (const std::byte each : secret.expose()) {
            given += static_cast<char>(each);
        }
    });
    dialog.open();
    buttonOf(dialog, "Sign in")->click();
    QCOMPARE(given, std::string("p\xC3\xA4ssword"));
    QCOMPARE(dialog.takePassword().size(), std::size_t{0});
    QVERIFY(passwordOf(dialog)->text().isEmpty());
}

void TestDialogs::aCancelledDialogKeepsNothing()
{
    CredentialDialog dialog(QStringLiteral("Sign in?"), QStringLiteral("LAB\\alice"));
    const QSignalSpy signedIn(&dialog, &CredentialDialog::signedIn);
    passwordOf(dialog)->setText(QStringLiteral("secret"));
    dialog.open();
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
    QCOMPARE(signedIn.count(), 0);
    QVERIFY(passwordOf(dialog)->text().isEmpty());
    QCOMPARE(dialog.takePassword().size(), std::size_t{0});
}

void TestDialogs::closingAsksThreeThings_data()
{
    QTest::addColumn<QList<int>>("counts");  // Saved, discarded, rejected.
    QTest::newRow("Save") << QList<int>{1, 0, 0};
    QTest::newRow("Discard") << QList<int>{0, 1, 0};
    QTest::newRow("Cancel") << QList<int>{0, 0, 1};
}

void TestDialogs::closingAsksThreeThings()
{
    QFETCH(QList<int>, counts);
    CloseQuestion question(QStringLiteral("estate.hopw"));
    const QSignalSpy save(&question, &CloseQuestion::saveChosen);
    const QSignalSpy discard(&question, &CloseQuestion::discardChosen);
    const QSignalSpy cancel(&question, &QDialog::rejected);
    question.open();
    buttonOf(question, QTest::currentDataTag())->click();
    QVERIFY(!question.isVisible());
    QCOMPARE((QList<int>{int(save.count()), int(discard.count()), int(cancel.count())}), counts);
}

void TestDialogs::overwritingAsksThreeThings_data()
{
    QTest::addColumn<Qt::Key>("key");        // Key_unknown: the button of the row's name.
    QTest::addColumn<QList<int>>("counts");  // Overwrite, Save As, rejected.
    QTest::newRow("Overwrite") << Qt::Key_unknown << QList<int>{1, 0, 0};
    QTest::newRow("Save As…") << Qt::Key_unknown << QList<int>{0, 1, 0};
    QTest::newRow("Cancel") << Qt::Key_unknown << QList<int>{0, 0, 1};
    QTest::newRow("Enter") << Qt::Key_Return << QList<int>{0, 0, 1};
    QTest::newRow("Escape") << Qt::Key_Escape << QList<int>{0, 0, 1};
}

void TestDialogs::overwritingAsksThreeThings()
{
    QFETCH(Qt::Key, key);
    QFETCH(QList<int>, counts);
    OverwriteQuestion question(QStringLiteral("estate.hopw"));
    const QSignalSpy overwrite(&question, &OverwriteQuestion::overwriteChosen);
    const QSignalSpy saveAs(&question, &OverwriteQuestion::saveAsChosen);
    const QSignalSpy cancel(&question, &QDialog::rejected);
    question.open();
    if (key == Qt::Key_unknown) {
        buttonOf(question, QTest::currentDataTag())->click();
    } else {
        QTest::keyClick(&question, key);
    }
    QVERIFY(!question.isVisible());
    QCOMPARE((QList<int>{int(overwrite.count()), int(saveAs.count()), int(cancel.count())}),
             counts);
}

/// Issue 15: a list of what comes back. The last eight; that there are more is said.
void TestDialogs::whatComesBackIsListed()
{
    const QString eight = textOf(RecoveryQuestion(factsOf(8)));
    QVERIFY(eight.contains(QStringLiteral("What comes back (8):")));
    QVERIFY(eight.contains(QStringLiteral("/srv/estate.hopw")));
    for (int i = 1; i <= 8; ++i)
        QCOMPARE(eight.count(QStringLiteral("Move machine %1").arg(i)), 1);
    QVERIFY(!eight.contains(u'…'));
    QVERIFY(!eight.contains(QStringLiteral("not as it was")));
    QVERIFY(!eight.contains(QStringLiteral("is lost")));
    RecoveryFacts facts = factsOf(9);
    facts.cutShort = true;
    const QString nine = textOf(RecoveryQuestion(facts));
    QVERIFY(nine.contains(QStringLiteral("What comes back (9):")));
    QVERIFY(!nine.contains(QStringLiteral("Move machine 1\n")));
    QVERIFY(nine.contains(QStringLiteral("…\n")));
    for (int i = 2; i <= 9; ++i)
        QCOMPARE(nine.count(QStringLiteral("Move machine %1\n").arg(i)), 1);
    QVERIFY(nine.contains(QStringLiteral("One more was not written to its end, and is lost.")));
}

/// Enter does what can be taken back.
void TestDialogs::aFileThatChangedIsSaidAndKept()
{
    RecoveryFacts facts = factsOf(1);
    const RecoveryQuestion same(facts);
    QVERIFY(buttonOf(same, "Restore")->isDefault());
    facts.fileChanged = true;
    const RecoveryQuestion changed(facts);
    QVERIFY(textOf(changed).contains(QStringLiteral("That file is not as it was then.")));
    QVERIFY(buttonOf(changed, "Keep both")->isDefault());
    QVERIFY(!buttonOf(changed, "Keep both")->isHidden());
    facts.path.clear();
    const RecoveryQuestion untitled(facts);
    QVERIFY(buttonOf(untitled, "Keep both")->isHidden());
}

void TestDialogs::hostileTextsOfAJournalAreOneLine()
{
    RecoveryFacts facts = factsOf(0);
    facts.title = QStringLiteral("a\nb\u202E.hopw");
    facts.path = QStringLiteral("/srv/") + QString(200, u'x') + QStringLiteral("/last\u202E.hopw");
    facts.steps << QStringLiteral("Move\nDiscard \u202Emachine");
    facts.lastChange = QStringLiteral("no\ntime\u2066");
    facts.changes = 1;
    const RecoveryQuestion question(facts);
    const QString text = textOf(question);
    for (const QChar each : {QChar(0x202E), QChar(0x2066)})
        QVERIFY(!text.contains(each));
    QVERIFY(text.contains(QStringLiteral("a b[U+202E].hopw")));
    QVERIFY(text.contains(QStringLiteral("Move Discard [U+202E]machine")));
    QVERIFY(text.contains(QStringLiteral("no time[U+2066]")));
    QVERIFY2(text.contains(QStringLiteral("x/last[U+202E].hopw\n")), "the end of a long path");
    for (const QString& line : text.split(u'\n'))
        QVERIFY2(line.size() < 100, qPrintable(line));
}

QTEST_MAIN(TestDialogs)
#include "tst_dialogs.moc"
