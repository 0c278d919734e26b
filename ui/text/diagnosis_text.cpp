#include "ui/text/diagnosis_text.h"

#include "ui/text/words.h"

#include <QStringList>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace hopwright::ui {

namespace {

using diagnose::Candidate;
using diagnose::Diagnosis;
using diagnose::Question;

/// Who can mend something.
enum class Who : std::uint8_t {
    Helpdesk,
    ClientAdmin,
    ServerAdmin,
    Domain,
    Owner,
    Network,
    BothAdmins,
    Nobody
};

/// What is said of a cause. Places: %1 the machine that opens the hop, %2 the one it goes to, or what was wanted there.
struct CauseText {
    Cause cause;
    const char* name;
    const char* why;
    const char* check;
    const char* fix;
    Who who;
};

// In the order of Cause.
constexpr std::
    array
        texts{
            CauseText{
                Cause::NotDelegated, QT_TRANSLATE_NOOP("hopwright", "credential not delegated"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "The session on %1 was opened without handing over a credential. It lets the user in, but %1 has nothing to sign in to %2 with."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "On %1, in the same session, run the command once with a credential of its own (-Credential, or net use with /user). If that works, nothing was delegated; if it is denied too, the permission on %2 is missing."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Give the command a credential of its own, or do that step from the first machine. Else let %1 delegate to %2 (resource-based delegation for shares), or open the session by CredSSP."),
                Who::Helpdesk},
            CauseText{
                Cause::PermissionOnResource, QT_TRANSLATE_NOOP("hopwright", "permission missing"),
                QT_TRANSLATE_NOOP("hopwright",
                                  "%2 knew who came, and that account may not do this there."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Sign in to %1 itself with the same account, at its console or by remote desktop, and try %2. If that is denied as well, the permission is missing; if it works, nothing was delegated."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Have the owner of %2 give the account the right, of the share and of the file system, or use an account that has it."),
                Who::Owner},
            CauseText{
                Cause::ClientRoleMissing, QT_TRANSLATE_NOOP("hopwright", "client role off"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "CredSSP is off in the client configuration of %1, so it hands over no credential."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "On %1, elevated: (Get-Item WSMan:\\localhost\\Client\\Auth\\CredSSP).Value"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "On %1 run Enable-WSManCredSSP -Role Client with the name of %2 as typed, or set the policy Allow CredSSP authentication for the WinRM client."),
                Who::ClientAdmin},
            CauseText{
                Cause::ServerRoleMissing, QT_TRANSLATE_NOOP("hopwright", "server role off"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "%2 does not offer CredSSP: its server role is off, or a policy forbids it."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "On %2, elevated: (Get-Item WSMan:\\localhost\\Service\\Auth\\CredSSP).Value"),
                QT_TRANSLATE_NOOP("hopwright", "On %2 run Enable-WSManCredSSP -Role Server."),
                Who::ServerAdmin},
            CauseText{
                Cause::DelegateListMissing, QT_TRANSLATE_NOOP("hopwright", "delegate list empty"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "The policy of %1 names no machine that credentials may be delegated to."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "On %1: Get-WSManCredSSP, and gpresult /r for who sets the policy."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Add WSMAN/ and the name of %2 as typed to Allow delegating fresh credentials on %1."),
                Who::ClientAdmin},
            CauseText{
                Cause::DelegateListMismatch,
                QT_TRANSLATE_NOOP("hopwright", "delegate list has other names"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "The policy of %1 allows delegating, but not to %2 as it was typed: a short name, a full name and an address are three entries."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "On %1: Get-WSManCredSSP; compare its list with the name that was typed, and look for a deny list."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Type the name that stands in the list, or add WSMAN/ and the name as typed to it."),
                Who::ClientAdmin},
            CauseText{
                Cause::NtlmOnlyListNeeded,
                QT_TRANSLATE_NOOP("hopwright", "server proved itself by NTLM only"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "%2 could not prove its name by Kerberos, as with an address, a workgroup or a name without SPN, and %1 delegates to such a server only by the NTLM-only list."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "On %1: setspn -Q WSMAN/ with the name as typed. If nothing is found, or an address was typed, Kerberos cannot prove it."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Type the full name of %2 and have its SPN registered; else set CertificateThumbprint on %2, or add the name to the NTLM-only list."),
                Who::ClientAdmin},
            CauseText{
                Cause::DelegateListDenies, QT_TRANSLATE_NOOP("hopwright", "deny list has the name"),
                QT_TRANSLATE_NOOP(
                    "hopwright", "A deny list of %1 has the name of %2, and wins over all others."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "On %1: reg query HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\CredentialsDelegation /s"),
                QT_TRANSLATE_NOOP("hopwright", "Take the name out of the deny list."), Who::Domain},
            CauseText{
                Cause::TrustedHosts, QT_TRANSLATE_NOOP("hopwright", "not in TrustedHosts"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "%1 cannot prove by Kerberos that %2 is the right machine, and it is not in TrustedHosts."),
                QT_TRANSLATE_NOOP("hopwright",
                                  "On %1: Get-Item WSMan:\\localhost\\Client\\TrustedHosts"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Use HTTPS, or add the name as typed to TrustedHosts on %1, and give a credential."),
                Who::ClientAdmin},
            CauseText{
                Cause::ImplicitCredentialWithCredSsp,
                QT_TRANSLATE_NOOP("hopwright", "no credential given for CredSSP"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "CredSSP hands over a password, and none was given to it. A credential that came by CredSSP cannot be used for a further session by itself."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Look for -Credential beside -Authentication CredSSP in the command that failed."),
                QT_TRANSLATE_NOOP("hopwright",
                                  "Add -Credential; inside a session pass it in with $Using:cred."),
                Who::Helpdesk},
            CauseText{
                Cause::WrongPassword,
                QT_TRANSLATE_NOOP("hopwright", "user name or password not accepted"),
                QT_TRANSLATE_NOOP("hopwright", "%2 did not accept user name and password."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Look at event 4625 on %2: its status says whether it is the name, the password or the account."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Correct the name (DOMAIN\\user, .\\user or the UPN) or the password. Do not try often: each try counts for the lockout."),
                Who::Helpdesk},
            CauseText{
                Cause::AccountNotKnown, QT_TRANSLATE_NOOP("hopwright", "account not known there"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "%2 cannot know the account: it is in a workgroup, or the account is another machine's own."),
                QT_TRANSLATE_NOOP("hopwright",
                                  "Compare the domain of the account with that of %2."),
                QT_TRANSLATE_NOOP("hopwright", "Use an account of %2 or of its domain."),
                Who::Helpdesk},
            CauseText{
                Cause::Unknown, QT_TRANSLATE_NOOP("hopwright", "not clear"),
                QT_TRANSLATE_NOOP("hopwright", "The text does not say enough to name a cause."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Paste the whole error with FullyQualifiedErrorId, the command, and who ran it where: $Error[0] | Format-List * -Force"),
                QT_TRANSLATE_NOOP("hopwright", "Nothing yet: first find out more."), Who::Helpdesk},
            CauseText{
                Cause::PolicyOverrides, QT_TRANSLATE_NOOP("hopwright", "a policy decides"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "A group policy owns this setting on %1, or writes over what was set by hand."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "On %1, elevated: gpresult /h report.html; look for Credentials Delegation and WinRM."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Change it in the policy of the domain that wins, then run gpupdate."),
                Who::Domain},
            CauseText{
                Cause::OracleRemediation,
                QT_TRANSLATE_NOOP("hopwright", "CredSSP update missing on one side"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "One side lacks the update for CVE-2018-0886 of May 2018, and the other does not talk to such a one."),
                QT_TRANSLATE_NOOP("hopwright",
                                  "Compare the patch level of both machines: Get-HotFix."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Patch the old side. Until then AllowEncryptionOracle can be set to 2 on the patched client; take it back afterwards."),
                Who::ServerAdmin},
            CauseText{
                Cause::TlsMismatch, QT_TRANSLATE_NOOP("hopwright", "no TLS version in common"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "%1 and %2 have no TLS version or cipher in common, or nothing on %2 speaks TLS on that port."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Look for Schannel events 36874 and 36888 in the System log of %2, and for its listeners: winrm enumerate winrm/config/listener"),
                QT_TRANSLATE_NOOP(
                    "hopwright", "Enable TLS 1.2 on the older side, or create the HTTPS listener."),
                Who::ServerAdmin},
            CauseText{
                Cause::Certificate, QT_TRANSLATE_NOOP("hopwright", "certificate not accepted"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "%1 does not accept the certificate of %2: another name, an unknown authority, or its revocation cannot be checked."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Compare the name as typed with the names of the certificate, and see whether %1 trusts who issued it."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Give %2 a certificate for the name that is typed, from an authority that %1 trusts."),
                Who::ServerAdmin},
            CauseText{
                Cause::AccountLocked,
                QT_TRANSLATE_NOOP("hopwright", "account locked, disabled or expired"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "The account is locked out or disabled, or its password has expired."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Get-ADUser -Identity USER -Properties LockedOut, Enabled, PasswordExpired"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Unlock or enable the account, or change the password in an interactive logon; then find what keeps locking it."),
                Who::Domain},
            CauseText{
                Cause::LogonRight, QT_TRANSLATE_NOOP("hopwright", "logon right missing"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "%2 does not let the account log on this way: it lacks the user right, or is denied it."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Look at event 4625 on %2: its status, and the logon type beside it."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Correct \"Access this computer from the network\" and its deny right on %2; CredSSP needs them too."),
                Who::ServerAdmin},
            CauseText{
                Cause::ProtectedUser,
                QT_TRANSLATE_NOOP("hopwright", "account is protected or restricted"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "A restriction of the account stops the logon: Protected Users, a sensitive account, logon hours, or an empty password."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Get-ADUser USER -Properties MemberOf, AccountNotDelegated, LogonWorkstations"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Use another account; do not take a protected account out of its group for this."),
                Who::Domain},
            CauseText{Cause::LocalAccountFilter, QT_TRANSLATE_NOOP("hopwright", "UAC filters the local account"), QT_TRANSLATE_NOOP("hopwright", "The account is one of %2's own. Over the network UAC takes its administrator's rights away, except from the built-in Administrator."), QT_TRANSLATE_NOOP("hopwright", "Try the built-in Administrator of %2, or an administrator of its domain: if that gets in, it is the filter."), QT_TRANSLATE_NOOP("hopwright", "Use an account of the domain, or put it into Remote Management Users; LocalAccountTokenFilterPolicy = 1 turns the filter off for all."),
                      Who::ServerAdmin},
            CauseText{
                Cause::ClockSkew, QT_TRANSLATE_NOOP("hopwright", "clocks differ"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "The clocks of %1, %2 and the domain controller differ by more than Kerberos allows, five minutes by default."),
                QT_TRANSLATE_NOOP("hopwright",
                                  "w32tm /stripchart /computer:DC /samples:1 on both machines."),
                QT_TRANSLATE_NOOP("hopwright", "Correct the time source: w32tm /resync."),
                Who::ServerAdmin},
            CauseText{
                Cause::SpnMissing, QT_TRANSLATE_NOOP("hopwright", "SPN missing"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "No account holds an SPN for the name of %2 as typed, so Kerberos cannot prove it."),
                QT_TRANSLATE_NOOP("hopwright",
                                  "setspn -Q HTTP/ and setspn -Q WSMAN/ with the name as typed."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Type the machine's own full name, or have the SPN registered on its account."),
                Who::Domain},
            CauseText{
                Cause::SpnDuplicate, QT_TRANSLATE_NOOP("hopwright", "SPN on the wrong account"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "The name of %2 stands in Kerberos for another account: a service account holds its SPN, or two accounts do."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "setspn -Q with the service and the name as typed shows who holds it; setspn -X shows all that stand twice."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Put the SPN on the right account alone. Where a web application must keep HTTP/, register HTTP/name:5985 and connect with -IncludePortInSPN."),
                Who::Domain},
            CauseText{
                Cause::KdcUnreachable,
                QT_TRANSLATE_NOOP("hopwright", "no domain controller reached"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "No domain controller answers, or a local account was used where Kerberos is tried."),
                QT_TRANSLATE_NOOP("hopwright", "nltest /dsgetdc:DOMAIN on %1."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Make a domain controller reachable (DNS, ports 88 and 389); for a local account use Negotiate with TrustedHosts or HTTPS."),
                Who::Network},
            CauseText{
                Cause::NameNotResolved, QT_TRANSLATE_NOOP("hopwright", "name not resolved"),
                QT_TRANSLATE_NOOP("hopwright", "%1 finds no address for the name of %2."),
                QT_TRANSLATE_NOOP("hopwright", "On %1: Resolve-DnsName with the name as typed."),
                QT_TRANSLATE_NOOP("hopwright", "Correct the name, or its record in DNS."),
                Who::Network},
            CauseText{
                Cause::PortClosed, QT_TRANSLATE_NOOP("hopwright", "nothing listens on the port"),
                QT_TRANSLATE_NOOP("hopwright",
                                  "%2 was found, and nothing answers on the port of the service."),
                QT_TRANSLATE_NOOP("hopwright",
                                  "On %1: Test-NetConnection with the name and the port."),
                QT_TRANSLATE_NOOP("hopwright", "Start the service on %2, or correct the port."),
                Who::ServerAdmin},
            CauseText{
                Cause::Firewall, QT_TRANSLATE_NOOP("hopwright", "firewall or network"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Packets from %1 do not reach %2: a firewall, a route, or the network profile stands between."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "On %1: Test-NetConnection with the name and the port; then the same from a machine beside %2."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Open the port for %1 in the firewall; on a public profile the rule of WinRM lets in the local subnet alone."),
                Who::Network},
            CauseText{
                Cause::WinRmNotRunning, QT_TRANSLATE_NOOP("hopwright", "WinRM does not run"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "The WinRM service does not run, has no listener, or was just restarted."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "On that machine: Get-Service WinRM; winrm enumerate winrm/config/listener"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Start the service and connect again; Enable-PSRemoting makes the listener."),
                Who::ServerAdmin},
            CauseText{
                Cause::EndpointAcl,
                QT_TRANSLATE_NOOP("hopwright", "account may not open a session"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "%2 knows the account, and it may not open a session there: it is neither administrator nor in Remote Management Users, or the endpoint leaves it out."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "On %2: Get-PSSessionConfiguration | Format-List Name, Permission"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Put the account into Remote Management Users on %2, or on the rights of the endpoint."),
                Who::ServerAdmin},
            CauseText{
                Cause::EndpointMissing, QT_TRANSLATE_NOOP("hopwright", "endpoint missing"),
                QT_TRANSLATE_NOOP("hopwright",
                                  "%2 has no endpoint of that name or URL, or it is broken."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "On %2: Get-PSSessionConfiguration, in the version of PowerShell that is asked for."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Run Enable-PSRemoting in that version on %2, or correct the name, the URL or the port."),
                Who::ServerAdmin},
            CauseText{
                Cause::Quota, QT_TRANSLATE_NOOP("hopwright", "a limit is reached"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "A limit of %2 is reached: shells, operations, memory, size or time."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "On %2: winrm get winrm/config/winrs, and Get-WSManInstance -ResourceURI shell -Enumerate"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Close sessions that are left over (Remove-PSSession), or raise the limit that the message names."),
                Who::ServerAdmin},
            CauseText{
                Cause::ResourceMissing, QT_TRANSLATE_NOOP("hopwright", "path or name is wrong"),
                QT_TRANSLATE_NOOP("hopwright",
                                  "What was asked for is not found: a wrong path, share or name."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Try the very same path at the console of %1, signed in with the same account: where it opens there, nothing was delegated."),
                QT_TRANSLATE_NOOP("hopwright", "Correct the path; look for a lost backslash."),
                Who::Helpdesk},
            CauseText{
                Cause::SessionBound, QT_TRANSLATE_NOOP("hopwright", "needs another kind of logon"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "The command needs more than an identity: an interactive logon, a stored key, or a token that a remote session has not. Delegating does not help."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Run it at the console of the machine with the same account: if it works there, it is the kind of logon."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Run it in a scheduled task under that account, or with become in Ansible."),
                Who::ServerAdmin},
            CauseText{
                Cause::NotElevated, QT_TRANSLATE_NOOP("hopwright", "not elevated"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "The command needs administrator's rights, and the process has none or filtered ones."),
                QT_TRANSLATE_NOOP("hopwright", "whoami /groups: look for High Mandatory Level."),
                QT_TRANSLATE_NOOP("hopwright", "Start PowerShell with Run as administrator."),
                Who::Helpdesk},
            CauseText{
                Cause::AuthDisabled, QT_TRANSLATE_NOOP("hopwright", "method turned off"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "The way to sign in that was asked for is turned off by a setting or a policy."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "winrm get winrm/config/client/auth on %1, winrm get winrm/config/service/auth on %2."),
                QT_TRANSLATE_NOOP("hopwright", "Use another method; Basic only over HTTPS."),
                Who::ClientAdmin},
            CauseText{
                Cause::AddressTyped, QT_TRANSLATE_NOOP("hopwright", "an address was typed"),
                QT_TRANSLATE_NOOP("hopwright",
                                  "An IP address was typed, and Kerberos knows names alone."),
                QT_TRANSLATE_NOOP("hopwright", "Type the full name in place of the address."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Type the name. Where it must be the address: give a credential, and use HTTPS or a TrustedHosts entry."),
                Who::Helpdesk},
            CauseText{
                Cause::DomainTrust,
                QT_TRANSLATE_NOOP("hopwright", "trust between domains or with the machine"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "The trust between the domains, or between machine and domain, does not hold or does not let this account in."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "On the machine: Test-ComputerSecureChannel; between domains: nltest /domain_trusts."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Test-ComputerSecureChannel -Repair; with selective authentication give the account Allowed to authenticate."),
                Who::Domain},
            CauseText{
                Cause::EncryptionType,
                QT_TRANSLATE_NOOP("hopwright", "no encryption type in common"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "The domain controller does not support the encryption that the account has keys for."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Get-ADUser USER -Properties msDS-SupportedEncryptionTypes, PasswordLastSet"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Change the account's password, so that it gets AES keys, or correct its encryption types."),
                Who::Domain},
            CauseText{
                Cause::Proxy, QT_TRANSLATE_NOOP("hopwright", "proxy in the way"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "A proxy is asked for or stands between, and CredSSP cannot go through one."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "netsh winhttp show proxy on %1, and -SessionOption of the command."),
                QT_TRANSLATE_NOOP("hopwright", "Connect without a proxy."), Who::ClientAdmin},
            CauseText{
                Cause::ClientUsage, QT_TRANSLATE_NOOP("hopwright", "the command itself"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "The command is refused as it was given: options that do not go together, or a value that is missing."),
                QT_TRANSLATE_NOOP("hopwright",
                                  "Compare the command with the message, option by option."),
                QT_TRANSLATE_NOOP("hopwright", "Correct the command."), Who::Helpdesk},
            CauseText{
                Cause::SessionConflict,
                QT_TRANSLATE_NOOP("hopwright", "two identities to one server"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "%1 is connected to that server as another user already, and Windows takes one at a time."),
                QT_TRANSLATE_NOOP("hopwright", "net use on %1 shows what is connected."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Disconnect the other one (net use \\\\server /delete), or use the server's other name."),
                Who::Helpdesk},
            CauseText{
                Cause::CertificateService,
                QT_TRANSLATE_NOOP("hopwright", "WinRM cannot use its certificate"),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "The WinRM service of %2 cannot use the certificate that is set for CredSSP, or not read its key."),
                QT_TRANSLATE_NOOP("hopwright", "Look for event 10156 in the System log of %2."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "Correct the certificate or the rights of NetworkService on its key, or clear CertificateThumbprint."),
                Who::ServerAdmin},
            CauseText{
                Cause::Unrelated, QT_TRANSLATE_NOOP("hopwright", "not a matter of remoting"),
                QT_TRANSLATE_NOOP("hopwright",
                                  "Nothing in the text has to do with remoting or delegation."),
                QT_TRANSLATE_NOOP(
                    "hopwright",
                    "If a remote session was part of it, paste the command that opened it too."),
                QT_TRANSLATE_NOOP("hopwright",
                                  "Nothing here: hand it to whoever looks after that program."),
                Who::Nobody},
        };
static_assert(texts.size() == wordCount<Cause>);

const CauseText& rowOf(Cause cause)
{
    return texts[static_cast<std::size_t>(std::to_underlying(cause))];
}

/// What stands in the place of a machine, or of what was wanted.
struct NameText {
    QString text;
    bool isWord = false;  ///< Nobody names it.
};

/// The machine that opens hop \p hop, or a word for it.
NameText clientOf(const Diagnosis& diagnosis, int hop)
{
    const auto& reading = diagnosis.reading;
    if (hop > 1 && static_cast<std::size_t>(hop) <= reading.sessions.size() + 1) {
        const std::string& name = reading.sessions[static_cast<std::size_t>(hop) - 2].target.name;
        if (!name.empty())
            return {.text = fromUtf8(name)};
    }
    if (hop <= 1 && !reading.client.empty())
        return {.text = fromUtf8(reading.client.name)};
    return {.text = hop > 1 ? Text::tr("the machine in the middle") : Text::tr("the first machine"),
            .isWord = true};
}

NameText serverOf(const Diagnosis& diagnosis, int hop)
{
    const auto& reading = diagnosis.reading;
    if (hop > 0 && static_cast<std::size_t>(hop) <= reading.sessions.size()) {
        const std::string& name = reading.sessions[static_cast<std::size_t>(hop) - 1].target.name;
        if (!name.empty())
            return {.text = fromUtf8(name)};
    } else if (reading.resource && !reading.resource->target.empty()) {
        return {.text = fromUtf8(reading.resource->target.name)};
    }
    return {.text = hop > 1 ? Text::tr("the target") : Text::tr("the server"), .isWord = true};
}

/// \p text with \p names in their places; a word that begins it has a capital, where the name of a machine stays as it is.
QString sentenceWith(const QString& text, const std::array<NameText, 2>& names)
{
    const QString out = filled(text, {names[0].text, names[1].text});
    const bool beginsWithWord = (names[0].isWord && text.startsWith(QLatin1String("%1")))
                                || (names[1].isWord && text.startsWith(QLatin1String("%2")));
    return beginsWithWord ? out.left(1).toUpper() + out.mid(1) : out;
}

QString whoText(Who who)
{
    switch (who) {
    case Who::Helpdesk:
        return Text::tr("whoever runs the command");
    case Who::ClientAdmin:
        return Text::tr("an administrator of the machine that opens the hop");
    case Who::ServerAdmin:
        return Text::tr("an administrator of the server");
    case Who::Domain:
        return Text::tr("an administrator of the domain");
    case Who::Owner:
        return Text::tr("the owner of the resource");
    case Who::Network:
        return Text::tr("who looks after the network");
    case Who::BothAdmins:
        return Text::tr("administrators of both machines");
    case Who::Nobody:
        return {};
    }
    return {};
}

/// Causes that many rows of the table have for reasons of their own: what the row says is plainer.
bool isToldByRow(Cause cause)
{
    switch (cause) {
    case Cause::PolicyOverrides:
    case Cause::Quota:
    case Cause::SessionBound:
    case Cause::EndpointMissing:
    case Cause::AuthDisabled:
    case Cause::ClientUsage:
    case Cause::CertificateService:
        return true;
    default:
        return false;
    }
}

/// As a sentence of its own.
QString sentenceOf(const QString& text)
{
    return text.isEmpty() || text.endsWith(u'.') ? text
                                                 : text.left(1).toUpper() + text.mid(1) + u'.';
}

}  // namespace

QString causeName(Cause cause)
{
    return Text::tr(rowOf(cause).name);
}

QString whoMends(Cause cause)
{
    return whoText(rowOf(cause).who);
}

QString whoTakes(plan::WayOutKind kind)
{
    switch (kind) {
    case plan::WayOutKind::RunFromClient:
    case plan::WayOutKind::TypeName:
    case plan::WayOutKind::UseDefaultMethod:
    case plan::WayOutKind::OwnCredential:
    case plan::WayOutKind::OwnCredentialInstead:
        return whoText(Who::Helpdesk);
    case plan::WayOutKind::UseHttps:
    case plan::WayOutKind::JeaEndpoint:
    case plan::WayOutKind::RunAsEndpoint:
        return whoText(Who::ServerAdmin);
    case plan::WayOutKind::ResourceBasedDelegation:
        return whoText(Who::Domain);
    case plan::WayOutKind::UseCredSsp:
        return whoText(Who::BothAdmins);
    }
    return {};
}

QString certaintyWord(Certainty certainty)
{
    switch (certainty) {
    case Certainty::Certain:
        return Text::tr("certain");
    case Certainty::Likely:
        return Text::tr("likely");
    case Certainty::Possible:
        return Text::tr("possible");
    }
    return {};
}

CandidateText textOf(const Diagnosis& diagnosis, const Candidate& candidate)
{
    const CauseText& row = rowOf(candidate.cause);
    const int hop = candidate.hop;
    const std::array names{clientOf(diagnosis, hop), serverOf(diagnosis, hop)};
    CandidateText out;
    if (hop > 0) {
        out.headline = filled(Text::tr("Hop %1 stops, %2 to %3: %4, %5."),
                              {QString::number(hop), names[0].text, names[1].text,
                               causeName(candidate.cause), certaintyWord(candidate.certainty)});
    } else {
        out.headline = filled(Text::tr("No hop is named: %1, %2."),
                              {causeName(candidate.cause), certaintyWord(candidate.certainty)});
    }
    out.why = sentenceWith(Text::tr(row.why), names);
    out.check = sentenceWith(Text::tr(row.check), names);
    out.fix = sentenceWith(Text::tr(row.fix), names);
    out.who = whoText(row.who);
    const ErrorRow* const error = candidate.row;
    if (error != nullptr && isToldByRow(candidate.cause)
        && error->candidates().front() == candidate.cause) {
        out.why = sentenceOf(tableText(error->means));
        if (!error->check.empty())
            out.check = tableText(error->check);
        if (!error->fix.empty())
            out.fix = tableText(error->fix);
    }
    return out;
}

QString questionText(Question question)
{
    switch (question) {
    case Question::RanOn:
        return Text::tr("Which machine did it run on?");
    case Question::StartedFrom:
        return Text::tr("Which machine was it started from?");
    }
    return {};
}

QString ticketText(const Diagnosis& diagnosis, TicketForm form)
{
    const bool marks = form == TicketForm::Markdown;
    const auto strong = [marks](const QString& text) {
        return marks ? QStringLiteral("**") + text + QStringLiteral("**") : text;
    };
    const auto quoted = [marks](const QString& text) {
        return marks ? QStringLiteral("`") + text + QStringLiteral("`") : text;
    };
    QStringList lines;
    if (!diagnosis.isUnderstood())
        return Text::tr("Nothing was understood in this text.");
    const Candidate& first = diagnosis.candidates.front();
    const CandidateText text = textOf(diagnosis, first);
    lines += strong(text.headline) + u' ' + Text::tr("Read from the text, not tested.");
    if (!diagnosis.chain.empty())
        lines += Text::tr("Chain:") + u' ' + quoted(fromUtf8(diagnosis.chain));
    lines += Text::tr("Why:") + u' ' + text.why;
    if (first.code) {
        const QString id = first.row != nullptr
                               ? QString::fromStdString(hopwright::textOf(*first.code))
                               : QString();
        lines += Text::tr("Code:") + u' ' + quoted(id);
    }
    lines += Text::tr("Check:") + u' ' + text.check;
    lines += Text::tr("Fix:") + u' ' + text.fix;
    if (!text.who.isEmpty())
        lines += Text::tr("Who can do it:") + u' ' + text.who;
    QStringList others;
    for (std::size_t i = 1; i < diagnosis.candidates.size(); ++i) {
        const Candidate& each = diagnosis.candidates[i];
        others +=
            causeName(each.cause) + QStringLiteral(" (") + certaintyWord(each.certainty) + u')';
    }
    if (!others.isEmpty())
        lines += Text::tr("Else:") + u' ' + others.join(QStringLiteral(", "));
    return lines.join(u'\n');
}

}  // namespace hopwright::ui
