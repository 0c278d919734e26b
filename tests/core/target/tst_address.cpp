#include "core/target/address.h"

#include <QTest>

#include <array>
#include <random>
#include <string>

#ifndef _WIN32
#include <arpa/inet.h>
#endif

using namespace hopwright;
using target::AddressFamily;

namespace {

#ifndef _WIN32
/// What the C library makes of it: nobody here wrote that.
std::optional<AddressFamily> judged(const std::string& text)
{
    std::array<unsigned char, 16> room{};
    if (inet_pton(AF_INET, text.c_str(), room.data()) == 1)
        return AddressFamily::Ipv4;
    if (inet_pton(AF_INET6, text.c_str(), room.data()) == 1)
        return AddressFamily::Ipv6;
    return std::nullopt;
}

std::string shown(std::optional<AddressFamily> family)
{
    if (!family)
        return "no address";
    return *family == AddressFamily::Ipv4 ? "IPv4" : "IPv6";
}

void compare(const std::string& text)
{
    const auto ours = target::addressFamily(text);
    const auto theirs = judged(text);
    QVERIFY2(ours == theirs, (text + ": " + shown(ours) + ", inet_pton: " + shown(theirs)).c_str());
}
#endif

}  // namespace

/// What an IP address is.
class TestAddress : public QObject {
    Q_OBJECT

private slots:
    void addressesAreTold_data();
    void addressesAreTold();
    void inetPtonSaysTheSame();
    void anAddressCutOrChangedIsJudgedTheSame();
    void ownNames();
};

void TestAddress::addressesAreTold_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("family");  // 0: none
    const auto row = [](const char* text, int family) {
        QTest::newRow(text) << QByteArray(text) << family;
    };
    for (const char* each : {"10.0.0.5", "0.0.0.0", "255.255.255.255", "192.168.100.200"})
        row(each, 4);
    for (const char* each :
         {"::", "::1", "1::", "fe80::1", "fe80::1%eth0", "fe80::1%12", "2001:db8:1:2:3:4:5:6",
          "::ffff:10.0.0.5", "FD00::ABCD", "1:2:3:4:5:6:10.0.0.5", "1:2:3:4:5:6:7::"})
        row(each, 6);
    for (const char* each : {"...",
                             "999.9.9.9",
                             "256.0.0.1",
                             "01.2.3.4",
                             "1.2.3",
                             "1.2.3.4.5",
                             "1.2.3.",
                             ".1.2.3",
                             "1.2.3.4.",
                             "a.b.c.d",
                             "",
                             ":",
                             ":::",
                             "1::2::3",
                             "1:2:3:4:5:6:7",
                             "1:2:3:4:5:6:7:8:9",
                             "1:2:3:4::5:6:7:8",
                             "12345::",
                             "g::1",
                             ":1:2:3:4:5:6:7",
                             "1:2:3:4:5:6:7:",
                             "10.0.0.5::",
                             "::10.0.0.5:1",
                             "1.2.3.4%eth0",
                             "fe80::1%",
                             "%eth0",
                             "JUMP01",
                             "web01:5986",
                             "[::1]",
                             "10.0.0.5:80",
                             " 10.0.0.5",
                             "10.0.0.5 ",
                             "1:2:3:4:5:6:7:10.0.0.5",
                             "+1.2.3.4"})
        row(each, 0);
    QTest::newRow("a zone without an end") << QByteArray("fe80::1%") + QByteArray(400, 'e') << 0;
}

void TestAddress::addressesAreTold()
{
    QFETCH(QByteArray, text);
    QFETCH(int, family);
    const auto found = target::addressFamily(text.toStdString());
    QCOMPARE(found.has_value(), family != 0);
    if (found)
        QCOMPARE(*found == AddressFamily::Ipv4 ? 4 : 6, family);
}

/// Texts of the characters that addresses are made of, at random; a tenth of them are addresses.
void TestAddress::inetPtonSaysTheSame()
{
#ifdef _WIN32
    QSKIP("inet_pton of Windows takes other forms");
#else
    std::mt19937 random(1);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same texts each time
    constexpr std::array pieces{
        "0", "1", "9", "10", "25", "255", "256", "00", "01", "a",       "f",    "ffff",
        ":", ":", ":", "::", ".",  ".",   ".",   ".",  "x",  "1.2.3.4", "fe80", "::1"};
    int addresses = 0;
    for (int i = 0; i < 300'000; ++i) {
        std::string text;
        const auto length = 1 + random() % 12;
        for (unsigned long each = 0; each < length; ++each)
            text += pieces.at(random() % pieces.size());
        addresses += judged(text).has_value() ? 1 : 0;
        compare(text);
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY2(addresses > 1000, std::to_string(addresses).c_str());
#endif
}

void TestAddress::anAddressCutOrChangedIsJudgedTheSame()
{
#ifdef _WIN32
    QSKIP("inet_pton of Windows takes other forms");
#else
    for (const std::string whole : {"192.168.100.200", "2001:db8:1:2:3:4:5:6", "::ffff:10.20.30.40",
                                    "fe80::aaaa:1", "1:2::7:8"}) {
        for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
            compare(whole.substr(0, cut));
            compare(whole.substr(cut));
        }
        for (std::size_t at = 0; at < whole.size(); ++at) {
            for (const char c : std::string_view("0259:.fgG% x")) {
                if (c == '%')
                    continue;  // inet_pton knows no zones.
                std::string changed = whole;
                changed[at] = c;
                compare(changed);
                changed = whole;
                changed.insert(at, 1, c);
                compare(changed);
            }
        }
        if (QTest::currentTestFailed())
            return;
    }
#endif
}

void TestAddress::ownNames()
{
    for (const char* each : {"localhost", "LocalHost", "127.0.0.1", "::1", "[::1]"})
        QVERIFY(target::isOwnName(each));
    for (const char* each : {"", "localhost.", "127.0.0.2", "[127.0.0.1]", "::2", "local"})
        QVERIFY(!target::isOwnName(each));
}

QTEST_APPLESS_MAIN(TestAddress)
#include "tst_address.moc"
