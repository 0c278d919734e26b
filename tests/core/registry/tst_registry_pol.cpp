#include "core/registry/registry_pol.h"
#include "tests/core/registry/pol_bytes.h"

#include <QCryptographicHash>
#include <QTest>

using namespace hopwright;
using namespace hopwright::registry;
using namespace hopwright::registry::tests;

class TestRegistryPol : public QObject {
    Q_OBJECT

private slots:
    void goldenVectors_data();
    void goldenVectors();
    void ordersAreCarriedOut_data();
    void ordersAreCarriedOut();
    void aFileCutAtEveryByteSaysNothingOrARecordLess();
    void anyByteMayBeWrong();
    void refused_data();
    void refused();
    void sizesDecideAndNoSign();
};

namespace {

constexpr std::string_view key = R"(Software\Policies\Microsoft\Windows\CredentialsDelegation)";
constexpr std::string_view list =
    R"(Software\Policies\Microsoft\Windows\CredentialsDelegation\AllowFreshCredentials)";

std::string vectorOne()
{
    return polHeader() + numberRecord(key, "AllowFreshCredentials", 1);
}

std::string vectorTwo()
{
    return vectorOne() + numberRecord(key, "ConcatenateDefaults_AllowFresh", 1)
           + textRecord(list, "1", "WSMAN/b.contoso.com");
}

/// `1=WSMAN/a 2=WSMAN/b`
std::string shown(const Key& found)
{
    std::string out = found.look == Look::Absent ? "absent" : "";
    for (const Value& each : found.values) {
        out += (out.empty() ? "" : " ") + each.name + "="
               + (each.number ? std::to_string(*each.number) : each.text);
    }
    return out;
}

}  // namespace

void TestRegistryPol::goldenVectors_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<QByteArray>("sha256");
    QTest::addColumn<std::string>("policy");
    QTest::addColumn<std::string>("entries");
    // Domain reference §9.5: computed there with this layout.
    QTest::newRow("§9.5: vector 1")
        << QByteArray::fromStdString(vectorOne()) << qsizetype(192)
        << QByteArray("1dc23b3191fc436c414768768c092e3061689af8613fd93384030b2f05a4f8d5")
        << std::string("AllowFreshCredentials=1") << std::string("absent");
    QTest::newRow("§9.5: vector 2")
        << QByteArray::fromStdString(vectorTwo()) << qsizetype(618)
        << QByteArray("246f753d89cec0b4a0558a3874b4b36eb5f4fea1e4e73c7d0741e93af463c717")
        << std::string("AllowFreshCredentials=1 ConcatenateDefaults_AllowFresh=1")
        << std::string("1=WSMAN/b.contoso.com");
}

void TestRegistryPol::goldenVectors()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const qsizetype, size);
    QFETCH(const QByteArray, sha256);
    QFETCH(const std::string, policy);
    QFETCH(const std::string, entries);
    QCOMPARE(bytes.size(), size);
    QCOMPARE(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex(), sha256);
    const auto image = readRegistryPol(bytes.toStdString());
    QVERIFY(image.has_value());
    QCOMPARE(shown(image->look(key)), policy);
    QCOMPARE(shown(image->look(list)), entries);
}

void TestRegistryPol::ordersAreCarriedOut_data()
{
    QTest::addColumn<std::string>("orders");
    QTest::addColumn<std::string>("entries");
    const auto row = [](const char* name, const std::string& orders, const char* entries) {
        QTest::newRow(name) << orders << std::string(entries);
    };
    row("none", "", "1=a 2=b");
    row("§9.5: **del.", textRecord(list, "**del.1", " "), "2=b");
    row("**del. in other letters", textRecord(list, "**DEL.2", " "), "1=a");
    row("§9.5: **delvals.", textRecord(list, "**delvals.", " "), "");
    row("**delvals., then one more",
        textRecord(list, "**delvals.", " ") + textRecord(list, "1", "c"), "1=c");
    row("§9.5: **DeleteValues", textRecord(list, "**DeleteValues", "1;2"), "");
    row("§9.5: **DeleteKeys", textRecord(key, "**DeleteKeys", list), "absent");
    row("§9.5: **SecureKey changes no value", numberRecord(list, "**SecureKey", 1), "1=a 2=b");
    row("a value again", textRecord(list, "1", "c"), "1=c 2=b");
    row("another hive's key", textRecord(R"(HKEY_CURRENT_USER\x)", "1", "c"), "1=a 2=b");
}

void TestRegistryPol::ordersAreCarriedOut()
{
    QFETCH(const std::string, orders);
    QFETCH(const std::string, entries);
    const auto image = readRegistryPol(polHeader() + textRecord(list, "1", "a")
                                       + textRecord(list, "2", "b") + orders);
    QVERIFY(image.has_value());
    QCOMPARE(shown(image->look(list)), entries);
}

void TestRegistryPol::aFileCutAtEveryByteSaysNothingOrARecordLess()
{
    const std::string whole = vectorTwo();
    int read = 0;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto image = readRegistryPol(whole.substr(0, size));
        if (!image) {
            QVERIFY(image.error().offset.value_or(0) <= size);
            continue;
        }
        ++read;
        QVERIFY(size == 8 || size == 192 || shown(image->look(list)) == "absent");
    }
    QCOMPARE(read, 3);  // The header, and behind each record but the last.
}

void TestRegistryPol::anyByteMayBeWrong()
{
    const std::string whole = vectorTwo();
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const char wrong : {'\0', '\xFF', ';', ']', '['}) {
            std::string changed = whole;
            changed[at] = wrong;
            if (const auto image = readRegistryPol(changed))
                QVERIFY(image->size() <= 4);
        }
    }
}

void TestRegistryPol::refused_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const std::string& bytes, ErrorCode code) {
        QTest::newRow(name) << bytes << static_cast<int>(code);
    };
    row("nothing", "", ErrorCode::Truncated);
    row("half a header", "PReg\x01", ErrorCode::Truncated);
    row("another file", "MZ\x90\x00, which is long enough", ErrorCode::Malformed);
    row("version 2", "PReg" + number(2), ErrorCode::Malformed);
    row("a size beyond the file", polHeader() + record(key, "x", 4, number(1)).substr(0, 140),
        ErrorCode::Malformed);
    row("[MS-GPREG] 2.2.1: more than 65,535 bytes",
        polHeader() + record(key, "x", 3, std::string(65'536, 'x')), ErrorCode::Malformed);
    row("a name without an end", polHeader() + utf16("[" + std::string(10'000, 'x')),
        ErrorCode::Malformed);
    row("too large", std::string(maxPolBytes + 1, 'x'), ErrorCode::TooLarge);
}

void TestRegistryPol::refused()
{
    QFETCH(const std::string, bytes);
    QFETCH(const int, code);
    const auto image = readRegistryPol(bytes);
    QVERIFY(!image.has_value());
    QCOMPARE(static_cast<int>(image.error().code), code);
}

void TestRegistryPol::sizesDecideAndNoSign()
{
    const std::string text = "WSMAN/a];[;1];2";
    const auto image =
        readRegistryPol(polHeader() + textRecord(list, "1", text) + numberRecord(key, "x", 7));
    QVERIFY(image.has_value());
    QCOMPARE(shown(image->look(list)), "1=" + text);
    QCOMPARE(shown(image->look(key)), std::string("x=7"));
}

QTEST_APPLESS_MAIN(TestRegistryPol)
#include "tst_registry_pol.moc"
