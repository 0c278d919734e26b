#include "core/scriptread/script_reading.h"

#include "core/scriptread/analyst.h"
#include "core/scriptread/call_arguments.h"
#include "core/target/typed_target.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <tuple>

namespace hopwright::scriptread {

Analyst::Analyst(std::string_view text)
    : m_text(text),
      m_script(powershell::parse(text)),
      m_variables(m_script),
      m_destinations(text, m_script, m_variables),
      m_rewrites(text, m_variables)
{
}

ScriptReading Analyst::reading()
{
    m_out.whole = m_script.whole;
    findCalls();
    findStretches();
    judgeCalls();
    judgeLines();
    std::ranges::sort(m_out.findings, {},
                      [](const Finding& each) { return std::tuple(each.place, each.cause); });
    return std::move(m_out);
}

void Analyst::deny(Finding finding)
{
    if (m_said.emplace(finding.place, finding.cause).second)
        m_out.findings.push_back(std::move(finding));
}

/// Is \p host where \p call goes, or one of its sessions?
bool Analyst::isTheCalls(const RemotingCall& call, std::string_view host) const
{
    const std::string_view name = target::shortNameOf(host);
    const auto same = [&](const RemotingCall& at) {
        return std::ranges::any_of(at.targets, [&](const std::string& each) {
            return text::equalsIgnoringAsciiCase(target::shortNameOf(each), name);
        });
    };
    return isSelf(host) || same(call) || std::ranges::any_of(call.sessions, [&](std::size_t each) {
               return same(m_out.calls[each]);
           });
}

bool Analyst::hasDelegated(const RemotingCall& call) const
{
    return call.sessions.empty() ? call.delegates : m_out.calls[call.sessions.back()].delegates;
}

ScriptReading readScript(std::string_view text)
{
    return Analyst(text).reading();
}

}  // namespace hopwright::scriptread
