#include "ui/models/machine_icon.h"

namespace hopwright::ui {

QString iconOf(model::ComputerKind kind)
{
    switch (kind) {
    case model::ComputerKind::Client:
        return QStringLiteral("client");
    case model::ComputerKind::JumpServer:
        return QStringLiteral("jump");
    case model::ComputerKind::Server:
        break;
    }
    return QStringLiteral("server");
}

}  // namespace hopwright::ui
