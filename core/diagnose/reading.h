#pragma once

#include "core/commands/command_table.h"
#include "core/text/place.h"
#include "core/vocabulary/method.h"
#include "core/vocabulary/resource_kind.h"
#include "core/vocabulary/transport.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::diagnose {

/// A name as the text has it, and where; empty: it does not say.
struct Named {
    std::string name = {};
    text::Place place = {};

    bool empty() const noexcept { return name.empty(); }
    bool operator==(const Named&) const = default;
};

/// A session that was opened, as far as the text says it.
struct ReadSession {
    Named target = {};  ///< As typed, with port where one was given with it.
    std::optional<Method> method = {};
    std::optional<Transport> transport = {};
    bool hasCredential = false;  ///< An own one, by -Credential or what other programs have for it.
    text::Place command =
        {};  ///< What opens it; nothing where only a message or a prompt tells of it.

    bool operator==(const ReadSession&) const = default;
};

/// What was wanted at the end.
struct ReadResource {
    ResourceKind kind = ResourceKind::SmbShare;
    Named target =
        {};  ///< `\\FS01\Data`, or the machine; empty where it is a machine that nobody names, such as a domain's controller.
    std::string command = {};  ///< What wanted it, as typed; empty: only a message tells of it.
    bool hasCredential = false;
    bool isOnlyRead =
        false;  ///< By that command, as `Get-ChildItem` does: nothing is written there.
    const CommandRow* row = nullptr;  ///< Of that command; null: it has none.

    bool operator==(const ReadResource&) const = default;
};

/// Who started, where it ran and what it wanted, as far as a text says it. Nothing is invented: what is not said is empty.
struct Reading {
    Named client = {};
    std::vector<ReadSession> sessions =
        {};  ///< Each opened from the machine of the one before, the first from the client.
    std::optional<ReadResource> resource = {};
    bool ranInSession = false;  ///< What was wanted was wanted on the machine of the last session.
    bool isOnlyOpened = false;  ///< Of sessions that are typed or run in, and nothing was.
    /// The machine that messages name as the one that could not be reached or said no.
    Named failing = {};
    /// Accounts as `DOMAIN\user`, whatever they are used for.
    std::vector<Named> accounts = {};
    std::vector<Named> saidTos =
        {};  ///< Machines that the prose has behind "on" and "to", in any of its languages.
    std::vector<text::Place> commands = {};  ///< Of all commands that were understood.

    bool operator==(const Reading&) const = default;
};

/// Reads \p clean: commands of remoting with their parameters, prompts (`[JUMP01]: PS C:\>`), messages that name a machine
/// ("Connecting to remote server …"), PSComputerName, UNC paths, connection strings, playbooks. Cost: linear.
Reading readChain(std::string_view clean);

/// `PC01 -credssp-> SRV01 -> \\FS01\Data`, as docs/cli.md has chains; `?` for what the text does not say. Empty: it says nothing.
std::string chainOf(const Reading& reading);

}  // namespace hopwright::diagnose
