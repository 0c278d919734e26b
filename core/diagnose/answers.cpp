#include "core/diagnose/answers.h"

#include "core/diagnose/machine_name.h"
#include "core/target/typed_target.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace hopwright::diagnose {

namespace {

/// A variable stands for a machine that the text does not name.
bool isNamed(const Named& machine)
{
    return !machine.empty() && !machine.name.starts_with('$');
}

/// \p name in the place of what the text has; what names the same machine stays as it is spelled there.
void rename(Named& machine, const std::string& name)
{
    if (!isSameMachine(machine.name, name))
        machine = {.name = name};
}

/// The session to the machine \p name; else to one that is called so in another domain, which is what is set right.
std::vector<ReadSession>::iterator sessionTo(std::vector<ReadSession>& sessions,
                                             std::string_view name)
{
    const auto found = std::ranges::find_if(
        sessions, [&](const ReadSession& each) { return isSameMachine(each.target.name, name); });
    if (found != sessions.end())
        return found;
    const auto shortNameOf = [](std::string_view typed) {
        return target::shortNameOf(target::readTarget(typed).host);
    };
    return std::ranges::find_if(sessions, [&](const ReadSession& each) {
        return text::equalsIgnoringAsciiCase(shortNameOf(each.target.name), shortNameOf(name));
    });
}

void setRanOn(Reading& reading, const Answers& answers)
{
    const std::string& client =
        answers.startedFrom.empty() ? reading.client.name : answers.startedFrom;
    if (isSameMachine(client, answers.ranOn)) {
        reading.sessions.clear();
        reading.ranInSession = false;
        return;
    }
    if (reading.sessions.empty())
        reading.sessions.emplace_back();
    // What was wanted was wanted there: sessions behind it are none of it.
    const auto found = sessionTo(reading.sessions, answers.ranOn);
    if (found != reading.sessions.end())
        reading.sessions.erase(found + 1, reading.sessions.end());
    rename(reading.sessions.back().target, answers.ranOn);
    reading.ranInSession = true;
}

}  // namespace

Reading answered(Reading reading, const Answers& answers)
{
    if (!answers.ranOn.empty())
        setRanOn(reading, answers);
    if (!answers.startedFrom.empty())
        rename(reading.client, answers.startedFrom);
    if (!answers.account.empty()) {
        std::erase_if(reading.accounts, [&](const Named& each) {
            return text::asciiLower(each.name) == text::asciiLower(answers.account);
        });
        reading.accounts.insert(reading.accounts.begin(), Named{.name = answers.account});
    }
    return reading;
}

Answers answersOf(const Reading& reading)
{
    Answers out;
    const auto hostOf = [](const Named& machine) {
        return isNamed(machine) ? std::string(target::readTarget(machine.name).host)
                                : std::string();
    };
    out.startedFrom = hostOf(reading.client);
    if (!reading.sessions.empty())
        out.ranOn = hostOf(reading.sessions.back().target);
    if (!reading.accounts.empty())
        out.account = reading.accounts.front().name;
    return out;
}

}  // namespace hopwright::diagnose
