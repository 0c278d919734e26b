#include "core/wire/credssp/key_proof.h"
#include "tests/core/wire/credssp/scripted_mechanism.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::test;
using namespace hopwright::wire::credssp;

class TestKeyProof : public QObject {
    Q_OBJECT

private slots:
    void isTheProofOfItsVersion_data();
    void isTheProofOfItsVersion();
    void needsANonceFromVersion5();
    void theVersionsWithAnErrorCode();
};

void TestKeyProof::isTheProofOfItsVersion_data()
{
    QTest::addColumn<unsigned>("version");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<QByteArray>("server");
    for (const unsigned version : {5u, 6u, 7u}) {
        QTest::addRow("1.5 version %u", version)
            << version << QByteArray("3003020103")
            << QByteArray("40b086c5f8c522555fc77f5fe819df87aa82c921832462658136837afbb1247e")
            << QByteArray("914570b44a2223fd6bc86877b224594663f3f25f7361ea8471092761eb93148f");
    }
    for (const unsigned version : {2u, 3u, 4u}) {
        QTest::addRow("1.5 version %u", version)
            << version << QByteArray("3003020103") << QByteArray("3003020103")
            << QByteArray("3103020103");
    }
    QTest::newRow("1.5 with carry")
        << 2u << QByteArray("ffff0203") << QByteArray("ffff0203") << QByteArray("00000303");
}

void TestKeyProof::isTheProofOfItsVersion()
{
    QFETCH(unsigned, version);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, client);
    QFETCH(QByteArray, server);
    Nonce nonce{};
    for (std::size_t i = 0; i < nonce.size(); ++i)
        nonce[i] = static_cast<std::byte>(i);
    const Bytes publicKey = hex(key.constData());
    QCOMPARE(toHex(*keyProof(Side::Client, version, publicKey, nonce)), client);
    QCOMPARE(toHex(*keyProof(Side::Server, version, publicKey, nonce)), server);
}

void TestKeyProof::needsANonceFromVersion5()
{
    const auto proof = keyProof(Side::Server, 5, hex("3003020103"), std::nullopt);
    QVERIFY(!proof);
    QCOMPARE(proof.error().code, ErrorCode::UnexpectedMessage);
    QVERIFY(keyProof(Side::Server, 4, hex("3003020103"), std::nullopt));
}

void TestKeyProof::theVersionsWithAnErrorCode()
{
    const QList<bool> expected{false, true, true, false, true, true};  // Reference 1.4, from 2 on.
    for (std::uint32_t version = 2; version <= 7; ++version)
        QCOMPARE(hasErrorCode(version), expected[static_cast<qsizetype>(version) - 2]);
}

QTEST_APPLESS_MAIN(TestKeyProof)
#include "tst_key_proof.moc"
