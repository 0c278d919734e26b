#include "core/scriptread/script_reading.h"

#include "core/scriptread/analyst.h"

#include <algorithm>
#include <tuple>

namespace hopwright::scriptread {

Analyst::Analyst(std::string_view text)
    : m_text(text), m_script(powershell::parse(text)), m_variables(m_script)
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

ScriptReading readScript(std::string_view text)
{
    return Analyst(text).reading();
}

}  // namespace hopwright::scriptread
