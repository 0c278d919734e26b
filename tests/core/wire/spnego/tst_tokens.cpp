#include "core/wire/spnego/tokens.h"
#include "tests/core/wire/ntlm/exchange_sample.h"
#include "tests/core/wire/ntlm/vectors.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::wire::spnego;
using text::toHex;
using wire::ntlm::sample::hex;

namespace {

constexpr std::string_view ntlmOid = "060a2b06010401823702020a";

/// RFC 4178 4.2.1 around the NEGOTIATE of the documented exchange, as pyspnego writes it.
std::string initToken()
{
    return "604806062b0601050502a03e303ca00e300c060a2b06010401823702020aa22a0428"
           + std::string(wire::ntlm::vectors::micNegotiate);
}

}  // namespace

class TestTokens : public QObject {
    Q_OBJECT

private slots:
    void readsAndWritesAnInit();
    void readsAndWritesResponses_data();
    void readsAndWritesResponses();
    void readsTheListOfWindows();
    void readsHints();
    void failsAtEachCut();
    void saysWhatIsWrongAndWhere_data();
    void saysWhatIsWrongAndWhere();
};

void TestTokens::readsAndWritesAnInit()
{
    const auto token = decodeToken(hex(initToken())).value();
    const auto& init = std::get<NegTokenInit>(token);
    QCOMPARE(init.mechTypes.size(), 1u);
    QCOMPARE(toHex(init.mechTypes.front()), std::string(ntlmOid));
    QCOMPARE(toHex(init.mechToken.value()), std::string(wire::ntlm::vectors::micNegotiate));
    QCOMPARE(toHex(init.mechTypeList), std::string("300c060a2b06010401823702020a"));
    QVERIFY(!init.mechListMic);
    QCOMPARE(toHex(encode(init)), initToken());
}

void TestTokens::readsAndWritesResponses_data()
{
    QTest::addColumn<QByteArray>("der");
    QTest::addColumn<int>("state");
    QTest::addColumn<QByteArray>("mech");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("mic");
    const auto row = [](const char* name, const char* der, NegState state, std::string_view mech,
                        const char* token, const char* mic) {
        QTest::newRow(name) << QByteArray(der) << static_cast<int>(state)
                            << QByteArray::fromStdString(std::string(mech)) << QByteArray(token)
                            << QByteArray(mic);
    };
    // pyspnego made all three.
    row("the server's challenge", "a11b3019a0030a0101a10c060a2b06010401823702020aa20404020102",
        NegState::AcceptIncomplete, ntlmOid, "0102", "");
    row("the client's last", "a1133011a0030a0101a20404020102a30404020304",
        NegState::AcceptIncomplete, "", "0102", "0304");
    row("the server's last", "a10d300ba0030a0100a30404020304", NegState::AcceptCompleted, "", "",
        "0304");
}

void TestTokens::readsAndWritesResponses()
{
    QFETCH(const QByteArray, der);
    QFETCH(const int, state);
    QFETCH(const QByteArray, mech);
    QFETCH(const QByteArray, token);
    QFETCH(const QByteArray, mic);
    const auto read = decodeToken(hex(der.toStdString())).value();
    const auto& resp = std::get<NegTokenResp>(read);
    QCOMPARE(static_cast<int>(resp.negState.value()), state);
    QCOMPARE(toHex(resp.supportedMech.value_or(Bytes{})), mech.toStdString());
    QCOMPARE(toHex(resp.responseToken.value_or(Bytes{})), token.toStdString());
    QCOMPARE(toHex(resp.mechListMic.value_or(Bytes{})), mic.toStdString());
    QCOMPARE(toHex(encode(resp)), der.toStdString());
}

void TestTokens::readsTheListOfWindows()
{
    // MS-SPNG 3.1.5.2: both Kerberos OIDs, NegoEx, NTLM.
    const Bytes list = hex("302e06092a864882f71201020206092a864886f712010202"
                           "060a2b06010401823702021e060a2b06010401823702020a");
    const Bytes bytes = hex("603e06062b0601050502a0343032a030" + toHex(list));
    const auto token = decodeToken(bytes).value();
    const auto& init = std::get<NegTokenInit>(token);
    QCOMPARE(init.mechTypes.size(), 4u);
    QVERIFY(init.mechTypeList == list);
    QVERIFY(encodeMechTypeList(init.mechTypes) == list);
    QVERIFY(!init.mechToken);
    QVERIFY(encode(init) == bytes);
}

void TestTokens::readsHints()
{
    // MS-SPNG 2.2.1: [3] negHints { [0] GeneralString "not_defined_in_RFC4178@please_ignore" }.
    const Bytes bytes =
        hex("604806062b0601050502a03e303ca00e300c060a2b06010401823702020aa32a3028a0261b24"
            + toHex(bytesOf("not_defined_in_RFC4178@please_ignore")));
    const auto read = decodeToken(bytes);
    QVERIFY(read);
    const auto& init = std::get<NegTokenInit>(*read);
    QVERIFY(init.negHints.has_value());
    QVERIFY(!init.mechListMic);
    QVERIFY(encode(init) == bytes);
}

void TestTokens::failsAtEachCut()
{
    for (const std::string& whole :
         {initToken(), std::string("a11b3019a0030a0101a10c060a2b06010401823702020aa20404020102"),
          std::string("a1133011a0030a0101a20404020102a30404020304")}) {
        const Bytes bytes = hex(whole);
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            const auto read = decodeToken(ByteView(bytes).first(size));
            QVERIFY(!read);
            QCOMPARE(read.error().code, ErrorCode::Truncated);
            QVERIFY(read.error().offset.value() <= size);
        }
    }
}

void TestTokens::saysWhatIsWrongAndWhere_data()
{
    QTest::addColumn<QByteArray>("der");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("offset");
    const auto row = [](const char* name, const char* der, ErrorCode code, int offset) {
        QTest::newRow(name) << QByteArray(der) << static_cast<int>(code) << offset;
    };
    row("neither choice", "a2023000", ErrorCode::UnexpectedMessage, 0);
    row("another mechanism's frame", "600b06092a864886f712010202", ErrorCode::UnexpectedMessage, 2);
    row("no mechanism", "601006062b0601050502a0063004a0023000", ErrorCode::Malformed, 18);
    row("RFC 4178 4.2.2: state 4", "a1073005a0030a0104", ErrorCode::OutOfRange, 6);
    row("state below zero", "a1073005a0030a01ff", ErrorCode::OutOfRange, 6);
    row("fields in another order", "a10d300ba30404020304a0030a0100", ErrorCode::Malformed, 10);
    row("bytes behind the token", "a10730 05a0030a0100 00", ErrorCode::Malformed, 9);
}

void TestTokens::saysWhatIsWrongAndWhere()
{
    QFETCH(const QByteArray, der);
    QFETCH(const int, code);
    QFETCH(const int, offset);
    const auto read = decodeToken(hex(der.toStdString()));
    QVERIFY(!read);
    QCOMPARE(static_cast<int>(read.error().code), code);
    QCOMPARE(read.error().offset, static_cast<std::size_t>(offset));
}

QTEST_APPLESS_MAIN(TestTokens)
#include "tst_tokens.moc"
