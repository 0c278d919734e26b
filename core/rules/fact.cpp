#include "core/rules/fact.h"

#include <initializer_list>

namespace hopwright::rules {

namespace {

/// How a fact and its answers are called in a derivation.
struct FactRow {
    std::string_view word;
    std::array<std::string_view, mostAnswers> answers = {};
    unsigned count = 0;
};

constexpr FactRow row(std::string_view word, std::initializer_list<std::string_view> answers)
{
    FactRow out{.word = word};
    for (const std::string_view each : answers)
        out.answers[out.count++] = each;
    return out;
}

/// Of an enumeration that has words of its own.
template <HasWords Enum>
constexpr FactRow row(std::string_view word, Enum last)
{
    FactRow out{.word = word};
    while (out.count <= unsigned(std::to_underlying(last))) {
        out.answers[out.count] = wordOf(static_cast<Enum>(out.count));
        ++out.count;
    }
    return out;
}

constexpr std::array facts{
    row("end", {"session", "resource"}),
    row<Method>("method", Method::Unknown),
    row("method-word", {"other", "digest"}),
    row("credential", {"callers", "asked-for", "named"}),
    row("identity", {"arriving", "own"}),
    row("encryption", {"http", "https"}),
    row("target-form", {"name", "own-name", "address"}),
    row("loop", {"no", "yes"}),
    row("ends", {"different", "same"}),
    row("account", {"other", "of-target"}),
    row("client-home", {"domain", "workgroup", "unknown"}),
    row("target-home", {"domain", "workgroup", "unknown"}),
    row("answering-home", {"domain", "workgroup", "unknown"}),
    row("domains", {"not-different", "different"}),
    row("proof", {"trusted", "ntlm-only", "unknown"}),
    row("arrives",
        {"at-start", "signed-in", "nothing-reusable", "password", "anonymous", "unknown"}),
    row("caller", {"unplaced", "of-target", "of-another-machine", "someone-of-another-machine",
                   "of-same-domain", "of-another-domain"}),
    row("stranger", {"no", "yes"}),
    row("client-role", {"not-known", "on", "off"}),
    row("server-role", {"not-known", "on", "off"}),
    row("trusted-hosts", {"not-lacking", "lacking"}),
    row("delegate-list", {"not-refusing", "in-deny-list", "off", "lacking", "ntlm-only-lacking",
                          "ntlm-only-lacking-alone"}),
    row("delegation", {"not-sure", "sure"}),
    row("permission", {"not-looked-at", "refused", "depends-on-account"}),
    row("refusal", {"not-known", "without-code", "smb-code", "code"}),
    row("credssp-version", {"safe", "old"}),
    row<Cause>("cause", Cause::Unrelated),
    row("chain", {"one-hop", "several"}),
    row("by-delegation", {"no", "yes"}),
    row("one-domain", {"no", "yes"}),
    row("uses", {"none", "some"}),
    row("holding", {"delegated", "by-ssh", "in-script"}),
    row("entry-list", {"allow-fresh", "ntlm-only", "deny-fresh", "trusted-hosts"}),
    row("entry-form",
        {"several-names", "two-stars", "without-service", "not-readable", "other-service",
         "with-port", "one-host", "any-service", "wide", "undocumented"}),
    row("width", {"medium-or-less", "high", "critical"}),
    row("place", {"machine", "hop"}),
    row("expiry", {"later", "soon", "past"}),
    row("crossing", {"nothing-reusable", "password"}),
};
static_assert(facts.size() == factCount);

}  // namespace

std::string_view wordOf(Fact fact) noexcept
{
    return facts[std::to_underlying(fact)].word;
}

unsigned answerCountOf(Fact fact) noexcept
{
    return facts[std::to_underlying(fact)].count;
}

std::string_view answerWord(Fact fact, unsigned answer) noexcept
{
    const FactRow& row = facts[std::to_underlying(fact)];
    return answer < row.count ? row.answers[answer] : std::string_view();
}

}  // namespace hopwright::rules
