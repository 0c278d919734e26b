#include "core/lab/lab_world.h"

#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hopwright::lab {

namespace {

using text::equalsIgnoringAsciiCase;

bool answersTo(const LabMachine& machine, std::string_view name)
{
    if (name.empty())
        return false;
    name = text::withoutBrackets(name);
    return equalsIgnoringAsciiCase(machine.name, name)
           || equalsIgnoringAsciiCase(machine.dnsName, name)
           || equalsIgnoringAsciiCase(text::withoutBrackets(machine.address), name);
}

}  // namespace

LabMachine* LabWorld::find(std::string_view name)
{
    return const_cast<LabMachine*>(
        std::as_const(*this).find(name));  // NOLINT(cppcoreguidelines-pro-type-const-cast): ours
}

const LabMachine* LabWorld::find(std::string_view name) const
{
    const std::string_view host = hostPart(name);
    const auto found = std::ranges::find_if(
        machines, [host](const LabMachine& each) { return answersTo(each, host); });
    return found == machines.end() ? nullptr : &*found;
}

const LabAccount* LabWorld::account(const LabMachine& machine, std::string_view domain,
                                    std::string_view user) const
{
    const std::string_view wanted =
        domain.empty() || domain == "." ? std::string_view(machine.name) : domain;
    const auto matches = [&](const LabAccount& each) {
        if (!equalsIgnoringAsciiCase(each.user, user)
            || !equalsIgnoringAsciiCase(each.domain, wanted))
            return false;
        const bool local = equalsIgnoringAsciiCase(each.domain, machine.name);
        const bool ofDomain =
            !machine.domain.empty() && equalsIgnoringAsciiCase(each.domain, machine.domain);
        return local || ofDomain;
    };
    const auto found = std::ranges::find_if(accounts, matches);
    return found == accounts.end() ? nullptr : &*found;
}

std::string_view hostPart(std::string_view target) noexcept
{
    const std::size_t colon = target.rfind(':');
    const bool oneColon = colon != std::string_view::npos && target.find(':') == colon;
    const bool afterBracket =
        colon != std::string_view::npos && colon > 0 && target[colon - 1] == ']';
    return oneColon || afterBracket ? target.substr(0, colon) : target;
}

bool isOwnName(std::string_view target)
{
    constexpr std::array<std::string_view, 3> names{"localhost", "127.0.0.1", "::1"};
    const std::string_view host = text::withoutBrackets(hostPart(target));
    return std::ranges::any_of(
        names, [host](std::string_view each) { return equalsIgnoringAsciiCase(each, host); });
}

const LabMachine* reachedFrom(const LabWorld& world, const LabMachine& client,
                              std::string_view target)
{
    return isOwnName(target) ? &client : world.find(target);
}

std::string accountName(const LabMachine& machine, const std::string& account)
{
    const std::size_t slash = account.find('\\');
    const std::string domain = account.substr(0, slash == std::string::npos ? 0 : slash);
    if (account.empty() || (!domain.empty() && domain != "."))
        return account;
    return machine.name + '\\' + account.substr(slash == std::string::npos ? 0 : slash + 1);
}

}  // namespace hopwright::lab
