#pragma once

#include "core/import/collector.h"
#include "core/import/facts.h"
#include "core/text/ascii.h"
#include "core/text/decode.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>

/// What the fuzz targets of the readers share: fuzz_import_klist.cpp and its neighbours name a reader and what holds of it.
namespace hopwright::import::tests {

using Take = bool (*)(Lines&, Collector&);

/// A reader, and what its tool can print.
struct FuzzedReader {
    Reader reader;
    std::span<const Take> takes;
    std::span<const FactKind> kinds;
    /// What the target states of each fact beside the rest; \p text is what was read, which is plain, with blanks for tabs.
    bool (*holds)(const Fact& fact, std::string_view text);
};

[[noreturn]] inline void fail(const char* what, const Fact* fact = nullptr)
{
    std::fputs(what, stderr);
    if (fact != nullptr) {
        std::fprintf(stderr, ": %s about '%s' is '%s'", std::string(wordOf(fact->kind)).c_str(),
                     fact->about.c_str(), fact->value.c_str());
    }
    std::fputc('\n', stderr);
    std::abort();
}

inline bool isOneOf(std::string_view text, std::span<const std::string_view> all)
{
    return std::ranges::find(all, text) != all.end();
}

inline bool isDigits(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

inline bool isTrueOrFalse(std::string_view text)
{
    return text == "true" || text == "false";
}

/// `0x80090322`, in capitals, or a decimal number.
inline bool isCode(std::string_view text)
{
    return isDigits(text)
           || (text.size() == 10 && text.starts_with("0x")
               && text.find_first_not_of("0123456789ABCDEF", 2) == std::string_view::npos);
}

/// Entries in lines; none of them is empty.
inline bool isEntries(std::string_view text)
{
    return text.empty()
           || (!text.starts_with('\n') && !text.ends_with('\n') && !text.contains("\n\n"));
}

/// `2026-11-30T08:10:11`, with `Z` or without.
inline bool isTime(std::string_view text)
{
    if (text.ends_with('Z'))
        text.remove_suffix(1);
    constexpr std::string_view form = "dddd-dd-ddTdd:dd:dd";
    return text.size() == form.size() && std::ranges::equal(text, form, [](char c, char wanted) {
               return wanted == 'd' ? c >= '0' && c <= '9' : c == wanted;
           });
}

/// Whether a value has the shape that core/vocabulary/fact_kind.h says of its kind.
inline bool hasItsShape(const Fact& fact)
{
    constexpr std::array<std::string_view, 3> packages{"ntlm", "schannel", "digest"};
    constexpr std::array<std::string_view, 2> asserted{"authority", "service"};
    constexpr std::array<std::string_view, 5> levels{"low", "medium", "medium-plus", "high",
                                                     "system"};
    constexpr std::array<std::string_view, 5> logons{"network", "batch", "interactive", "service",
                                                     "remote-interactive"};
    constexpr std::array<std::string_view, 4> states{"ok", "changed", "failed", "unreachable"};
    switch (fact.kind) {
    case FactKind::ClientRole:
    case FactKind::ServerRole:
    case FactKind::AllowFreshEnabled:
    case FactKind::AllowFreshNtlmOnlyEnabled:
    case FactKind::DenyFreshEnabled:
    case FactKind::OtherDelegateListEnabled:
    case FactKind::ConcatenateDefaults:
        return isTrueOrFalse(fact.value);
    case FactKind::AllowFresh:
    case FactKind::AllowFreshNtlmOnly:
    case FactKind::DenyFresh:
    case FactKind::OtherDelegateList:
    case FactKind::TrustedHosts:
        return isEntries(fact.value);
    case FactKind::ControlledByPolicy:
    case FactKind::ProtectedUser:
    case FactKind::WsmanAnswers:
        return fact.value == "true";
    case FactKind::OracleRemediation:
    case FactKind::SecureChannel:
    case FactKind::LogonType:
        return isDigits(fact.value);
    case FactKind::DelegationSetting:
        return !fact.about.empty() && isDigits(fact.value);
    case FactKind::Listener:
        return fact.value.contains(' ');
    case FactKind::SpnRegistered:
    case FactKind::SpnDuplicate:
    case FactKind::SpnMissing:
        return fact.value.contains('/');
    case FactKind::DomainController:
    case FactKind::DomainName:
        return isHostName(fact.value);
    case FactKind::AuthenticatedBy:
        return isOneOf(fact.value, packages);
    case FactKind::IdentityAsserted:
        return isOneOf(fact.value, asserted);
    case FactKind::Integrity:
        return isOneOf(fact.value, levels);
    case FactKind::LogonKind:
        return isOneOf(fact.value, logons);
    case FactKind::HostState:
        return isOneOf(fact.value, states);
    case FactKind::ErrorCode:
        return isCode(fact.value);
    case FactKind::Event:
        return fact.about.contains('/');
    case FactKind::DelegationDefaults:
    case FactKind::WinrmSetting:
        return !fact.about.empty();
    case FactKind::PolicyObject:
    case FactKind::Ticket:
    case FactKind::User:
    case FactKind::Group:
    case FactKind::OperatingSystem:
    case FactKind::OfferedAuth:
    case FactKind::ClientError:
    case FactKind::PowerShellVersion:
    case FactKind::RunAsUser:
        return !fact.value.empty();
    }
    return false;
}

/// Without signs that a fact has as blanks: what holds() compares with the text stands there as it is.
inline bool isPlain(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const bool isLineEnd =
            c == '\n' || (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n');
        if ((c < 0x20 && c != '\t' && !isLineEnd) || c == 0x7F)
            return false;
    }
    return true;
}

inline void checkFacts(const FuzzedReader& fuzzed, const Reading& reading, std::string_view text)
{
    std::string blanked(text);  // As facts have them.
    std::ranges::replace(blanked, '\t', ' ');
    for (const Fact& each : reading.facts) {
        if (each.reader != fuzzed.reader
            || std::ranges::find(fuzzed.kinds, each.kind) == fuzzed.kinds.end())
            fail("its tool does not print this", &each);
        if (each.place.end() > text.size())
            fail("it stands outside of what was taken", &each);
        if (!hasItsShape(each) || (!each.time.empty() && !isTime(each.time)))
            fail("it has not the shape of its kind", &each);
        if (isPlain(text) && !fuzzed.holds(each, blanked))
            fail("what the target states does not hold", &each);
    }
}

/// What \p take reads of the first lines of \p text; \p taken is their bytes, 0 when they are none of its.
inline Reading readWith(Take take, std::string_view text, std::size_t& taken)
{
    Lines lines(text);
    Collector out(text);
    const bool isIts = take(lines, out);
    taken = lines.atEnd() ? text.size() : lines.line().offset;
    Reading reading = std::move(out).take();
    if (!isIts && (taken != 0 || !reading.facts.empty() || reading.left != 0))
        fail("it said no and took something");
    if (isIts && taken == 0)
        fail("it said yes and stayed where it was");
    return reading;
}

/// Each reader of \p fuzzed at each line of \p text: one that says no takes nothing, one that says yes moves on; what it says
/// stands in what it took, is what its tool can print, in the shape of its kind; and it says the same when nothing follows
/// what it took. (It may say nothing because of what follows: an event that stands there once more as XML.)
inline void checkReader(const FuzzedReader& fuzzed, std::string_view text)
{
    constexpr std::size_t mostBytes = 16 * 1024;  // Each line is a beginning.
    text = text.substr(0, mostBytes);
    for (Lines lines(text); !lines.atEnd();) {
        const std::string_view rest = text.substr(lines.line().offset);
        std::size_t furthest = 0;
        for (const Take take : fuzzed.takes) {
            std::size_t taken = 0;
            const Reading reading = readWith(take, rest, taken);
            if (taken == 0)
                continue;
            furthest = std::max(furthest, taken);
            checkFacts(fuzzed, reading, rest.substr(0, taken));
            std::size_t again = 0;
            const Reading alone = readWith(take, rest.substr(0, taken), again);
            if (!reading.facts.empty() && alone.facts != reading.facts)
                fail("what stands behind changes what it says", &reading.facts.front());
        }
        const std::size_t behind = lines.line().offset + std::max<std::size_t>(furthest, 1);
        do
            lines.next();
        while (!lines.atEnd() && lines.line().offset < behind);
    }
}

/// The bytes as they are, and as the text that they decode to.
inline int checkBytes(const FuzzedReader& fuzzed, const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    checkReader(fuzzed, bytes);
    const std::string text = text::decode(bytes).text;
    if (text != bytes)
        checkReader(fuzzed, text);
    return 0;
}

}  // namespace hopwright::import::tests
