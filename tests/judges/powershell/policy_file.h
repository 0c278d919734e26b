#pragma once

#include "tests/judges/powershell/windows_states.h"

#include <QByteArray>
#include <QCryptographicHash>

#include <array>
#include <cstdint>
#include <string>

namespace hopwright::test {

/// A record of Registry.pol, byte by byte: what the judge writes for itself is compared with it. Domain reference 9.5.
struct PolicyRecord {
    std::string key = R"(Software\Policies\Microsoft\Windows\CredentialsDelegation)";
    std::string name = "AllowFreshCredentials";
    std::uint32_t type = 4;
    std::uint32_t size = 4;
    QByteArray data = QByteArray("\1\0\0\0", 4);
    std::array<char16_t, 6> marks = {u'[', u';', u';', u';', u';', u']'};

    QByteArray bytes() const
    {
        QByteArray out;
        const auto unit = [&](char16_t c) {
            out += static_cast<char>(c & 0xFFU);
            out += static_cast<char>(c >> 8U);
        };
        const auto text = [&](const std::string& what) {
            for (const char c : what)
                unit(static_cast<unsigned char>(c));
            unit(0);
        };
        const auto number = [&](std::uint32_t what) {
            unit(static_cast<char16_t>(what & 0xFFFFU));
            unit(static_cast<char16_t>(what >> 16U));
        };
        unit(marks[0]);
        text(key);
        unit(marks[1]);
        text(name);
        unit(marks[2]);
        number(type);
        unit(marks[3]);
        number(size);
        unit(marks[4]);
        out += data;
        unit(marks[5]);
        return out;
    }
};

inline const QByteArray policyHeader("PReg\1\0\0\0", 8);

/// The file of the local policy as a script on that machine sees it.
inline QByteArray policyFileOf(ScriptEngine& engine, const StartState& state)
{
    const Json run = engine.run({"[Convert]::ToBase64String([IO.File]::ReadAllBytes("
                                 "'C:\\Windows\\System32\\GroupPolicy\\Machine\\Registry.pol'))"},
                                state.machine())[0];
    return QByteArray::fromBase64(
        QByteArray::fromStdString(run["result"]["stdout"].get<std::string>()).trimmed());
}

inline QByteArray sha256(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

/// That of golden vector 2.
inline StartState goldenState()
{
    StartState out;
    out.local(delegationKey, "AllowFreshCredentials", 1)
        .local(delegationKey, "ConcatenateDefaults_AllowFresh", 1)
        .local(freshKey, "1", "WSMAN/b.contoso.com");
    return out;
}

}  // namespace hopwright::test
