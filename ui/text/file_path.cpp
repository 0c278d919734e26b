#include "ui/text/file_path.h"

#include "core/files/path.h"

namespace hopwright::ui {

Result<std::filesystem::path> filePath(const QString& path)
{
    const bool isWhole = !path.contains(QChar::ReplacementCharacter) && !path.contains(QChar::Null)
                         && path.isValidUtf16();
    if (!isWhole) {
        return fail(
            ErrorCode::Malformed,
            Sentence::saying(
                "its name is not text in UTF-8, and would become the name of another file"));
    }
    return files::pathFromUtf8(path.toStdString());
}

}  // namespace hopwright::ui
