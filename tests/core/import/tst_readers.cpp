#include "core/text/decode.h"
#include "core/text/utf16.h"
#include "tests/core/import/golden.h"

#include <QTest>

#include <array>

using namespace hopwright;
using namespace hopwright::import;
using namespace hopwright::import::tests;

class TestReaders : public QObject {
    Q_OBJECT

private slots:
    void saysWhatWasExpected_data();
    void saysWhatWasExpected();
    void everyFileIsExpectedAndEveryRowHasAFile();
    void placesAreInTheText_data() { eachFile(); }
    void placesAreInTheText();
    void aFileCutAtEveryByteGivesNothingNew_data() { eachFile(); }
    void aFileCutAtEveryByteGivesNothingNew();
    void anyByteMayBeWrong_data() { eachFile(); }
    void anyByteMayBeWrong();
    void whatWasPastedTogetherIsReadTogether();
    void anAuthIsOfTheSideThatItShowsItself_data();
    void anAuthIsOfTheSideThatItShowsItself();
    void quotingChangesNothingButPlaces_data() { eachFile(); }
    void quotingChangesNothingButPlaces();
    void encodingsSayTheSame_data();
    void encodingsSayTheSame();
    void commandsAreNamedWithoutWhatIsTyped();
    void partsNameTheirReader();
    void hostileTextIsReadInLinearTime_data();
    void hostileTextIsReadInLinearTime();
    void factsBeyondNumberAreCounted();

private:
    static void eachFile()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const QString& each : files())
            QTest::newRow(qPrintable(each)) << bytesOf(folder() + each);
    }
};

void TestReaders::saysWhatWasExpected_data()
{
    QTest::addColumn<QString>("file");
    for (const QString& each : files())
        QTest::newRow(qPrintable(each)) << each;
}

void TestReaders::saysWhatWasExpected()
{
    QFETCH(const QString, file);
    const QByteArray bytes = bytesOf(folder() + file);
    std::vector<std::string> rows;
    for (const Fact& each : readBytes(view(bytes)).facts)
        rows.push_back(rowOf(each));
    auto wanted = expected();
    std::ranges::sort(rows);
    std::ranges::sort(wanted[file]);
    for (std::size_t i = 0; i < std::min(rows.size(), wanted[file].size()); ++i)
        QCOMPARE(rows[i], wanted[file][i]);
    QCOMPARE(rows.size(), wanted[file].size());
}

void TestReaders::everyFileIsExpectedAndEveryRowHasAFile()
{
    // Two files are no output of a tool.
    const auto wanted = expected();
    QCOMPARE(static_cast<qsizetype>(wanted.size()), files().size() - 2);
    for (const auto& [file, rows] : wanted)
        QVERIFY2(files().contains(file), qPrintable(file));
}

void TestReaders::placesAreInTheText()
{
    QFETCH(const QByteArray, bytes);
    const bool isBinary = bytes.startsWith("PReg");
    const std::string text = isBinary ? bytes.toStdString() : text::decode(view(bytes)).text;
    const Reading reading = readBytes(view(bytes));
    for (const Fact& each : reading.facts) {
        QVERIFY(each.place.end() <= text.size());
        QVERIFY(each.place.length > 0);
        if (!isBinary)
            QCOMPARE(text::lineOf(text, each.place.offset), each.line);
    }
    for (const Part& each : reading.parts)
        QVERIFY(each.place.end() <= text.size());
    for (const Command& each : reading.commands)
        QCOMPARE(std::string(text::at(text, each.place)), each.name);
}

void TestReaders::aFileCutAtEveryByteGivesNothingNew()
{
    QFETCH(const QByteArray, bytes);
    const Reading whole = readBytes(view(bytes));
    for (qsizetype length = 0; length <= bytes.size(); ++length) {
        const Reading part = readBytes(view(bytes).substr(0, static_cast<std::size_t>(length)));
        QVERIFY(part.facts.size() <= whole.facts.size() + 1);
        // What cannot be right: a role that the whole text contradicts.
        for (const Fact& each : part.facts) {
            if (each.kind != FactKind::ClientRole && each.kind != FactKind::ServerRole)
                continue;
            const auto same = std::ranges::any_of(whole.facts, [&each](const Fact& other) {
                return other.kind == each.kind && other.line == each.line
                       && other.value == each.value;
            });
            QVERIFY2(same, rowOf(each).c_str());
        }
    }
}

void TestReaders::anyByteMayBeWrong()
{
    QFETCH(const QByteArray, bytes);
    // A small file has each of them at each byte, a larger one another at each; fuzz targets have the others.
    constexpr std::array wrongs{'\0', '\n', '<', '\xFF', ':', '='};
    const auto size = static_cast<std::size_t>(bytes.size());
    const std::size_t many = size > 300 ? 1 : wrongs.size();
    for (std::size_t at = 0; at < size; ++at) {
        for (std::size_t i = 0; i < many; ++i) {
            std::string changed = bytes.toStdString();
            changed[at] = wrongs.at((at + i) % wrongs.size());
            const Reading reading = readBytes(changed);
            QVERIFY(reading.facts.size() < 100);
        }
    }
}

void TestReaders::whatWasPastedTogetherIsReadTogether()
{
    // All texts that name no machine and have no prompt, one behind the other, as in a ticket.
    std::string all;
    std::vector<std::string> wanted;
    for (const QString& each :
         {QStringLiteral("credssp_en_51.txt"), QStringLiteral("winrm_listener.txt"),
          QStringLiteral("klist_de.txt"), QStringLiteral("whoami_en.txt"),
          QStringLiteral("setspn_x.txt"), QStringLiteral("winrm_config.xml"),
          QStringLiteral("event_copy_4625_de.txt"), QStringLiteral("nothing.txt"),
          QStringLiteral("events.xml"), QStringLiteral("winrm_auth_of_nobody.txt")}) {
        all += text::decode(view(bytesOf(folder() + each))).text + "\n";
        const std::vector<std::string> said = expected()[each];
        for (const std::string& row : said)
            wanted.push_back(row.substr(row.find('\t') + 1));
    }
    std::vector<std::string> rows;
    for (const Fact& each : readText(all).facts) {
        const std::string row = rowOf(each);
        rows.push_back(row.substr(row.find('\t') + 1));
    }
    QCOMPARE(rows, wanted);
}

void TestReaders::anAuthIsOfTheSideThatItShowsItself_data()
{
    QTest::addColumn<bool>("serviceFirst");
    QTest::newRow("service, then client") << true;
    QTest::newRow("client, then service") << false;
}

/// `winrm get winrm/config/service/auth` and the client's, pasted one behind the other without what was typed: MS-WSMV 2.2.4 has
/// Digest in the client's alone, CbtHardeningLevel in the service's.
void TestReaders::anAuthIsOfTheSideThatItShowsItself()
{
    QFETCH(const bool, serviceFirst);
    const std::string service =
        "Auth\n    Basic = false\n    Kerberos = true\n    Negotiate = true\n"
        "    Certificate = false\n    CredSSP = true\n"
        "    CbtHardeningLevel = Relaxed\n\n";
    const std::string client =
        "Auth\n    Basic = true\n    Digest = true\n    Kerberos = true\n"
        "    Negotiate = true\n    Certificate = true\n    CredSSP = false\n\n";
    std::vector<std::string> roles;
    for (const Fact& each : readText(serviceFirst ? service + client : client + service).facts) {
        if (each.kind == FactKind::ClientRole || each.kind == FactKind::ServerRole)
            roles.push_back(std::string(wordOf(each.kind)) + " " + each.value);
    }
    std::ranges::sort(roles);
    QCOMPARE(roles, (std::vector<std::string>{"client-role false", "server-role true"}));
}

void TestReaders::quotingChangesNothingButPlaces()
{
    QFETCH(const QByteArray, bytes);
    if (bytes.startsWith("PReg"))
        return;
    const std::string text = text::decode(view(bytes)).text;
    std::string quoted = "> > ";
    for (const char c : text)
        quoted += c == '\n' ? std::string("\n> > ") : std::string(1, c);
    const Reading plain = readText(text);
    const Reading reading = readText(quoted);
    QCOMPARE(reading.facts.size(), plain.facts.size());
    for (std::size_t i = 0; i < plain.facts.size(); ++i) {
        QCOMPARE(rowOf(reading.facts[i]), rowOf(plain.facts[i]));
        QCOMPARE(text::lineOf(quoted, reading.facts[i].place.offset), plain.facts[i].line);
    }
}

void TestReaders::encodingsSayTheSame_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("encoding");
    const QByteArray german = bytesOf(folder() + QStringLiteral("event_copy_4625_de.txt"));
    const auto utf16 = *text::toUtf16Le(view(german));
    const QByteArray wide(reinterpret_cast<const char*>(utf16.data()),
                          static_cast<qsizetype>(utf16.size()));
    QByteArray wideBigEnd = wide;
    for (qsizetype i = 0; i + 1 < wideBigEnd.size(); i += 2)
        std::swap(wideBigEnd[i], wideBigEnd[i + 1]);
    QByteArray console = german;
    console.replace("\xC3\xA4", "\x84").replace("\xC3\xBC", "\x81").replace("\xC3\x9C", "\x9A");
    console.replace("\xC3\xB6", "\x94");
    QTest::newRow("UTF-8 with a mark") << "\xEF\xBB\xBF" + german << QByteArray("UTF-8");
    QTest::newRow("UTF-16LE with a mark") << "\xFF\xFE" + wide << QByteArray("UTF-16LE");
    QTest::newRow("UTF-16LE") << wide << QByteArray("UTF-16LE");
    QTest::newRow("UTF-16BE") << wideBigEnd << QByteArray("UTF-16BE");
    QTest::newRow("editor") << QString::fromUtf8(german).toLatin1() << QByteArray("CP1252");
    QTest::newRow("console") << console << QByteArray("CP850");
}

void TestReaders::encodingsSayTheSame()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, encoding);
    QCOMPARE(encodingOf(view(bytes)), view(encoding));
    std::vector<std::string> rows;
    for (const Fact& each : readBytes(view(bytes)).facts)
        rows.push_back(rowOf(each));
    QCOMPARE(rows, expected()[QStringLiteral("event_copy_4625_de.txt")]);
}

void TestReaders::commandsAreNamedWithoutWhatIsTyped()
{
    const Reading reading =
        readBytes(view(bytesOf(folder() + QStringLiteral("transcript_en.txt"))));
    std::vector<std::string> names;
    for (const Command& each : reading.commands)
        names.push_back(each.machine + " " + each.name);
    QCOMPARE(names, (std::vector<std::string>{"KRAN11 Get-WSManCredSSP", "KRAN11 Enter-PSSession",
                                              "speicher4 whoami", "speicher4 Get-WSManCredSSP",
                                              "speicher4 exit", "KRAN11 ConvertTo-SecureString"}));
    for (const Fact& each : reading.facts)
        QVERIFY(!each.value.contains("geheim"));
}

void TestReaders::partsNameTheirReader()
{
    const std::string text = "nothing\n#0> Client: ada @ N.EXAMPLE\n    Server: a/b @ N.EXAMPLE\n"
                             "    Flags 0x40000000\nnothing\n";
    const Reading reading = readText(text);
    QCOMPARE(reading.parts.size(), 1U);
    QCOMPARE(reading.parts[0].reader, Reader::Klist);
    QCOMPARE(std::string(text::at(text, reading.parts[0].place)),
             text.substr(8, text.size() - 8 - 8));
}

void TestReaders::hostileTextIsReadInLinearTime_data()
{
    QTest::addColumn<QByteArray>("piece");
    for (const char* piece : {"a",
                              "\n",
                              "<Event ",
                              "<Event \n",
                              "<Events>\n",
                              "<Rsop><a>",
                              "<Rsop><q:Policy>",
                              "<Event \n<Rsop \n<cfg:Client>\n<a:Config \n",
                              "**********\n",
                              "======== ====\n",
                              "Message : 2\nTask : 2\nLevel : 3\n",
                              "Id : 1\n",
                              "A: Security\nB: x\nC: 4\n",
                              "#0> a: b @ c\n",
                              "      GPO: x\n      y: Software\\Policies\\Microsoft\\Windows\\a\n",
                              "The machine is not configured to allow delegating fresh\n",
                              "a b c d : wsman/a,\n",
                              "wsman/a,",
                              "Config\n  Client\n",
                              "Listener\n    Address = *\n",
                              "&amp;",
                              "> a\n",
                              "HKEY_LOCAL_MACHINE\\a\n",
                              "fatal: [a]: UNREACHABLE!\n",
                              "S-1-",
                              "CN=a,DC=b\n a/b\n",
                              "-1 0x1 ",
                              "\xFF"})
        QTest::newRow(piece) << QByteArray(piece);
}

void TestReaders::hostileTextIsReadInLinearTime()
{
    // What grows with the square of the text would not end before the test's time does.
    QFETCH(const QByteArray, piece);
    const QByteArray text = piece.repeated(qsizetype{128} * 1024 / piece.size());
    const Reading reading = readBytes(view(text));
    QVERIFY(reading.facts.size() <= maxFacts);
}

void TestReaders::factsBeyondNumberAreCounted()
{
    const std::string ticket =
        "#0> Client: ada @ N.EXAMPLE\n    Server: a/b @ N.EXAMPLE\n    Flags 0x40000000\n";
    std::string text;
    for (int i = 0; i < 5'100; ++i)
        text += ticket;
    const Reading reading = readText(text);
    QCOMPARE(reading.facts.size(), maxFacts);
    QCOMPARE(reading.left, 200U);
}

QTEST_APPLESS_MAIN(TestReaders)
#include "tst_readers.moc"
