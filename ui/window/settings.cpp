#include "ui/window/settings.h"

#include <QPalette>
#include <QSettings>
#include <QVariant>

namespace hopwright::ui {

namespace {

constexpr const char* themeKey = "view/theme";
constexpr const char* motionKey = "view/reducedMotion";
constexpr const char* geometryKey = "window/geometry";
constexpr const char* docksKey = "window/docks";
constexpr const char* lastKey = "files/last";
constexpr const char* recentKey = "files/recent";
constexpr const char* exportsKey = "files/exports";
constexpr const char* columnsKey = "paste/columns";
constexpr const char* tourKey = "tour/hidden";

constexpr qsizetype sumLength = 4;
constexpr qsizetype longestPath = 4096;   ///< No system opens a longer one.
constexpr qsizetype longestHeads = 1024;  ///< Of a table that is remembered.
constexpr QChar unit = u'\x1F';           ///< Between the heads of a table: no cell has it.

/// Hexadecimal.
QByteArray sumOf(const QByteArray& bytes)
{
    constexpr int base = 16;
    return QByteArray::number(qChecksum(bytes), base).rightJustified(sumLength, '0');
}

}  // namespace

QVariant Settings::value(const char* key) const
{
    return m_store.value(QLatin1String(key));
}

void Settings::setValue(const char* key, const QVariant& value) const
{
    m_store.setValue(QLatin1String(key), value);
}

bool Settings::hasTheme() const
{
    return value(themeKey).isValid();
}

Theme Settings::theme(const QPalette& palette) const
{
    const QString word = value(themeKey).toString();
    if (word == QLatin1String("dark"))
        return Theme::Dark;
    if (word == QLatin1String("light"))
        return Theme::Light;
    return themeOf(palette);
}

void Settings::setTheme(Theme theme) const
{
    setValue(themeKey, theme == Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
}

bool Settings::motionReduced(bool otherwise) const
{
    const QVariant kept = value(motionKey);
    return kept.isValid() ? kept.toBool() : otherwise;
}

void Settings::setMotionReduced(bool reduced) const
{
    setValue(motionKey, reduced);
}

QByteArray Settings::geometry() const
{
    return value(geometryKey).toByteArray();
}

QByteArray Settings::docks() const
{
    const QByteArray kept = value(docksKey).toByteArray();
    const QByteArray docks = kept.mid(sumLength);
    return kept.left(sumLength) == sumOf(docks) ? docks : QByteArray();
}

void Settings::setWindow(const QByteArray& geometry, const QByteArray& docks) const
{
    setValue(geometryKey, geometry);
    setValue(docksKey, sumOf(docks) + docks);
}

QString Settings::lastDrawing() const
{
    return value(lastKey).toString();
}

void Settings::setLastDrawing(const QString& path) const
{
    setValue(lastKey, path);
}

QStringList Settings::recentDrawings() const
{
    QStringList out;
    for (const QString& each : value(recentKey).toStringList()) {
        if (!each.isEmpty() && each.size() <= longestPath && !out.contains(each))
            out.append(each);
        if (out.size() == mostRecent)
            break;
    }
    return out;
}

void Settings::addRecentDrawing(const QString& path) const
{
    QStringList all = recentDrawings();
    all.removeAll(path);
    all.prepend(path);
    setValue(recentKey, all.mid(0, mostRecent));
}

void Settings::forgetRecentDrawing(const QString& path) const
{
    QStringList all = recentDrawings();
    all.removeAll(path);
    setValue(recentKey, all);
}

void Settings::clearRecentDrawings() const
{
    setValue(recentKey, QStringList());
}

/// Heads and what was chosen follow each other.
QStringList Settings::hostColumns(const QStringList& heads) const
{
    const QStringList kept = value(columnsKey).toStringList();
    const QString key = heads.join(unit);
    for (qsizetype i = 0; i + 1 < kept.size(); i += 2) {
        if (kept.at(i) == key)
            return kept.at(i + 1).split(unit, Qt::SkipEmptyParts);
    }
    return {};
}

void Settings::setHostColumns(const QStringList& heads, const QStringList& chosen) const
{
    const QString key = heads.join(unit);
    if (key.size() > longestHeads)
        return;
    QStringList out{key, chosen.join(unit)};
    const QStringList kept = value(columnsKey).toStringList();
    for (qsizetype i = 0; i + 1 < kept.size() && out.size() < 2 * mostColumnChoices; i += 2) {
        if (kept.at(i) != key)
            out += {kept.at(i), kept.at(i + 1)};
    }
    setValue(columnsKey, out);
}

QString Settings::exportsFolder() const
{
    return value(exportsKey).toString();
}

void Settings::setExportsFolder(const QString& folder) const
{
    setValue(exportsKey, folder);
}

bool Settings::tourHidden() const
{
    return value(tourKey).toBool();
}

void Settings::setTourHidden(bool hidden) const
{
    setValue(tourKey, hidden);
}

}  // namespace hopwright::ui
