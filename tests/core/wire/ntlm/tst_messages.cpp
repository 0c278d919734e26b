#include "core/wire/ntlm/flags.h"
#include "core/wire/ntlm/messages.h"
#include "core/wire/ntlm/target_info.h"
#include "tests/core/wire/ntlm/exchange_sample.h"
#include "tests/core/wire/ntlm/vectors.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::wire::ntlm;
using sample::hex;
using text::toHex;

class TestMessages : public QObject {
    Q_OBJECT

private slots:
    void readsTheOfficialChallenge();
    void readsTheOfficialAuthenticate();
    void findsTheMicByTheRoomBeforeThePayload_data();
    void findsTheMicByTheRoomBeforeThePayload();
    void writesWhatItRead();
    void namesTakeTheFormThatTheFlagsName();
    void failsAtEachCut_data();
    void failsAtEachCut();
    void saysWhatIsWrongAndWhere_data();
    void saysWhatIsWrongAndWhere();
    void takesAnOldNegotiate();
    void readsPairsUpToTheirEnd();
    void refusesBrokenPairs();
};

void TestMessages::readsTheOfficialChallenge()
{
    const auto read = decodeChallenge(hex(vectors::officialChallenge)).value();
    QCOMPARE(read.targetName, std::string("Server"));
    QCOMPARE(read.flags, 0xE28A8233U);
    QCOMPARE(toHex(read.serverChallenge), std::string("0123456789abcdef"));
    QCOMPARE(toHex(read.version.value()), std::string("060070170000000f"));
    QVERIFY(read.targetInfo == hex(vectors::officialTargetInfo));
    const auto info = decodeTargetInfo(read.targetInfo).value();
    QCOMPARE(info.pairs.size(), 2u);
    QCOMPARE(toHex(info.find(AvId::NbComputerName)->value),
             std::string("530065007200760065007200"));
    QVERIFY(info.find(AvId::Timestamp) == nullptr);
    // It is written in the order of the document too.
    QCOMPARE(toHex(encodeChallenge(read).value()), toHex(hex(vectors::officialChallenge)));
    QCOMPARE(toHex(encodeTargetInfo(info).value()), std::string(vectors::officialTargetInfo));
}

void TestMessages::readsTheOfficialAuthenticate()
{
    const auto read = decodeAuthenticate(hex(vectors::officialAuthenticate)).value();
    QCOMPARE(read.domain, std::string("Domain"));
    QCOMPARE(read.user, std::string("User"));
    QCOMPARE(read.workstation, std::string("COMPUTER"));
    QCOMPARE(read.flags, 0xE2888235U);
    QCOMPARE(toHex(read.version.value()), std::string("0501280a0000000f"));
    QVERIFY(!read.mic);
    QCOMPARE(toHex(read.lmResponse),
             std::string("86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa"));
    QVERIFY(read.ntResponse
            == hex("68cd0ab851e51c96aabc927bebef6a1c" + std::string(vectors::officialTemp)));
    QCOMPARE(toHex(read.encryptedSessionKey), std::string("c5dad2544fc9799094ce1ce90bc9d03e"));
}

void TestMessages::findsTheMicByTheRoomBeforeThePayload_data()
{
    QTest::addColumn<bool>("hasVersion");
    QTest::addColumn<bool>("hasMic");
    QTest::newRow("neither: payload at 64") << false << false;
    QTest::newRow("version: payload at 72") << true << false;
    QTest::newRow("MIC: payload at 80") << false << true;
    QTest::newRow("both: payload at 88") << true << true;
}

void TestMessages::findsTheMicByTheRoomBeforeThePayload()
{
    QFETCH(const bool, hasVersion);
    QFETCH(const bool, hasMic);
    AuthenticateMessage message = decodeAuthenticate(hex(vectors::micAuthenticate)).value();
    if (!hasVersion)
        message.version.reset();
    if (!hasMic)
        message.mic.reset();
    const auto read = decodeAuthenticate(encodeAuthenticate(message).value());
    QVERIFY(read);
    QVERIFY(*read == message);
    QCOMPARE(read->version.has_value(), hasVersion);
    QCOMPARE(read->mic.has_value(), hasMic);
}

void TestMessages::writesWhatItRead()
{
    const auto negotiate = decodeNegotiate(hex(vectors::micNegotiate)).value();
    QCOMPARE(toHex(encodeNegotiate(negotiate)), std::string(vectors::micNegotiate));
    const auto challenge = decodeChallenge(hex(vectors::micChallenge)).value();
    QCOMPARE(toHex(encodeChallenge(challenge).value()), std::string(vectors::micChallenge));
    const auto authenticate = decodeAuthenticate(hex(vectors::micAuthenticate)).value();
    QCOMPARE(toHex(encodeAuthenticate(authenticate).value()), toHex(hex(vectors::micAuthenticate)));
    QCOMPARE(toHex(authenticate.mic.value()), std::string("3f03ffd50d6353dc74bd4f4715968956"));
}

void TestMessages::namesTakeTheFormThatTheFlagsName()  // MS-NLMP 2.2.2.5, A and B
{
    AuthenticateMessage message = decodeAuthenticate(hex(vectors::micAuthenticate)).value();
    message.flags &= ~flag::unicode;
    const auto read = decodeAuthenticate(encodeAuthenticate(message).value());
    QVERIFY(read);
    QVERIFY(*read == message);
    message.user = "J\u00f6rg";
    QCOMPARE(encodeAuthenticate(message).error().code, ErrorCode::Unsupported);
}

void TestMessages::failsAtEachCut_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<int>("least");
    const auto row = [](const char* name, std::string_view message, int least) {
        QTest::newRow(name) << QByteArray::fromStdString(toHex(hex(message))) << least;
    };
    row("negotiate: flags are enough", vectors::micNegotiate, 16);
    row("official challenge", vectors::officialChallenge, -1);
    row("challenge", vectors::micChallenge, -1);
    row("official authenticate", vectors::officialAuthenticate, -1);
    row("authenticate", vectors::micAuthenticate, -1);
}

void TestMessages::failsAtEachCut()
{
    QFETCH(const QByteArray, message);
    QFETCH(const int, least);
    const Bytes whole = hex(message.toStdString());
    const auto enough = least < 0 ? whole.size() : static_cast<std::size_t>(least);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const ByteView cut = ByteView(whole).first(size);
        const bool read = decodeNegotiate(cut) || decodeChallenge(cut) || decodeAuthenticate(cut);
        QCOMPARE(read, size >= enough);
    }
}

void TestMessages::saysWhatIsWrongAndWhere_data()
{
    QTest::addColumn<int>("at");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("offset");
    const auto row = [](const char* name, int at, const char* bytes, ErrorCode code, int offset) {
        QTest::newRow(name) << at << QByteArray(bytes) << static_cast<int>(code) << offset;
    };
    // Written over the AUTHENTICATE with a MIC, whose user name begins at 0x128.
    row("another signature", 7, "01", ErrorCode::Malformed, 0);
    row("another type", 8, "02", ErrorCode::UnexpectedMessage, 8);
    row("NT response behind the end", 24, "ffffff7f", ErrorCode::Truncated, 20);
    row("NT response over the end", 20, "ffff", ErrorCode::Truncated, 20);
    row("offset and length overflow", 24, "ffffffff", ErrorCode::Truncated, 20);
    row("domain in the header", 32, "3f000000", ErrorCode::Malformed, 28);
    row("user of half a unit", 36, "0900", ErrorCode::Truncated, 0x128 + 8);
    row("user with half a surrogate pair", 0x128 + 2, "00d8", ErrorCode::Malformed, 0x128 + 2);
}

void TestMessages::saysWhatIsWrongAndWhere()
{
    QFETCH(const int, at);
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, code);
    QFETCH(const int, offset);
    Bytes message = hex(vectors::micAuthenticate);
    std::ranges::copy(hex(bytes.toStdString()), message.begin() + at);
    const auto read = decodeAuthenticate(message);
    QVERIFY(!read);
    QCOMPARE(static_cast<int>(read.error().code), code);
    QCOMPARE(read.error().offset, static_cast<std::size_t>(offset));
    QCOMPARE(decodeAuthenticate(Bytes(maxMessageSize + 1)).error().code, ErrorCode::TooLarge);
}

void TestMessages::takesAnOldNegotiate()
{
    // 32 bytes, no version, as clients before Windows XP sent it.
    const auto read =
        decodeNegotiate(hex("4e544c4d53535000010000000782080000000000000000000000000000000000"));
    QVERIFY(read);
    QCOMPARE(read->flags, 0x00088207U);
    QVERIFY(!read->version);
}

void TestMessages::readsPairsUpToTheirEnd()
{
    QVERIFY(decodeTargetInfo({}).value().pairs.empty());
    const auto info = decodeTargetInfo(hex("0600040002000000 00000000 0000000099")).value();
    QCOMPARE(info.pairs.size(), 1u);
    QCOMPARE(toHex(info.find(AvId::Flags)->value), std::string("02000000"));
}

void TestMessages::refusesBrokenPairs()
{
    QCOMPARE(decodeTargetInfo(hex("060004000200"), 10).error(),
             (Error{.code = ErrorCode::Truncated,
                    .detail = Sentence::verbatim("the bytes end early"),
                    .offset = 14}));
    QCOMPARE(decodeTargetInfo(hex("0600040002000000")).error().offset, 8u);  // No end of the list.
    Bytes many;
    for (std::size_t i = 0; i <= maxAvPairs; ++i)
        append(many, hex("05000000"));
    append(many, hex("00000000"));
    QCOMPARE(decodeTargetInfo(many).error().code, ErrorCode::TooLarge);
    QCOMPARE(
        encodeTargetInfo({.pairs = {{.id = AvId::TargetName, .value = Bytes(65536)}}}).error().code,
        ErrorCode::TooLarge);
}

QTEST_APPLESS_MAIN(TestMessages)
#include "tst_messages.moc"
