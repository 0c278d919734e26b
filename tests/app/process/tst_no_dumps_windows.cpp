#include "app/process/console.h"
#include "app/process/no_dumps.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <windows.h>

#include <cstdio>
#include <iostream>
#include <string>

using namespace hopwright;

namespace {

const QString holdWord = QStringLiteral("--hold");
const QString openWord = QStringLiteral("open");
constexpr int patienceMs = 30'000;
// Put together here, so that the program's own file does not hold it in one piece.
const std::string planted = std::string("Qz7vPlanted") + "Xk93WmTr5";

/// What the other process does: holds the secret until its standard input ends.
int hold(bool keepsOut)
{
    if (keepsOut)
        static_cast<void>(process::keepOutOfDumps());
    const std::string secret = planted + planted;
    std::cout << "ready" << std::endl;
    std::string line;
    std::getline(std::cin, line);
    return secret.size() == 2 * planted.size() ? 0 : 1;
}

/// This program again, holding a secret.
class Holder {
public:
    explicit Holder(bool keepsOut)
    {
        m_process.start(QCoreApplication::applicationFilePath(),
                        {holdWord, keepsOut ? QStringLiteral("kept") : openWord});
        m_isReady = m_process.waitForReadyRead(patienceMs);
    }
    Holder(const Holder&) = delete;
    Holder& operator=(const Holder&) = delete;
    Holder(Holder&&) = delete;
    Holder& operator=(Holder&&) = delete;
    ~Holder()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished(patienceMs);
    }
    bool isReady() const { return m_isReady; }
    HANDLE open(DWORD rights) const
    {
        return OpenProcess(rights, FALSE, static_cast<DWORD>(m_process.processId()));
    }
    DWORD id() const { return static_cast<DWORD>(m_process.processId()); }

private:
    QProcess m_process;
    bool m_isReady = false;
};

/// Dumps the memory of \p holder into \p file, as a debugger of the same user does. \returns false where it may not.
bool dump(const Holder& holder, const QString& file)
{
    using Write = BOOL(WINAPI*)(HANDLE, DWORD, HANDLE, int, void*, void*, void*);
    constexpr int withFullMemory = 2;  // MiniDumpWithFullMemory
    const HMODULE library = LoadLibraryW(L"dbghelp.dll");
    const auto write = library == nullptr ? nullptr
                                          : reinterpret_cast<Write>(reinterpret_cast<void*>(
                                                GetProcAddress(library, "MiniDumpWriteDump")));
    const HANDLE process = holder.open(PROCESS_QUERY_INFORMATION | PROCESS_VM_READ);
    if (write == nullptr || process == nullptr)
        return false;
    const HANDLE out = CreateFileW(file.toStdWString().c_str(), GENERIC_READ | GENERIC_WRITE, 0,
                                   nullptr, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
    const BOOL written =
        write(process, holder.id(), out, withFullMemory, nullptr, nullptr, nullptr);
    CloseHandle(out);
    CloseHandle(process);
    return written != 0;
}

}  // namespace

class TestNoDumpsWindows : public QObject {
    Q_OBJECT

private slots:
    void whoHoldsItInTheOpenIsDumped();
    void whoKeepsItOutIsNot();
    void othersMayWaitForIt();
    void theConsoleHasItsCodePageBack();
};

/// Without this the next would say nothing.
void TestNoDumpsWindows::whoHoldsItInTheOpenIsDumped()
{
    const Holder holder(false);
    QVERIFY(holder.isReady());
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("dump"));
    if (!dump(holder, path))
        QSKIP("no dump can be made here at all");
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    if (!file.readAll().contains(QByteArray::fromStdString(planted + planted)))
        QSKIP("a dump has no memory here");
}

void TestNoDumpsWindows::whoKeepsItOutIsNot()
{
    const Holder holder(true);
    QVERIFY(holder.isReady());
    const QTemporaryDir folder;
    QVERIFY(!dump(holder, folder.filePath(QStringLiteral("dump"))));
    for (const DWORD right :
         {DWORD{PROCESS_VM_READ}, DWORD{PROCESS_VM_WRITE}, DWORD{PROCESS_DUP_HANDLE},
          DWORD{PROCESS_CREATE_THREAD}, DWORD{WRITE_DAC}}) {
        const HANDLE opened = holder.open(right);
        QVERIFY2(opened == nullptr, QByteArray::number(uint(right), 16).constData());
    }
}

void TestNoDumpsWindows::othersMayWaitForIt()
{
    const Holder holder(true);
    QVERIFY(holder.isReady());
    const HANDLE opened = holder.open(SYNCHRONIZE | PROCESS_QUERY_LIMITED_INFORMATION);
    if (opened == nullptr
        && GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "wine_get_version") != nullptr)
        QSKIP("wine does not know the SID of an owner's rights");
    QVERIFY(opened != nullptr);
    CloseHandle(opened);
}

void TestNoDumpsWindows::theConsoleHasItsCodePageBack()
{
    if (GetConsoleWindow() == nullptr)
        AllocConsole();
    if (SetConsoleOutputCP(437) == 0)
        QSKIP("there is no console");
    {
        const process::Utf8Console console;
        QCOMPARE(GetConsoleOutputCP(), UINT{CP_UTF8});
    }
    QCOMPARE(GetConsoleOutputCP(), UINT{437});
}

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    if (argc == 3 && holdWord == QLatin1String(argv[1]))
        return hold(openWord != QLatin1String(argv[2]));
    TestNoDumpsWindows test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_no_dumps_windows.moc"
