#include "core/wire/ntlm/flags.h"
#include "core/wire/ntlm/keys.h"
#include "tests/core/wire/ntlm/exchange_sample.h"
#include "tests/core/wire/ntlm/vectors.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::wire::ntlm;
using sample::hex;
using text::toHex;

class TestKeys : public QObject {
    Q_OBJECT

private slots:
    void hashesAndResponses_data();
    void hashesAndResponses();
    void theUserIsUpperCasedAndTheDomainIsNot();
    void theOfficialLmResponse();
    void keysOfASession_data();
    void keysOfASession();
    void theMicCoversAllThree();
    void channelBindings();
};

void TestKeys::hashesAndResponses_data()
{
    for (const char* const column : {"domain", "user", "password", "blob", "hash", "responseKey",
                                     "proof", "baseKey", "encryptedKey"})
        QTest::addColumn<QByteArray>(column);

    QTest::newRow("MS-NLMP 4.2.4")
        << QByteArray("Domain") << QByteArray("User") << QByteArray("Password")
        << QByteArray::fromStdString(std::string(vectors::officialTemp))
        << QByteArray("a4f49c406510bdcab6824ee7c30fd852")
        << QByteArray("0c868a403bfd7a93a3001ef22ef02e3f")
        << QByteArray("68cd0ab851e51c96aabc927bebef6a1c")
        << QByteArray("8de40ccadbc14a82f15cb0ad0de95ca3")
        << QByteArray("c5dad2544fc9799094ce1ce90bc9d03e");
    const Bytes message = hex(vectors::micAuthenticate);
    constexpr std::size_t blobOffset = 0x70 + 16;
    constexpr std::size_t blobSize = 0xB2 - 16;
    QTest::newRow("pyspnego, with a MIC")
        << QByteArray("LAB") << QByteArray("alice") << QByteArray("Secret1")
        << QByteArray::fromStdString(toHex(ByteView(message).subspan(blobOffset, blobSize)))
        << QByteArray("ed50bdc9faa370e31ac4ee119fd51f48")
        << QByteArray("b8127809ad66869da642a1f24e3d377c")
        << QByteArray("bed4d4b6f57298031c656cef2cfd5109")
        << QByteArray("06e420370142f8a3d12a55710aed1553")
        << QByteArray("16b579a907550a763fa46644e1dd6910");
}

void TestKeys::hashesAndResponses()
{
    QFETCH(const QByteArray, domain);
    QFETCH(const QByteArray, user);
    QFETCH(const QByteArray, password);
    QFETCH(const QByteArray, blob);
    QFETCH(const QByteArray, hash);
    QFETCH(const QByteArray, responseKey);
    QFETCH(const QByteArray, proof);
    QFETCH(const QByteArray, baseKey);
    QFETCH(const QByteArray, encryptedKey);

    const auto ntHash = NtHash::ofPassword(Secret(bytesOf(password.toStdString()))).value();
    QCOMPARE(toHex(ntHash.secret().expose()), hash.toStdString());
    const auto key = ntowfV2(ntHash, domain.toStdString(), user.toStdString()).value();
    QCOMPARE(toHex(key.secret().expose()), responseKey.toStdString());
    const Hash made = ntProof(key, sample::serverChallenge(), hex(blob.toStdString())).value();
    QCOMPARE(toHex(made), proof.toStdString());
    const auto base = sessionBaseKey(key, made).value();
    QCOMPARE(toHex(base.secret().expose()), baseKey.toStdString());
    const SessionKey exported(sample::repeated<16>(0x55));
    QCOMPARE(toHex(encryptSessionKey(base, exported)), encryptedKey.toStdString());
}

void TestKeys::theUserIsUpperCasedAndTheDomainIsNot()
{
    const auto hash = NtHash::ofPassword(Secret(bytesOf("Password"))).value();
    const auto keyOf = [&](std::string_view domain, std::string_view user) {
        return toHex(ntowfV2(hash, domain, user).value().secret().expose());
    };
    QCOMPARE(keyOf("Domain", "uSER"), keyOf("Domain", "User"));
    QVERIFY(keyOf("DOMAIN", "User") != keyOf("Domain", "User"));
    QCOMPARE(keyOf("Domain", "jürgen"), keyOf("Domain", "JÜRGEN"));
}

void TestKeys::theOfficialLmResponse()
{
    const auto hash = NtHash::ofPassword(Secret(bytesOf("Password"))).value();
    const auto key = ntowfV2(hash, "Domain", "User").value();
    // MS-NLMP 4.2.4.2.1
    QCOMPARE(toHex(lmV2Response(key, sample::serverChallenge(), sample::repeated<8>(0xAA)).value()),
             std::string("86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa"));
    // MS-NLMP 4.2.4.1.3
    QVERIFY(clientBlob(0, sample::repeated<8>(0xAA), hex(vectors::officialTargetInfo))
            == hex(vectors::officialTemp));
}

void TestKeys::keysOfASession_data()
{
    QTest::addColumn<uint>("flags");
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<QByteArray>("server");
    const auto row = [](const char* name, uint flags, const char* client, const char* server) {
        QTest::newRow(name) << flags << QByteArray(client) << QByteArray(server);
    };
    // The signing keys do not depend on the strength. Sources: MS-NLMP 4.2.4.4; the others pyspnego's tests.
    row("128 bits", flag::key128 | flag::key56, "59f600973cc4960a25480a7c196e4c58",
        "9355f3a957c1583d25c4c2f11e40390e");
    row("56 bits", flag::key56, "a5f7253c1065e8d3d68642040e71cfe0",
        "583e2f98959b385cd158f3734b5f5d3f");
    row("40 bits", 0, "42f964a471091a02ff4a77455366e4e5", "c5d3853b406b7c1241c595f0ce0750e2");
}

void TestKeys::keysOfASession()
{
    QFETCH(const uint, flags);
    QFETCH(const QByteArray, client);
    QFETCH(const QByteArray, server);
    const SessionKey exported(sample::repeated<16>(0x55));
    const auto sealing = [&](Sender sender) {
        return toHex(sealKey(exported, flags, sender).value().secret().expose());
    };
    const auto signing = [&](Sender sender) {
        return toHex(signKey(exported, sender).value().secret().expose());
    };
    QCOMPARE(sealing(Sender::Client), client.toStdString());
    QCOMPARE(sealing(Sender::Server), server.toStdString());
    QCOMPARE(signing(Sender::Client), std::string("4788dc861b4782f35d43fd98fe1a2d39"));
    QCOMPARE(signing(Sender::Server), std::string("d04d6f10741041d1d246d64188d7a8ad"));
}

void TestKeys::theMicCoversAllThree()
{
    Bytes authenticate = hex(vectors::micAuthenticate);
    std::fill_n(authenticate.begin() + 72, 16, std::byte{0});
    const SessionKey exported(sample::repeated<16>(0x55));
    QCOMPARE(toHex(messageIntegrity(exported, hex(vectors::micNegotiate),
                                    hex(vectors::micChallenge), authenticate)
                       .value()),
             std::string("3f03ffd50d6353dc74bd4f4715968956"));
}

void TestKeys::channelBindings()
{
    // RFC 5929's prefix and 00 to 1f; the MD5 is pyspnego's.
    std::string data = "tls-server-end-point:";
    for (char c = 0; c < 0x20; ++c)
        data.push_back(c);
    QCOMPARE(toHex(channelBindingHash(bytesOf(data)).value()),
             std::string("8f1214c9c9cab8dc3bf866da9aba57a7"));
}

QTEST_APPLESS_MAIN(TestKeys)
#include "tst_keys.moc"
