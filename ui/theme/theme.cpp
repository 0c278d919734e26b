#include "ui/theme/theme.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/palette.h"
#include "ui/theme/style.h"

#include <QApplication>
#include <QPixmapCache>
#include <QToolTip>

namespace hopwright::ui {

void setUpApplication(QApplication& /*there is one*/, Theme theme)
{
    initResources();
    QApplication::setStyle(new HopStyle);  // The application owns it.
    QApplication::setFont(systemFont());
    QApplication::setWindowIcon(programIcon());
    switchTheme(theme);
}

void switchTheme(Theme theme)
{
    const QPalette palette = paletteFor(theme);
    QPixmapCache::clear();
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
}

}  // namespace hopwright::ui
