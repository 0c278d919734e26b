#include "core/link/practice_files.h"

#include "core/files/path.h"

#include <QStandardPaths>

namespace hopwright::link {

namespace {

std::filesystem::path dataFolder()
{
    return files::pathFromUtf8(
        QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation).toStdString());
}

}  // namespace

Result<practice::State> readPracticeState(const std::string& drawing)
{
    HOPWRIGHT_TRY(const std::string path, practice::statePath(drawing, dataFolder()));
    return practice::readState(path);
}

Result<void> writePracticeState(const std::string& drawing, const practice::State& state)
{
    HOPWRIGHT_TRY(const std::string path, practice::statePath(drawing, dataFolder()));
    return practice::writeState(path, state);
}

Result<void> forgetPracticeState(const std::string& drawing)
{
    return practice::forgetState(drawing, dataFolder());
}

}  // namespace hopwright::link
