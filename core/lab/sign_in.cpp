#include "core/lab/sign_in.h"

#include "core/wire/negotiate/acceptor.h"
#include "core/wire/negotiate/initiator.h"

namespace hopwright::lab {

namespace negotiate = wire::negotiate;

namespace {

negotiate::NtlmAcceptor ntlmOf(const LabMachine& host, FileTime now)
{
    return {.computerName = host.name,
            .domain = host.domain.empty() ? host.name : host.domain,
            .dnsName = host.dnsName,
            .now = now};
}

}  // namespace

wire::auth::MakeInitiator winrmInitiator(const LabMachine& client, FileTime now)
{
    return negotiate::usualInitiator({.workstation = client.name, .now = now});
}

wire::auth::MakeAcceptor winrmAcceptor(const LabMachine& host, FileTime now)
{
    negotiate::NtlmAcceptor of = ntlmOf(host, now);
    if (const std::size_t dot = host.dnsName.find('.'); dot != std::string::npos)
        of.dnsDomain = host.dnsName.substr(dot + 1);
    return negotiate::usualAcceptor(std::move(of));
}

wire::auth::MakeInitiator shareInitiator(FileTime now)
{
    return negotiate::usualInitiator({.now = now});
}

wire::auth::MakeAcceptor shareAcceptor(const LabMachine& host, FileTime now)
{
    negotiate::NtlmAcceptor of = ntlmOf(host, now);
    of.allowAnonymous = true;
    return negotiate::usualAcceptor(std::move(of));
}

}  // namespace hopwright::lab
