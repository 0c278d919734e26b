#include "core/edit/chain.h"
#include "core/files/path.h"
#include "core/store/graph_file.h"
#include "tests/ui/window/window_bench.h"
#include "ui/dialogs/credential_dialog.h"

using namespace hopwright;
using namespace hopwright::ui;

/// Who a test in the window runs as, in drawings that are nobody's sample.
class TestOwnAccounts : public QObject {
    Q_OBJECT

private slots:
    void theDialogProposesTheDrawingsOwn_data();
    void theDialogProposesTheDrawingsOwn();
    void aTestRunsAsTheDrawingsOwn();
    void whoeverIsTypedExists();

private:
    static void open(WindowBench& bench, const QString& chain);
};

void TestOwnAccounts::open(WindowBench& bench, const QString& chain)
{
    const QString file = bench.path(QStringLiteral("own.hopw"));
    const auto graph = edit::parseChain(chain.toStdString());
    QVERIFY(graph.has_value());
    QVERIFY(store::saveGraph(files::pathFromUtf8(file.toStdString()), *graph).has_value());
    bench.key(Qt::Key_O, Qt::ControlModifier);
    QVERIFY(bench.answer(file));
    QVERIFY(bench.window().windowTitle().startsWith(QStringLiteral("own.hopw")));
}

void TestOwnAccounts::theDialogProposesTheDrawingsOwn_data()
{
    QTest::addColumn<QString>("chain");
    QTest::addColumn<QString>("account");
    QTest::newRow("field/1") << R"(PC1.corp.example -> JUMP.corp.example -> \\FS.corp.example\Data)"
                             << "CORP\\alice";
    QTest::newRow("names alone") << R"(PC1 -> JUMP -> \\FS\Data)" << "LAB\\alice";
    QTest::newRow("four labels") << R"(w7.ad.emea.example -> gw.ad.emea.example)" << "AD\\alice";
}

void TestOwnAccounts::theDialogProposesTheDrawingsOwn()
{
    QFETCH(QString, chain);
    QFETCH(QString, account);
    WindowBench bench;
    open(bench, chain);
    QVERIFY(bench.choose(QStringLiteral("Test"), QStringLiteral("Test as")));
    const auto* dialog = bench.child<CredentialDialog>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->account(), account);
}

void TestOwnAccounts::aTestRunsAsTheDrawingsOwn()
{
    WindowBench bench;
    open(bench,
         QStringLiteral(R"(PC1.corp.example -> JUMP.corp.example -> \\FS.corp.example\Data)"));
    QVERIFY(bench.test());
    QCOMPARE(bench.hop(1).state, probe::HopState::Passed);
    QCOMPARE(bench.hop(2).state, probe::HopState::Denied);
    QCOMPARE(bench.hop(2).code, std::optional<std::string>("5"));
}

void TestOwnAccounts::whoeverIsTypedExists()
{
    WindowBench bench;
    open(bench, QStringLiteral("PC1.corp.example -> JUMP.corp.example"));
    QVERIFY(bench.choose(QStringLiteral("Test"), QStringLiteral("Test as")));
    auto* dialog = bench.child<CredentialDialog>();
    QVERIFY(dialog != nullptr);
    QVERIFY(WindowBench::activate(*dialog));
    dialog->findChildren<QLineEdit*>().front()->setText(QStringLiteral("bob@corp.example"));
    bench.type(QStringLiteral("whatever he has"));
    bench.key(Qt::Key_Return);
    QVERIFY(bench.ended());
    QCOMPARE(bench.hop(1).state, probe::HopState::Passed);
}

int main(int argc, char** argv)
{
    return runWindowTest<TestOwnAccounts>(argc, argv);
}

#include "tst_own_accounts.moc"
