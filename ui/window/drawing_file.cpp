#include "ui/window/drawing_file.h"

#include "core/store/graph_file.h"

#include <QCoreApplication>
#include <QFile>

namespace hopwright::ui {

namespace {

constexpr std::array<Sample, 3> all{{
    {"double-hop-broken.hopw", QT_TRANSLATE_NOOP("hopwright", "Sample: double hop, broken")},
    {"double-hop-credssp.hopw", QT_TRANSLATE_NOOP("hopwright", "Sample: double hop, CredSSP")},
    {"three-hops.hopw", QT_TRANSLATE_NOOP("hopwright", "Sample: three hops")},
}};

}  // namespace

const std::array<Sample, 3>& samples() noexcept
{
    return all;
}

Result<model::Graph> readSample(const Sample& sample)
{
    QFile file(QStringLiteral(":/hopwright/samples/%1").arg(QLatin1String(sample.file)));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, "this build has no such sample");
    const QByteArray bytes = file.readAll();
    return store::readGraph({bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

}  // namespace hopwright::ui
