#pragma once

#include "core/base/bytes.h"

#include <QIODevice>

namespace hopwright::link {

/// All that \p device has, as core's bytes.
inline Bytes readAll(QIODevice& device)
{
    const QByteArray data = device.readAll();
    const auto view =
        std::as_bytes(std::span(data.constData(), static_cast<std::size_t>(data.size())));
    return {view.begin(), view.end()};
}

/// Queues \p bytes on \p device.
inline void write(QIODevice& device, ByteView bytes)
{
    device.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
}

}  // namespace hopwright::link
