#include "core/base/byte_writer.h"
#include "core/wire/http/auth_header.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::wire::http;

namespace {

/// `Negotiate, CredSSP=<token>`, an empty token as `CredSSP=`.
QString told(const std::vector<AuthChallenge>& challenges)
{
    QStringList out;
    for (const AuthChallenge& each : challenges) {
        QString text = QString::fromStdString(each.scheme);
        if (each.token)
            text += "=" + QString::fromStdString(textOf(*each.token));
        out << text;
    }
    return out.join(", ");
}

}  // namespace

class TestAuthHeader : public QObject {
    Q_OBJECT

private slots:
    void readsSchemes_data();
    void readsSchemes();
    void refusesWithAnOffset_data();
    void refusesWithAnOffset();
    void readsOneSchemeALine();
    void limitsTheSchemes();
    void everyCutIsReadOrRefusedWithin();
    void writesASchemeAndItsToken();
};

void TestAuthHeader::readsSchemes_data()
{
    QTest::addColumn<std::string>("value");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* value, const QString& expected) {
        QTest::newRow(name) << std::string(value) << expected;
    };

    row("winrm-protocol 1.1: offered", "CredSSP", "CredSSP");
    row("winrm-protocol 1.1: with a token", "CredSSP SGVsbG8=", "CredSSP=Hello");
    row("winrm-protocol 1.1: Basic", "Basic realm=\"WSMAN\"", "Basic");
    row("blanks around", " \tCredSSP  SGVsbG8= \t", "CredSSP=Hello");
    row("two paddings", "Negotiate SGk4MQ==", "Negotiate=Hi81");
    row("no padding", "Negotiate SGk4", "Negotiate=Hi8");
    row("nothing", "", "");
    // RFC 9110 11.6.1, the examples of one field with several schemes.
    row("RFC 9110 11.6.1: several",
        "Basic realm=\"simple\", Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\"",
        "Basic, Newauth");
    row("RFC 9110 11.6.1: a token among parameters",
        "Negotiate SGVsbG8=, Digest realm=\"a, b\", qop=auth, nonce = \"n\", Kerberos",
        "Negotiate=Hello, Digest, Kerberos");
    row("a parameter without quotes", "Basic realm=WSMAN", "Basic");
    row("RFC 9110 5.6.1.2: empty elements", ", Negotiate,, ,CredSSP ,", "Negotiate, CredSSP");
    row("the scheme alone, in a list", "Negotiate, Basic realm=\"WSMAN\", CredSSP",
        "Negotiate, Basic, CredSSP");
}

void TestAuthHeader::readsSchemes()
{
    QFETCH(const std::string, value);
    QFETCH(const QString, expected);
    const auto read = parseChallenges(value);
    QVERIFY(read);
    QCOMPARE(told(*read), expected);
}

void TestAuthHeader::refusesWithAnOffset_data()
{
    QTest::addColumn<std::string>("value");
    QTest::addColumn<std::size_t>("offset");
    const auto row = [](const char* name, const char* value, std::size_t offset) {
        QTest::newRow(name) << std::string(value) << offset;
    };
    row("a byte that is no base64", "CredSSP SGVs!G8=", 12);
    row("a token cut", "CredSSP SGVsb", 13);
    row("two tokens", "CredSSP SGVs SGVs", 12);
    row("the second scheme's token", "Negotiate SGVs, CredSSP S?Vs", 25);
    row("no scheme", "\"x\"", 0);
    row("no scheme in the second place", "Negotiate, (", 11);
    row("a scheme that runs into something", "CredSSP:SGVs", 7);
    row("a quote without an end", "Basic realm=\"WSMAN", 12);
    row("a parameter before any scheme", "realm=\"WSMAN\"", 0);
}

void TestAuthHeader::refusesWithAnOffset()
{
    QFETCH(const std::string, value);
    QFETCH(const std::size_t, offset);
    const auto read = parseChallenges(value);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Malformed);
    QCOMPARE(read.error().offset, std::optional(offset));
}

void TestAuthHeader::readsOneSchemeALine()
{
    // winrm-protocol 1.1, leg 0.
    const Headers headers{{"WWW-Authenticate", "Negotiate"},
                          {"Server", "Microsoft-HTTPAPI/2.0"},
                          {"Www-Authenticate", "Kerberos"},
                          {"WWW-Authenticate", "Basic realm=\"WSMAN\""},
                          {"WWW-Authenticate", "CredSSP"}};
    const auto read = challengesOf(headers, "WWW-Authenticate");
    QVERIFY(read);
    QCOMPARE(told(*read), QString("Negotiate, Kerberos, Basic, CredSSP"));
    const auto none = challengesOf(headers, "Authorization");
    QVERIFY(none && none->empty());
}

void TestAuthHeader::limitsTheSchemes()
{
    std::string full = "A";
    for (std::size_t i = 1; i < 32; ++i)
        full += ", A";
    const auto read = parseChallenges(full);
    QVERIFY(read);
    QCOMPARE(read->size(), std::size_t(32));
    const auto more = parseChallenges(full + ", A");
    QVERIFY(!more);
    QCOMPARE(more.error().code, ErrorCode::TooLarge);
    const auto lines = challengesOf({{"X", full}, {"X", "A"}}, "X");
    QVERIFY(!lines);
    QCOMPARE(lines.error().code, ErrorCode::TooLarge);
}

void TestAuthHeader::everyCutIsReadOrRefusedWithin()
{
    constexpr std::string_view value = "Negotiate SGVsbG8=, Digest realm=\"a, b\", qop=auth";
    for (std::size_t size = 0; size < value.size(); ++size) {
        const auto read = parseChallenges(value.substr(0, size));
        if (read)  // A name cut before its `=` reads as a scheme.
            QVERIFY(read->size() <= 3);
        else
            QVERIFY(read.error().offset.has_value() && *read.error().offset <= size);
    }
}

void TestAuthHeader::writesASchemeAndItsToken()
{
    QCOMPARE(authorization("CredSSP", bytesOf("Hello")), std::string("CredSSP SGVsbG8="));
    // winrm-protocol 1.3: an empty token is legal.
    QCOMPARE(authorization("CredSSP", {}), std::string("CredSSP"));
}

QTEST_APPLESS_MAIN(TestAuthHeader)
#include "tst_auth_header.moc"
