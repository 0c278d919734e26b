#include "core/errors/resource_table.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace hopwright;

class TestResourceTable : public QObject {
    Q_OBJECT
private slots:
    void aRowSaysWhatIsKnownOfItsKind_data();
    void aRowSaysWhatIsKnownOfItsKind();
    void anUnknownKindHasNoAnswer();
    void eachIconIsThere();
    void onlyAShareIsTested();
    void aTargetIsTypedWithHostAndName();
};

namespace {

std::vector<ResourceKind> allKinds()
{
    const auto known = valuesOf<ResourceKind>();
    std::vector<ResourceKind> out(known.begin(), known.end());
    out.push_back(ResourceKind::Unknown);
    return out;
}

}  // namespace

// Domain reference §5.4: the error of a caller without a name; row RBCD of §7: whether delegation by resource serves it.
void TestResourceTable::aRowSaysWhatIsKnownOfItsKind_data()
{
    using enum ResourceKind;
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("error");
    QTest::addColumn<bool>("delegation");
    QTest::addColumn<QByteArray>("icon");
    const auto row = [](ResourceKind kind, int error, bool delegation, const char* icon) {
        const std::string word(wordOf(kind));
        QTest::newRow(word.c_str())
            << static_cast<int>(kind) << error << delegation << QByteArray(icon);
    };
    row(SmbShare, 71, true, "share");
    row(SqlServer, 78, true, "sql");
    row(ActiveDirectoryWebServices, 80, false, "ldap");
    row(Ldap, 81, false, "ldap");
    row(Wmi, 83, true, "winrm");
    row(Cim, 39, false, "winrm");
    row(PowerShellSession, 39, false, "winrm");
    row(ServiceControl, 85, true, "winrm");
    row(RemoteRegistry, 71, true, "winrm");
    row(ScheduledTask, 83, true, "winrm");
    row(EventLog, 71, true, "winrm");
    row(Web, 91, false, "http");
    row(CertificateAuthority, 92, true, "http");
    row(SharePoint, 88, false, "http");
}

void TestResourceTable::aRowSaysWhatIsKnownOfItsKind()
{
    QFETCH(int, kind);
    QFETCH(int, error);
    QFETCH(bool, delegation);
    QFETCH(QByteArray, icon);
    const ResourceRow& row = resourceRow(static_cast<ResourceKind>(kind));
    QCOMPARE(static_cast<int>(row.kind), kind);
    QVERIFY(row.refusal != nullptr);
    QCOMPARE(row.refusal().number, error);
    QCOMPARE(row.isServedByDelegation, delegation);
    QCOMPARE(row.icon, std::string_view(icon.constData()));
    const bool share = row.kind == ResourceKind::SmbShare;
    QCOMPARE(row.refusalKey, share ? "smb-without-credential" : "resource-answers");
}

void TestResourceTable::anUnknownKindHasNoAnswer()
{
    const ResourceRow& row = resourceRow(ResourceKind::Unknown);
    QVERIFY(row.kind == ResourceKind::Unknown);
    QVERIFY(row.refusal == nullptr);
    QVERIFY(!row.isServedByDelegation);
    QVERIFY(!row.isTested());
}

void TestResourceTable::eachIconIsThere()
{
    for (const ResourceKind kind : allKinds()) {
        const std::string icon(resourceRow(kind).icon);
        const QString file = QStringLiteral(HOPWRIGHT_SOURCE_DIR "/resources/icons/%1.svg")
                                 .arg(QString::fromStdString(icon));
        QVERIFY2(QFile::exists(file), qPrintable(file));
    }
}

void TestResourceTable::onlyAShareIsTested()
{
    for (const ResourceKind kind : allKinds()) {
        const ResourceRow& row = resourceRow(kind);
        const bool share = kind == ResourceKind::SmbShare;
        QCOMPARE(row.isTested(), share);
        QCOMPARE(row.standIn == StandIn::Share, share);
        QVERIFY(std::ranges::find(row.probes, ProbeKind::Session) == row.probes.end());
    }
    QVERIFY(resourceRow(ResourceKind::SmbShare).probes.front() == ProbeKind::CreateFile);
}

void TestResourceTable::aTargetIsTypedWithHostAndName()
{
    for (const ResourceKind kind : allKinds())
        QCOMPARE(resourceRow(kind).typed("FS01", "Reports"), std::string("\\\\FS01\\Reports"));
}

QTEST_APPLESS_MAIN(TestResourceTable)
#include "tst_resource_table.moc"
