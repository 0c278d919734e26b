#include "app/cli/password_input.h"

#include "core/model/accounts.h"
#include "core/text/one_line.h"

#include <algorithm>
#include <cerrno>
#include <iostream>

namespace hopwright::cli {

/// Byte by byte: a stream's buffer would keep the password.
Result<std::optional<Secret>> TerminalInput::line()
{
    std::vector<std::byte, WipingAllocator<std::byte>> bytes;
    char byte = 0;
    std::ptrdiff_t got = 0;
    while ((got = m_input.read({&byte, 1})) == 1 && byte != '\n') {
        if (bytes.size() == maxPasswordLine)
            return fail(ErrorCode::TooLarge, Sentence::saying("a line of passwords is too long"));
        bytes.push_back(static_cast<std::byte>(byte));
    }
    if (got < 0) {
        return fail(errno == EINTR ? ErrorCode::Cancelled : ErrorCode::FileUnreadable,
                    Sentence::saying("standard input"));
    }
    if (got == 0 && bytes.empty())
        return std::nullopt;
    if (!bytes.empty() && bytes.back() == std::byte{'\r'})
        bytes.pop_back();
    return Secret(ByteView(bytes));
}

Result<Secret> TerminalInput::ask(const std::string& prompt)
{
    const process::SilentTerminal terminal;
    if (!terminal.isTerminal()) {
        return fail(
            ErrorCode::NotAllowed,
            Sentence::saying("standard input is no terminal, and --password-stdin was not given"));
    }
    std::cerr << text::oneLine(prompt) << ": " << std::flush;
    auto typed = line();
    std::cerr << '\n';
    if (!typed)
        return std::unexpected(typed.error());
    if (!*typed)
        return fail(ErrorCode::Cancelled, Sentence::saying("no password was typed"));
    return std::move(**typed);
}

link::Identity identityFromText(std::string_view account)
{
    model::AccountName name = model::accountFromText(account);
    return {.domain = std::move(name.domain), .user = std::move(name.user), .password = {}};
}

std::string accountOf(const link::Identity& identity)
{
    return model::accountText(model::AccountName{.domain = identity.domain, .user = identity.user});
}

Result<std::vector<link::Identity>> readAccountLines(PasswordInput& input, std::size_t firstLine)
{
    std::vector<link::Identity> out;
    for (std::size_t number = firstLine;; ++number) {
        HOPWRIGHT_TRY(const std::optional<Secret> line, input.line());
        if (!line)
            return out;
        if (line->size() == 0)
            continue;
        const ByteView bytes = line->expose();
        const auto colon = std::ranges::find(bytes, std::byte{':'});
        const auto length = static_cast<std::size_t>(colon - bytes.begin());
        if (length == 0 || colon == bytes.end() || out.size() == maxPasswordLines) {
            return fail(ErrorCode::Malformed,
                        Sentence::saying("line %1 is not DOMAIN\\user:password", number));
        }
        std::string account(length, '\0');
        std::ranges::transform(bytes.first(length), account.begin(),
                               [](std::byte each) { return static_cast<char>(each); });
        out.push_back(identityFromText(account));
        out.back().password = Secret(bytes.subspan(length + 1));
    }
}

}  // namespace hopwright::cli
