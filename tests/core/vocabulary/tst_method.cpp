#include "core/vocabulary/method.h"

#include <QTest>

using namespace hopwright;

class TestMethod : public QObject {
    Q_OBJECT
private slots:
    void aRowSaysWhatIsKnownOfItsMethod_data();
    void aRowSaysWhatIsKnownOfItsMethod();
};

void TestMethod::aRowSaysWhatIsKnownOfItsMethod_data()
{
    using enum Method;
    QTest::addColumn<int>("method");
    QTest::addColumn<QByteArray>("authentication");
    QTest::addColumn<QByteArray>("notBuilt");
    QTest::addColumn<QByteArray>("traits");
    const auto row = [](Method method, const char* authentication, const char* notBuilt,
                        const char* traits) {
        const std::string word(wordOf(method));
        QTest::newRow(word.c_str()) << static_cast<int>(method) << QByteArray(authentication)
                                    << QByteArray(notBuilt) << QByteArray(traits);
    };
    // about_Remote: the values of -Authentication. NTLM has none, and gets Negotiate's.
    row(Default, "Default", "", "scripted ");
    row(Negotiate, "Negotiate", "", "scripted ");
    row(Ntlm, "Negotiate", "", "scripted ");
    row(Kerberos, "Kerberos", "kerberos-not-built", "scripted ");
    row(CredSsp, "Credssp", "", "scripted password ");
    row(Basic, "Basic", "basic-not-built", "scripted password ");
    row(Certificate, "Default", "certificate-not-built", "own-proof ");
    row(Ssh, "Default", "ssh-not-built", "");
    row(Unknown, "Default", "method-unknown", "");
}

void TestMethod::aRowSaysWhatIsKnownOfItsMethod()
{
    QFETCH(int, method);
    QFETCH(QByteArray, authentication);
    QFETCH(QByteArray, notBuilt);
    QFETCH(QByteArray, traits);
    const MethodRow& row = methodRow(static_cast<Method>(method));
    QCOMPARE(static_cast<int>(row.method), method);
    QCOMPARE(row.authentication, std::string_view(authentication.constData()));
    QCOMPARE(row.notBuilt, std::string_view(notBuilt.constData()));
    QByteArray found = row.isScripted ? "scripted " : "";
    found += row.takesPassword ? "password " : "";
    found += row.bringsOwnProof ? "own-proof " : "";
    QCOMPARE(found, traits);
}

QTEST_APPLESS_MAIN(TestMethod)
#include "tst_method.moc"
