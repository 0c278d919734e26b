#include "ui/document/document_file.h"

#include "core/store/file_io.h"
#include "core/store/graph_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace hopwright::ui {

QString DocumentFile::title() const
{
    if (!path.isEmpty())
        return QFileInfo(path).fileName();
    if (!sampleTitle.isEmpty())
        return sampleTitle;
    return QCoreApplication::translate("hopwright", "Untitled");
}

Result<model::Graph> loadDrawing(const QString& path)
{
    return store::loadGraph(store::pathFromUtf8(path.toStdString()));
}

Result<model::Graph> loadSample(const QString& resource)
{
    QFile file(resource);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, "the sample is not part of this program");
    return store::readGraph(file.readAll().toStdString());
}

Result<void> saveDrawing(const QString& path, const model::Graph& graph)
{
    return store::saveGraph(store::pathFromUtf8(path.toStdString()), graph);
}

}  // namespace hopwright::ui
