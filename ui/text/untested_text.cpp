#include "core/model/graph_rules.h"
#include "core/probe/gate.h"
#include "ui/text/scene.h"
#include "ui/text/words.h"

#include <algorithm>
#include <array>

namespace hopwright::ui {

namespace {

/// What a reason says: %1 the number of the hop, %2 its client, %3 its server, %4 its end, %5 the drawing's word for its
/// method, %6 who signs in.
struct Reason {
    std::string_view key;
    const char* why;
    const char* whatToDo;
};

constexpr const char* byHand =
    QT_TRANSLATE_NOOP("hopwright", "Open that session by hand on %2, and look there how it ends.");

constexpr std::array reasons{
    Reason{.key = "kerberos-not-built",
           .why = QT_TRANSLATE_NOOP("hopwright",
                                    "This version signs in by NTLM and CredSSP, and hop %1 asks "
                                    "for Kerberos."),
           .whatToDo = byHand},
    Reason{.key = "https-not-built",
           .why = QT_TRANSLATE_NOOP("hopwright",
                                    "This version speaks WinRM over HTTP, and hop %1 goes over "
                                    "HTTPS."),
           .whatToDo = byHand},
    Reason{.key = "basic-not-built",
           .why = QT_TRANSLATE_NOOP("hopwright",
                                    "This version signs in by NTLM and CredSSP, and hop %1 asks "
                                    "for Basic."),
           .whatToDo = byHand},
    Reason{.key = "certificate-not-built",
           .why = QT_TRANSLATE_NOOP("hopwright",
                                    "This version signs in by NTLM and CredSSP, and hop %1 asks "
                                    "for a certificate."),
           .whatToDo = byHand},
    Reason{.key = "ssh-not-built",
           .why = QT_TRANSLATE_NOOP("hopwright",
                                    "This version speaks WinRM, and hop %1 goes over SSH."),
           .whatToDo = byHand},
    Reason{.key = "method-unknown",
           .why = QT_TRANSLATE_NOOP("hopwright",
                                    "Hop %1 has the method \"%5\", which this version does not "
                                    "know."),
           .whatToDo = QT_TRANSLATE_NOOP("hopwright", "Choose a method that it knows for hop %1.")},
    Reason{.key = "resource-not-built",
           .why = QT_TRANSLATE_NOOP("hopwright",
                                    "This version visits file shares, and %4 is a resource of "
                                    "another kind."),
           .whatToDo =
               QT_TRANSLATE_NOOP("hopwright", "Use %4 by hand on %2, and look there how it ends.")},
    Reason{.key = "text-not-allowed",
           .why = QT_TRANSLATE_NOOP("hopwright",
                                    "Hop %1 runs a PowerShell text of its own, and nobody allowed "
                                    "that text."),
           .whatToDo = QT_TRANSLATE_NOOP("hopwright",
                                         "Read it with hopwright-cli plan, then run hopwright-cli "
                                         "probe with --allow-text and the hash that plan prints.")},
    Reason{.key = "credential-missing",
           .why = QT_TRANSLATE_NOOP("hopwright", "No credential was given for hop %1."),
           .whatToDo = QT_TRANSLATE_NOOP("hopwright", "Give hop %1 one, and test again.")},
    Reason{.key = "muted",
           .why = QT_TRANSLATE_NOOP("hopwright",
                                    "Hop %1 is muted, so its route is neither planned nor tested."),
           .whatToDo = QT_TRANSLATE_NOOP("hopwright", "Unmute hop %1 to test the route again.")},
    Reason{.key = "route-muted",
           .why = QT_TRANSLATE_NOOP("hopwright",
                                    "Another hop of the route is muted, so hop %1 was not tested."),
           .whatToDo = QT_TRANSLATE_NOOP("hopwright", "Unmute that hop to test the route again.")},
};

const Reason* reasonOf(const Scene& scene)
{
    const auto* const found = std::ranges::find(reasons, scene.result.skippedBecause, &Reason::key);
    return found == reasons.end() ? nullptr : found;
}

QString withNames(const char* text, const Scene& scene)
{
    return filled(Text::tr(text), {scene.number, scene.client, scene.server, scene.end,
                                   fromUtf8(scene.hop.methodWord), scene.account});
}

/// \p text with the names of who could not be asked: %1 client, %2 target as typed, %3 the setting.
QString withSetting(const QString& text, const Scene& scene)
{
    return filled(text, {scene.client, scene.typed, fromUtf8(scene.result.unseen)});
}

}  // namespace

QString unseenWhy(const Scene& scene)
{
    if (scene.result.unseen == probe::clientRoleSetting) {
        return withSetting(Text::tr("It is not known whether the client role of %1 is on, so no "
                                    "password was sent."),
                           scene);
    }
    if (scene.result.unseen == probe::trustedHostsSetting) {
        return withSetting(Text::tr("It is not known whether TrustedHosts of %1 has %2, so nothing "
                                    "was sent."),
                           scene);
    }
    return withSetting(
        Text::tr("It is not known whether %3 of %1 has %2, so no password was sent."), scene);
}

QString unseenWhatToDo(const Scene& scene)
{
    const QString look =
        scene.result.unseen == probe::trustedHostsSetting
            ? Text::tr(
                  "Look on %1: Get-Item WSMan:\\localhost\\Client\\TrustedHosts, or the verify "
                  "script of Export.")
            : Text::tr("Look on %1: Get-WSManCredSSP, or the verify script of Export.");
    return withSetting(look, scene) + u' '
           + Text::tr("To test although it is not known, run hopwright-cli probe with "
                      "--assume-policy.");
}

QString skippedWhy(const Scene& scene)
{
    if (const Reason* const reason = reasonOf(scene))
        return withNames(reason->why, scene);
    const QString evidence = evidenceSentence(scene.result.evidence);
    return evidence.isEmpty()
               ? withNames(QT_TRANSLATE_NOOP("hopwright", "Hop %1 was not tested."), scene)
               : evidence;
}

QString skippedWhatToDo(const Scene& scene)
{
    const Reason* const reason = reasonOf(scene);
    return reason == nullptr ? QString() : withNames(reason->whatToDo, scene);
}

}  // namespace hopwright::ui
