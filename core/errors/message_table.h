#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace hopwright {

/// What stands around a message, whichever error it tells of.
enum class MessageFamily : std::uint8_t {
    None,
    Connecting,     ///< "Connecting to remote server … failed": PowerShell, of the hop itself.
    WinRmClient,    ///< "The WinRM client cannot process the request".
    WsService,      ///< "The WS-Management service cannot process the request".
    WinRmKerberos,  ///< "… occurred while using Kerberos authentication".
    HResult,        ///< "(Exception from HRESULT: …)".
    SqlUntrusted,   ///< "The login is from an untrusted domain".
};

/// How a message reads, in a language of Windows, or otherwise than ErrorRow::says: a line of resources/messages.tsv.
struct MessageRow {
    std::array<int, 4> rows = {};  ///< Numbers of the rows it can be, 0 behind the last.
    MessageFamily family = MessageFamily::None;
    std::string_view language = {};  ///< BCP 47.
    std::string_view text = {};      ///< A piece of it without names, as Windows prints it.
};

/// All of them.
std::span<const MessageRow> messageRows() noexcept;

}  // namespace hopwright
