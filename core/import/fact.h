#pragma once

#include "core/text/place.h"
#include "core/vocabulary/fact_kind.h"
#include "core/vocabulary/source.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace hopwright::import {

/// What is read: the output of one tool, or of a family of them.
enum class Reader : std::uint8_t {
    CredSspStatus,  ///< `Get-WSManCredSSP`
    WinrmConfig,    ///< `winrm get`, `winrm enumerate`, text and XML; `dir WSMan:`
    GroupPolicy,    ///< `gpresult`, text and XML
    RegQuery,
    RegFile,
    RegistryPol,
    Klist,
    Setspn,
    Nltest,
    Whoami,
    TestWsman,
    EventLog,      ///< Text of Get-WinEvent, wevtutil and Event Viewer; XML
    RemoteClient,  ///< Ansible, pywinrm
    Transcript,    ///< The header of Start-Transcript, and prompts
    Registry,      ///< This machine's own, or an image of one: core/seen
};

/// One thing that a text says of a machine. A machine's word is kept as it was spelled.
struct Fact {
    FactKind kind;
    std::string subject =
        {};  ///< The machine, or the account that has a name; nothing: the text does not say whose it is.
    std::string about = {};  ///< Which of its kind: see FactKind.
    std::string value = {};  ///< The entries of a list stand in lines.
    FactLayer layer = FactLayer::Session;
    Source source = Source::Pasted;
    std::string time =
        {};                ///< ISO 8601 where the text has a time that can be read in one way only.
    std::size_t line = 0;  ///< From 1; 0: the input has no lines.
    text::Place place = {};  ///< In what was read.
    Reader reader = Reader::Transcript;

    bool operator==(const Fact&) const = default;
};

/// A command that somebody ran: its name alone, since passwords stand behind it.
struct Command {
    std::string name;
    std::string machine = {};
    std::size_t line = 0;
    text::Place place = {};

    bool operator==(const Command&) const = default;
};

/// What of a text which reader took.
struct Part {
    Reader reader = Reader::Transcript;
    text::Place place = {};

    bool operator==(const Part&) const = default;
};

struct Reading {
    std::vector<Fact> facts = {};        ///< In the order of the text, at most maxFacts.
    std::vector<Command> commands = {};  ///< The same.
    std::vector<Part> parts = {};
    std::string machine =
        {};  ///< Where it was printed, as the text says it: a transcript's header, `hostname`.
    std::size_t left =
        0;  ///< How many facts were more than maxFacts, or longer than a drawing keeps.

    bool operator==(const Reading&) const = default;
};

inline constexpr std::size_t maxFacts = 10'000;

}  // namespace hopwright::import

namespace hopwright {

template <>
inline constexpr auto wordsOf<import::Reader> = std::to_array<std::string_view>(
    {"get-wsmancredssp", "winrm", "gpresult", "reg-query", "reg-file", "registry-pol", "klist",
     "setspn", "nltest", "whoami", "test-wsman", "event-log", "remote-client", "transcript",
     "registry"});

}  // namespace hopwright
