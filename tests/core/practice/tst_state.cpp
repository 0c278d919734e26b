#include "core/practice/state.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace hopwright;
using namespace hopwright::practice;

namespace {

// As docs/file-format.md shows it.
constexpr const char* written = R"({
 "format": "hopwright.practice/1",
 "applied": [
  {"computer": 2, "setting": "server-role", "value": ""},
  {"computer": 1, "setting": "allow-fresh", "value": "WSMAN/jump01.lab.example"}
 ]
})";

}  // namespace

class TestState : public QObject {
    Q_OBJECT

private slots:
    void aMissingFileIsEmpty();
    void whatIsWrittenIsRead();
    void theDocumentedFormIsRead();
    void wrongFilesAreRefused_data();
    void wrongFilesAreRefused();
    void aFileCutAnywhereIsRefused();
    void anUnreadableFileIsNamed();
    void aForgottenStateIsEmptyInBothPlaces();
};

void TestState::aMissingFileIsEmpty()
{
    const QTemporaryDir folder;
    const auto state = readState(folder.filePath("none.practice").toStdString());
    QVERIFY(state.has_value());
    QCOMPARE(state->applied.size(), std::size_t(0));
}

void TestState::whatIsWrittenIsRead()
{
    using Setting = plan::Change::Setting;
    const QTemporaryDir folder;
    const std::string path = folder.filePath("a.practice").toStdString();
    State state;
    for (const Setting setting : {Setting::ClientRole, Setting::ServerRole, Setting::AllowFresh,
                                  Setting::AllowFreshNtlmOnly, Setting::TrustedHosts}) {
        state.applied.push_back(
            {.computer = model::ComputerId{7}, .setting = setting, .value = "WSMAN/\"ü\\"});
    }
    QVERIFY(writeState(path, state).has_value());
    const auto read = readState(path);
    QVERIFY(read.has_value());
    QCOMPARE(read->applied, state.applied);
}

void TestState::theDocumentedFormIsRead()
{
    const auto state = parseState(written);
    QVERIFY(state.has_value());
    QCOMPARE(state->applied.size(), std::size_t(2));
    QCOMPARE(state->applied[0].computer, model::ComputerId{2});
    QVERIFY(state->applied[0].setting == plan::Change::Setting::ServerRole);
    QVERIFY(state->applied[1].setting == plan::Change::Setting::AllowFresh);
    QCOMPARE(state->applied[1].value, std::string("WSMAN/jump01.lab.example"));
}

void TestState::wrongFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const QByteArray& text, ErrorCode code) {
        QTest::newRow(name) << text << static_cast<int>(code);
    };
    const auto entry = [](const QByteArray& each) {
        return R"({"format":"hopwright.practice/1","applied":[)" + each + "]}";
    };
    row("no JSON", "applied", ErrorCode::Malformed);
    row("a list", "[]", ErrorCode::Malformed);
    row("a format that is a number", R"({"format":1,"applied":[]})", ErrorCode::Malformed);
    row("another program's", R"({"format":"other/1","applied":[]})", ErrorCode::Malformed);
    row("a later version", R"({"format":"hopwright.practice/2","applied":[]})",
        ErrorCode::NewerVersion);
    row("no list", R"({"format":"hopwright.practice/1"})", ErrorCode::Malformed);
    row("a list that is none", R"({"format":"hopwright.practice/1","applied":{}})",
        ErrorCode::Malformed);
    row("an entry that is a number", entry("5"), ErrorCode::Malformed);
    row("a machine that is text", entry(R"({"computer":"1","setting":"server-role","value":""})"),
        ErrorCode::Malformed);
    row("a machine below nothing", entry(R"({"computer":-1,"setting":"server-role","value":""})"),
        ErrorCode::Malformed);
    row("a machine beyond 32 bits",
        entry(R"({"computer":4294967296,"setting":"server-role","value":""})"),
        ErrorCode::Malformed);
    row("an unknown setting", entry(R"({"computer":1,"setting":"firewall","value":""})"),
        ErrorCode::Malformed);
    row("a setting that is a list", entry(R"({"computer":1,"setting":[],"value":""})"),
        ErrorCode::Malformed);
    row("a value that is none", entry(R"({"computer":1,"setting":"server-role","value":null})"),
        ErrorCode::Malformed);
    row("100,000 deep", QByteArray(100'000, '['), ErrorCode::Malformed);
    row("more than 4 MiB", QByteArray(static_cast<qsizetype>(maxStateBytes) + 1, ' '),
        ErrorCode::TooLarge);
}

void TestState::wrongFilesAreRefused()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, code);
    const auto state = parseState(text.toStdString());
    QVERIFY(!state.has_value());
    QCOMPARE(static_cast<int>(state.error().code), code);
}

void TestState::aFileCutAnywhereIsRefused()
{
    const std::string_view whole = written;
    for (std::size_t length = 0; length < whole.size(); ++length)
        QVERIFY2(!parseState(whole.substr(0, length)).has_value(), std::to_string(length).c_str());
}

void TestState::anUnreadableFileIsNamed()
{
    const QTemporaryDir folder;
    const std::string path = folder.path().toStdString();  // A folder opens as no file.
    const auto state = readState(path);
    QVERIFY(!state.has_value());
    QCOMPARE(static_cast<int>(state.error().code), static_cast<int>(ErrorCode::FileUnreadable));
    QVERIFY(state.error().detail.english().starts_with(path));
}

void TestState::aForgottenStateIsEmptyInBothPlaces()
{
    const QTemporaryDir folder;
    const QString drawing = folder.filePath("later/a.hopw");
    const std::string name = drawing.toStdString();
    const std::filesystem::path data = folder.filePath("data").toStdString();
    const std::string elsewhere = statePath(name, data).value();  // In a folder that is not there.
    QVERIFY(QDir().mkpath(QFileInfo(drawing).path()));
    const std::string beside = statePath(name, data).value();
    QVERIFY(beside != elsewhere);
    QVERIFY(forgetState(name, data).has_value());
    QVERIFY2(!QFile::exists(drawing + ".practice"), "what was not there is not made");

    State state;
    state.applied.push_back({.computer = model::ComputerId{1},
                             .setting = plan::Change::Setting::ServerRole,
                             .value = ""});
    QVERIFY(writeState(beside, state).has_value());
    QVERIFY(writeState(elsewhere, state).has_value());
    QVERIFY(forgetState(name, data).has_value());
    QCOMPARE(*readState(beside), State{});
    QCOMPARE(*readState(elsewhere), State{});
    QVERIFY(QFile::remove(QString::fromStdString(elsewhere)));
}

QTEST_APPLESS_MAIN(TestState)
#include "tst_state.moc"
