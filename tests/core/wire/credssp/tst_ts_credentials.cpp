#include "core/wire/credssp/ts_credentials.h"
#include "tests/core/wire/credssp/scripted_mechanism.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::test;
using namespace hopwright::wire::credssp;

namespace {

// Reference 1.6: LAB / alice / Secret1.
constexpr auto aliceDer =
    "3035a003020101a12e042c302aa00804064c0041004200a10c040a61006c00690063006500"
    "a210040e5300650063007200650074003100";

Result<Secret> encodeThe(std::string_view domain, std::string_view user, std::string_view password)
{
    return encodeCredentials({.domain = std::string(domain),
                              .user = std::string(user),
                              .password = Secret(bytesOf(password))});
}

}  // namespace

class TestTsCredentials : public QObject {
    Q_OBJECT

private slots:
    void writesTheVector();
    void readsTheVector();
    void keepsWhatUnicodeHolds();
    void refusesEachCut();
    void refusesASmartCard();
    void refusesBrokenText();
    void refusesTooMuch();
    void theErrorHoldsNoSecret();
};

void TestTsCredentials::writesTheVector()
{
    const auto der = encodeThe("LAB", "alice", "Secret1");
    QVERIFY(der);
    QCOMPARE(toHex(der->expose()), QByteArray(aliceDer));
}

void TestTsCredentials::readsTheVector()
{
    const auto read = decodeCredentials(hex(aliceDer));
    QVERIFY(read);
    QCOMPARE(read->domain, std::string("LAB"));
    QCOMPARE(read->user, std::string("alice"));
    QCOMPARE(toHex(read->password.expose()), toHex(bytes("Secret1")));
}

void TestTsCredentials::keepsWhatUnicodeHolds()
{
    const auto der = encodeThe("", "jürgen@lab.test", "\U0001F511 ключ");
    QVERIFY(der);
    const auto read = decodeCredentials(der->expose());
    QVERIFY(read);
    QCOMPARE(read->domain, std::string());
    QCOMPARE(read->user, std::string("jürgen@lab.test"));
    QCOMPARE(toHex(read->password.expose()), toHex(bytes("\U0001F511 ключ")));
}

void TestTsCredentials::refusesEachCut()
{
    const Bytes whole = hex(aliceDer);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto read = decodeCredentials(ByteView(whole).first(size));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Truncated);
    }
}

void TestTsCredentials::refusesASmartCard()
{
    Bytes smartCard = hex(aliceDer);
    smartCard[6] = std::byte{2};  // credType
    const auto read = decodeCredentials(smartCard);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Unsupported);
    QCOMPARE(read.error().offset, std::optional<std::size_t>(4));
}

void TestTsCredentials::refusesBrokenText()
{
    Bytes lone = hex(aliceDer);
    lone[18] = std::byte{0xD8};  // The first domain character is now half a pair, U+D84C.
    const auto read = decodeCredentials(lone);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Malformed);
    QCOMPARE(read.error().offset, std::optional<std::size_t>(17));
    const auto der = encodeThe("LAB", "alice", "\xFF");
    QVERIFY(!der);
}

void TestTsCredentials::refusesTooMuch()
{
    const auto der = encodeThe("LAB", "alice", std::string(maxTsCredentials / 2, 'x'));
    QVERIFY(!der);
    QCOMPARE(der.error().code, ErrorCode::TooLarge);
    const auto read = decodeCredentials(Bytes(maxTsCredentials + 1));
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::TooLarge);
}

void TestTsCredentials::theErrorHoldsNoSecret()
{
    const auto der = encodeThe("LAB", "alice", "Hunter2\xFF");
    QVERIFY(!der);
    QVERIFY(der.error().detail.english().find("Hunter2") == std::string::npos);
}

QTEST_APPLESS_MAIN(TestTsCredentials)
#include "tst_ts_credentials.moc"
