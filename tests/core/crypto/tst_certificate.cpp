#include "core/crypto/certificate.h"
#include "tests/needed.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace hopwright;
using namespace hopwright::crypto;

namespace {

FileTime at(int year)
{
    const auto day = std::chrono::sys_days(std::chrono::year(year) / 1 / 2);
    return *FileTime::fromUnix(FileTime::UnixTime(day));
}

CertificateRequest request(std::string commonName, std::vector<std::string> names = {})
{
    return {.commonName = std::move(commonName),
            .hostNames = std::move(names),
            .serial = Bytes{std::byte{0x1F}, std::byte{0x02}},
            .notBefore = at(2020),
            .notAfter = at(2060)};
}

/// A program that nobody here wrote: openssl(1) reads what was made.
struct Openssl {
    QTemporaryDir folder;

    static bool isThere()
    {
        return !QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty();
    }

    QString path(const char* name) const { return folder.filePath(QString::fromLatin1(name)); }
    void write(const char* name, std::string_view text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text.data(), static_cast<qint64>(text.size())),
                 static_cast<qint64>(text.size()));
    }
    QByteArray run(const QStringList& arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral("openssl"), arguments);
        process.waitForFinished();
        return process.readAll();
    }
};

std::string textOf(const Secret& secret)
{
    return {reinterpret_cast<const char*>(secret.expose().data()), secret.size()};
}

}  // namespace

class TestCertificate : public QObject {
    Q_OBJECT

private slots:
    void opensslVerifiesAHostOfTheAuthority();
    void opensslReadsWhatWasAsked();
    void theKeyBelongsToTheCertificate();
    void aKeyThatIsThereIsTaken();
    void thePublicKeyIsPkcs1();
    void refusesARequestOutOfRange_data();
    void refusesARequestOutOfRange();
    void refusesWhatIsNoCertificate();
};

void TestCertificate::opensslVerifiesAHostOfTheAuthority()
{
    const auto authority = makeAuthority(request("Lab CA"));
    const auto other = makeAuthority(request("Lab CA"));
    QVERIFY(authority && other);
    const auto host =
        makeHostCertificate(request("host-b", {"host-b.lab.test", "192.0.2.2"}), *authority);
    QVERIFY(host);

    HOPWRIGHT_NEED(Openssl::isThere() ? "" : "the program openssl is not there");
    const Openssl openssl;
    openssl.write("ca.pem", authority->certificatePem);
    openssl.write("other.pem", other->certificatePem);
    openssl.write("host.pem", host->certificatePem);
    const auto verify = [&](const char* ca, const char* option, const char* name) {
        return openssl.run({"verify", "-x509_strict", "-purpose", "sslserver", "-CAfile",
                            QString::fromLatin1(ca), QString::fromLatin1(option),
                            QString::fromLatin1(name), "host.pem"});
    };
    QCOMPARE(verify("ca.pem", "-verify_hostname", "host-b.lab.test"), QByteArray("host.pem: OK\n"));
    QCOMPARE(verify("ca.pem", "-verify_ip", "192.0.2.2"), QByteArray("host.pem: OK\n"));
    QVERIFY(verify("ca.pem", "-verify_hostname", "host-c.lab.test").contains("mismatch"));
    QVERIFY(verify("other.pem", "-verify_hostname", "host-b.lab.test").contains("failed"));
}

void TestCertificate::opensslReadsWhatWasAsked()
{
    const auto made = makeSelfSignedCertificate(request("CREDSSP-HOST-B", {"host-b"}));
    QVERIFY(made);
    HOPWRIGHT_NEED(Openssl::isThere() ? "" : "the program openssl is not there");
    const Openssl openssl;
    openssl.write("self.pem", made->certificatePem);
    const QByteArray text = openssl.run({"x509", "-in", "self.pem", "-noout", "-subject", "-issuer",
                                         "-serial", "-dates", "-ext", "subjectAltName"});
    QVERIFY2(text.contains("subject=CN = CREDSSP-HOST-B\n"), text);
    QVERIFY2(text.contains("issuer=CN = CREDSSP-HOST-B\n"), text);
    QVERIFY2(text.contains("serial=1F02\n"), text);
    QVERIFY2(text.contains("notBefore=Jan  2 00:00:00 2020 GMT\n"), text);
    QVERIFY2(text.contains("notAfter=Jan  2 00:00:00 2060 GMT\n"), text);
    QVERIFY2(text.contains("DNS:host-b\n"), text);
}

void TestCertificate::theKeyBelongsToTheCertificate()
{
    const auto made = makeSelfSignedCertificate(request("host-b"));
    QVERIFY(made);
    HOPWRIGHT_NEED(Openssl::isThere() ? "" : "the program openssl is not there");
    const Openssl openssl;
    openssl.write("self.pem", made->certificatePem);
    openssl.write("key.pem", textOf(made->privateKeyPem));
    const QByteArray fromKey = openssl.run({"pkey", "-in", "key.pem", "-pubout"});
    QVERIFY(fromKey.startsWith("-----BEGIN PUBLIC KEY-----"));
    QCOMPARE(openssl.run({"x509", "-in", "self.pem", "-noout", "-pubkey"}), fromKey);
}

void TestCertificate::aKeyThatIsThereIsTaken()
{
    const auto key = makePrivateKey();
    const auto authority = makeAuthority(request("Lab CA"));
    QVERIFY(key && authority);
    const auto host = makeHostCertificate(request("host-b"), *authority, *key);
    const auto self = makeSelfSignedCertificate(request("host-c"), *key);
    QVERIFY(host && self);
    HOPWRIGHT_NEED(Openssl::isThere() ? "" : "the program openssl is not there");
    const Openssl openssl;
    openssl.write("key.pem", textOf(*key));
    openssl.write("host.pem", host->certificatePem);
    openssl.write("self.pem", self->certificatePem);
    const QByteArray expected = openssl.run({"pkey", "-in", "key.pem", "-pubout"});
    QVERIFY(expected.startsWith("-----BEGIN PUBLIC KEY-----"));
    for (const char* file : {"host.pem", "self.pem"})
        QCOMPARE(openssl.run({"x509", "-in", QString::fromLatin1(file), "-noout", "-pubkey"}),
                 expected);
    QCOMPARE(textOf(host->privateKeyPem), textOf(*key));
    const auto refused =
        makeSelfSignedCertificate(request("host-c"), Secret(std::as_bytes(std::span("no key", 6))));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Malformed);
}

void TestCertificate::thePublicKeyIsPkcs1()
{
    const auto made = makeSelfSignedCertificate(request("host-b"));
    QVERIFY(made);
    const auto key = subjectPublicKey(made->certificatePem);
    QVERIFY(key);
    HOPWRIGHT_NEED(Openssl::isThere() ? "" : "the program openssl is not there");
    const Openssl openssl;
    openssl.write("key.pem", textOf(made->privateKeyPem));
    const QByteArray expected =
        openssl.run({"rsa", "-in", "key.pem", "-RSAPublicKey_out", "-outform", "DER"});
    const QByteArray found(reinterpret_cast<const char*>(key->data()),
                           static_cast<qsizetype>(key->size()));
    QCOMPARE(found.toHex(), expected.right(270).toHex());     // Behind openssl's "writing RSA key".
    QVERIFY(found.toHex().startsWith("3082010a0282010100"));  // Reference 1.5.
}

void TestCertificate::refusesARequestOutOfRange_data()
{
    QTest::addColumn<QString>("defect");
    for (const char* defect : {"no name", "long name", "no serial", "long serial",
                               "empty host name", "long host name", "ends early", "year 10000"})
        QTest::addRow("%s", defect) << QString::fromLatin1(defect);
}

void TestCertificate::refusesARequestOutOfRange()
{
    QFETCH(QString, defect);
    CertificateRequest bad = request("host-b");
    if (defect == QLatin1String("no name"))
        bad.commonName.clear();
    else if (defect == QLatin1String("long name"))
        bad.commonName.assign(65, 'x');
    else if (defect == QLatin1String("no serial"))
        bad.serial.clear();
    else if (defect == QLatin1String("long serial"))
        bad.serial.assign(21, std::byte{1});
    else if (defect == QLatin1String("empty host name"))
        bad.hostNames = {""};
    else if (defect == QLatin1String("long host name"))
        bad.hostNames = {std::string(254, 'x')};
    else if (defect == QLatin1String("ends early"))
        bad.notAfter = at(2019);
    else
        bad.notAfter = at(10000);
    const auto made = makeSelfSignedCertificate(bad);
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::OutOfRange);
}

void TestCertificate::refusesWhatIsNoCertificate()
{
    const auto none = subjectPublicKey("no PEM");
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::Malformed);
    const auto huge = subjectPublicKey(std::string(64 * 1024 + 1, '-'));
    QVERIFY(!huge);
    QCOMPARE(huge.error().code, ErrorCode::TooLarge);
    const CertifiedKey nobody{.certificatePem = "no PEM", .privateKeyPem = Secret()};
    const auto made = makeHostCertificate(request("host-b"), nobody);
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::Malformed);
}

QTEST_APPLESS_MAIN(TestCertificate)
#include "tst_certificate.moc"
