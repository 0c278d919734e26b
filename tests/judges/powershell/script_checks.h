#pragma once

#include "core/script/script_files.h"
#include "tests/judges/powershell/windows_states.h"

#include <algorithm>
#include <array>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

/// What a generated script must pass. Each check gives sentences, empty where all is well, so that the judge's test and the
/// mutants' test ask the same.
namespace hopwright::test {

using script::ExportFile;
using script::Purpose;
using Faults = std::vector<std::string>;

inline void append(Faults& to, const Faults& more)
{
    to.insert(to.end(), more.begin(), more.end());
}

/// Windows-1252: what Windows PowerShell reads a file without BOM as, on most machines. Bytes 81, 8D, 8F, 90, 9D: as they are.
inline std::string fromAnsi(std::string_view bytes)
{
    static constexpr std::array<char16_t, 32> high = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    QString out;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += byte >= 0x80 && byte < 0xA0 ? QChar(high.at(byte - 0x80U)) : QChar(char16_t{byte});
    }
    return out.toStdString();
}

inline constexpr std::string_view utf8Bom = "\xEF\xBB\xBF";

/// The text of \p bytes as Windows PowerShell reads a .ps1.
inline std::string asWindowsReads(std::string_view bytes)
{
    return bytes.starts_with(utf8Bom) ? std::string(bytes.substr(utf8Bom.size())) : fromAnsi(bytes);
}

/// UTF-8 with BOM, CRLF.
inline Faults byteFaults(std::string_view bytes)
{
    Faults out;
    if (!bytes.starts_with(utf8Bom))
        out.emplace_back("bytes: no BOM: Windows PowerShell reads it in the ANSI code page");
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const bool alone = (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r'))
                           || (bytes[i] == '\r' && (i + 1 == bytes.size() || bytes[i + 1] != '\n'));
        if (alone)
            return out.emplace_back("bytes: a line does not end in CRLF"), out;
    }
    return out;
}

/// The version that the script declares for itself; empty: none.
inline std::string declaredVersion(const std::string& text)
{
    static const std::regex requires_(R"((?:^|\n)#Requires -Version ([0-9.]+))");
    std::smatch match;
    return std::regex_search(text, match, requires_) ? match[1].str() : std::string();
}

/// No syntax error; nothing newer than it declares; only cmdlets that the table knows, by their full names and parameters.
inline Faults lintFaults(const Json& judgement, const std::string& declared)
{
    Faults out;
    if (declared.empty())
        out.emplace_back("lint: no #Requires -Version");
    for (const Json& each : judgement["syntaxErrors"])
        out.push_back("parser: line " + std::to_string(each["line"].get<int>()) + ": "
                      + each["text"].get<std::string>());
    for (const Json& each : judgement["tooNew"])
        out.push_back("lint: line " + std::to_string(each["line"].get<int>()) + ": "
                      + each["what"].get<std::string>() + ", since "
                      + each["since"].get<std::string>());
    for (const Json& each : judgement["unknown"])
        out.push_back("lint: no cmdlet of the table, or an alias: " + each.get<std::string>());
    return out;
}

inline std::string replaced(std::string text, const std::string& what, const std::string& with)
{
    for (std::size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

/// A name and the harmless word that stands in its place in the other drawing.
struct Renamed {
    std::string harmless;
    std::string hostile;
};

/// What the probe works out from the drawing: the names and the contents of its files, 32 hexadecimal digits each.
inline std::string withoutHash(const std::string& constant)
{
    static const std::regex hash("[0-9a-f]{32}");
    return std::regex_replace(constant, hash, "HASH");
}

/// Same shape (hash over node and token kinds), and each constant that of the harmless script with the names put in: so each
/// name is one constant of equal value, and there is no other.
inline Faults shapeFaults(const Json& hostile, const Json& harmless,
                          const std::vector<Renamed>& names)
{
    Faults out;
    if (hostile["shape"] != harmless["shape"])
        out.emplace_back("shape: a name changed what the script is made of");
    if (hostile["constants"].size() != harmless["constants"].size())
        return out.emplace_back("shape: another number of constants"), out;
    for (std::size_t i = 0; i < harmless["constants"].size(); ++i) {
        auto expected = harmless["constants"][i].get<std::string>();
        const auto found = hostile["constants"][i].get<std::string>();
        for (const Renamed& each : names)
            expected = replaced(expected, each.harmless, each.hostile);
        if (found != expected && withoutHash(found) != withoutHash(expected))
            out.push_back("shape: the constant " + found + " should be " + expected);
    }
    return out;
}

/// Enable, verify and undo of one machine, as Windows reads them.
struct MachineScripts {
    std::string enable = {};
    std::string verify = {};
    std::string undo = {};
};

inline void give(MachineScripts& scripts, Purpose purpose, std::string text)
{
    if (purpose == Purpose::Enable)
        scripts.enable = std::move(text);
    else if (purpose == Purpose::Verify)
        scripts.verify = std::move(text);
    else if (purpose == Purpose::Undo)
        scripts.undo = std::move(text);
}

inline MachineScripts scriptsOf(const std::vector<ExportFile>& files, model::ComputerId machine)
{
    MachineScripts out;
    for (const ExportFile& file : files) {
        if (file.machine == machine)
            give(out, file.purpose, asWindowsReads(script::fileBytes(file)));
    }
    return out;
}

inline bool hasPolicy(const Json& machine, const std::string& side, const std::string& name)
{
    return !valueOf(machine, winRmPolicyKey + side, name).is_null();
}

/// Whether Enable-WSManCredSSP's entries would come to lie under values of the domain's list: it names them by how many the
/// local policy has (domain reference 2.1 and 2.6).
inline bool domainHidesEntries(const Json& start, const Wanted& wanted)
{
    const Json local = start["localPolicy"].value(freshKey, Json::object());
    const Json domain = start["domainPolicy"].value(freshKey, Json::object());
    std::size_t number = local.size();
    for (const std::string& name : wanted.fresh) {
        if (!listHolds(start, freshKey, "wsman/" + name)
            && domain.contains(std::to_string(++number)))
            return true;
    }
    return false;
}

/// Whether the domain's policy hides what the local one says of the list: no cmdlet could put that back as it was.
inline bool domainHidesLocal(const Json& start)
{
    const auto on = [&](const char* policy) {
        return start[policy]
            .value(delegationKey, Json::object())
            .value("AllowFreshCredentials", -1);
    };
    return commonNames(start, freshKey, false) > 0
           || (on("localPolicy") >= 0 && on("domainPolicy") >= 0
               && on("localPolicy") != on("domainPolicy"));
}

/// What the first enable must say, worked out from the start state alone.
inline int expectedEnable(const Json& start, const Wanted& wanted)
{
    if (!start["elevated"].get<bool>())
        return 2;
    if (isAsWanted(start, wanted))
        return 0;
    const auto lacks = [&](const std::string& key, const std::vector<std::string>& names) {
        return !std::ranges::all_of(
            names, [&](const std::string& name) { return listHolds(start, key, "wsman/" + name); });
    };
    const bool client =
        (wanted.client && !flagOf(start, "Client")) || lacks(freshKey, wanted.fresh);
    const bool server = wanted.server && !flagOf(start, "Service");
    const bool fresh = !listsAll(start, freshKey, wanted.fresh);
    const bool ntlm = !listsAll(start, ntlmKey, wanted.ntlmOnly);
    const bool engine = start.value("policyEngine", true);
    const bool blocked =
        (client && hasPolicy(start, "Client", "AllowCredSSP"))
        || (server && hasPolicy(start, "Service", "AllowCredSSP"))
        || (fresh && valueOf(start, delegationKey, "AllowFreshCredentials") == 0)
        || (ntlm && valueOf(start, delegationKey, "AllowFreshCredentialsWhenNTLMOnly") == 0)
        || (!trustsAll(start, wanted.trusted) && hasPolicy(start, "Client", "TrustedHostsList"))
        || (engine && domainHidesEntries(start, wanted))
        || (engine && lacks(freshKey, wanted.fresh) && domainHidesLocal(start));
    const bool broken =
        engine && start.value("localPolicyFile", "").starts_with("UFJlZwI");  // PReg, 2.
    if (broken && lacks(freshKey, wanted.fresh))
        return 2;
    return blocked ? 3 : 1;
}

/// All entries of a list with kind and data, sorted.
inline std::vector<std::string> entriesOf(const Json& machine, const std::string& key)
{
    std::vector<std::string> out;
    const Json values = machine["registry"].value(key, Json::object());
    for (const auto& [name, value] : values.items())
        out.push_back(value.dump());
    std::ranges::sort(out);
    return out;
}

/// After an enable that changed something: the plan is met, and what others wrote is there still.
inline Faults enabledFaults(const Json& start, const Json& now, const Wanted& wanted)
{
    Faults out;
    if (!isAsWanted(now, wanted))
        out.emplace_back("enable: says changed, but is not as planned");
    const std::array<std::pair<std::string, const std::vector<std::string>*>, 2> lists = {
        {{freshKey, &wanted.fresh}, {ntlmKey, &wanted.ntlmOnly}}};
    for (const auto& [key, names] : lists) {
        std::vector<std::string> have = entriesOf(now, key);
        for (const std::string& each : entriesOf(start, key)) {
            const auto found = std::ranges::find(have, each);
            if (found == have.end())
                out.push_back("enable: lost the entry " + each);
            else
                have.erase(found);
        }
        if (have.size() > names->size())
            out.emplace_back("enable: more entries than were missing");
    }
    const Json hosts = valueOf(start, wsmanKey + "Client", "trusted_hosts");
    const Json after = valueOf(now, wsmanKey + "Client", "trusted_hosts");
    if (hosts.is_string()
        && (!after.is_string() || !after.get<std::string>().starts_with(hosts.get<std::string>())))
        out.emplace_back("enable: lost trusted hosts");
    return out;
}

/// The first difference of two states, for a message.
inline std::string differenceOf(const Json& before, const Json& after)
{
    std::string out;
    for (const Json& each : Json::diff(before, after))
        out += "\n    " + each.dump();
    return out.substr(0, 1500);
}

inline Faults sameFaults(const std::string& step, const Json& before, const Json& after,
                         Moment moment = Moment::BeforeRefresh, const CmdletLimits& limits = {})
{
    const Json a = comparable(before, moment, limits);
    const Json b = comparable(after, moment, limits);
    if (a == b)
        return {};
    return {step + differenceOf(a, b)};
}

inline void codeIs(Faults& out, const Json& run, int expected, const std::string& step)
{
    const Json& result = run["result"];
    if (result["exitCode"] != expected)
        out.push_back(step + ": exit code " + result["exitCode"].dump() + ", expected "
                      + std::to_string(expected) + ": " + result["stdout"].get<std::string>()
                      + result["stderr"].get<std::string>() + result["errors"].dump());
    if (!result["unknownCommands"].empty())
        out.push_back(step + ": unknown: " + result["unknownCommands"].dump());
}

/// A refresh of policy: what was written where a policy would take it back does not last.
inline constexpr auto refresh = "gpupdate.exe /force";
inline constexpr std::size_t runsOfACase = 6;  ///< Of scripts.

/// Verify, enable twice, refresh, verify, undo twice, refresh on \p start: exit codes, what changed, the tests' own reader, and the state
/// at the end.
inline Faults runFaults(ScriptEngine& engine, const MachineScripts& scripts, const Json& start,
                        const Wanted& wanted)
{
    enum Step { VerifyBefore, Enable, EnableAgain, Refresh, Verify, Undo, UndoAgain, RefreshAgain };
    const Json runs = engine.run({scripts.verify, scripts.enable, scripts.enable, refresh,
                                  scripts.verify, scripts.undo, scripts.undo, refresh},
                                 start);
    const auto after = [&](Step step) -> const Json& {
        return runs[step]["machine"];
    };
    const auto unchanged = [&](Faults& out, Step step, const char* name) {
        if (after(step) != after(Step(step - 1)))
            out.push_back(std::string(name) + ": changed"
                          + differenceOf(after(Step(step - 1)), after(step)));
    };
    const Json& before =
        after(VerifyBefore);  // As the engine writes it; that it is the start is looked at first.
    const int expected = expectedEnable(start, wanted);
    Faults out;
    codeIs(out, runs[VerifyBefore], isAsWanted(start, wanted) ? 0 : 1, "verify before");
    for (const char* part : {"registry", "localPolicy", "domainPolicy", "services"}) {
        if (before[part] != start[part])
            out.push_back(std::string("verify before: changed ") + part
                          + differenceOf(start[part], before[part]));
    }
    codeIs(out, runs[Enable], expected, "first enable");
    if (expected == 1)
        append(out, enabledFaults(before, after(Enable), wanted));
    else
        append(out, sameFaults("first enable: changed", before, after(Enable),
                               Moment::BeforeRefresh, limitsOf(start, wanted)));
    if (expected == 3 && !runs[Enable]["result"]["stdout"].get<std::string>().contains("policy"))
        out.emplace_back("first enable: does not name the policy");
    codeIs(out, runs[EnableAgain], expected == 1 ? 0 : expected, "second enable");
    unchanged(out, EnableAgain, "second enable");
    const bool lasts = expected == 1 || isAsWanted(start, wanted);
    if (isAsWanted(after(Refresh), wanted) != lasts)
        out.emplace_back("enable: does not last over a refresh of policy");
    codeIs(out, runs[Verify], isAsWanted(after(Refresh), wanted) ? 0 : 1, "verify");
    unchanged(out, Verify, "verify");
    codeIs(out, runs[Undo], expected == 1 ? 1 : 0, "first undo");
    const CmdletLimits limits = limitsOf(start, wanted);
    // Where enable was blocked, what it put back has been through a refresh by now.
    const Moment moment = expected == 3 ? Moment::AfterRefresh : Moment::BeforeRefresh;
    append(out,
           sameFaults("first undo: not the state before", before, after(Undo), moment, limits));
    codeIs(out, runs[UndoAgain], 0, "second undo");
    unchanged(out, UndoAgain, "second undo");
    append(out, sameFaults("after undo and a refresh: not the state before", before,
                           after(RefreshAgain), Moment::AfterRefresh, limits));
    return out;
}

}  // namespace hopwright::test
