#include "core/scriptread/analyst.h"
#include "core/scriptread/call_arguments.h"
#include "core/scriptread/each_within.h"
#include "core/target/typed_target.h"

#include <algorithm>
#include <utility>

namespace hopwright::scriptread {

namespace {

/// Does the script say where \p call goes?
bool namesTarget(const RemotingCall& call)
{
    return !call.targets.empty() && !call.targets.front().starts_with('$')
           && call.targets.front() != "?";
}

/// Does \p call go to an address in a way that proves a machine by its name: a ticket of Kerberos, and no certificate?
bool goesToAddress(const RemotingCall& call)
{
    const bool byName = call.method == Method::Default || call.method == Method::Negotiate
                        || call.method == Method::Kerberos;
    const bool windows = call.opening != Opening::Winrs && call.opening != Opening::CimSession;
    return byName && windows && !call.tls && namesTarget(call)
           && target::isAddress(call.targets.front()) && !isSelf(call.targets.front());
}

}  // namespace

void Analyst::judgeCalls()
{
    nestCalls();
    for (const CredSspSetup& each : m_out.setups) {
        if (each.client)
            judgeSetup(each);
    }
    for (std::size_t i = 0; i < m_out.calls.size(); ++i)
        judgeCall(i);
}

/// Finds what stands in the block of which call, and the chains that come of it.
void Analyst::nestCalls()
{
    eachWithin(m_out.calls, m_stretches, [&](const RemotingCall& call, const Stretch& stretch) {
        const auto index = static_cast<std::size_t>(&call - m_out.calls.data());
        if (stretch.calls.front() != index)
            m_out.calls[index].within = stretch.calls.front();
    });
    eachWithin(m_out.setups, m_stretches, [&](const CredSspSetup& setup, const Stretch& stretch) {
        m_out.setups[static_cast<std::size_t>(&setup - m_out.setups.data())].within =
            stretch.calls.front();
    });
    // A block may stand before the call that runs it: those that are opened from here first.
    for (const bool inner : {false, true}) {
        for (RemotingCall& each : m_out.calls) {
            if (each.within.has_value() == inner)
                makeChains(each);
        }
    }
}

/// The list of a client that may delegate.
void Analyst::judgeSetup(const CredSspSetup& setup)
{
    const bool joined = std::ranges::any_of(setup.delegates, [](const std::string& entry) {
        return entry.find_first_of(" ,;") != std::string::npos;
    });
    if (setup.delegates.empty()) {
        deny({.cause = Cause::DelegateListMissing,
              .certainty = Certainty::Certain,
              .command = "Enable-WSManCredSSP",
              .place = setup.place,
              .line = setup.line});
    } else if (setup.known && joined) {
        deny({.cause = Cause::DelegateListMismatch,
              .command = "Enable-WSManCredSSP",
              .target = setup.delegates.front(),
              .place = setup.place,
              .line = setup.line});
    }
}

Finding Analyst::findingOf(std::size_t call) const
{
    const RemotingCall& at = m_out.calls[call];
    return {.call = call,
            .command = m_script.commands[at.command].name,
            .target = at.targets.empty() ? std::string() : at.targets.front(),
            .chain = at.chains.empty() ? std::string() : at.chains.front(),
            .place = at.place,
            .line = at.line};
}

/// The call is not opened, so that nothing in its block is denied for itself.
void Analyst::denyCall(std::size_t call, Finding finding)
{
    m_denied.insert(call);
    deny(std::move(finding));
}

void Analyst::judgeCall(std::size_t index)
{
    const RemotingCall& call = m_out.calls[index];
    if (!call.sessions.empty()) {
        const bool none = std::ranges::all_of(
            call.sessions, [&](std::size_t each) { return m_denied.contains(each); });
        if (none)
            m_denied.insert(index);
    } else if (call.method == Method::CredSsp && !call.hasCredential) {
        Finding out = findingOf(index);
        out.cause = Cause::ImplicitCredentialWithCredSsp;
        out.certainty = Certainty::Certain;
        out.rewrite =
            m_rewrites.withCredential(call, call.within ? "$Using:cred" : "(Get-Credential)");
        denyCall(index, std::move(out));
    } else if (call.within) {
        judgeSecondHop(index, *call.within);
    } else if (isRefusedByList(call)) {
        Finding out = findingOf(index);
        out.cause = Cause::DelegateListMismatch;
        denyCall(index, std::move(out));
    } else if (goesToAddress(call)) {
        judgeAddress(index);
    } else {
        judgeCommandLine(index);
    }
}

/// A call in the block of \p outer: either a credential arrived there, or it has one of its own.
void Analyst::judgeSecondHop(std::size_t index, std::size_t outer)
{
    const RemotingCall& call = m_out.calls[index];
    const RemotingCall& around = m_out.calls[outer];
    const bool signsIn =
        call.hasCredential || call.method == Method::Certificate || call.method == Method::Ssh;
    const bool staysThere = std::ranges::all_of(
        call.targets, [&](const std::string& each) { return isTheCalls(around, each); });
    if (signsIn || staysThere || hasDelegated(around) || m_denied.contains(outer))
        return;
    const bool unsure = around.unsure || around.opening == Opening::Interactive
                        || std::ranges::any_of(around.sessions, [&](std::size_t each) {
                               return m_out.calls[each].unsure;
                           });
    Finding out = findingOf(index);
    out.certainty = unsure ? Certainty::Possible : Certainty::Certain;
    out.row = commandRow(out.command);
    out.rewrite = m_rewrites.withCredential(call, credentialWithin(around));
    denyCall(index, std::move(out));
}

/// Does the list that the script sets leave out where \p call delegates to?
bool Analyst::isRefusedByList(const RemotingCall& call) const
{
    return call.method == Method::CredSsp && call.opening != Opening::Winrs && namesTarget(call)
           && !isListedInScript(call.targets.front());
}

/// Without a credential of its own Kerberos is asked for a ticket, and has none; with one, NTLM goes to trusted hosts alone.
void Analyst::judgeAddress(std::size_t index)
{
    const RemotingCall& call = m_out.calls[index];
    Finding out = findingOf(index);
    if (!call.hasCredential) {
        out.cause = Cause::AddressTyped;
        out.certainty = Certainty::Certain;
        return denyCall(index, std::move(out));
    }
    const bool trusted = !m_trusted.empty() && m_trusted.front().first < call.place.offset;
    if (trusted)
        return;
    out.cause = Cause::TrustedHosts;
    out.certainty = Certainty::Possible;
    deny(std::move(out));
}

/// What winrs and ssh run is a text: `winrs -r:SRV01 dir \\FS01\Reports`.
void Analyst::judgeCommandLine(std::size_t index)
{
    const RemotingCall& call = m_out.calls[index];
    const bool isText = call.opening == Opening::Winrs || call.opening == Opening::Ssh;
    if (!isText || call.delegates)
        return;
    const auto share = m_destinations.shareIn(m_script.commands[call.command]);
    if (!share || isTheCalls(call, hostOfUnc(*share)))
        return;
    Finding out = findingOf(index);
    out.certainty = call.unsure ? Certainty::Possible : Certainty::Likely;
    out.target = *share;
    out.chain += " -> " + *share;
    deny(std::move(out));
}

}  // namespace hopwright::scriptread
