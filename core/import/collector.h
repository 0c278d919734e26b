#pragma once

#include "core/import/fact.h"
#include "core/import/lines.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hopwright::import {

/// What is said of a fact beside its kind, layer and value.
struct More {
    std::string about = {};
    std::string subject = {};  ///< Nothing: the machine whose output is being read.
    std::string time = {};
};

/// Takes what the readers find. Not for other layers.
class Collector {
public:
    explicit Collector(std::string_view text) noexcept : m_text(text) {}

    /// \p piece is where it stands: a part of the text, or anything else, and then the line is its place.
    void add(Reader reader, FactKind kind, FactLayer layer, std::string_view value,
             const Line& line, std::string_view piece, More more = {});

    /// The machine whose output follows: a prompt's, else the one that the whole text names, else nothing.
    std::string_view subject() const noexcept;
    /// The words that were typed behind the command whose output follows.
    std::string_view typed() const noexcept { return m_typed; }

    void setMachine(std::string_view name);
    /// A prompt on \p machine (empty: on the text's own), with what was typed at it.
    void atPrompt(std::string_view machine, std::string_view typed, const Line& line);
    void addPart(Reader reader, std::size_t begin, std::size_t end);

    Reading take() && { return std::move(m_reading); }

private:
    std::string_view m_text;
    Reading m_reading = {};
    std::string m_prompt = {};  ///< The machine of the last prompt; nothing: the text's own.
    std::string m_target =
        {};  ///< The machine that the last command asked, by `-ComputerName` and the like.
    std::string_view m_typed = {};
};

// The readers. Each looks at the line that it is given: when the output of its tool begins there, it takes it, moves \p lines
// behind it and returns true; else it moves nothing. What a reader looks ahead is bounded.
bool readCredSspStatus(Lines& lines, Collector& out);
bool readWinrmText(Lines& lines, Collector& out);
bool readWinrmList(
    Lines& lines, Collector& out);  ///< `CredSSP           : true`, as Get-WSManInstance prints it.
bool readWsmanDrive(Lines& lines, Collector& out);
bool readGroupPolicyText(Lines& lines, Collector& out);
bool readRegQuery(Lines& lines, Collector& out);
bool readRegFile(Lines& lines, Collector& out);
bool readKlist(Lines& lines, Collector& out);
bool readSetspn(Lines& lines, Collector& out);
bool readNltest(Lines& lines, Collector& out);
bool readWhoami(Lines& lines, Collector& out);
bool readTestWsman(Lines& lines, Collector& out);
bool readEventText(Lines& lines, Collector& out);
bool readRemoteClient(Lines& lines, Collector& out);
bool readTranscriptHeader(Lines& lines, Collector& out);
/// `<Event>`, `<Rsop>`, `<cfg:Config>` and others, element by element.
bool readXml(Lines& lines, Collector& out);

Reading readRegistryPol(std::string_view bytes);

/// Facts of a setting of WinRM, by its path: `Client/Auth/CredSSP`.
void addWinrmSetting(Collector& out, std::string_view path, std::string_view value, bool byPolicy,
                     const Line& line, std::string_view piece);

/// The policies and WinRM's own keys, whatever prints them.
class RegistryFacts {
public:
    RegistryFacts(Collector& out, Reader reader, FactLayer policies)
        : m_out(out), m_reader(reader), m_policies(policies)
    {
    }

    /// A key was looked at, with or without its hive.
    void key(std::string_view path, const Line& line);
    /// A number, or else text, of the key at \p path.
    struct Value {
        std::string_view name;
        std::optional<std::uint32_t> number = {};
        std::string_view text = {};
    };
    void value(std::string_view path, const Value& value, const Line& line, std::string_view piece);
    /// The lists that were begun are complete.
    void finish();
    /// Of what comes from then on.
    void setPolicies(FactLayer layer) { m_policies = layer; }

private:
    struct List {
        std::string name = {};  ///< In small letters, as all paths here.
        FactLayer layer = {};
        std::string spelled = {};
        std::string entries = {};
        bool any = false;
        Line line = {};
        std::string_view piece = {};
    };

    /// A value, and where it was found.
    struct Found {
        const Value& value;
        const Line& line;
        std::string_view piece;
    };

    void add(FactKind kind, FactLayer layer, std::string_view said, const Found& found,
             More more = {});
    List* listOf(std::string_view name);
    // One for each key that is read.
    void delegation(const Found& found);
    void delegationEntry(std::string_view behind, const Found& found);
    void oracleRemediation(const Found& found);
    void delegationDefaults(std::string_view list, const Found& found);
    void winrmPolicy(std::string_view side, const Found& found);
    void winrmConfig(std::string_view side, const Found& found);

    Collector& m_out;
    Reader m_reader;
    FactLayer m_policies;
    std::vector<List> m_lists =
        {};  ///< In the order in which they begin; there are nine, and layers.
};

}  // namespace hopwright::import
