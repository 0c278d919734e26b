#include "core/base/byte_writer.h"
#include "core/wire/http/writer.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::wire::http;

class TestWriter : public QObject {
    Q_OBJECT

private slots:
    void writesARequest();
    void writesAnAnswer();
    void refusesARequestThatBreaksItsLines_data();
    void refusesARequestThatBreaksItsLines();
    void refusesAnAnswerThatBreaksItsLines_data();
    void refusesAnAnswerThatBreaksItsLines();
};

void TestWriter::writesARequest()
{
    // winrm-protocol 1.1: an authentication leg.
    const auto leg = encode(Request{
        .method = "POST",
        .target = "/wsman",
        .headers = {{"Host", "[::1]:5985"}, {"Authorization", "CredSSP FgMB"}},
    });
    QVERIFY(leg);
    QCOMPARE(textOf(*leg), std::string("POST /wsman HTTP/1.1\r\nHost: [::1]:5985\r\n"
                                       "Authorization: CredSSP FgMB\r\nContent-Length: 0\r\n\r\n"));
}

void TestWriter::writesAnAnswer()
{
    const ByteView body = bytesOf("<s/>\r\n");
    const auto answer = encode(Response{.status = 200,
                                        .headers = {{"Server", "Microsoft-HTTPAPI/2.0"}},
                                        .body = Bytes(body.begin(), body.end())});
    QVERIFY(answer);
    // RFC 9112 4: the blank before an empty reason stays; recorded in winrm-protocol 6.3.
    QCOMPARE(textOf(*answer), std::string("HTTP/1.1 200 \r\nServer: Microsoft-HTTPAPI/2.0\r\n"
                                          "Content-Length: 6\r\n\r\n<s/>\r\n"));
}

void TestWriter::refusesARequestThatBreaksItsLines_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::newRow("CR LF in a value") << "GET" << "/" << "A" << "b\r\nC: d";
    QTest::newRow("LF in a value") << "GET" << "/" << "A" << "b\nC: d";
    QTest::newRow("CR in a value") << "GET" << "/" << "A" << "b\rC: d";
    QTest::newRow("NUL in a value") << "GET" << "/" << "A" << QString(QChar(0));
    QTest::newRow("CR LF in a name") << "GET" << "/" << "A\r\nB" << "c";
    QTest::newRow("colon in a name") << "GET" << "/" << "A: B" << "c";
    QTest::newRow("no name") << "GET" << "/" << "" << "c";
    QTest::newRow("CR LF in the target") << "GET" << "/ HTTP/1.1\r\nA: b" << "A" << "b";
    QTest::newRow("LF in the target") << "GET" << "/\n" << "A" << "b";
    QTest::newRow("blank in the target") << "GET" << "/a b" << "A" << "b";
    QTest::newRow("no target") << "GET" << "" << "A" << "b";
    QTest::newRow("blank in the method") << "GET /" << "/" << "A" << "b";
    QTest::newRow("no method") << "" << "/" << "A" << "b";
    QTest::newRow("a length of the caller's") << "GET" << "/" << "content-length" << "7";
    QTest::newRow("a coding of the caller's") << "GET" << "/" << "Transfer-Encoding" << "chunked";
}

void TestWriter::refusesARequestThatBreaksItsLines()
{
    QFETCH(const QString, method);
    QFETCH(const QString, target);
    QFETCH(const QString, name);
    QFETCH(const QString, value);
    const auto bytes = encode(Request{.method = method.toStdString(),
                                      .target = target.toStdString(),
                                      .headers = {{name.toStdString(), value.toStdString()}}});
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().code, ErrorCode::Malformed);
}

void TestWriter::refusesAnAnswerThatBreaksItsLines_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("reason");
    QTest::newRow("CR LF in the reason") << 200 << "OK\r\nA: b";
    QTest::newRow("LF in the reason") << 200 << "OK\nA: b";
    QTest::newRow("two digits") << 99 << "";
    QTest::newRow("four digits") << 1000 << "";
    QTest::newRow("negative") << -200 << "";
}

void TestWriter::refusesAnAnswerThatBreaksItsLines()
{
    QFETCH(const int, status);
    QFETCH(const QString, reason);
    const auto bytes = encode(Response{.status = status, .reason = reason.toStdString()});
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().code, ErrorCode::Malformed);
}

QTEST_APPLESS_MAIN(TestWriter)
#include "tst_writer.moc"
