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
    void ofSeveralRoutesTheChosenOneCounts();
    void aTestRunsAsTheDrawingsOwn();
    void whoeverIsTypedExists();

private:
    static void open(WindowBench& bench, const QString& chains);
};

/// \p chains has one a line.
void TestOwnAccounts::open(WindowBench& bench, const QString& chains)
{
    const QString file = bench.path(QStringLiteral("own.hopw"));
    std::vector<std::string> texts;
    for (const QString& each : chains.split(u'\n'))
        texts.push_back(each.toStdString());
    const auto graph = edit::parseChains(texts);
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

// Issue 15, step 1: several first machines, each route its own.
void TestOwnAccounts::ofSeveralRoutesTheChosenOneCounts()
{
    WindowBench bench;
    open(bench, QStringLiteral("PC1.corp.example -> GW1.corp.example\n"
                               "PC2.far.example -> GW2.far.example\n"
                               "PC3.ad.emea.example -> GW3.ad.emea.example"));
    const auto proposed = [&] {
        if (!bench.choose(QStringLiteral("Test"), QStringLiteral("Test as")))
            return QString();
        auto* dialog = bench.child<CredentialDialog>();
        const QString account = dialog == nullptr ? QString() : dialog->account();
        WindowBench::activate(*dialog);
        bench.key(Qt::Key_Escape);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        bench.activate();
        return account;
    };
    QCOMPARE(proposed(), QStringLiteral("CORP\\alice"));
    for (const auto& [machine, account] :
         {std::pair("PC2", "FAR\\alice"), std::pair("GW3", "AD\\alice"),
          std::pair("PC1", "CORP\\alice")}) {
        model::HopId hop{};
        for (const auto& [id, each] : bench.canvas().graph().hops) {
            if (each.from == bench.idOf(machine) || each.to.computer == bench.idOf(machine))
                hop = id;
        }
        bench.canvas().setSelection(selectionOf(hop));
        QCOMPARE(proposed(), QString::fromUtf8(account));
    }
}

void TestOwnAccounts::aTestRunsAsTheDrawingsOwn()
{
    WindowBench bench;
    open(bench,
         QStringLiteral(R"(PC1.corp.example -> JUMP.corp.example -> \\FS.corp.example\Data)"));
    QVERIFY(bench.test());
    QCOMPARE(bench.hop(1).state, HopState::Passed);
    QCOMPARE(bench.hop(2).state, HopState::Denied);
    QCOMPARE(bench.hop(2).code, readStatusCode("5"));
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
    QCOMPARE(bench.hop(1).state, HopState::Passed);
}

int main(int argc, char** argv)
{
    return runWindowTest<TestOwnAccounts>(argc, argv);
}

#include "tst_own_accounts.moc"
