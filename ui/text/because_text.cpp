#include "core/rules/because.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

#include <array>
#include <cstddef>
#include <utility>

namespace hopwright::ui {

namespace {

using rules::ReasonKey;

struct SentenceText {
    ReasonKey key = {};
    const char* text = nullptr;
    int account =
        0;  ///< Which argument is an account, from 1; an empty one is the account that is asked for.
};

// In the order of rules::ReasonKey. Places are the arguments, in order.
constexpr std::array sentences{
    // Roles and lists.
    SentenceText{ReasonKey::ClientRole,
                 QT_TRANSLATE_NOOP(
                     "hopwright",
                     "Hop %1 is a CredSSP session to %2: it needs the client role here, and an "
                     "entry for %3 as typed.")},
    SentenceText{
        ReasonKey::ServerRole,
        QT_TRANSLATE_NOOP("hopwright",
                          "Hop %1 is a CredSSP session from %2: it needs the server role here.")},
    SentenceText{
        ReasonKey::BothRoles,
        QT_TRANSLATE_NOOP(
            "hopwright", "A CredSSP session ends at %1 and another one begins there: both roles.")},
    SentenceText{ReasonKey::EntryAsTyped,
                 QT_TRANSLATE_NOOP(
                     "hopwright",
                     "Hop %1 goes to %2 as typed; a short name, a full name and an address are "
                     "three targets.")},
    SentenceText{ReasonKey::OneEntryEach,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "%1 opens CredSSP sessions to %2 names: one entry for each.")},
    SentenceText{
        ReasonKey::CredentialTravels,
        QT_TRANSLATE_NOOP("hopwright",
                          "Hop %1 brings the password of %3 inside the script, and it stays in the "
                          "memory of %2 while the script runs."),
        3},
    SentenceText{
        ReasonKey::ResourceNeedsPermission,
        QT_TRANSLATE_NOOP(
            "hopwright", "%2 needs nothing of CredSSP on %1, only the permission of the account.")},
    SentenceText{
        ReasonKey::PasswordDelegated,
        QT_TRANSLATE_NOOP(
            "hopwright",
            "Hop %1 uses CredSSP: the password of %3 arrives on %2 and can be used again."),
        3},
    // How the server proves its name.
    SentenceText{
        ReasonKey::NtlmAddress,
        QT_TRANSLATE_NOOP("hopwright",
                          "%1 is an address, and Kerberos takes names only: the server proves its "
                          "name by NTLM only.")},
    SentenceText{
        ReasonKey::NtlmWorkgroup,
        QT_TRANSLATE_NOOP("hopwright",
                          "%1 is in a workgroup: the server proves its name by NTLM only.")},
    SentenceText{ReasonKey::NtlmLocalAccount,
                 QT_TRANSLATE_NOOP(
                     "hopwright",
                     "The account is one of %1 alone: the server proves its name by NTLM only.")},
    SentenceText{
        ReasonKey::NtlmChosen,
        QT_TRANSLATE_NOOP("hopwright",
                          "The hop asks for NTLM: the server proves its name by NTLM only.")},
    SentenceText{
        ReasonKey::NtlmOnlyEntry,
        QT_TRANSLATE_NOOP(
            "hopwright",
            "Hop %1 sends the password to a server that proves its name by NTLM only: "
            "%2 must stand in the NTLM-only list too. A name that Kerberos can prove is safer.")},
    SentenceText{ReasonKey::TrustedHostsEntry,
                 QT_TRANSLATE_NOOP("hopwright", "Hop %1 uses NTLM over HTTP: %2 must stand in "
                                                "TrustedHosts, or the hop must use HTTPS.")},
    SentenceText{
        ReasonKey::DomainUnknown,
        QT_TRANSLATE_NOOP(
            "hopwright",
            "The domain of %1 is not known, so it cannot be said whether the NTLM-only list and "
            "TrustedHosts are needed. The plan takes both ends for one domain.")},
    SentenceText{
        ReasonKey::TrustUnknown,
        QT_TRANSLATE_NOOP(
            "hopwright",
            "Whether %1 and %2 trust each other is not known. Where they do not, the server "
            "proves its name by NTLM only.")},
    SentenceText{ReasonKey::LocalAccountToken,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "A local account other than the built-in Administrator has no "
                                   "administrator rights over the "
                                   "network on %1 while LocalAccountTokenFilterPolicy is not 1.")},
    // What a hop needs, and what arrives.
    SentenceText{
        ReasonKey::StartsSignedIn,
        QT_TRANSLATE_NOOP(
            "hopwright",
            "Hop %1 begins on %2, where the user is signed in: nothing has to be handed over.")},
    SentenceText{
        ReasonKey::NeedsIdentity,
        QT_TRANSLATE_NOOP(
            "hopwright",
            "Hop %1 uses the identity that arrives on %2, so hop %3 would have to hand one over.")},
    SentenceText{ReasonKey::NetworkLogonDefault,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "Hop %1 uses the default method: a network logon (type "
                                   "3) on %2. It proves who signs in, "
                                   "and cannot be used again.")},
    SentenceText{
        ReasonKey::NetworkLogonNegotiate,
        QT_TRANSLATE_NOOP(
            "hopwright",
            "Hop %1 negotiates: a network logon (type 3) on %2. It proves who signs in, and cannot "
            "be used again.")},
    SentenceText{ReasonKey::NetworkLogonExplicit,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "Hop %1 signs in %3 by a network logon (type 3) on %2. "
                                   "A credential that is given makes "
                                   "no difference: it cannot be used again there."),
                 3},
    SentenceText{ReasonKey::NetworkLogonNtlm,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "Hop %1 signs in %3 by NTLM: a network logon (type 3) "
                                   "on %2, which cannot be used again."),
                 3},
    SentenceText{
        ReasonKey::NetworkLogonKerberos,
        QT_TRANSLATE_NOOP(
            "hopwright",
            "Hop %1 uses Kerberos: a network logon (type 3) on %2, which cannot be used again.")},
    SentenceText{ReasonKey::OneHopDeep,
                 QT_TRANSLATE_NOOP("hopwright", "Hop %1 is an ordinary session: what was delegated "
                                                "opens it, and is not handed on to %2.")},
    SentenceText{
        ReasonKey::OwnNameUnproven,
        QT_TRANSLATE_NOOP("hopwright",
                          "Whether a machine proves its name to itself by Kerberos as %1 is "
                          "not known. By its own full name it does.")},
    SentenceText{
        ReasonKey::OwnResource,
        QT_TRANSLATE_NOOP("hopwright",
                          "Nothing arrived on %1 to sign in with, and whether it lets a caller "
                          "without a password into a resource of its own is not known.")},
    SentenceText{ReasonKey::LoopbackIsAHop,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "Hop %1 to %2 comes back to its own machine and is a "
                                   "hop all the same: its session has a "
                                   "network logon.")},
    SentenceText{
        ReasonKey::OwnCredential,
        QT_TRANSLATE_NOOP("hopwright",
                          "Hop %1 brings a credential of its own: nothing has to arrive on %2.")},
    SentenceText{
        ReasonKey::SameLocalAccount,
        QT_TRANSLATE_NOOP("hopwright",
                          "%2 is an account of %3 alone. %1 lets it in only when it has the "
                          "same user with the same "
                          "password, which is not known. Not verified on Windows."),
        2},
    SentenceText{
        ReasonKey::WorkgroupAtStart,
        QT_TRANSLATE_NOOP("hopwright",
                          "%2 is in a workgroup: who is signed in there has an account of %2 "
                          "alone. %1 lets it in only when it has the same user with the same "
                          "password, which is not known. Not verified on Windows.")},
    SentenceText{
        ReasonKey::AccountTrustUnknown,
        QT_TRANSLATE_NOOP("hopwright",
                          "%1 is in %2, and the account is one of %3: whether %2 trusts %3 is "
                          "not known.")},
    SentenceText{
        ReasonKey::WorkgroupKnowsItsOwn,
        QT_TRANSLATE_NOOP("hopwright",
                          "%1 is in a workgroup and knows its own accounts only. Another gets "
                          "in only when %1 has the same user with the same password, which is "
                          "not known. Not verified on Windows.")},
    SentenceText{ReasonKey::ArrivalUnknown,
                 QT_TRANSLATE_NOOP("hopwright", "What arrives on %1 is not known.")},
    SentenceText{
        ReasonKey::MethodUnknown,
        QT_TRANSLATE_NOOP("hopwright",
                          "Hop %1 uses the method \"%2\", which is not known to this version.")},
    SentenceText{ReasonKey::EarlierHopDenied,
                 QT_TRANSLATE_NOOP("hopwright", "Hop %1 is denied, so this one is not reached.")},
    SentenceText{
        ReasonKey::PermissionNotLookedAt,
        QT_TRANSLATE_NOOP("hopwright", "Whether %2 has the permission on %1 was not looked at."),
        2},
    SentenceText{ReasonKey::PermissionRefused,
                 QT_TRANSLATE_NOOP("hopwright", "%1 is known to refuse %2."), 2},
    SentenceText{
        ReasonKey::PermissionDependsOnAccount,
        QT_TRANSLATE_NOOP("hopwright",
                          "%1 refuses some accounts, and which account asks is not known.")},
    // Refusals.
    SentenceText{
        ReasonKey::SmbWithoutCredential,
        QT_TRANSLATE_NOOP(
            "hopwright",
            "SMB then sends no credential. %1 sees a caller without a name and answers %2.")},
    SentenceText{
        ReasonKey::ResourceAnswers,
        QT_TRANSLATE_NOOP(
            "hopwright",
            "%1 then sees a caller without a name and answers %2. Not verified on Windows.")},
    SentenceText{ReasonKey::CallerWithoutName,
                 QT_TRANSLATE_NOOP(
                     "hopwright",
                     "%1 then sees a caller without a name and refuses. Not verified on Windows.")},
    SentenceText{
        ReasonKey::NoLogonSession,
        QT_TRANSLATE_NOOP("hopwright",
                          "WinRM on %1 then finds no credential to sign in to %2 with (%3).")},
    SentenceText{ReasonKey::CredSspNeedsCredential,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "Hop %1 uses CredSSP with the identity of the caller: "
                                   "it needs a user name and a password.")},
    SentenceText{ReasonKey::NestedNeedsCredential,
                 QT_TRANSLATE_NOOP("hopwright", "What arrived on %2 does not open another CredSSP "
                                                "session: hop %1 needs a credential that "
                                                "travels inside the script.")},
    SentenceText{
        ReasonKey::RefusedWithoutPassword,
        QT_TRANSLATE_NOOP("hopwright", "WinRM on %1 refuses before it sends anything (%2).")},
    SentenceText{ReasonKey::KerberosAddress,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "Kerberos cannot be used with an address, and %1 is one (%2).")},
    SentenceText{ReasonKey::KerberosLocalAccount,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "Kerberos takes accounts of a domain, and %1 is a local one."),
                 1},
    SentenceText{ReasonKey::KerberosWorkgroup,
                 QT_TRANSLATE_NOOP(
                     "hopwright",
                     "%1 is in a workgroup, where Kerberos needs a credential of its own (%2).")},
    SentenceText{
        ReasonKey::AddressNeedsCredential,
        QT_TRANSLATE_NOOP(
            "hopwright",
            "%1 is an address: over HTTP the identity of the caller is not sent there. Give the "
            "hop a credential of its own, or type the name.")},
    SentenceText{ReasonKey::DefaultWithAddress,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "WinRM on %1 wants a credential and an entry for %2 in "
                                   "TrustedHosts, or HTTPS (%3).")},
    SentenceText{
        ReasonKey::NegotiateImplicit,
        QT_TRANSLATE_NOOP("hopwright",
                          "WinRM on %1 refuses the identity of the caller for %2 over HTTP (%3).")},
    // Methods that are drawn and not tested.
    SentenceText{ReasonKey::BasicNeedsCredential,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "Hop %1 uses Basic with the identity of the caller: WinRM on %2 "
                                   "wants a user name and a password (%3).")},
    SentenceText{
        ReasonKey::BasicAccountNotKnown,
        QT_TRANSLATE_NOOP("hopwright",
                          "Basic takes accounts of %2 alone. Which account hop %1 is given is "
                          "not known until it is asked for.")},
    SentenceText{
        ReasonKey::BasicDomainAccount,
        QT_TRANSLATE_NOOP("hopwright",
                          "Basic takes accounts of %1 alone, and %2 is none: WinRM answers 401."),
        2},
    SentenceText{ReasonKey::BasicOverHttp,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "Hop %1 uses Basic over HTTP: that works only where "
                                   "AllowUnencrypted is on at both ends, which is not known. The "
                                   "password would travel readable; use HTTPS.")},
    SentenceText{
        ReasonKey::BasicLocalAccount,
        QT_TRANSLATE_NOOP("hopwright",
                          "Hop %1 signs in %3, an account of %2 alone, by Basic over HTTPS."),
        3},
    SentenceText{
        ReasonKey::BasicLeavesUnknown,
        QT_TRANSLATE_NOOP("hopwright",
                          "Documents say that nothing of a Basic sign-in can be used again on "
                          "%2, and a report from the field says otherwise. Not verified on "
                          "Windows.")},
    SentenceText{
        ReasonKey::BasicIsOff,
        QT_TRANSLATE_NOOP("hopwright",
                          "Hop %1 uses Basic, which the WinRM service on %2 does not take "
                          "unless Service\\Auth\\Basic is turned on. The plan does not turn "
                          "it on.")},
    SentenceText{
        ReasonKey::CertificateNeedsHttps,
        QT_TRANSLATE_NOOP("hopwright",
                          "Hop %1 uses a certificate over HTTP, and WinRM takes certificates "
                          "over HTTPS only.")},
    SentenceText{ReasonKey::CertificateIsMapped,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "Hop %1 uses a certificate: %2 must map it to an account of its "
                                   "own.")},
    SentenceText{
        ReasonKey::CertificateLeavesNothing,
        QT_TRANSLATE_NOOP("hopwright",
                          "Hop %1 signs in by a certificate, which is not handed over: on %2 "
                          "nothing can be used again.")},
    SentenceText{
        ReasonKey::SshProofNotKnown,
        QT_TRANSLATE_NOOP("hopwright",
                          "Hop %1 uses SSH, and whether with a password, a key or a ticket is "
                          "not drawn: a password arrives, a key does not. Type an account to "
                          "plan with a password.")},
    SentenceText{
        ReasonKey::SshPasswordArrives,
        QT_TRANSLATE_NOOP("hopwright",
                          "Hop %1 uses SSH with a password: that of %3 arrives on %2 and can "
                          "be used again."),
        3},
    SentenceText{ReasonKey::DigestNotTaken,
                 QT_TRANSLATE_NOOP("hopwright", "WinRM on %1 does not take Digest.")},
    // The state that a machine is in.
    SentenceText{ReasonKey::ClientRoleOff,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "The client role is off on %1, so WinRM refuses before "
                                   "it sends anything (%2).")},
    SentenceText{ReasonKey::ServerRoleOff,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "The server role is off on %1, so it does not offer CredSSP.")},
    SentenceText{
        ReasonKey::ListIsAsked,
        QT_TRANSLATE_NOOP("hopwright",
                          "%1 asks its list of names that may get a password, with %2 as typed.")},
    SentenceText{
        ReasonKey::NtlmListIsAsked,
        QT_TRANSLATE_NOOP("hopwright",
                          "%2 proves its name by NTLM only, so %1 asks its NTLM-only list.")},
    SentenceText{ReasonKey::ListIsOff,
                 QT_TRANSLATE_NOOP("hopwright", "%1 may not delegate to %2: its list is not set.")},
    SentenceText{ReasonKey::ListLacks,
                 QT_TRANSLATE_NOOP("hopwright", "%1 may not delegate to %2. Its list has %3.")},
    SentenceText{
        ReasonKey::NtlmListLacks,
        QT_TRANSLATE_NOOP("hopwright",
                          "%1 may not delegate to %2: its NTLM-only list lacks that name, and "
                          "its other list counts only where a server proves its name.")},
    SentenceText{
        ReasonKey::DeniedByList,
        QT_TRANSLATE_NOOP("hopwright", "%1 may not delegate to %2: its deny list has %3.")},
    SentenceText{ReasonKey::NotInTrustedHosts,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "%1 uses NTLM over HTTP here, and its TrustedHosts lacks %2.")},
    // Entries of lists.
    SentenceText{ReasonKey::EntryWideCritical,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "%1 may send a password to every name that %2 covers. "
                                   "Width: critical; name each server instead.")},
    SentenceText{ReasonKey::EntryWideHigh,
                 QT_TRANSLATE_NOOP(
                     "hopwright",
                     "%1 may send a password to every name that %2 covers. Width: high; any "
                     "machine of that domain can hold such a name; name each server instead.")},
    SentenceText{ReasonKey::EntryWideMedium,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "%1 may send a password to every name that %2 covers. "
                                   "Width: medium; any machine that can hold such a name.")},
    SentenceText{ReasonKey::EntryWideNtlmCritical,
                 QT_TRANSLATE_NOOP(
                     "hopwright",
                     "%1 may send a password to every name that %2 covers, also to a server that "
                     "proves its name by NTLM only. Width: critical; name each server instead.")},
    SentenceText{
        ReasonKey::EntryWideNtlmHigh,
        QT_TRANSLATE_NOOP("hopwright",
                          "%1 may send a password to every name that %2 covers, also to a "
                          "server that proves its name by NTLM only. Width: high; any machine "
                          "of that domain can hold such a name; name each server instead.")},
    SentenceText{
        ReasonKey::EntryWideNtlmMedium,
        QT_TRANSLATE_NOOP(
            "hopwright",
            "%1 may send a password to every name that %2 covers, also to a server that proves its "
            "name by NTLM only. Width: medium; any machine that can hold such a name.")},
    SentenceText{
        ReasonKey::TrustedWideCritical,
        QT_TRANSLATE_NOOP(
            "hopwright",
            "%1 signs in by NTLM over HTTP to every name that %2 in TrustedHosts covers, and "
            "none of them proves who it is. Width: critical; name each server instead.")},
    SentenceText{
        ReasonKey::TrustedWideHigh,
        QT_TRANSLATE_NOOP("hopwright",
                          "%1 signs in by NTLM over HTTP to every name that %2 in TrustedHosts "
                          "covers, and none of them proves who it is. Width: high; any machine "
                          "of that domain can hold such a name; name each server instead.")},
    SentenceText{
        ReasonKey::TrustedWideMedium,
        QT_TRANSLATE_NOOP(
            "hopwright",
            "%1 signs in by NTLM over HTTP to every name that %2 in TrustedHosts covers, and none "
            "of them proves who it is. Width: medium; any machine that can hold such a name.")},
    SentenceText{ReasonKey::EntryUndocumentedCritical,
                 QT_TRANSLATE_NOOP(
                     "hopwright", "%1 has the entry %2, a form that is in no document: Windows may "
                                  "take it or not. Width: critical; name each server instead.")},
    SentenceText{ReasonKey::EntryUndocumentedHigh,
                 QT_TRANSLATE_NOOP(
                     "hopwright", "%1 has the entry %2, a form that is in no document: Windows may "
                                  "take it or not. Width: high; name each server instead.")},
    SentenceText{
        ReasonKey::EntryAnyService,
        QT_TRANSLATE_NOOP(
            "hopwright",
            "%1 has the entry %2 without a service: it covers every name and every service, "
            "remote desktop too. Width: critical; name each server instead.")},
    SentenceText{
        ReasonKey::EntryOfSeveralNames,
        QT_TRANSLATE_NOOP("hopwright",
                          "One value on %1 holds %3 names: %2. Windows takes a value for one "
                          "name, so none of them is covered; each needs a value of its own.")},
    SentenceText{
        ReasonKey::EntryTwoStars,
        QT_TRANSLATE_NOOP("hopwright", "The entry %2 on %1 has two stars and never matches.")},
    SentenceText{ReasonKey::EntryWithoutService,
                 QT_TRANSLATE_NOOP("hopwright", "The entry %2 on %1 names no service and never "
                                                "matches: WSMAN/ belongs before the name.")},
    SentenceText{
        ReasonKey::EntryWithPort,
        QT_TRANSLATE_NOOP(
            "hopwright",
            "The entry %2 on %1 has a port, and what WinRM asks for has none: it never matches.")},
    SentenceText{ReasonKey::EntryNotReadable,
                 QT_TRANSLATE_NOOP(
                     "hopwright",
                     "The entry %2 on %1 cannot be read as service and name, and never matches.")},
    SentenceText{ReasonKey::TrustedOfSeveralNames,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "One entry of TrustedHosts on %1 holds %3 names: %2. Each "
                                   "needs an entry of its own, with a comma between.")},
    SentenceText{
        ReasonKey::TrustedNotReadable,
        QT_TRANSLATE_NOOP(
            "hopwright",
            "The entry %2 of TrustedHosts on %1 has more than one star and never matches.")},
    // Findings.
    SentenceText{
        ReasonKey::HopFindsNothing,
        QT_TRANSLATE_NOOP("hopwright",
                          "Hop %1 will be denied: nothing arrives on %2 to sign in with again.")},
    SentenceText{ReasonKey::HopWillBeDenied,
                 QT_TRANSLATE_NOOP("hopwright", "Hop %1 to %2 will be denied.")},
    SentenceText{
        ReasonKey::MachineHoldsPassword,
        QT_TRANSLATE_NOOP("hopwright",
                          "%1 will hold the password of %2; its administrators can read it."),
        2},
    SentenceText{ReasonKey::CredSspNotNeeded,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "Hop %1 uses CredSSP, and nothing on %2 uses what it "
                                   "hands over: the default method is enough.")},
    SentenceText{ReasonKey::OldCredSsp,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "Hop %1 takes CredSSP version %2, whose proof of the "
                                   "server's key can be relayed. Version 5 "
                                   "or later is safe.")},
    // What somebody said of the drawing.
    SentenceText{
        ReasonKey::HopMuted,
        QT_TRANSLATE_NOOP("hopwright",
                          "Hop %1 is muted: nothing is planned for it, and it is not tested.")},
    SentenceText{ReasonKey::BehindMuted,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "Hop %1 lies behind a muted hop: nothing is planned for it, and "
                                   "it is not tested.")},
    SentenceText{
        ReasonKey::MachineExpired,
        QT_TRANSLATE_NOOP("hopwright", "%1 was meant to be there until %2, and is drawn still.")},
    SentenceText{ReasonKey::MachineExpiresSoon,
                 QT_TRANSLATE_NOOP("hopwright", "%1 is meant to be there until %2 only.")},
    SentenceText{
        ReasonKey::HopExpired,
        QT_TRANSLATE_NOOP("hopwright", "Hop %1 was allowed until %2, and is drawn still.")},
    SentenceText{ReasonKey::HopExpiresSoon,
                 QT_TRANSLATE_NOOP("hopwright", "Hop %1 is allowed until %2 only.")},
    SentenceText{ReasonKey::CredentialsCrossTiers,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "Hop %1 delegates credentials from the tier %2 to the tier %3: "
                                   "who administers %3 can read the password.")},
    SentenceText{ReasonKey::HopCrossesTiers,
                 QT_TRANSLATE_NOOP("hopwright",
                                   "Hop %1 leads from the tier %2 into the tier %3. Nothing that "
                                   "can be used again arrives there.")},
};

constexpr bool isComplete()
{
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        if (std::to_underlying(sentences[i].key) != static_cast<int>(i))
            return false;
    }
    return sentences.size() == wordsOf<ReasonKey>.size();
}
static_assert(isComplete(), "each sentence has its words, in the order of rules::ReasonKey");

}  // namespace

QString accountName(const std::string& account)
{
    if (account.empty() || account == plan::askedAtRunTime)
        return Text::tr("the account that is asked for");
    return fromUtf8(account);
}

QString becauseText(const plan::Because& because)
{
    const SentenceText& sentence = sentences[static_cast<std::size_t>(because.key)];
    std::vector<QString> arguments;
    arguments.reserve(because.arguments.size());
    int place = 0;
    for (const std::string& argument : because.arguments) {
        arguments.push_back(++place == sentence.account ? accountName(argument)
                                                        : fromUtf8(argument));
    }
    return filled(Text::tr(sentence.text), arguments);
}

}  // namespace hopwright::ui
