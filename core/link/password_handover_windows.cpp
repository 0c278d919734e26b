#include "core/link/password_handover.h"

namespace hopwright::link {

PasswordHandover::~PasswordHandover() = default;

bool PasswordHandover::give(QProcess&, const Secret&)
{
    return false;
}

}  // namespace hopwright::link
