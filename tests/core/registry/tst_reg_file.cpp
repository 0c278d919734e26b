#include "core/registry/reg_file.h"
#include "tests/core/registry/pol_bytes.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::registry;

class TestRegFile : public QObject {
    Q_OBJECT

private slots:
    void valuesAreRead_data();
    void valuesAreRead();
    void encodingsSayTheSame();
    void whatIsNotThereIsAbsentOrNotReadable_data();
    void whatIsNotThereIsAbsentOrNotReadable();
    void refused_data();
    void refused();
    void aFileCutAtEveryByteSaysNothingElse();
    void anyByteMayBeWrong();
    void aLongValueIsReadInLinearTime();
};

namespace {

const std::string head = "Windows Registry Editor Version 5.00\r\n\r\n";
const std::string key = "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Hop]\r\n";

/// The one value of the key.
std::string shown(const Image& image)
{
    const Key found = image.look(R"(software\hop)");
    std::string out;
    for (const Value& each : found.values) {
        out += each.name + ":" + std::to_string(each.type) + ":"
               + (each.number ? std::to_string(*each.number) : each.text) + ";";
    }
    return out;
}

const std::string whole = head + key
                          + "\"One\"=dword:00000001\r\n\"Two\"=\"a\\\\b\"\r\n"
                            "\"Three\"=hex(7):61,00,62,00,\\\r\n  00,00,63,00,00,00,00,00\r\n"
                            "\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Hop\\Below]\r\n\"1\"=\"x\"\r\n\r\n";

}  // namespace

void TestRegFile::valuesAreRead_data()
{
    QTest::addColumn<std::string>("lines");
    QTest::addColumn<std::string>("said");
    const auto row = [](const char* name, const char* lines, const char* said) {
        QTest::newRow(name) << std::string(lines) << std::string(said);
    };
    row("a number", "\"A\"=dword:0000002a\r\n", "A:4:42;");
    row("a number of 32 bits", "\"A\"=dword:FFFFFFFF\r\n", "A:4:4294967295;");
    row("a text", "\"A\"=\"WSMAN/b\"\r\n", "A:1:WSMAN/b;");
    row("signs with a backslash", "\"A\\\"\"=\"C:\\\\x\\\"y\"\r\n", "A\":1:C:\\x\"y;");
    row("the key's own", "@=\"x\"\r\n", ":1:x;");
    row("an empty text", "\"A\"=\"\"\r\n", "A:1:;");
    row("a text of two lines", "\"A\"=\"x\r\ny\"\r\n", "A:1:x\ny;");
    row("REG_MULTI_SZ", "\"A\"=hex(7):61,00,00,00,62,00,00,00,00,00\r\n", "A:7:a\nb;");
    row("REG_MULTI_SZ in three lines", "\"A\"=hex(7):61,00,\\\r\n  00,00,\\\r\n  62,00\r\n",
        "A:7:a\nb;");
    row("REG_EXPAND_SZ", "\"A\"=hex(2):25,00,78,00,25,00,00,00\r\n", "A:2:%x%;");
    row("REG_SZ as bytes", "\"A\"=hex(1):61,00,00,00,62,00\r\n", "A:1:a;");
    row("REG_DWORD as bytes", "\"A\"=hex(4):01,00,00,00\r\n", "A:4:1;");
    row("REG_DWORD of three bytes", "\"A\"=hex(4):01,00,00\r\n", "A:4:;");
    row("REG_BINARY", "\"A\"=hex:01,02\r\n", "A:3:;");
    row("REG_BINARY without any", "\"A\"=hex:\r\n", "A:3:;");
    row("REG_QWORD", "\"A\"=hex(b):01,00,00,00,00,00,00,00\r\n", "A:11:;");
    row("later counts more", "\"A\"=\"x\"\r\n\"a\"=\"y\"\r\n", "a:1:y;");
    row("removed", "\"A\"=\"x\"\r\n\"B\"=\"y\"\r\n\"a\"=-\r\n", "B:1:y;");
    row("comments and empty lines", "; x\r\n\r\n\"A\"=\"x\" \r\n", "A:1:x;");
    row("the key removed", "\"A\"=\"x\"\r\n[-HKEY_LOCAL_MACHINE\\SOFTWARE\\Hop]\r\n\"B\"=\"y\"\r\n",
        "");
    row("another hive", "[HKEY_CURRENT_USER\\SOFTWARE\\Hop]\r\n\"A\"=\"x\"\r\n", "");
    row("half a surrogate", "\"A\"=hex(1):00,d8\r\n", "A:1:\xEF\xBF\xBD;");
}

void TestRegFile::valuesAreRead()
{
    QFETCH(const std::string, lines);
    QFETCH(const std::string, said);
    const auto image = readRegFile(head + key + lines);
    QVERIFY2(image.has_value(), image ? "" : image.error().detail.english().c_str());
    QCOMPARE(shown(*image), said);
}

void TestRegFile::encodingsSayTheSame()
{
    const auto plain = readRegFile(whole);
    const auto wide = readRegFile("\xFF\xFE" + tests::utf16(whole));
    const auto marked = readRegFile("\xEF\xBB\xBF" + whole);
    QVERIFY(plain && wide && marked);
    QVERIFY(*plain == *wide);
    QVERIFY(*plain == *marked);
    // Text in bytes is of one byte a sign there.
    const auto old = readRegFile("REGEDIT4\r\n\r\n" + key + "\"A\"=hex(7):61,00,62,00,00\r\n");
    QVERIFY(old.has_value());
    QCOMPARE(shown(*old), std::string("A:7:a\nb;"));
}

void TestRegFile::whatIsNotThereIsAbsentOrNotReadable_data()
{
    QTest::addColumn<std::string>("path");
    QTest::addColumn<int>("look");
    const auto row = [](const char* path, Look look) {
        QTest::newRow(path) << std::string(path) << static_cast<int>(look);
    };
    row("SOFTWARE\\Hop", Look::Present);
    row("HKLM\\software\\HOP\\", Look::Present);
    row("SOFTWARE\\Hop\\Below", Look::Present);
    row("SOFTWARE\\Hop\\Other", Look::Absent);
    row("SOFTWARE\\Hop\\Other\\Below", Look::Absent);
    row("SOFTWARE\\Hopper", Look::NotReadable);
    row("SOFTWARE", Look::NotReadable);
    row("SYSTEM\\Named",
        Look::NotReadable);  // There, since a key below it is; what it has is not said.
    row("SYSTEM\\Named\\Below", Look::Present);
    row("SYSTEM\\Named\\Other", Look::Absent);
    row("SYSTEM\\Gone", Look::Absent);
    row("SYSTEM\\Hop", Look::Absent);
    row("HARDWARE", Look::NotReadable);
    row("", Look::NotReadable);
    row("HKCU\\SOFTWARE\\Hop", Look::NotReadable);
}

void TestRegFile::whatIsNotThereIsAbsentOrNotReadable()
{
    QFETCH(const std::string, path);
    QFETCH(const int, look);
    const auto image = readRegFile(whole
                                   + "[HKEY_LOCAL_MACHINE\\SYSTEM]\r\n"
                                     "[HKEY_LOCAL_MACHINE\\SYSTEM\\Named\\Below]\r\n"
                                     "[-HKEY_LOCAL_MACHINE\\SYSTEM\\Gone\\Below]\r\n");
    QVERIFY(image.has_value());
    const Registry registry = registryOf(*image);
    QCOMPARE(static_cast<int>(registry(path).look), look);
    const Found found = lookUp(registry, path, "no such value");
    QCOMPARE(static_cast<int>(found.look),
             static_cast<int>(look == static_cast<int>(Look::NotReadable) ? Look::NotReadable
                                                                          : Look::Absent));
    QCOMPARE(registry(R"(SOFTWARE\Hop)").subkeys, std::vector<std::string>{"Below"});
}

void TestRegFile::refused_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<std::string>("why");
    const auto row = [](const char* name, const std::string& bytes, const char* why) {
        QTest::newRow(name) << bytes << std::string(why);
    };
    row("nothing", "", "line 1: the first line is not that of a .reg file");
    row("another text", "hello\r\n", "line 1: the first line is not that of a .reg file");
    row("a key without an end", head + "[HKEY_LOCAL_MACHINE\\x\r\n", "line 3: the key has no end");
    row("a key without a name", head + "[]\r\n", "line 3: the key has no name");
    row("another line", head + key + "hello\r\n", "line 4: it is no key and no value");
    row("a short number", head + key + "\"A\"=dword:1\r\n", "line 4: the value is not whole");
    row("no number", head + key + "\"A\"=dword:0000000g\r\n", "line 4: the value is not whole");
    row("no byte", head + key + "\"A\"=hex:zz\r\n", "line 4: the value is not whole");
    row("a list that goes on and does not", head + key + "\"A\"=hex:01,\\\r\n",
        "line 4: the value has no end");
    row("a text that does not end", head + key + "\"A\"=\"x\r\ny\r\n",
        "line 5: the value has no end");
    row("a name that does not end", head + key + "\"A\r\n", "line 4: the value is not whole");
    row("signs behind a text", head + key + "\"A\"=\"x\"y\r\n", "line 4: the value is not whole");
    row("too long a value", head + key + "\"A\"=\"" + std::string(maxValueBytes, 'x') + "\n\"\r\n",
        "a value has more than 1048576 bytes");
    row("too large", std::string(maxRegFileBytes + 1, 'x'),
        "the file has more than 20971520 bytes");
}

void TestRegFile::refused()
{
    QFETCH(const std::string, bytes);
    QFETCH(const std::string, why);
    const auto image = readRegFile(bytes);
    QVERIFY(!image.has_value());
    QCOMPARE(image.error().detail.english(), why);
}

void TestRegFile::aFileCutAtEveryByteSaysNothingElse()
{
    const auto all = readRegFile(whole);
    QVERIFY(all.has_value());
    const Key full = all->look(R"(SOFTWARE\Hop)");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto image = readRegFile(whole.substr(0, size));
        if (!image)
            continue;
        for (const Value& each : image->look(R"(SOFTWARE\Hop)").values) {
            // A list of bytes may end behind any of them.
            const Value* const same = find(full, each.name);
            QVERIFY(same != nullptr);
            QVERIFY(each == *same
                    || (each.type == type::manyTexts && same->text.starts_with(each.text)));
        }
    }
}

void TestRegFile::anyByteMayBeWrong()
{
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const char wrong : {'\0', '\n', '"', '\\', '[', '\xFF'}) {
            std::string changed = whole;
            changed[at] = wrong;
            if (const auto image = readRegFile(changed))
                QVERIFY(image->size() <= 3);
        }
    }
}

void TestRegFile::aLongValueIsReadInLinearTime()
{
    std::string lines;
    for (int i = 0; i < 100'000; ++i)
        lines += "\"" + std::to_string(i) + "\"=\"x\"\r\n";
    const auto image = readRegFile(head + key + lines);
    QVERIFY(image.has_value());
    QCOMPARE(image->look(R"(SOFTWARE\Hop)").values.size(), std::size_t{100'000});
    QCOMPARE(readRegFile(head + key + lines + "\"x\"=\"x\"\r\n").error().code, ErrorCode::TooLarge);
    std::string bytes = "\"A\"=hex:01";
    for (int i = 0; i < 40'000; ++i)
        bytes += ",\\\r\n  02,03";
    QVERIFY(readRegFile(head + key + bytes + "\r\n").has_value());
}

QTEST_APPLESS_MAIN(TestRegFile)
#include "tst_reg_file.moc"
