#include "ui/text/import_text.h"

#include "ui/text/words.h"

#include <array>
#include <utility>

namespace hopwright::ui {

namespace {

/// In the order of FactKind.
constexpr std::array<const char*, wordCount<FactKind>> kinds{
    QT_TRANSLATE_NOOP("hopwright", "client role"),
    QT_TRANSLATE_NOOP("hopwright", "server role"),
    QT_TRANSLATE_NOOP("hopwright", "fresh credentials, list"),
    QT_TRANSLATE_NOOP("hopwright", "fresh credentials, policy"),
    QT_TRANSLATE_NOOP("hopwright", "fresh credentials, NTLM-only, list"),
    QT_TRANSLATE_NOOP("hopwright", "fresh credentials, NTLM-only, policy"),
    QT_TRANSLATE_NOOP("hopwright", "denied fresh credentials, list"),
    QT_TRANSLATE_NOOP("hopwright", "denied fresh credentials, policy"),
    QT_TRANSLATE_NOOP("hopwright", "another delegate list"),
    QT_TRANSLATE_NOOP("hopwright", "another delegation policy"),
    QT_TRANSLATE_NOOP("hopwright", "the system's entries are added"),
    QT_TRANSLATE_NOOP("hopwright", "delegation defaults"),
    QT_TRANSLATE_NOOP("hopwright", "encryption oracle remediation"),
    QT_TRANSLATE_NOOP("hopwright", "TrustedHosts"),
    QT_TRANSLATE_NOOP("hopwright", "WinRM setting"),
    QT_TRANSLATE_NOOP("hopwright", "set by a policy"),
    QT_TRANSLATE_NOOP("hopwright", "listener"),
    QT_TRANSLATE_NOOP("hopwright", "Group Policy object"),
    QT_TRANSLATE_NOOP("hopwright", "ticket"),
    QT_TRANSLATE_NOOP("hopwright", "registered SPN"),
    QT_TRANSLATE_NOOP("hopwright", "duplicate SPN"),
    QT_TRANSLATE_NOOP("hopwright", "SPN that no account has"),
    QT_TRANSLATE_NOOP("hopwright", "domain controller"),
    QT_TRANSLATE_NOOP("hopwright", "domain"),
    QT_TRANSLATE_NOOP("hopwright", "secure channel, code"),
    QT_TRANSLATE_NOOP("hopwright", "user"),
    QT_TRANSLATE_NOOP("hopwright", "group"),
    QT_TRANSLATE_NOOP("hopwright", "in Protected Users"),
    QT_TRANSLATE_NOOP("hopwright", "authenticated by"),
    QT_TRANSLATE_NOOP("hopwright", "identity asserted by"),
    QT_TRANSLATE_NOOP("hopwright", "integrity level"),
    QT_TRANSLATE_NOOP("hopwright", "kind of logon"),
    QT_TRANSLATE_NOOP("hopwright", "logon type"),
    QT_TRANSLATE_NOOP("hopwright", "WS-Management answers"),
    QT_TRANSLATE_NOOP("hopwright", "operating system"),
    QT_TRANSLATE_NOOP("hopwright", "offered mechanisms"),
    QT_TRANSLATE_NOOP("hopwright", "error code"),
    QT_TRANSLATE_NOOP("hopwright", "event"),
    QT_TRANSLATE_NOOP("hopwright", "state of the host"),
    QT_TRANSLATE_NOOP("hopwright", "error of a client"),
    QT_TRANSLATE_NOOP("hopwright", "PowerShell"),
    QT_TRANSLATE_NOOP("hopwright", "runs as"),
    QT_TRANSLATE_NOOP("hopwright", "setting of Credentials Delegation"),
};

constexpr std::array<const char*, wordCount<FactLayer>> layers{
    QT_TRANSLATE_NOOP("hopwright", "local policy"),
    QT_TRANSLATE_NOOP("hopwright", "domain policy"),
    QT_TRANSLATE_NOOP("hopwright", "file of policies"),
    QT_TRANSLATE_NOOP("hopwright", "effective policy"),
    QT_TRANSLATE_NOOP("hopwright", "configuration"),
    QT_TRANSLATE_NOOP("hopwright", "session"),
    QT_TRANSLATE_NOOP("hopwright", "ticket cache"),
    QT_TRANSLATE_NOOP("hopwright", "directory"),
    QT_TRANSLATE_NOOP("hopwright", "event log"),
    QT_TRANSLATE_NOOP("hopwright", "output of a program"),
    QT_TRANSLATE_NOOP("hopwright", "written directly"),
    QT_TRANSLATE_NOOP("hopwright", "layer not known"),
};

}  // namespace

QString factSubjectText(const import::Fact& fact)
{
    const QString kind =
        Text::tr(kinds.at(static_cast<std::size_t>(std::to_underlying(fact.kind))));
    return fact.about.empty() ? kind : kind + QLatin1Char(' ') + fromUtf8(fact.about);
}

QString factValueText(FactKind kind, const std::string& value)
{
    const bool isList = kind == FactKind::AllowFresh || kind == FactKind::AllowFreshNtlmOnly
                        || kind == FactKind::DenyFresh || kind == FactKind::TrustedHosts
                        || kind == FactKind::OtherDelegateList;
    if (isList && value.empty())
        return Text::tr("none");
    std::string lines;
    for (const char c : value)
        lines += c == '\n' ? std::string(", ") : std::string(1, c);
    return fromUtf8(lines);
}

QString factLayerText(FactLayer layer)
{
    return Text::tr(layers.at(static_cast<std::size_t>(std::to_underlying(layer))));
}

QString contradictionText(const import::Contradiction& contradiction)
{
    const auto& [first, other] = contradiction;
    return filled(Text::tr("%1: %2 in line %3 (%4), %5 in line %6 (%7)"),
                  {factSubjectText(first), factValueText(first.kind, first.value),
                   QString::number(first.line), factLayerText(first.layer),
                   factValueText(other.kind, other.value), QString::number(other.line),
                   factLayerText(other.layer)});
}

}  // namespace hopwright::ui
