#pragma once

#include "core/registry/reg_file.h"
#include "core/registry/registry_pol.h"
#include "core/seen/look.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace hopwright::seen::tests {

inline constexpr const char* now = "2026-11-30T08:00:00Z";

/// A key and its lines, as regedit exports it.
inline std::string keyText(const std::string& path, const std::string& lines)
{
    return "[HKEY_LOCAL_MACHINE\\" + path + "]\r\n" + lines + "\r\n";
}

inline registry::Image image(const std::string& keys)
{
    return registry::readRegFile("Windows Registry Editor Version 5.00\r\n\r\n" + keys).value();
}

inline const std::string delegation =
    R"(SOFTWARE\Policies\Microsoft\Windows\CredentialsDelegation)";
inline const std::string winrm = R"(SOFTWARE\Policies\Microsoft\Windows\WinRM)";
inline const std::string wsman = R"(SOFTWARE\Microsoft\Windows\CurrentVersion\WSMAN)";

/// JUMP01.lab.example of which every key is readable, and nothing is set.
inline std::string emptyMachine()
{
    return keyText("SOFTWARE", "") + keyText("SYSTEM", "")
           + keyText(R"(SYSTEM\CurrentControlSet\Services\Tcpip\Parameters)",
                     "\"Hostname\"=\"JUMP01\"\r\n\"Domain\"=\"lab.example\"\r\n");
}

/// A registry of which this user may not read \p paths, nor what is below.
inline registry::Registry without(registry::Image from, std::set<std::string> paths)
{
    return [registry = registry::registryOf(std::move(from)),
            hidden = std::move(paths)](std::string_view path) {
        const std::string asked = registry::machinePath(path);
        const bool isHidden = std::ranges::any_of(hidden, [&asked](const std::string& each) {
            return asked.starts_with(registry::machinePath(each));
        });
        return isHidden ? registry::Key{} : registry(path);
    };
}

/// `allow-fresh=WSMAN/a|WSMAN/b @ effective-policy`, a line each, but for the machine's version.
inline std::string shown(const Look& look)
{
    std::string out;
    for (const import::Fact& each : look.reading.facts) {
        std::string value = each.value;
        std::ranges::replace(value, '\n', '|');
        out += std::string(wordOf(each.kind)) + (each.about.empty() ? "" : " " + each.about) + "="
               + value + " @ " + std::string(wordOf(each.layer)) + "\n";
    }
    return out;
}

inline Sources sources(const std::string& keys)
{
    return {.registry = registry::registryOf(image(keys))};
}

}  // namespace hopwright::seen::tests
