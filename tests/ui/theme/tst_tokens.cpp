#include "ui/theme/palette.h"
#include "ui/theme/tokens.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace hopwright::ui;

namespace {

const QString sourceDir = QStringLiteral(HOPWRIGHT_SOURCE_DIR);

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject tokens()
{
    return QJsonDocument::fromJson(contentOf(sourceDir + "/tests/design/tokens.json")).object();
}

/// The constants of one struct of tokens.h as the compiler reads them.
QMap<QString, double> constantsOf(const QString& structName)
{
    const QString header = QString::fromUtf8(contentOf(sourceDir + "/ui/theme/tokens.h"));
    const qsizetype begin = header.indexOf("struct " + structName + " {");
    const QString body = header.mid(begin, header.indexOf("\n};", begin) - begin);
    QMap<QString, double> found;
    static const QRegularExpression constant(
        R"((?:constexpr \w+|Token<\w+>) (\w+)(?: = |\{)([0-9.]+)\}?;)");
    auto matches = constant.globalMatch(body);
    while (matches.hasNext()) {
        const auto match = matches.next();
        found[match.captured(1)] = match.captured(2).toDouble();
    }
    return found;
}

}  // namespace

class TestTokens : public QObject {
    Q_OBJECT

private slots:
    void everyColourIsThatOfTheTable_data();
    void everyColourIsThatOfTheTable();
    void everyNumberIsThatOfTheTable_data();
    void everyNumberIsThatOfTheTable();
    void aPaletteTellsItsTheme_data();
    void aPaletteTellsItsTheme();
    void aForeignPaletteIsLightOrDark();
    void disabledWordsAreDisabledInk();
    void noColourStandsOutsideTheTheme();
    void noStyleSheetIsSet();
};

void TestTokens::everyColourIsThatOfTheTable_data()
{
    QTest::addColumn<Theme>("theme");
    QTest::newRow("light") << Theme::Light;
    QTest::newRow("dark") << Theme::Dark;
    QTest::newRow("highContrast") << Theme::HighContrast;
}

void TestTokens::everyColourIsThatOfTheTable()
{
    QFETCH(Theme, theme);
    const QJsonObject colours =
        tokens()["color"].toObject()[QLatin1String(QTest::currentDataTag())].toObject();
    QCOMPARE(static_cast<std::size_t>(colours.size()), inkCount);
    for (std::size_t i = 0; i < inkCount; ++i) {
        const QString name =
            QString::fromUtf8(inkNames.at(i).data(), qsizetype(inkNames.at(i).size()));
        QCOMPARE(name + ' ' + ink(static_cast<Ink>(i), theme).name().toUpper(),
                 name + ' ' + colours[name].toString().toUpper());
    }
}

void TestTokens::everyNumberIsThatOfTheTable_data()
{
    QTest::addColumn<QString>("structName");
    QTest::newRow("size") << QStringLiteral("Size");
    QTest::newRow("motion") << QStringLiteral("Motion");
    QTest::newRow("zoom") << QStringLiteral("Zoom");
}

void TestTokens::everyNumberIsThatOfTheTable()
{
    QFETCH(QString, structName);
    const QJsonObject numbers = tokens()[QLatin1String(QTest::currentDataTag())].toObject();
    const QMap<QString, double> constants = constantsOf(structName);
    QVERIFY(!constants.isEmpty());
    qsizetype expected = 0;
    for (auto it = numbers.begin(); it != numbers.end(); ++it) {
        if (it.value().isDouble()) {
            QVERIFY2(constants.contains(it.key()), qPrintable(it.key()));
            QCOMPARE(constants[it.key()], it.value().toDouble());
            ++expected;
        }
    }
    if (numbers.contains("icon")) {
        const QJsonArray icons = numbers["icon"].toArray();
        QCOMPARE(constants["iconSmall"], icons[0].toDouble());
        QCOMPARE(constants["icon"], icons[1].toDouble());
        QCOMPARE(constants["iconLarge"], icons[2].toDouble());
        expected += 3;
    }
    QCOMPARE(constants.size(), expected);
}

void TestTokens::aPaletteTellsItsTheme_data()
{
    everyColourIsThatOfTheTable_data();
}

void TestTokens::aPaletteTellsItsTheme()
{
    QFETCH(Theme, theme);
    const QPalette palette = paletteFor(theme);
    QCOMPARE(themeOf(palette), theme);
    QCOMPARE(ink(Ink::Denied, palette), ink(Ink::Denied, theme));
}

void TestTokens::aForeignPaletteIsLightOrDark()
{
    QCOMPARE(themeOf(QPalette(Qt::white, Qt::lightGray)), Theme::Light);
    QPalette dark(Qt::black);
    dark.setColor(QPalette::Window, QColorConstants::Svg::darkslategray);
    QCOMPARE(themeOf(dark), Theme::Dark);
}

void TestTokens::disabledWordsAreDisabledInk()
{
    const QPalette palette = paletteFor(Theme::Dark);
    QCOMPARE(palette.color(QPalette::Disabled, QPalette::ButtonText),
             ink(Ink::TextDisabled, Theme::Dark));
    QCOMPARE(palette.color(QPalette::Active, QPalette::ButtonText), ink(Ink::Text, Theme::Dark));
}

void TestTokens::noColourStandsOutsideTheTheme()
{
    static const QRegularExpression literal(
        R"(QColor\(["0-9]|QColor\{["0-9]|qRgba?\(|#[0-9A-Fa-f]{6}\b|Qt::(red|green|blue|white|black|yellow|cyan|magenta|gray|darkGray|lightGray)\b)");
    QStringList found;
    for (const QString& folder : {QStringLiteral("/ui"), QStringLiteral("/app")}) {
        QDirIterator files(sourceDir + folder, {"*.h", "*.cpp"}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            if (path.startsWith(sourceDir + "/ui/theme/")) {
                continue;
            }
            const QString text = QString::fromUtf8(contentOf(path));
            if (const auto match = literal.match(text); match.hasMatch()) {
                found += path.mid(sourceDir.size()) + ": " + match.captured();
            }
        }
    }
    QCOMPARE(found, QStringList());
}

void TestTokens::noStyleSheetIsSet()
{
    QStringList found;
    QDirIterator files(sourceDir + "/ui", {"*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
    int seen = 0;
    while (files.hasNext()) {
        const QString path = files.next();
        ++seen;
        if (contentOf(path).contains("setStyleSheet(")) {
            found += path;
        }
    }
    QVERIFY(seen > 0);
    QCOMPARE(found, QStringList());
}

QTEST_GUILESS_MAIN(TestTokens)

#include "tst_tokens.moc"
