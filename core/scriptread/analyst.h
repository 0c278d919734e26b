#pragma once

#include "core/scriptread/destinations.h"
#include "core/scriptread/rewrites.h"
#include "core/scriptread/script_reading.h"
#include "core/scriptread/variables.h"

#include <map>
#include <set>
#include <utility>

namespace hopwright::scriptread {

/// Reads a script in two walks over its commands: which hops it opens, and then what runs in each.
class Analyst {
public:
    explicit Analyst(std::string_view text);
    Analyst(const Analyst&) = delete;  // Its parts know each other by where they are.
    Analyst& operator=(const Analyst&) = delete;
    ~Analyst() = default;

    ScriptReading reading();

private:
    /// A stretch of the script that runs elsewhere, and by which calls.
    struct Stretch {
        text::Place place;
        std::vector<std::size_t> calls;
        bool typed = false;  ///< The lines behind Enter-PSSession.
    };

    // calls.cpp
    void findCalls();
    void readCall(std::size_t index, Opening opening);
    void readWinrs(std::size_t index);
    void readSetup(const powershell::Command& command);
    void readTrustedHosts(const powershell::Command& command);
    void addCall(RemotingCall call);
    Method methodOf(const powershell::Command& command, Opening opening) const;
    void readTargets(const powershell::Command& command, Opening opening, RemotingCall& out) const;
    const powershell::Argument* targetArgument(const powershell::Command& command,
                                               Opening opening) const;
    std::vector<std::string> targetsOf(const powershell::Value& value, std::size_t offset) const;
    void readBlocks(const powershell::Command& command, RemotingCall& out);
    const powershell::Argument* blockArgument(const powershell::Command& command) const;
    std::vector<text::Place> blocksOf(const powershell::Value& value, std::size_t offset) const;
    std::optional<text::Place> blockOf(const powershell::Value& value, std::size_t offset) const;
    void bindParameters(text::Place block, const powershell::Argument& arguments);
    std::vector<std::size_t> sessionsOf(const powershell::Command& command) const;
    void addSessionsIn(std::string_view variable, std::size_t offset,
                       std::vector<std::size_t>& out) const;
    bool isListedInScript(std::string_view target) const;
    void findStretches();
    void typedLines(std::size_t call);
    void makeChains(RemotingCall& call) const;
    static std::string chainTo(const RemotingCall& call, std::string_view target);

    // script_reading.cpp
    void deny(Finding finding);
    bool isTheCalls(const RemotingCall& call, std::string_view host) const;
    /// Whether a password arrives where \p call runs: with its session, the last where it uses several.
    bool hasDelegated(const RemotingCall& call) const;

    // denied_calls.cpp
    void judgeCalls();
    void nestCalls();
    void judgeSetup(const CredSspSetup& setup);
    void judgeCall(std::size_t index);
    void judgeSecondHop(std::size_t index, std::size_t outer);
    bool isRefusedByList(const RemotingCall& call) const;
    void judgeAddress(std::size_t index);
    void judgeCommandLine(std::size_t index);
    Finding findingOf(std::size_t call) const;
    void denyCall(std::size_t call, Finding finding);

    // lines.cpp
    struct Line;
    void judgeLines();
    void judgeCommand(const powershell::Command& command, const Stretch& stretch);
    Line lineIn(const powershell::Command& command, const Stretch& stretch, std::size_t call) const;
    void judgeLine(const Line& line);
    static bool isSessionBound(const Line& line);
    bool judgeMachines(const Line& line);
    void judgeShare(const Line& line);
    void denyLine(const Line& line, const std::string& target);
    void denySessionBound(const Line& line);
    void judgeLiteral(const powershell::Literal& literal, const Stretch& stretch);

    std::string_view m_text;
    powershell::Script m_script;
    Variables m_variables;
    Destinations m_destinations;
    Rewrites m_rewrites;
    ScriptReading m_out;
    std::map<std::size_t, std::size_t> m_callOfCommand;
    std::vector<Stretch>
        m_stretches;  ///< By where they begin; they lie within each other or apart.
    std::set<std::pair<text::Place, Cause>> m_said;  ///< What m_out.findings has.
    std::set<std::size_t> m_denied;                  ///< Calls that are not opened at all.
    std::map<std::size_t, std::set<std::string>>
        m_mapped;  ///< By call: hosts that are signed in to.
    std::vector<std::pair<std::size_t, std::string>>
        m_trusted;  ///< From where on TrustedHosts has what.
};

}  // namespace hopwright::scriptread
