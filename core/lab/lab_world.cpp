#include "core/lab/lab_world.h"

#include "core/target/typed_target.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hopwright::lab {

namespace {

using text::equalsIgnoringAsciiCase;

constexpr std::size_t netBiosLength = 15;

bool hasOwnName(const LabMachine& machine, std::string_view name)
{
    return equalsIgnoringAsciiCase(machine.name, name)
           || equalsIgnoringAsciiCase(machine.dnsName, name)
           || (!machine.address.empty()
               && equalsIgnoringAsciiCase(text::withoutBrackets(machine.address), name));
}

bool hasAlias(const LabMachine& machine, std::string_view name)
{
    return std::ranges::any_of(machine.aliases, [name](const std::string& each) {
        return equalsIgnoringAsciiCase(text::withoutBrackets(each), name);
    });
}

std::string_view firstLabel(std::string_view name) noexcept
{
    const bool dotted =
        !name.contains(':') && name.find_first_not_of("0123456789.") != std::string_view::npos;
    return dotted ? name.substr(0, name.find('.')) : name;
}

/// The 15 characters of \p name that NetBIOS has; bytes that go on with one are counted with it.
std::string_view netBiosPart(std::string_view name) noexcept
{
    std::size_t characters = 0;
    const auto end = std::ranges::find_if(name, [&characters](char c) {
        const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        return begins && ++characters > netBiosLength;
    });
    return name.substr(0, static_cast<std::size_t>(end - name.begin()));
}

/// An account as it came over the wire, its user principal name taken apart.
struct Typed {
    std::string_view domain;
    std::string_view user;
    bool isPrincipal = false;

    bool isOwn() const noexcept { return domain.empty() || domain == "."; }
};

Typed typedAs(std::string_view domain, std::string_view user) noexcept
{
    const std::size_t at = user.rfind('@');
    const bool principal =
        domain.empty() && at != std::string_view::npos && at != 0 && at + 1 != user.size();
    if (principal)
        return {.domain = user.substr(at + 1), .user = user.substr(0, at), .isPrincipal = true};
    return {.domain = domain, .user = user};
}

bool isNameOf(const LabDomain& domain, std::string_view name) noexcept
{
    return !name.empty()
           && (equalsIgnoringAsciiCase(domain.name, name)
               || equalsIgnoringAsciiCase(domain.dnsName, name));
}

/// Equal DNS names are one domain, two are two; short names count where one of them is not known.
bool isOneDomain(const LabDomain& a, const LabDomain& b) noexcept
{
    if (!a.dnsName.empty() && !b.dnsName.empty())
        return equalsIgnoringAsciiCase(a.dnsName, b.dnsName);
    return !a.name.empty() && equalsIgnoringAsciiCase(a.name, b.name);
}

LabDomain domainOf(const LabAccount& account)
{
    return {.name = account.domain, .dnsName = account.dnsDomain};
}

LabDomain domainOf(const LabMachine& machine)
{
    return {.name = machine.domain, .dnsName = machine.dnsDomain};
}

bool isSame(const LabAccount& a, const LabAccount& b)
{
    return equalsIgnoringAsciiCase(a.user, b.user) && isOneDomain(domainOf(a), domainOf(b));
}

}  // namespace

LabMachine* LabWorld::find(std::string_view name)
{
    return const_cast<LabMachine*>(
        std::as_const(*this).find(name));  // NOLINT(cppcoreguidelines-pro-type-const-cast): ours
}

const LabMachine* LabWorld::find(std::string_view name) const
{
    const std::string_view host = text::withoutBrackets(target::readTarget(name).host);
    if (host.empty())
        return nullptr;
    auto found = std::ranges::find_if(
        machines, [host](const LabMachine& each) { return hasOwnName(each, host); });
    if (found == machines.end()) {
        found = std::ranges::find_if(
            machines, [host](const LabMachine& each) { return hasAlias(each, host); });
    }
    return found == machines.end() ? nullptr : &*found;
}

const LabAccount* LabWorld::account(const LabMachine& machine, std::string_view domain,
                                    std::string_view user) const
{
    const Typed typed = typedAs(domain, user);
    const bool own = typed.isOwn() || (!typed.isPrincipal && isOwnDomain(machine, typed.domain));
    if (own) {
        const auto local = std::ranges::find_if(accounts, [&](const LabAccount& each) {
            return each.dnsDomain.empty() && equalsIgnoringAsciiCase(each.domain, machine.name)
                   && equalsIgnoringAsciiCase(each.user, typed.user);
        });
        return local == accounts.end() ? nullptr : &*local;
    }
    const LabAccount* const found = accountNamed(domain, user);
    if (found == nullptr)
        return nullptr;
    const bool ofSomeMachine = std::ranges::any_of(machines, [&](const LabMachine& each) {
        return found->dnsDomain.empty() && isOwnDomain(each, found->domain);
    });
    if (machine.anyDomain)
        return ofSomeMachine ? nullptr : found;
    return isOneDomain(domainOf(*found), domainOf(machine)) ? found : nullptr;
}

LabAccount LabWorld::named(std::string_view domain, std::string_view user) const
{
    const Typed typed = typedAs(domain, user);
    LabAccount out{
        .domain = std::string(typed.domain), .user = std::string(typed.user), .password = {}};
    if (typed.isOwn()) {
        out.domain = ".";
        return out;
    }
    const auto known = std::ranges::find_if(
        domains, [&](const LabDomain& each) { return isNameOf(each, typed.domain); });
    if (known != domains.end()) {
        out.domain = known->name;
        out.dnsDomain = known->dnsName;
        return out;
    }
    const auto member = std::ranges::find_if(
        machines, [&](const LabMachine& each) { return isNameOf(domainOf(each), typed.domain); });
    if (member != machines.end()) {
        out.domain = member->domain;
        out.dnsDomain = member->dnsDomain;
        return out;
    }
    const auto machine = std::ranges::find_if(machines, [&](const LabMachine& each) {
        return !typed.isPrincipal && isOwnDomain(each, typed.domain);
    });
    if (machine != machines.end()) {
        out.domain = machine->name;
    } else if (typed.domain.contains('.')) {
        out.dnsDomain = typed.domain;
    }
    return out;
}

const LabAccount* LabWorld::accountNamed(std::string_view domain, std::string_view user) const
{
    const LabAccount wanted = named(domain, user);
    const auto found = std::ranges::find_if(
        accounts, [&](const LabAccount& each) { return isSame(each, wanted); });
    return found == accounts.end() ? nullptr : &*found;
}

LabAccount* LabWorld::accountNamed(std::string_view domain, std::string_view user)
{
    return const_cast<LabAccount*>(  // NOLINT(cppcoreguidelines-pro-type-const-cast): ours
        std::as_const(*this).accountNamed(domain, user));
}

LabAccount& LabWorld::makeAccount(std::string_view domain, std::string_view user)
{
    if (LabAccount* const known = accountNamed(domain, user))
        return *known;
    accounts.push_back(named(domain, user));
    return accounts.back();
}

std::string LabWorld::doubtAbout(const LabMachine& machine, std::string_view domain,
                                 std::string_view user) const
{
    if (machine.domain.empty() || machine.anyDomain || typedAs(domain, user).isOwn())
        return {};
    const LabAccount wanted = named(domain, user);
    const bool ofSomeMachine = std::ranges::any_of(machines, [&](const LabMachine& each) {
        return wanted.dnsDomain.empty() && isOwnDomain(each, wanted.domain);
    });
    if (ofSomeMachine || isOneDomain(domainOf(wanted), domainOf(machine)))
        return {};
    return "whether " + machine.domain + ", the domain of " + machine.name + ", trusts "
           + wanted.domain + " is not known in the lab";
}

std::string LabWorld::accountName(const LabMachine& machine, const std::string& account) const
{
    if (account.empty())
        return {};
    const std::size_t slash = account.find('\\');
    const bool hasDomain = slash != std::string::npos;
    const std::string domain = hasDomain ? account.substr(0, slash) : std::string();
    const LabAccount out = named(domain, account.substr(hasDomain ? slash + 1 : 0));
    return (out.domain == "." ? machine.name : out.domain) + '\\' + out.user;
}

const LabMachine* reachedFrom(const LabWorld& world, const LabMachine& client,
                              std::string_view target)
{
    return target::isOwnName(target::readTarget(target).host) ? &client : world.find(target);
}

std::string_view domainOrOwn(std::string_view domain, std::string_view user) noexcept
{
    const bool alone = !user.empty() && typedAs(domain, user).domain.empty();
    return alone ? std::string_view(".") : domain;
}

bool isOwnDomain(const LabMachine& machine, std::string_view domain) noexcept
{
    if (domain.empty())
        return false;
    const std::string_view label = firstLabel(machine.name);
    return domain == "." || equalsIgnoringAsciiCase(machine.name, domain)
           || equalsIgnoringAsciiCase(machine.dnsName, domain)
           || equalsIgnoringAsciiCase(label, domain)
           || equalsIgnoringAsciiCase(netBiosPart(label), domain);
}

}  // namespace hopwright::lab
