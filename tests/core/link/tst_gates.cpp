#include "core/link/gates.h"

#include <QTest>

using namespace hopwright;
using About = probe::GateQuestion::About;

/// The gate of a live run: it goes by what was seen of the client, and what was not seen allows nothing.
class TestGates : public QObject {
    Q_OBJECT

private slots:
    void whatWasNotSeenIsSaidSo_data();
    void whatWasNotSeenIsSaidSo();
    void anEmptyListLacksTheEntry();
};

void TestGates::whatWasNotSeenIsSaidSo_data()
{
    QTest::addColumn<int>("about");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<quint32>("code");
    QTest::addColumn<QByteArray>("evidence");
    const auto row = [](const char* name, About about, const char* target, quint32 code,
                        const char* evidence) {
        QTest::newRow(name) << static_cast<int>(about) << QByteArray(target) << code
                            << QByteArray(evidence);
    };
    row("TrustedHosts", About::TrustedHosts, "JUMP01", 0x803380E4,
        "TrustedHosts was not seen: whether it has JUMP01 is not known");
    row("TrustedHosts, an address", About::TrustedHosts, "10.0.0.5", 0x803381BB,
        "TrustedHosts was not seen: whether it has 10.0.0.5 is not known");
    row("a delegate list", About::Delegation, "JUMP01", 0x803381A3,
        "AllowFreshCredentials was not seen: whether it has WSMAN/JUMP01 is not known");
    row("the NTLM-only list", About::NtlmOnly, "JUMP01", 0x803381A4,
        "AllowFreshCredentialsWhenNTLMOnly was not seen: whether it has WSMAN/JUMP01 is not known");
}

void TestGates::whatWasNotSeenIsSaidSo()
{
    QFETCH(int, about);
    QFETCH(QByteArray, target);
    QFETCH(quint32, code);
    QFETCH(QByteArray, evidence);
    const probe::GateAnswer answer =
        link::liveGate({})({.about = static_cast<About>(about), .target = target.toStdString()});
    QVERIFY(!answer.allowed);
    QCOMPARE(answer.code, code);
    QCOMPARE(answer.evidence, evidence.toStdString());
}

void TestGates::anEmptyListLacksTheEntry()
{
    const probe::Gate gate = link::liveGate({.allowFresh = model::DelegateList{.enabled = true},
                                             .trustedHosts = std::vector<std::string>{}});
    QCOMPARE(gate({.about = About::TrustedHosts, .target = "JUMP01"}).evidence,
             std::string("TrustedHosts has no entry for JUMP01"));
    QCOMPARE(gate({.about = About::Delegation, .target = "JUMP01"}).evidence,
             std::string("no entry for WSMAN/JUMP01"));
}

QTEST_APPLESS_MAIN(TestGates)
#include "tst_gates.moc"
