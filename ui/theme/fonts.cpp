#include "ui/theme/fonts.h"

#include <QFontDatabase>
#include <QFontInfo>
#include <QStringList>

#include <algorithm>

namespace hopwright::ui {
namespace {

constexpr int smallestPixels = 9;
constexpr qreal smallestPoints = smallestPixels * 72.0 / 96.0;

qreal factorOf(FontRole role)
{
    switch (role) {
    case FontRole::Caption:
    case FontRole::CaptionStrong:
        return 0.85;
    case FontRole::Title:
        return 1.15;
    case FontRole::Verdict:
        return 1.38;
    case FontRole::Code:
        return 0.9;
    case FontRole::Body:
    case FontRole::Strong:
        break;
    }
    return 1.0;
}

bool isStrong(FontRole role)
{
    return role != FontRole::Caption && role != FontRole::Body && role != FontRole::Code;
}

}  // namespace

QFont fontFor(FontRole role, const QFont& base)
{
    QFont font = base;
    if (role == FontRole::Code) {
        font.setFamilies({QFontDatabase::systemFont(QFontDatabase::FixedFont).family(),
                          QStringLiteral("DejaVu Sans Mono")});
        font.setStyleHint(QFont::Monospace);
        font.setFixedPitch(true);
    }
    const qreal factor = factorOf(role);
    if (base.pixelSize() > 0) {
        font.setPixelSize(std::max(smallestPixels, qRound(base.pixelSize() * factor)));
    } else {
        font.setPointSizeF(std::max(smallestPoints, base.pointSizeF() * factor));
    }
    font.setWeight(isStrong(role) ? QFont::Bold : QFont::Normal);
    font.setItalic(false);
    return font;
}

QFont systemFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (!QFontDatabase::hasFamily(QFontInfo(font).family())) {
        font.setFamilies({QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")});
    }
    return font;
}

}  // namespace hopwright::ui
