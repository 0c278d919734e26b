#include "ui/document/clipboard.h"

#include "core/store/graph_file.h"

#include <QMimeData>

namespace hopwright::ui {

std::unique_ptr<QMimeData> mimeOf(const model::Graph& clip, const QString& text)
{
    auto out = std::make_unique<QMimeData>();
    out->setData(QLatin1String(drawingMimeType),
                 QByteArray::fromStdString(store::writeGraph(clip)));
    out->setText(text);
    return out;
}

std::optional<Result<model::Graph>> drawingIn(const QMimeData& data)
{
    if (!data.hasFormat(QLatin1String(drawingMimeType)))
        return std::nullopt;
    const QByteArray bytes = data.data(QLatin1String(drawingMimeType));
    return store::readGraph({bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

}  // namespace hopwright::ui
