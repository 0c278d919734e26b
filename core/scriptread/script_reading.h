#pragma once

#include "core/commands/command_table.h"
#include "core/text/place.h"
#include "core/vocabulary/cause.h"
#include "core/vocabulary/certainty.h"
#include "core/vocabulary/method.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::scriptread {

/// What opens the hop.
enum class Opening : std::uint8_t { Session, Command, Interactive, CimSession, Winrs, Ssh };

/// A hop that the script opens by remoting.
struct RemotingCall {
    std::size_t command = 0;  ///< Index in powershell::Script::commands.
    Opening opening = Opening::Command;
    /// As typed; `$server` where the script does not say what it is, `?` where it is computed.
    std::vector<std::string> targets = {};
    Method method = Method::Default;
    bool tls = false;
    std::optional<std::uint16_t> port = {};
    bool hasCredential = false;           ///< One of its own was given.
    std::string credentialVariable = {};  ///< `cred` of `-Credential $cred`.
    bool delegates =
        false;  ///< A credential arrives with it, so that the next hop may be implicit.
    /// It is not what the script says alone that decides whether one arrives: another endpoint, a password by SSH.
    bool unsure = false;
    std::optional<std::size_t> within = {};  ///< The call in whose block it stands.
    std::vector<std::size_t> sessions = {};  ///< The calls whose sessions it uses.
    std::vector<text::Place> blocks = {};    ///< What runs there.
    std::vector<std::string> chains =
        {};  ///< In the grammar of docs/cli.md; `?` is where the script runs.
    text::Place place = {};
    std::size_t line = 1;
};

/// Enable-WSManCredSSP.
struct CredSspSetup {
    bool client = false;
    std::vector<std::string> delegates = {};
    bool known = true;  ///< Its list is constant.
    std::optional<std::size_t> within = {};
    text::Place place = {};
    std::size_t line = 1;
};

/// A line that will be denied.
struct Finding {
    Cause cause = Cause::NotDelegated;
    Certainty certainty = Certainty::Likely;
    std::optional<std::size_t> call = {};  ///< In ScriptReading::calls: what it runs in, or is.
    std::string command = {};              ///< Its name as typed.
    std::string target = {};          ///< Where it wants to go; empty: the script does not say.
    const CommandRow* row = nullptr;  ///< What is known of that command.
    std::string chain = {};
    /// The least that cures it, as PowerShell; empty: no line does, see CommandRow::remedy.
    std::string rewrite = {};
    text::Place place = {};
    std::size_t line = 1;
};

struct ScriptReading {
    std::vector<RemotingCall> calls = {};
    std::vector<CredSspSetup> setups = {};
    std::vector<Finding> findings = {};  ///< By place.
    bool whole = true;                   ///< False: a limit of powershell::parse() ended it.

    bool isEmpty() const noexcept { return calls.empty() && setups.empty(); }
};

/// More calls of one block than these are not looked at: the same line would be denied for the same reason.
inline constexpr std::size_t maxCallsOfBlock = 16;
inline constexpr std::size_t maxChains = 16;
/// Elements of a list, delegate lists and functions beyond these are not looked at: each may be asked for at each command.
inline constexpr std::size_t maxElements = 256;

/// What \p text, a script in UTF-8, does with remoting, and which of its lines will be denied. Variables are followed to their
/// constants, and sessions to what runs in them; what the script does not say is not invented.
/// Pure. Cost: that of powershell::parse(), and as much again for each call of a block.
ScriptReading readScript(std::string_view text);

}  // namespace hopwright::scriptread
