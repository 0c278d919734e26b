#pragma once

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
    void readTargets(const powershell::Command& command, Opening opening, RemotingCall& out) const;
    void readBlocks(const powershell::Command& command, RemotingCall& out);
    void bindParameters(text::Place block, const powershell::Argument& arguments);
    std::vector<std::size_t> sessionsOf(const powershell::Command& command) const;
    bool isListedInScript(std::string_view target) const;
    void findStretches();
    void typedLines(std::size_t call);
    void makeChains(RemotingCall& call) const;
    std::string chainTo(const RemotingCall& call, std::string_view target) const;

    // lines.cpp
    void judgeCalls();
    void judgeCall(std::size_t index);
    void judgeLines();
    void judgeCommand(const powershell::Command& command, const Stretch& stretch);
    void judgeIn(const powershell::Command& command, const Stretch& stretch, std::size_t call);
    void judgeLiteral(const powershell::Literal& literal, const Stretch& stretch);
    bool hasOwnCredential(const powershell::Command& command, const CommandRow* row) const;
    std::optional<std::string> shareIn(const powershell::Command& command) const;
    std::optional<std::string> otherMachine(const powershell::Command& command,
                                            const CommandRow& row, const RemotingCall& call,
                                            bool& said) const;
    void deny(Finding finding);
    bool isTheCalls(const RemotingCall& call, std::string_view host) const;
    std::string rewriteOf(const powershell::Command& command, const RemotingCall& call,
                          const CommandRow* row, const std::string& target) const;

    std::string_view m_text;
    powershell::Script m_script;
    Variables m_variables;
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
