#pragma once

#include "core/diagnose/reading.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::diagnose {

// What a text says, each by itself: reading.cpp puts it together.

/// What a command has to do with hops.
enum class Part : std::uint8_t {
    Opens,   ///< A session that commands are given to later: New-PSSession.
    Enters,  ///< One that somebody types in.
    Runs,    ///< Opens one and runs something in it.
    Asks,    ///< Another machine, by a protocol of its own.
};

/// `[JUMP01]: PS C:\>`: what is typed behind it runs on that machine.
struct Prompt {
    std::size_t from = 0;  ///< Where its line begins.
    std::size_t end = 0;
    Named machine = {};
};

/// One command that opens a session.
struct Call {
    Part part = Part::Runs;
    ReadSession session = {};
    text::Place place = {};
    std::string variable = {};                ///< It was assigned to this, in small letters.
    std::optional<std::string> through = {};  ///< -Session: that of this variable.
    std::optional<std::size_t> within = {};   ///< The call in whose block it stands.
    std::string prompt = {};                  ///< It was typed behind `[X]:`.
};

/// One that asks another machine.
struct Ask {
    ReadResource resource = {};
    text::Place place = {};
    std::optional<std::size_t> within = {};
    std::string prompt = {};
    bool isAtFirst = false;  ///< Typed at a prompt of the machine that all began on: `PS C:\>`.
};

/// `pc8 -> mgmt8 (CredSSP) -> ws-1177`, "WS to GATE2 with CredSSP": who connects to whom, as people draw it in a line.
struct Edge {
    Named from = {};
    Named to = {};
    std::optional<Method> method = {};
};

struct Said {
    std::vector<Prompt> prompts = {};  ///< In the order of the text.
    std::vector<Call> calls = {};
    std::vector<Ask> asks = {};
    std::vector<text::Place> commands = {};  ///< Of all of these.
    std::vector<Edge> edges = {};
    std::vector<Named> paths =
        {};  ///< `\\server\share`, with one backslash each where they were doubled.
    std::vector<Named> hosts = {};  ///< Of playbooks, Python clients, ssh and psexec.
    std::optional<Method> hostMethod = {};
    std::vector<Named> froms = {};  ///< Names behind "from", in any of its languages,
    std::vector<Named> tos = {};    ///< and behind "to" and "on".
    std::vector<Named> accounts = {};
    Named sessionOn = {};   ///< "In a session on X", in any of its languages.
    Named configured = {};  ///< `[X]: LCM:`, the machine that applies what was configured.
    Named failing = {};     ///< "Connecting to remote server X failed".
    Named ranOn = {};       ///< `PSComputerName : X`.
    Named sqlServer = {};   ///< Of a connection string.
};

/// Of a kind of names, more are not kept.
inline constexpr std::size_t mostNames = 2000;
/// More commands of a text are not read.
inline constexpr std::size_t mostCommands = 2000;

/// What a person or a program calls a method; nothing: it is none. NegotiateWithImplicitCredential is Negotiate.
std::optional<Method> methodOf(std::string_view word);

/// Whether the command \p typed, of \p row where it has one, only looks at the share that it is given, or goes there: `dir`,
/// `Get-Content`, `net use`; not what writes there, copies or is unknown.
bool onlyReads(std::string_view typed, const CommandRow* row);

/// Fills prompts, then calls, asks and commands. Cost: linear.
void readCommands(std::string_view clean, Said& out);
/// Fills the rest. Cost: linear.
void readWords(std::string_view clean, Said& out);

}  // namespace hopwright::diagnose
