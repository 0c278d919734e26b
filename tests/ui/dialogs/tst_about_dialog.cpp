#include "ui/dialogs/about_dialog.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QTreeWidget>

using namespace hopwright::ui;

class TestAboutDialog : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everyPartThatIsFoundIsNamed();
    void versionLicenceAndPartsAreShown();
    void factsTellTheSystemAndNobody();
    void factsAreCopied();
};

void TestAboutDialog::initTestCase()
{
    setUpApplication(*static_cast<QApplication*>(QCoreApplication::instance()), Theme::Light);
}

/// As CMakeLists.txt finds them: by package, or by their library.
void TestAboutDialog::everyPartThatIsFoundIsNamed()
{
    QFile file(QStringLiteral(HOPWRIGHT_SOURCE_DIR "/CMakeLists.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    static const QRegularExpression found(
        QStringLiteral("find_package\\((\\w+)|find_library\\(\\w+ (\\w+)"));
    const auto plain = [](QString name) {
        static const QRegularExpression other(QStringLiteral("[^a-z]"));
        return name.toLower().remove(other);
    };
    QStringList wanted;
    for (const auto& each : found.globalMatch(text))
        wanted.append(plain(each.captured(1) + each.captured(2)));
    QVERIFY2(wanted.size() >= 6, qPrintable(wanted.join(u' ')));
    for (const QString& each : std::as_const(wanted)) {
        bool isNamed = false;
        for (const Part& part : parts())
            isNamed = isNamed || each.startsWith(plain(QString::fromLatin1(part.name)));
        QVERIFY2(isNamed, qPrintable(each));
    }
    QCOMPARE(parts().size(), static_cast<std::size_t>(wanted.size()));
}

void TestAboutDialog::versionLicenceAndPartsAreShown()
{
    AboutDialog dialog;
    dialog.show();
    QString text;
    for (const QLabel* each : dialog.findChildren<QLabel*>())
        text += each->text() + u'\n';
    QVERIFY(text.contains(QStringLiteral(HOPWRIGHT_VERSION)));
    QVERIFY(text.contains(QStringLiteral("GPL-3.0-or-later")));
    const auto* tree = dialog.findChild<QTreeWidget*>();
    QCOMPARE(tree->topLevelItemCount(), static_cast<int>(parts().size()));
    for (int i = 0; i < tree->topLevelItemCount(); ++i) {
        for (int column = 0; column < 3; ++column)
            QVERIFY(!tree->topLevelItem(i)->text(column).isEmpty());
    }
    QVERIFY2(dialog.height() <= 600, "it fits into the smallest window");
}

void TestAboutDialog::factsTellTheSystemAndNobody()
{
    const QString facts = systemFacts();
    for (const QString& each :
         {QStringLiteral(HOPWRIGHT_VERSION), QString::fromLatin1(qVersion()),
          QStringLiteral("OpenSSL 3"), QSysInfo::kernelVersion(), QGuiApplication::platformName()})
        QVERIFY2(facts.contains(each), qPrintable(each));
    QVERIFY(facts.count(u'\n') >= 6);
    const QString host = QSysInfo::machineHostName();
    QVERIFY(host.size() < 4 || !facts.contains(host));
    const QString user = qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME"));
    QVERIFY(user.size() < 4 || !facts.contains(user));
}

void TestAboutDialog::factsAreCopied()
{
    AboutDialog dialog;
    dialog.show();
    QApplication::clipboard()->clear();
    for (auto* each : dialog.findChildren<QPushButton*>()) {
        if (each->text() == QStringLiteral("Copy"))
            QTest::mouseClick(each, Qt::LeftButton);
    }
    QCOMPARE(QApplication::clipboard()->text(), systemFacts());
    QVERIFY(dialog.findChild<QPlainTextEdit*>()->isReadOnly());
}

QTEST_MAIN(TestAboutDialog)
#include "tst_about_dialog.moc"
