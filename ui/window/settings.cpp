#include "ui/window/settings.h"

#include <QPalette>
#include <QSettings>
#include <QVariant>

namespace hopwright::ui {

namespace {

constexpr const char* themeKey = "view/theme";
constexpr const char* geometryKey = "window/geometry";
constexpr const char* docksKey = "window/docks";
constexpr const char* lastKey = "files/last";
constexpr const char* exportsKey = "files/exports";
constexpr const char* tourKey = "tour/hidden";

constexpr qsizetype sumLength = 4;

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
