#include "ui/window/places.h"

#include "core/files/path.h"
#include "core/files/write_file.h"
#include "ui/document/journal_keeper.h"
#include "ui/document/run_history.h"

#include <QFileInfo>
#include <QStandardPaths>

namespace hopwright::ui {

Places placesOf(const QString& programFolder)
{
    const std::filesystem::path folder = files::pathFromUtf8(programFolder.toStdString());
    const QString mark = programFolder + QLatin1Char('/') + QLatin1String(portableMark);
    if (QFileInfo(mark).isFile() && files::canMakeFilesIn(folder)) {
        return {.settings = programFolder + QStringLiteral("/data/hopwright.ini"),
                .journals = folder / "data" / "journal",
                .runs = folder / "data"};
    }
    const QString settings = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
    return {.settings = settings + QStringLiteral("/hopwright.ini"),
            .journals = usualJournalFolder(),
            .runs = usualRunFolder()};
}

}  // namespace hopwright::ui
