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
    void whatWasSeenToBeOffIsDenied_data();
    void whatWasSeenToBeOffIsDenied();
    void aDenyListThatWasSeenDenies();
    void anEmptyListLacksTheEntry();
};

void TestGates::whatWasNotSeenIsSaidSo_data()
{
    QTest::addColumn<int>("about");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("unseen");
    QTest::addColumn<QByteArray>("evidence");
    const auto row = [](const char* name, About about, const char* target, const char* unseen,
                        const char* evidence) {
        QTest::newRow(name) << static_cast<int>(about) << QByteArray(target) << QByteArray(unseen)
                            << QByteArray(evidence);
    };
    row("field/20: the client role", About::ClientRole, "web-7.corp.example",
        "Client\\Auth\\CredSSP",
        "Client\\Auth\\CredSSP was not seen: whether it is true is not known");
    row("TrustedHosts", About::TrustedHosts, "JUMP01", "TrustedHosts",
        "TrustedHosts was not seen: whether it has JUMP01 is not known");
    row("TrustedHosts, an address", About::TrustedHosts, "10.0.0.5", "TrustedHosts",
        "TrustedHosts was not seen: whether it has 10.0.0.5 is not known");
    row("a delegate list", About::Delegation, "JUMP01", "AllowFreshCredentials",
        "AllowFreshCredentials was not seen: whether it has WSMAN/JUMP01 is not known");
    row("the NTLM-only list", About::NtlmOnly, "JUMP01", "AllowFreshCredentialsWhenNTLMOnly",
        "AllowFreshCredentialsWhenNTLMOnly was not seen: whether it has WSMAN/JUMP01 is not known");
}

/// Nobody denied: neither a code nor a cause is made of it.
void TestGates::whatWasNotSeenIsSaidSo()
{
    QFETCH(int, about);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, unseen);
    QFETCH(QByteArray, evidence);
    const probe::GateAnswer answer =
        link::liveGate({})({.about = static_cast<About>(about), .target = target.toStdString()});
    QVERIFY(!answer.allowed);
    QVERIFY(!answer.known);
    QCOMPARE(answer.setting, unseen.toStdString());
    QCOMPARE(answer.code, 0U);
    QVERIFY(!answer.cause);
    QCOMPARE(answer.evidence, evidence.toStdString());
}

void TestGates::whatWasSeenToBeOffIsDenied_data()
{
    QTest::addColumn<int>("about");
    QTest::addColumn<quint32>("code");
    const auto row = [](const char* name, About about, quint32 code) {
        QTest::newRow(name) << static_cast<int>(about) << code;
    };
    row("the client role", About::ClientRole, 0x803381A2);
    row("TrustedHosts", About::TrustedHosts, 0x803380E4);
    row("a delegate list", About::Delegation, 0x803381A3);
}

void TestGates::whatWasSeenToBeOffIsDenied()
{
    QFETCH(int, about);
    QFETCH(quint32, code);
    const probe::Gate gate = link::liveGate({.credSspClient = false,
                                             .allowFresh = model::DelegateList{},
                                             .allowFreshNtlmOnly = model::DelegateList{},
                                             .denyFresh = model::DelegateList{},
                                             .trustedHosts = std::vector<std::string>{}});
    const probe::GateAnswer answer =
        gate({.about = static_cast<About>(about), .target = "web-7.corp.example"});
    QVERIFY(!answer.allowed);
    QVERIFY(answer.known);
    QVERIFY(answer.cause);
    QCOMPARE(answer.code, code);
}

/// A list that was not seen cannot undo a deny list that was.
void TestGates::aDenyListThatWasSeenDenies()
{
    const model::DelegateList deny{.enabled = true, .entries = {"WSMAN/web-7.corp.example"}};
    const probe::GateAnswer answer = link::liveGate({.denyFresh = deny})(
        {.about = About::Delegation, .target = "web-7.corp.example"});
    QVERIFY(!answer.allowed);
    QVERIFY(answer.known);
    QCOMPARE(answer.code, 0x803381A3U);
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
