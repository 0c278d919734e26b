#include "core/base/byte_writer.h"
#include "core/wire/wsman/encrypted_body.h"

#include <QCryptographicHash>
#include <QTest>

using namespace hopwright;
using namespace hopwright::wire::wsman;

namespace {

Bytes bytesIn(const QByteArray& array)
{
    const auto view =
        std::as_bytes(std::span(array.data(), static_cast<std::size_t>(array.size())));
    return {view.begin(), view.end()};
}

QByteArray arrayOf(const Bytes& bytes)
{
    return QByteArray::fromStdString(textOf(bytes));
}

/// Turns the bits of every byte over, behind a signature of \p signature bytes that must come back.
class TurningSealer : public Sealer {
public:
    explicit TurningSealer(std::size_t limit = 0, std::string_view protocol = spnegoProtocol)
        : m_limit(limit), m_protocol(protocol)
    {
    }

    std::string_view protocol() const override { return m_protocol; }
    std::size_t maxChunk() const override { return m_limit; }
    Result<Sealed> seal(ByteView plain) override
    {
        Sealed out{.prefix = 4, .bytes = Bytes(4, std::byte{0x5A})};
        for (const std::byte each : plain)
            out.bytes.push_back(~each);
        return out;
    }
    Result<Bytes> open(std::uint32_t prefix, ByteView sealed) override
    {
        if (prefix != 4 || sealed.size() < 4)
            return fail(ErrorCode::PeerNotAuthentic, Sentence::verbatim("no signature"));
        Bytes out;
        for (const std::byte each : sealed.subspan(4))
            out.push_back(~each);
        return out;
    }

private:
    std::size_t m_limit;
    std::string_view m_protocol;
};

/// Gives the bytes of winrm-protocol 5.2 for `<s/>`.
class RecordedSealer : public TurningSealer {
public:
    Result<Sealed> seal(ByteView plain) override
    {
        if (textOf(plain) != "<s/>")
            return fail(ErrorCode::Malformed, Sentence::verbatim("not recorded"));
        return Sealed{.prefix = 16, .bytes = recorded()};
    }
    Result<Bytes> open(std::uint32_t prefix, ByteView sealed) override
    {
        if (prefix != 16 || !std::ranges::equal(sealed, recorded()))
            return fail(ErrorCode::PeerNotAuthentic, Sentence::verbatim("not recorded"));
        const ByteView plain = bytesOf("<s/>");
        return Bytes(plain.begin(), plain.end());
    }

private:
    static Bytes recorded()
    {
        return bytesIn(QByteArray::fromHex("01000000b3fdde1074bcd6ab00000000"
                                           "3896425b"));
    }
};

/// A mechanism whose signature is two bytes.
class ShortMechanism : public wire::auth::Mechanism {
public:
    Result<Bytes> step(ByteView) override { return Bytes(); }
    bool hasSessionKey() const override { return true; }
    Result<Bytes> wrap(ByteView plain) override
    {
        Bytes out(2);
        append(out, plain);
        return out;
    }
    Result<Bytes> unwrap(ByteView sealed) override
    {
        if (sealed.size() < 2)
            return fail(ErrorCode::Truncated);
        return Bytes(sealed.begin() + 2, sealed.end());
    }
    ByteView oid() const override { return {}; }
    Result<Bytes> signMic(ByteView) override { return Bytes(); }
    Result<void> verifyMic(ByteView, ByteView) override { return {}; }
};

/// One chunk of \p plain with the pieces that peers write differently.
struct Shape {
    QByteArray delimiter = "--Encrypted Boundary";
    QByteArray indent = "\t";
    QByteArray lengthHeader = "OriginalContent: type=application/soap+xml;charset=UTF-8;Length=";
    QByteArray length = {};
};

QByteArray chunkOf(const QByteArray& plain, const Shape& shape = {})
{
    QByteArray turned;
    for (const char each : plain)
        turned.append(static_cast<char>(~each));
    const QByteArray length =
        shape.length.isEmpty() ? QByteArray::number(plain.size()) : shape.length;
    return shape.delimiter + "\r\n" + shape.indent
           + "Content-Type: application/HTTP-SPNEGO-session-encrypted\r\n" + shape.indent
           + shape.lengthHeader + length + "\r\n" + shape.delimiter + "\r\n" + shape.indent
           + "Content-Type: application/octet-stream\r\n" + QByteArray::fromHex("040000005a5a5a5a")
           + turned;
}

const QByteArray closing = "--Encrypted Boundary--\r\n";

}  // namespace

class TestEncryptedBody : public QObject {
    Q_OBJECT

private slots:
    void writesTheVector();
    void readsTheVector();
    void oneChunkIsNotMulti();
    void severalChunksAreMulti();
    void nothingIsNotSealed();
    void readsWhatPeersWrite_data();
    void readsWhatPeersWrite();
    void refuses_data();
    void refuses();
    void refusesEachCut();
    void sealedBytesMayLookLikeAnything();
    void limitsTheChunks();
    void knowsTheContentTypes_data();
    void knowsTheContentTypes();
    void aMechanismStatesItsSignature();
};

void TestEncryptedBody::writesTheVector()
{
    RecordedSealer sealer;
    const auto sealed = encryptBody(sealer, bytesOf("<s/>"));
    QVERIFY(sealed);
    QCOMPARE(
        sealed->contentType,
        std::string("multipart/encrypted;protocol=\"application/HTTP-SPNEGO-session-encrypted\""
                    ";boundary=\"Encrypted Boundary\""));
    QCOMPARE(sealed->body.size(), std::size_t(259));
    QCOMPARE(QCryptographicHash::hash(arrayOf(sealed->body), QCryptographicHash::Sha256).toHex(),
             QByteArray("06cfe66ed76e8e4dcb49dded45156046fae70d3540a5e82dd3ab5b575cfcc99a"));
}

void TestEncryptedBody::readsTheVector()
{
    // winrm-protocol 5.2, by hand from its layout; the hash says that it is the recorded one.
    const QByteArray body =
        "--Encrypted Boundary\r\n\tContent-Type: application/HTTP-SPNEGO-session-encrypted\r\n"
        "\tOriginalContent: type=application/soap+xml;charset=UTF-8;Length=4\r\n--Encrypted "
        "Boundary\r\n"
        "\tContent-Type: application/octet-stream\r\n"
        + QByteArray::fromHex("1000000001000000b3fdde1074bcd6ab000000003896425b") + closing;
    QCOMPARE(QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex(),
             QByteArray("06cfe66ed76e8e4dcb49dded45156046fae70d3540a5e82dd3ab5b575cfcc99a"));
    RecordedSealer sealer;
    const auto plain = decryptBody(sealer, bytesIn(body));
    QVERIFY(plain);
    QCOMPARE(arrayOf(*plain), QByteArray("<s/>"));
}

void TestEncryptedBody::oneChunkIsNotMulti()
{
    TurningSealer sealer(5, credSspProtocol);
    const auto sealed = encryptBody(sealer, bytesOf("12345"));
    QVERIFY(sealed);
    QCOMPARE(
        sealed->contentType,
        std::string("multipart/encrypted;protocol=\"application/HTTP-CredSSP-session-encrypted\""
                    ";boundary=\"Encrypted Boundary\""));
}

void TestEncryptedBody::severalChunksAreMulti()
{
    TurningSealer sealer(5, credSspProtocol);
    const auto sealed = encryptBody(sealer, bytesOf("12345678901"));
    QVERIFY(sealed);
    QCOMPARE(
        sealed->contentType,
        std::string(
            "multipart/x-multi-encrypted;protocol=\"application/HTTP-CredSSP-session-encrypted\""
            ";boundary=\"Encrypted Boundary\""));
    QByteArray expected = chunkOf("12345") + chunkOf("67890") + chunkOf("1") + closing;
    expected.replace("SPNEGO", "CredSSP");
    QCOMPARE(arrayOf(sealed->body), expected);
    const auto plain = decryptBody(sealer, sealed->body);
    QVERIFY(plain);
    QCOMPARE(arrayOf(*plain), QByteArray("12345678901"));
}

void TestEncryptedBody::nothingIsNotSealed()
{
    TurningSealer sealer;
    const auto sealed = encryptBody(sealer, {});
    QVERIFY(!sealed);
    QCOMPARE(sealed.error().code, ErrorCode::Malformed);
}

void TestEncryptedBody::readsWhatPeersWrite_data()
{
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char* name, const QByteArray& body) {
        QTest::newRow(name) << body;
    };
    const Shape spaced{.delimiter = "-- Encrypted Boundary"};
    const Shape untabbed{.indent = ""};
    const Shape blank{.indent = "  "};
    const Shape lower{.lengthHeader =
                          "originalcontent: TYPE=application/soap+xml;charset=UTF-8;length="};
    const Shape other{.delimiter = "--Encrypted Boundary2"};
    row("winrm-protocol 5.2", chunkOf("abcd") + closing);
    row("5.2: several chunks", chunkOf("ab") + chunkOf("c") + chunkOf("d") + closing);
    row("5.2: old PSWSMan, a closing line after each",
        chunkOf("ab") + closing + chunkOf("cd") + closing);
    row("5.2: no tab", chunkOf("abcd", untabbed) + closing);
    row("5.2: no tab, several", chunkOf("ab", untabbed) + chunkOf("cd", untabbed) + closing);
    row("5.2: blanks", chunkOf("abcd", blank) + closing);
    row("5.2: another case", chunkOf("abcd", lower) + closing);
    row("5.6.1: Exchange's blank", chunkOf("abcd", spaced) + "-- Encrypted Boundary--\r\n");
    row("5.6.1: another boundary",
        chunkOf("ab", other) + chunkOf("cd", other) + "--Encrypted Boundary2--\r\n");
    row("5.6.2: no dashes at the end", chunkOf("abcd") + "--Encrypted Boundary\r\n");
    row("5.6.2: nor a line end", chunkOf("abcd") + "--Encrypted Boundary");
    row("no line end at the end", chunkOf("abcd") + "--Encrypted Boundary--");
}

void TestEncryptedBody::readsWhatPeersWrite()
{
    QFETCH(const QByteArray, body);
    TurningSealer sealer;
    const auto plain = decryptBody(sealer, bytesIn(body));
    QVERIFY(plain);
    QCOMPARE(arrayOf(*plain), QByteArray("abcd"));
}

void TestEncryptedBody::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    const auto row = [](const char* name, const QByteArray& body, ErrorCode code) {
        QTest::newRow(name) << body << code;
    };
    row("nothing", "", ErrorCode::Truncated);
    row("plain SOAP", "<s:Envelope/>\r\n", ErrorCode::Malformed);
    row("no boundary", "--\r\n", ErrorCode::Malformed);
    row("the closing line alone", closing, ErrorCode::Truncated);
    row("5.2: stated longer", chunkOf("abcd", {.length = "5"}) + closing, ErrorCode::Malformed);
    row("5.2: stated shorter", chunkOf("abcd", {.length = "3"}) + closing, ErrorCode::Malformed);
    row("a length that is no number", chunkOf("abcd", {.length = "x"}) + closing,
        ErrorCode::Malformed);
    row("a negative length", chunkOf("abcd", {.length = "-4"}) + closing, ErrorCode::Malformed);
    row("a length above the limit", chunkOf("abcd", {.length = "4194305"}) + closing,
        ErrorCode::Malformed);
    row("a length above 64 bits", chunkOf("abcd", {.length = "99999999999999999999"}) + closing,
        ErrorCode::Malformed);
    row("no length", chunkOf("abcd", {.lengthHeader = "OriginalContent: "}) + closing,
        ErrorCode::Malformed);
    row("a second chunk that is not sealed",
        chunkOf("ab")
            + chunkOf("cd").replace(QByteArray::fromHex("040000005a"),
                                    QByteArray::fromHex("050000005a"))
            + closing,
        ErrorCode::PeerNotAuthentic);
    row("part headers without an end", "--Encrypted Boundary\r\n" + QByteArray(5000, 'x') + closing,
        ErrorCode::Truncated);
}

void TestEncryptedBody::refuses()
{
    QFETCH(const QByteArray, body);
    QFETCH(const ErrorCode, code);
    TurningSealer sealer;
    const auto plain = decryptBody(sealer, bytesIn(body));
    QVERIFY(!plain);
    QCOMPARE(plain.error().code, code);
    QVERIFY(plain.error().offset.value_or(0) <= static_cast<std::size_t>(body.size()));
}

void TestEncryptedBody::refusesEachCut()
{
    TurningSealer sealer;
    const QByteArray whole = chunkOf("ab") + chunkOf("cd") + "--Encrypted Boundary";
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const auto plain = decryptBody(sealer, bytesIn(whole.first(size)));
        // A cut in front of the second chunk's lines leaves a whole first one: 5.6.2.
        const QByteArray rest = whole.first(size).mid(chunkOf("ab").size());
        if (rest == "--Encrypted Boundary" || rest == "--Encrypted Boundary\r\n") {
            QVERIFY(plain);
            QCOMPARE(arrayOf(*plain), QByteArray("ab"));
        } else {
            QVERIFY2(!plain, qPrintable(QString::number(size)));
        }
    }
}

void TestEncryptedBody::sealedBytesMayLookLikeAnything()
{
    TurningSealer sealer;
    QByteArray plain = "\r\n--Encrypted Boundary";
    for (char& each : plain)
        each = static_cast<char>(~each);
    plain += "--Encrypted Boundary--\r\n\r\n--";
    const auto sealed = encryptBody(sealer, bytesIn(plain));
    QVERIFY(sealed);
    const auto opened = decryptBody(sealer, sealed->body);
    QVERIFY(opened);
    QCOMPARE(arrayOf(*opened), plain);
}

void TestEncryptedBody::limitsTheChunks()
{
    TurningSealer sealer(1);
    const Bytes soap(512, std::byte{'x'});
    const auto most = encryptBody(sealer, soap);
    QVERIFY(most);
    const auto opened = decryptBody(sealer, most->body);
    QVERIFY(opened && *opened == soap);
    const auto more = encryptBody(sealer, Bytes(513, std::byte{'x'}));
    QVERIFY(more);
    const auto refused = decryptBody(sealer, more->body);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::TooLarge);
}

void TestEncryptedBody::knowsTheContentTypes_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<bool>("encrypted");
    QTest::newRow("5.1") << "multipart/encrypted;protocol=\"x\"" << true;
    QTest::newRow("5.1: CredSSP, several") << "multipart/x-multi-encrypted;protocol=\"x\"" << true;
    QTest::newRow("another case") << "Multipart/Encrypted; boundary=x" << true;
    QTest::newRow("SOAP") << "application/soap+xml;charset=UTF-8" << false;
    QTest::newRow("a form") << "multipart/form-data" << false;
    QTest::newRow("none") << "" << false;
}

void TestEncryptedBody::knowsTheContentTypes()
{
    QFETCH(const QString, type);
    QFETCH(const bool, encrypted);
    QCOMPARE(isEncryptedContentType(type.toStdString()), encrypted);
}

void TestEncryptedBody::aMechanismStatesItsSignature()
{
    ShortMechanism mechanism;
    MechanismSealer sealer(mechanism);
    const auto sealed = sealer.seal(bytesOf("abc"));
    QVERIFY(sealed);
    QCOMPARE(sealed->prefix, std::uint32_t(2));
    const auto opened = sealer.open(sealed->prefix, sealed->bytes);
    QVERIFY(opened);
    QCOMPARE(arrayOf(*opened), QByteArray("abc"));
    const auto refused = sealer.open(6, sealed->bytes);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Malformed);
}

QTEST_APPLESS_MAIN(TestEncryptedBody)
#include "tst_encrypted_body.moc"
