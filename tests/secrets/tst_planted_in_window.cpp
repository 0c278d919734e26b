#include "tests/secrets/world.h"
#include "tests/ui/window/window_bench.h"
#include "ui/dialogs/credential_dialog.h"

#include <QClipboard>
#include <QTextStream>

#include <iostream>
#include <string>

using namespace hopwright::secrets;

/// The window with a password typed into it, in a process of its own: this program again, with --window.
namespace {

const QString windowWord = QStringLiteral("--window");
const QString done = QStringLiteral("all journeys are over");

/// Test as…, with the planted password in the dialog.
bool typePassword(WindowBench& bench)
{
    bench.activate();
    if (!bench.choose(QStringLiteral("Test"), QStringLiteral("Test as")))
        return false;
    auto* dialog = bench.child<hopwright::ui::CredentialDialog>();
    if (dialog == nullptr || !WindowBench::activate(*dialog))
        return false;
    bench.type(QString::fromLatin1(planted));
    return true;
}

/// Says all that can be seen and copied.
void tell(WindowBench& bench)
{
    QTextStream out(stdout);
    out << bench.painted().join(u'\n') << '\n' << QApplication::clipboard()->text() << Qt::endl;
}

bool deniedAndCopied(WindowBench& bench)
{
    bench.key(Qt::Key_Return);
    const bool denied = bench.ended() && bench.hop(1).cause == hopwright::Cause::WrongPassword;
    const bool copied = denied && bench.press(QStringLiteral("Copy for ticket"));
    tell(bench);
    return copied;
}

bool stopped(WindowBench& bench)
{
    bench.key(Qt::Key_Return);
    bench.activate();
    bench.key(Qt::Key_F5, Qt::ShiftModifier);
    return bench.ended();
}

bool savedAs(WindowBench& bench)
{
    bench.activate();
    return bench.choose(QStringLiteral("File"), QStringLiteral("Save as"))
           && bench.answer(QDir::home().filePath(QStringLiteral("kept.hopw")));
}

bool journeys(WindowBench& bench)
{
    if (!typePassword(bench))
        return false;
    bench.key(Qt::Key_Escape);
    if (!typePassword(bench) || !deniedAndCopied(bench) || !savedAs(bench))
        return false;
    // With CredSSP on hop 1, set up in the practice lab, and kept beside the drawing.
    bench.activate();
    if (!bench.press(QStringLiteral("Use CredSSP")) || !bench.press(QStringLiteral("Apply")))
        return false;
    if (!typePassword(bench) || !deniedAndCopied(bench) || !typePassword(bench))
        return false;
    return stopped(bench) && typePassword(bench) && deniedAndCopied(bench);
}

/// Waits at the end until its standard input closes, so that what it has in temporary folders is searched, too.
int runWindow(int argc, char** argv)
{
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QApplication application(argc, argv);
    hopwright::ui::setUpApplication(application, hopwright::ui::Theme::Light);
    WindowBench bench;
    const bool whole = journeys(bench);
    QTextStream(stdout) << (whole ? done : QStringLiteral("a journey broke off")) << Qt::endl;
    std::string line;
    std::getline(std::cin, line);
    return whole ? 0 : 1;
}

}  // namespace

class TestPlantedInWindow : public QObject {
    Q_OBJECT

private slots:
    void theWindowKeepsIt();
};

void TestPlantedInWindow::theWindowKeepsIt()
{
    World world(QCoreApplication::applicationFilePath());
    QProcess window;
    world.start(window, {windowWord}, {}, World::Input::StaysOpen);
    const auto saysItsEnd = [&] {
        const QByteArray said = world.said();
        return said.contains(done.toUtf8()) || said.contains("broke off");
    };
    QVERIFY(QTest::qWaitFor(saysItsEnd, patienceMs));
    world.look(window);
    QVERIFY(QFile::exists(world.path("home/kept.hopw")));
    QVERIFY(QFile::exists(world.path("home/kept.hopw.practice")));
    QVERIFY(QFile::exists(world.path("home/kept.hopw.runs/1.hoprun")));
    QVERIFY2(world.said().contains("wrong"), "the verdict was copied");
    const Search found = search(world.root());
    QVERIFY2(found.code == 0, found.said.constData());
    window.closeWriteChannel();
    QCOMPARE(World::ended(window), 0);
    QCOMPARE(search(world.root()).code, 0);
}

int main(int argc, char** argv)
{
    if (argc == 2 && windowWord == QLatin1String(argv[1]))
        return runWindow(argc, argv);
    const QCoreApplication application(argc, argv);
    TestPlantedInWindow test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_planted_in_window.moc"
