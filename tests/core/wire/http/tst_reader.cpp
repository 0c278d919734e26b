#include "core/base/byte_writer.h"
#include "core/wire/http/reader.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::wire::http;

namespace {

QString plain(const Bytes& body)
{
    return QString::fromStdString(textOf(body));
}

QString told(const Request& message)
{
    return QString::fromStdString(message.method + " " + message.target) + " ["
           + plain(message.body) + "]";
}

QString told(const Response& message)
{
    return QString::number(message.status) + " " + QString::fromStdString(message.reason) + " ["
           + plain(message.body) + "]";
}

QString told(const Error& error)
{
    const QStringView name{error.code == ErrorCode::TooLarge ? u"TooLarge " : u"Malformed "};
    return name.toString() + QString::number(error.offset.value_or(999'999'999));
}

/// Takes all that \p reader gives; false after an error.
template <typename Reader>
bool drain(Reader& reader, QStringList& out)
{
    while (true) {
        const auto message = reader.next();
        if (!message) {
            out << told(message.error());
            return false;
        }
        if (!*message)
            return true;
        out << told(**message);
    }
}

/// All that a reader makes of \p stream when it comes cut into \p pieces.
template <typename Reader>
QStringList readPieces(const std::vector<std::string_view>& pieces)
{
    Reader reader;
    QStringList out;
    for (const std::string_view piece : pieces) {
        reader.append(bytesOf(piece));
        if (!drain(reader, out))
            return out;
    }
    if (reader.holdsPart())
        out << "part";
    return out;
}

template <typename Reader>
QStringList readWhole(std::string_view stream)
{
    return readPieces<Reader>({stream});
}

/// The three ways: whole, byte by byte, and cut once at each byte.
template <typename Reader>
void compareCuts(std::string_view stream, const QStringList& expected)
{
    QCOMPARE(readWhole<Reader>(stream), expected);
    std::vector<std::string_view> bytes;
    for (std::size_t i = 0; i < stream.size(); ++i)
        bytes.push_back(stream.substr(i, 1));
    QCOMPARE(readPieces<Reader>(bytes), expected);
    for (std::size_t cut = 1; cut < stream.size(); ++cut)
        QCOMPARE(readPieces<Reader>({stream.substr(0, cut), stream.substr(cut)}), expected);
}

}  // namespace

class TestReader : public QObject {
    Q_OBJECT

private slots:
    void readsRequestsHoweverTheyAreCut_data();
    void readsRequestsHoweverTheyAreCut();
    void readsAnswersHoweverTheyAreCut_data();
    void readsAnswersHoweverTheyAreCut();
    void aPrefixIsAPartAndNoMessage();
    void keepsHeadersInTheirOrder();
    void takesWhatTheLimitsAllow_data();
    void takesWhatTheLimitsAllow();
    void aCallerCanLowerTheBodyLimit();
    void anErrorIsRepeated();
};

void TestReader::readsRequestsHoweverTheyAreCut_data()
{
    QTest::addColumn<std::string>("stream");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char* name, const char* stream, const QStringList& expected) {
        QTest::newRow(name) << std::string(stream) << expected;
    };

    row("nothing", "", {});
    row("winrm-protocol 1.1: an authentication leg",
        "POST /wsman HTTP/1.1\r\nHost: a:5985\r\nAuthorization: CredSSP FgMB\r\n"
        "Content-Length: 0\r\n\r\n",
        {"POST /wsman []"});
    row("RFC 9112 3: no framing is no body",
        "GET /where?q=now HTTP/1.1\r\nHost: www.example.org\r\n\r\n", {"GET /where?q=now []"});
    row("RFC 9112 9.3.2: pipelined",
        "POST /a HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcPOST /b "
        "HTTP/1.1\r\ncontent-length:2\r\n\r\nde",
        {"POST /a [abc]", "POST /b [de]"});
    row("RFC 9112 7.1: chunked, extensions, trailers",
        "POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n"
        "4;name=\"x\"\r\nWiki\r\nA\r\n0123456789\r\n0\r\nExpires: never\r\n\r\n",
        {"POST / [Wiki0123456789]"});
    row("a body that looks like a head", "POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\n\r\n\r\n",
        {"POST / [\r\n\r\n]"});
    row("RFC 9112 6.3: equal lengths",
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx", {"POST / [x]"});
    row("cut in the head", "POST / HTTP/1.1\r\nContent-Le", {"part"});
    row("cut in the body", "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc", {"part"});
    row("cut in a chunk", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc",
        {"part"});

    row("RFC 9112 5.2: folded", "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", {"Malformed 22"});
    row("RFC 9112 5.1: a blank before the colon", "GET / HTTP/1.1\r\nA : b\r\n\r\n",
        {"Malformed 16"});
    row("no colon", "GET / HTTP/1.1\r\nAb\r\n\r\n", {"Malformed 16"});
    row("no name", "GET / HTTP/1.1\r\n: b\r\n\r\n", {"Malformed 16"});
    row("RFC 9110 5.5: a bare LF in a value", "GET / HTTP/1.1\r\nA: b\nC: d\r\n\r\n",
        {"Malformed 20"});
    row("RFC 9112 2.2: a bare CR", "GET / HTTP/1.1\r\nA: b\rc\r\n\r\n", {"Malformed 20"});
    row("RFC 9112 6.1: both framings",
        "POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        {"Malformed 66"});
    row("RFC 9112 6.3: lengths that differ",
        "POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc", {"Malformed 57"});
    row("a list of lengths", "POST / HTTP/1.1\r\nContent-Length: 3, 3\r\n\r\nabc",
        {"Malformed 41"});
    row("a negative length", "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", {"Malformed 39"});
    row("a signed length", "POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\nx", {"Malformed 39"});
    row("an empty length", "POST / HTTP/1.1\r\nContent-Length:\r\n\r\n", {"Malformed 36"});
    row("a length above 64 bits", "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
        {"Malformed 57"});
    row("another coding", "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", {"Malformed 44"});
    row("two codings", "POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        {"Malformed 53"});
    row("a chunk without a size", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n;x\r\n",
        {"Malformed 47"});
    row("a chunk size with a prefix",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0x2\r\n", {"Malformed 47"});
    row("a chunk longer than it says",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
        {"Malformed 52"});
    row("no version", "GET /\r\n\r\n", {"Malformed 0"});
    row("another version", "GET / HTTP/2.0\r\n\r\n", {"Malformed 0"});
    row("a blank in the target", "GET /a b HTTP/1.1\r\n\r\n", {"Malformed 0"});
    row("a method that is no token", "G@T / HTTP/1.1\r\n\r\n", {"Malformed 0"});
    row("a LF in the target", "GET /a\nb HTTP/1.1\r\n\r\n", {"Malformed 0"});
}

void TestReader::readsRequestsHoweverTheyAreCut()
{
    QFETCH(const std::string, stream);
    QFETCH(const QStringList, expected);
    compareCuts<RequestReader>(stream, expected);
}

void TestReader::readsAnswersHoweverTheyAreCut_data()
{
    QTest::addColumn<std::string>("stream");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char* name, const char* stream, const QStringList& expected) {
        QTest::newRow(name) << std::string(stream) << expected;
    };

    row("winrm-protocol 6.3: a real answer's head",
        "HTTP/1.1 200 \r\nContent-Type: application/soap+xml;charset=UTF-8\r\n"
        "Server: Microsoft-HTTPAPI/2.0\r\nContent-Length: 4\r\n\r\n<s/>",
        {"200  [<s/>]"});
    row("RFC 9112 4: without the second blank", "HTTP/1.1 401\r\nContent-Length: 0\r\n\r\n",
        {"401  []"});
    row("HTTP/1.0", "HTTP/1.0 503 Service Unavailable\r\n\r\n", {"503 Service Unavailable []"});
    row("RFC 9110 15.2: 100 is skipped",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
        {"200 OK [x]"});
    row("RFC 9112 6.3: 204 has no body",
        "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        {"204 No Content []", "200 OK []"});
    row("RFC 9112 6.3: 304 has no body, whatever its length",
        "HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        {"304 Not Modified []", "200 OK []"});
    row("RFC 9112 7.1: chunked",
        "HTTP/1.1 500 Internal Server Error\r\nTransfer-Encoding: chunked\r\n\r\n"
        "00f\r\n<s:Envelope/>\r\n\r\n0\r\n\r\n",
        {"500 Internal Server Error [<s:Envelope/>\r\n]"});

    row("a status of two digits", "HTTP/1.1 20 OK\r\n\r\n", {"Malformed 0"});
    row("a status of four digits", "HTTP/1.1 2000\r\n\r\n", {"Malformed 0"});
    row("a signed status", "HTTP/1.1 -20 OK\r\n\r\n", {"Malformed 0"});
    row("a status below 100", "HTTP/1.1 099 OK\r\n\r\n", {"Malformed 0"});
    row("no HTTP", "SSH-2.0-OpenSSH_9.2p1\r\n", {"Malformed 0"});
    row("an error after a message", "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\nA\r\n\r\n",
        {"200 OK []", "Malformed 17"});
}

void TestReader::readsAnswersHoweverTheyAreCut()
{
    QFETCH(const std::string, stream);
    QFETCH(const QStringList, expected);
    compareCuts<ResponseReader>(stream, expected);
}

void TestReader::aPrefixIsAPartAndNoMessage()
{
    constexpr std::string_view stream = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nA: "
                                        "b\r\n\r\n3\r\nabc\r\n0\r\nT: u\r\n\r\n";
    for (std::size_t size = 1; size < stream.size(); ++size)
        QCOMPARE(readWhole<ResponseReader>(stream.substr(0, size)), QStringList{"part"});
    QCOMPARE(readWhole<ResponseReader>(stream), QStringList{"200 OK [abc]"});
}

void TestReader::keepsHeadersInTheirOrder()
{
    ResponseReader reader;
    // winrm-protocol 10.9: what a server offers, one scheme a line.
    reader.append(bytesOf("HTTP/1.1 401 \r\nWWW-Authenticate: Negotiate\r\nServer:\t x \r\n"
                          "www-authenticate: CredSSP\r\nContent-Length: 0\r\n\r\n"));
    const auto answer = reader.next();
    QVERIFY(answer && *answer);
    const Headers expected{{"WWW-Authenticate", "Negotiate"},
                           {"Server", "x"},
                           {"www-authenticate", "CredSSP"},
                           {"Content-Length", "0"}};
    QVERIFY((*answer)->headers == expected);
    QCOMPARE((*answer)->headers.find("SERVER"), std::optional<std::string_view>("x"));
    QVERIFY((*answer)->headers.find("Serve") == std::nullopt);
    const std::vector<std::string_view> schemes{"Negotiate", "CredSSP"};
    QVERIFY((*answer)->headers.all("WWW-AUTHENTICATE") == schemes);
}

void TestReader::takesWhatTheLimitsAllow_data()
{
    QTest::addColumn<std::string>("stream");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char* name, const std::string& stream, bool allowed) {
        QTest::newRow(name) << stream << allowed;
    };
    const auto target = [](std::size_t line) {
        return "GET /" + std::string(line - 14, 'x') + " HTTP/1.1\r\n\r\n";
    };
    const auto header = [](std::size_t line) {
        return "GET / HTTP/1.1\r\nA: " + std::string(line - 3, 'x') + "\r\n\r\n";
    };
    const auto count = [](std::size_t lines) {
        std::string out = "GET / HTTP/1.1\r\n";
        for (std::size_t i = 0; i < lines; ++i)
            out += "A: b\r\n";
        return out + "\r\n";
    };
    const auto total = [](std::size_t last) {
        const std::string full = "A: " + std::string(64 * 1024 - 3, 'x') + "\r\n";
        return "GET / HTTP/1.1\r\n" + full + "A: " + std::string(last - 3, 'x') + "\r\n\r\n";
    };
    const auto chunkLine = [](std::size_t line) {
        return "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(line, '0')
               + "\r\n\r\n";
    };
    row("start line of 8 KiB", target(8 * 1024), true);
    row("start line above 8 KiB", target(8 * 1024 + 1), false);
    row("header line of 64 KiB", header(64 * 1024), true);
    row("header line above 64 KiB", header(64 * 1024 + 1), false);
    row("100 headers", count(100), true);
    row("101 headers", count(101), false);
    row("headers of 128 KiB", total(64 * 1024 - 4), true);
    row("headers above 128 KiB", total(64 * 1024 - 3), false);
    row("a chunk's line of 256", chunkLine(256), true);
    row("a chunk's line of 257", chunkLine(257), false);
    row("a length above the limit", "GET / HTTP/1.1\r\nContent-Length: 4194305\r\n\r\n", false);
    row("a chunk above the limit", "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n400001\r\n",
        false);
    row("a chunk whose size is near 2^64",
        "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\nffffffffffffffff\r\n",
        false);
}

void TestReader::takesWhatTheLimitsAllow()
{
    QFETCH(const std::string, stream);
    QFETCH(const bool, allowed);
    std::vector<std::string_view> bytes;
    for (std::size_t i = 0; i < stream.size(); ++i)
        bytes.push_back(std::string_view(stream).substr(i, 1));
    const QStringList whole = readWhole<RequestReader>(stream);
    QCOMPARE(readPieces<RequestReader>(bytes), whole);
    QCOMPARE(whole.size(), 1);
    QCOMPARE(whole.front().startsWith("GET /"), allowed);
    QCOMPARE(whole.front().startsWith("TooLarge"), !allowed);
}

void TestReader::aCallerCanLowerTheBodyLimit()
{
    RequestReader reader(2);
    reader.append(bytesOf("POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nab"
                          "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\n"));
    QVERIFY(reader.next());
    const auto second = reader.next();
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::TooLarge);
}

void TestReader::anErrorIsRepeated()
{
    RequestReader reader;
    reader.append(bytesOf("nonsense\r\nGET / HTTP/1.1\r\n\r\n"));
    const auto first = reader.next();
    QVERIFY(!first);
    reader.append(bytesOf("GET / HTTP/1.1\r\n\r\n"));
    const auto second = reader.next();
    QVERIFY(!second);
    QVERIFY(first.error() == second.error());
}

QTEST_APPLESS_MAIN(TestReader)
#include "tst_reader.moc"
