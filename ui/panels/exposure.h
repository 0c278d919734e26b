#pragma once

#include "core/plan/plan.h"
#include "ui/theme/tokens.h"

#include <QString>

namespace hopwright::ui {

/// How a way out's exposure is drawn, beside its words: a shield, a ticket or a key.
inline QString exposureIcon(plan::Exposure exposure)
{
    switch (exposure) {
    case plan::Exposure::Nothing:
        return QStringLiteral("shield");
    case plan::Exposure::Endpoint:
    case plan::Exposure::DirectoryChange:
        return QStringLiteral("ticket");
    case plan::Exposure::PasswordInMemory:
    case plan::Exposure::PasswordStored:
    case plan::Exposure::PasswordOnServer:
        break;
    }
    return QStringLiteral("key");
}

inline Ink exposureInk(plan::Exposure exposure)
{
    switch (exposure) {
    case plan::Exposure::Nothing:
        return Ink::Passed;
    case plan::Exposure::Endpoint:
    case plan::Exposure::DirectoryChange:
        return Ink::Neutral;
    case plan::Exposure::PasswordInMemory:
    case plan::Exposure::PasswordStored:
    case plan::Exposure::PasswordOnServer:
        break;
    }
    return Ink::Warning;
}

}  // namespace hopwright::ui
