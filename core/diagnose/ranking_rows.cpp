#include "core/diagnose/ranking_rows.h"

#include <algorithm>

namespace hopwright::diagnose {

namespace {

constexpr Guess likely(Cause cause, int row = 0) noexcept
{
    return {.cause = cause, .certainty = Certainty::Likely, .row = row};
}
constexpr Guess possible(Cause cause, int row = 0) noexcept
{
    return {.cause = cause, .certainty = Certainty::Possible, .row = row};
}

constexpr std::array conditionRows{
    Condition{.row = 12, .when = {.needs = bit(Fact::SettingUp), .without = bit(Fact::HopError)}},
    Condition{.row = 15,
              .when = {.oneOf = any(Fact::RemoteDesktop, Fact::CredSsp, Fact::HopError, Fact::Linux,
                                    Fact::OracleTold)}},
    Condition{.row = 21,
              .when = {.needs = bit(Fact::HopError), .without = bit(Fact::WindowsUpdate)}},
    Condition{
        .row = 71,
        .when = {.without = any(Fact::WindowsUpdate, Fact::Robocopy, Fact::Wmi, Fact::NetDomain,
                                Fact::Services, Fact::HelpFromShare, Fact::OpeningRefused)}},
    Condition{.row = 72, .when = {.needs = bit(Fact::Robocopy)}},
    Condition{.row = 77, .when = {.needs = bit(Fact::NewDrive)}},
    Condition{.row = 39, .when = {.without = bit(Fact::NewDrive)}},
    Condition{.row = 83, .when = {.needs = bit(Fact::Wmi), .without = bit(Fact::WindowsUpdate)}},
    Condition{.row = 85, .when = {.needs = bit(Fact::Services)}},
    Condition{.row = 86, .when = {.needs = bit(Fact::NetDomain)}},
    Condition{.row = 94, .when = {.needs = bit(Fact::HyperV), .without = bit(Fact::CredSsp)}},
    Condition{.row = 91, .when = {.needs = bit(Fact::Web)}},
    Condition{.row = 5, .when = {.without = bit(Fact::Web)}},
    Condition{.row = 95, .when = {.needs = bit(Fact::HelpFromShare)}},
    Condition{.row = 52, .when = {.needs = bit(Fact::Remoting)}},
    Condition{.row = 53, .when = {.needs = bit(Fact::Remoting)}},
    Condition{.row = 54, .when = {.needs = bit(Fact::Remoting)}},
    Condition{.row = 96, .when = {.needs = bit(Fact::WindowsUpdate)}},
};

/// As much as a code and some letters of a message.
constexpr int strong = 35;
/// Comes before all that a text can say of an error.
constexpr int foremost = 1000;

constexpr std::array contextRowList{
    ContextRow{.row = 96,
               .denied = true,
               .when = {.needs = bit(Fact::WindowsUpdate)},
               .weight = 2 * strong},
    ContextRow{
        .row = 21, .denied = true, .when = {.needs = bit(Fact::OpeningRefused)}, .weight = strong},
    ContextRow{.row = 72, .denied = true, .when = {.needs = bit(Fact::Robocopy)}, .weight = strong},
    ContextRow{
        .row = 86, .denied = true, .when = {.needs = bit(Fact::NetDomain)}, .weight = strong},
    ContextRow{
        .row = 95, .denied = true, .when = {.needs = bit(Fact::HelpFromShare)}, .weight = strong},
    ContextRow{.row = 78, .when = {.needs = any(Fact::Anonymous, Fact::Sql)}, .weight = strong},
    ContextRow{.row = 71,
               .when = {.needs = bit(Fact::Anonymous), .without = bit(Fact::Sql)},
               .weight = strong},
    ContextRow{
        .row = 98,
        .denied = true,
        .when = {.needs = bit(Fact::InteractiveTool), .oneOf = any(Fact::CredSsp, Fact::Cleartext)},
        .weight = 2 * strong},
    // What needs another kind of logon is denied with every credential.
    ContextRow{.row = 98,
               .denied = true,
               .when = {.needs = any(Fact::InteractiveCommand, Fact::InSession)},
               .weight = foremost},
    // Letters of drives and \\tsclient are those of one session at the desktop.
    ContextRow{.row = 97,
               .when = {.needs = any(Fact::MapsOfDesktop, Fact::InSession)},
               .weight = 2 * strong},
};

constexpr std::array toldCauseRows{
    ToldCause{.fact = Fact::SpnMissingTold, .cause = Cause::SpnMissing},
    ToldCause{.fact = Fact::PortTested, .cause = Cause::PortClosed},
    ToldCause{.fact = Fact::OddPort, .cause = Cause::PortClosed},
    ToldCause{.fact = Fact::FirewallTold, .cause = Cause::Firewall},
    ToldCause{.fact = Fact::NameNotKnownTold, .cause = Cause::NameNotResolved},
    ToldCause{.fact = Fact::Protected, .cause = Cause::ProtectedUser},
};

constexpr std::array explanationRows{
    // 3: the policy does not let the credential go to that name; what else is told says why.
    Explanation{.row = 3,
                .when = {.needs = bit(Fact::SeveralNames)},
                .guesses = Guesses::of(likely(Cause::DelegateListMismatch),
                                       possible(Cause::PolicyOverrides))},
    Explanation{.row = 3,
                .when = {.needs = bit(Fact::PolicyWon)},
                .guesses = Guesses::of(likely(Cause::PolicyOverrides),
                                       possible(Cause::DelegateListMismatch))},
    Explanation{.row = 3,
                .when = {.needs = bit(Fact::ListEmpty)},
                .guesses = Guesses::of(likely(Cause::DelegateListMissing),
                                       possible(Cause::DelegateListMismatch),
                                       possible(Cause::PolicyOverrides))},
    Explanation{.row = 3,
                .guesses = Guesses::of(likely(Cause::DelegateListMismatch),
                                       possible(Cause::DelegateListMissing),
                                       possible(Cause::PolicyOverrides))},
    // 21: no session; clients on Linux say no more than that it failed.
    Explanation{.row = 21,
                .when = {.needs = bit(Fact::MiResult)},
                .guesses = Guesses::of(possible(Cause::Unknown), possible(Cause::WrongPassword))},
    Explanation{.row = 21,
                .when = {.needs = bit(Fact::Nested), .without = bit(Fact::CredSsp)},
                .guesses = Guesses::of(likely(Cause::NotDelegated), possible(Cause::EndpointAcl))},
    Explanation{.row = 21,
                .when = {.oneOf = any(Fact::LocalAccount, Fact::LocalFilterTold)},
                .guesses = Guesses::of(likely(Cause::LocalAccountFilter),
                                       possible(Cause::EndpointAcl), possible(Cause::LogonRight))},
    Explanation{.row = 21,
                .guesses =
                    Guesses::of(likely(Cause::EndpointAcl), possible(Cause::LocalAccountFilter),
                                possible(Cause::LogonRight))},
    // 39: a process of 32 bits finds no credential of CredSSP.
    Explanation{.row = 39,
                .when = {.needs = bit(Fact::Process32)},
                .guesses =
                    Guesses::of(possible(Cause::ClientUsage), possible(Cause::NotDelegated))},
    // 73: the path is wrong, or nobody was let in to look (field cases, 24).
    Explanation{.row = 73,
                .when = {.needs = any(Fact::ShareWanted, Fact::InSession),
                         .without = any(Fact::CredSsp, Fact::OwnCredential, Fact::Cleartext)},
                .guesses =
                    Guesses::of(likely(Cause::ResourceMissing), possible(Cause::NotDelegated),
                                possible(Cause::NameNotResolved), possible(Cause::Firewall))},
    Explanation{.row = 73,
                .guesses =
                    Guesses::of(likely(Cause::ResourceMissing), possible(Cause::NameNotResolved),
                                possible(Cause::Firewall))},
    // 78: login failed at SQL Server, for nobody's name or for a name. Without an SPN, nothing can be delegated to it.
    Explanation{.row = 78,
                .when = {.needs = any(Fact::Anonymous, Fact::SspiFailed, Fact::SpnMissingTold)},
                .guesses = Guesses::of(likely(Cause::SpnMissing, 79), likely(Cause::NotDelegated))},
    Explanation{.row = 78,
                .when = {.needs = bit(Fact::Anonymous)},
                .guesses = Guesses::of(likely(Cause::NotDelegated))},
    Explanation{.row = 78,
                .when = {.needs = bit(Fact::WrongPasswordTold)},
                .guesses = Guesses::of(likely(Cause::WrongPassword),
                                       possible(Cause::PermissionOnResource))},
    Explanation{.row = 78,
                .guesses = Guesses::of(likely(Cause::PermissionOnResource),
                                       possible(Cause::WrongPassword))},
    Explanation{.row = 97,
                .when = {.needs = bit(Fact::MapsOfDesktop)},
                .guesses =
                    Guesses::of(likely(Cause::SessionBound), possible(Cause::ResourceMissing))},

    // Symptoms: what was wanted behind a session was denied, for lack of a credential or of a permission.
    Explanation{.when = {.needs = any(Fact::LocalFilterTold, Fact::LocalAccount)},
                .guesses = Guesses::of(likely(Cause::LocalAccountFilter),
                                       possible(Cause::PermissionOnResource))},
    Explanation{
        .when = {.needs = bit(Fact::NoPasswordTask)},
        .guesses = Guesses::of(likely(Cause::NotDelegated), possible(Cause::PermissionOnResource))},
    Explanation{.when = {.needs = bit(Fact::Protected), .without = bit(Fact::CredSsp)},
                .guesses =
                    Guesses::of(likely(Cause::ProtectedUser), possible(Cause::NotDelegated))},
    // A machine has an account of its own, which goes everywhere and is let in where it was given rights.
    Explanation{
        .when = {.needs = bit(Fact::ComputerAccount), .without = bit(Fact::Anonymous)},
        .guesses = Guesses::of(likely(Cause::PermissionOnResource), possible(Cause::NotDelegated))},
    Explanation{
        .when = {.needs = bit(Fact::InSession),
                 .oneOf = any(Fact::Permission, Fact::LocalPath),
                 .without = bit(Fact::CredSsp)},
        .guesses = Guesses::of(likely(Cause::PermissionOnResource), possible(Cause::NotDelegated))},
    Explanation{.when = {.oneOf = any(Fact::Permission, Fact::LocalPath)},
                .guesses = Guesses::of(likely(Cause::PermissionOnResource))},
    Explanation{
        .when = {.oneOf = any(Fact::CredSsp, Fact::OwnCredential, Fact::Cleartext),
                 .without = bit(Fact::Anonymous)},
        .guesses = Guesses::of(likely(Cause::PermissionOnResource), possible(Cause::NotDelegated))},
    // Those that a lacking permission gives seldom or never.
    Explanation{.row = 39, .guesses = Guesses::of(likely(Cause::NotDelegated))},
    Explanation{.row = 81, .guesses = Guesses::of(likely(Cause::NotDelegated))},
    Explanation{.row = 90, .guesses = Guesses::of(likely(Cause::NotDelegated))},
    Explanation{.row = 92, .guesses = Guesses::of(likely(Cause::NotDelegated))},
    Explanation{.row = 93, .guesses = Guesses::of(likely(Cause::NotDelegated))},
    Explanation{
        .when = {.needs = bit(Fact::InSession)},
        .guesses = Guesses::of(likely(Cause::NotDelegated), possible(Cause::PermissionOnResource))},
    Explanation{
        .when = {.needs = bit(Fact::WorksLocally), .without = bit(Fact::OtherTopic)},
        .guesses = Guesses::of(likely(Cause::NotDelegated), possible(Cause::PermissionOnResource))},
    Explanation{.when = {.needs = bit(Fact::OtherTopic), .without = bit(Fact::SomethingWanted)},
                .guesses = Guesses::of(likely(Cause::Unrelated))},
    Explanation{.when = {.needs = bit(Fact::WebAddress),
                         .without = any(Fact::SomethingWanted, Fact::SessionNamed, Fact::Remoting)},
                .guesses = Guesses::of(likely(Cause::Unrelated))},
    // "Access is denied", and nothing else.
    Explanation{.when = {.without = any(Fact::SomethingWanted, Fact::SessionNamed)},
                .guesses =
                    Guesses::of(possible(Cause::Unknown), possible(Cause::PermissionOnResource))},
    Explanation{.guesses = Guesses::of(possible(Cause::PermissionOnResource),
                                       possible(Cause::NotDelegated))},
};

constexpr std::array fallbackRows{
    Fallback{.when = {.oneOf = any(Fact::OtherTopic, Fact::NoneOfOurs, Fact::AnySign),
                      .without = bit(Fact::Remoting)},
             .guesses = Guesses::of(likely(Cause::Unrelated))},
    Fallback{.when = {.needs = bit(Fact::NoneOfOurs)},
             .guesses = Guesses::of(likely(Cause::Unrelated))},
    // A report that all went well tells of nothing that is wrong.
    Fallback{.when = {.needs = bit(Fact::AllWell)}},
    // `Test-Path` says False where nobody was let in to look, as where nothing is (field cases, 24).
    Fallback{.row = 71,
             .hop = 2,
             .when = {.needs = any(Fact::InSession, Fact::ShareWanted, Fact::FoundNothing,
                                   Fact::Remoting)},
             .guesses =
                 Guesses::of(possible(Cause::NotDelegated), possible(Cause::ResourceMissing, 73))},
    Fallback{
        .row = 37,
        .hop = 1,
        .stage = Stage::Offer,
        .when = {.needs = any(Fact::BasicRefused, Fact::Remoting), .without = bit(Fact::CredSsp)},
        .guesses = Guesses::of(likely(Cause::AuthDisabled))},
    // 401: the credential was not taken, or the method.
    Fallback{
        .row = 22,
        .hop = 1,
        .when = {.needs = any(Fact::NotAuthorized, Fact::Remoting), .without = bit(Fact::CredSsp)},
        .guesses = Guesses::of(possible(Cause::WrongPassword), possible(Cause::AuthDisabled, 37))},
    Fallback{.hop = 1,
             .when = {.needs = bit(Fact::Remoting),
                      .oneOf = any(Fact::Complaint, Fact::AnySign, Fact::HopError)},
             .guesses = Guesses::of(possible(Cause::Unknown))},
};

constexpr std::array sureConditionRows{
    // "Not supported" is sure only where the update is named, and named by the hop itself and not by a second attempt.
    Condition{.row = 15, .when = {.needs = bit(Fact::OracleTold), .without = bit(Fact::HopError)}},
};

constexpr std::array symptoms{39, 71, 72, 80, 81, 83, 85, 86, 87, 88, 90, 91, 92, 93, 95};
constexpr std::array asked{78, 79, 82, 84};
constexpr std::array neverSure{4, 5, 8, 9, 12, 16, 44, 56, 66, 67, 69, 74, 89, 97, 98};

}  // namespace

std::span<const Condition> conditions() noexcept
{
    return conditionRows;
}

std::span<const ContextRow> contextRows() noexcept
{
    return contextRowList;
}

std::span<const ToldCause> toldCauses() noexcept
{
    return toldCauseRows;
}

std::span<const Explanation> explanations() noexcept
{
    return explanationRows;
}

std::span<const Fallback> fallbacks() noexcept
{
    return fallbackRows;
}

std::span<const Condition> sureConditions() noexcept
{
    return sureConditionRows;
}

bool isSymptom(int row) noexcept
{
    return std::ranges::find(symptoms, row) != symptoms.end();
}

bool isAsked(int row) noexcept
{
    return std::ranges::find(asked, row) != asked.end();
}

bool isNeverSure(int row) noexcept
{
    return std::ranges::find(neverSure, row) != neverSure.end();
}

}  // namespace hopwright::diagnose
