#pragma once

#include "core/base/secret.h"

#include <QProcess>

namespace hopwright::link {

/// Gives a program that is about to start the password that it reads from an inherited descriptor, as smbclient does from
/// PASSWD_FD; no other program gets it. Lives until the program was started.
///
/// Unix alone: smbclient is not there on Windows, and nothing else is handed a password that way.
class PasswordHandover {
public:
    PasswordHandover() = default;
    PasswordHandover(const PasswordHandover&) = delete;
    PasswordHandover& operator=(const PasswordHandover&) = delete;
    PasswordHandover(PasswordHandover&&) = delete;
    PasswordHandover& operator=(PasswordHandover&&) = delete;
    ~PasswordHandover();

    /// \returns false where it cannot be handed over; the program must not start then, since it would ask at a terminal.
    bool give(QProcess& program, const Secret& password);

private:
    [[maybe_unused]] int m_descriptor = -1;
};

}  // namespace hopwright::link
