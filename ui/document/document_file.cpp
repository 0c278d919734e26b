#include "ui/document/document_file.h"

#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "core/store/graph_file.h"
#include "ui/text/file_path.h"
#include "ui/text/samples.h"
#include "ui/text/words.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <optional>
#include <utility>

namespace hopwright::ui {

namespace {

QByteArray hashOf(const std::string& bytes)
{
    return QCryptographicHash::hash(QByteArray::fromStdString(bytes), QCryptographicHash::Sha256);
}

}  // namespace

QString DocumentFile::title() const
{
    if (!path.isEmpty())
        return shownPath(QFileInfo(path).fileName());
    if (!sampleTitle.isEmpty())
        return sampleTitle;
    return Text::tr("Untitled");
}

Result<LoadedDrawing> loadDrawing(const QString& path)
{
    HOPWRIGHT_TRY(const std::filesystem::path file, filePath(path));
    // One reading gives both, so that nothing is written in between.
    HOPWRIGHT_TRY(const std::string bytes, files::readFile(file, store::maxGraphFileBytes));
    HOPWRIGHT_TRY(model::Graph graph, store::readGraph(bytes));
    return LoadedDrawing{.graph = std::move(graph), .file = {.path = path, .hash = hashOf(bytes)}};
}

Result<model::Graph> loadSample(const QString& resource)
{
    initSamples();
    QFile file(resource);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorCode::FileUnreadable,
                    Sentence::saying("the sample is not part of this program"));
    }
    return store::readGraph(file.readAll().toStdString());
}

Result<DocumentFile> saveDrawing(const QString& path, const model::Graph& graph)
{
    const std::string bytes = store::writeGraph(graph);
    HOPWRIGHT_TRY(const std::filesystem::path file, filePath(path));
    HOPWRIGHT_TRY_VOID(files::writeFile(file, bytes));
    return DocumentFile{.path = path, .hash = hashOf(bytes)};
}

bool isChangedByAnother(const DocumentFile& file)
{
    if (file.isUntitled())
        return false;
    const auto path = filePath(file.path);
    const auto bytes = path ? files::readFileIfThere(*path, store::maxGraphFileBytes)
                            : Result<std::optional<std::string>>(fail(path.error()));
    return !bytes || (*bytes && hashOf(**bytes) != file.hash);
}

}  // namespace hopwright::ui
