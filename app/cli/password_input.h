#pragma once

#include "app/process/console.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/link/run_session.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::cli {

inline constexpr std::size_t maxPasswordLine = 4096;  ///< Bytes, an account and its password.
inline constexpr std::size_t maxPasswordLines = 256;

/// Where passwords come from: standard input or somebody at a terminal, never an argument or the environment.
class PasswordInput {
public:
    PasswordInput() = default;
    PasswordInput(const PasswordInput&) = delete;
    PasswordInput& operator=(const PasswordInput&) = delete;
    PasswordInput(PasswordInput&&) = delete;
    PasswordInput& operator=(PasswordInput&&) = delete;
    virtual ~PasswordInput() = default;

    /// The next line of standard input without its end; nothing at the end of input.
    /// \returns TooLarge beyond maxPasswordLine, Cancelled when it was interrupted.
    virtual Result<std::optional<Secret>> line() = 0;
    /// Asks at the terminal without showing what is typed. \returns NotAllowed when there is none.
    virtual Result<Secret> ask(const std::string& prompt) = 0;
};

/// The process's own.
class TerminalInput : public PasswordInput {
public:
    explicit TerminalInput(process::StandardInput& input) : m_input(input) {}

    Result<std::optional<Secret>> line() override;
    Result<Secret> ask(const std::string& prompt) override;

private:
    process::StandardInput& m_input;
};

/// `DOMAIN\user`, `user@domain` or `user`, as an identity without password.
link::Identity identityFromText(std::string_view account);
/// `DOMAIN\user`, or the user alone.
std::string accountOf(const link::Identity& identity);

/// The lines that are left, each `DOMAIN\user:password`. \returns Malformed with the number of the line, never its text.
Result<std::vector<link::Identity>> readAccountLines(PasswordInput& input, std::size_t firstLine);

}  // namespace hopwright::cli
