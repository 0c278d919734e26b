#include "core/store/words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hopwright::store {

namespace {

using model::ComputerKind;
using model::ProbeKind;
using model::Source;
using model::Transport;

template <typename T, std::size_t count>
using Table = std::array<std::pair<T, std::string_view>, count>;

constexpr Table<Source, 3> sources{{
    {Source::Drawn, "drawn"},
    {Source::Imported, "imported"},
    {Source::Seen, "seen"},
}};
constexpr Table<ComputerKind, 3> computerKinds{{
    {ComputerKind::Client, "client"},
    {ComputerKind::Server, "server"},
    {ComputerKind::JumpServer, "jump-server"},
}};
// "http" was written for every hop before a transport could be said: it stays the word for what nobody said.
constexpr Table<Transport, 2> transports{{
    {Transport::ByPort, "http"},
    {Transport::Https, "https"},
}};
constexpr Table<ProbeKind, 5> probeKinds{{
    {ProbeKind::CreateFile, "create-file"},
    {ProbeKind::ListShare, "list-share"},
    {ProbeKind::ReadFile, "read-file"},
    {ProbeKind::Script, "script"},
    {ProbeKind::Session, "session"},
}};

template <typename T, std::size_t count>
std::string_view find(const Table<T, count>& table, T value) noexcept
{
    const auto* found = std::ranges::find(table, value, &std::pair<T, std::string_view>::first);
    return found == table.end() ? std::string_view() : found->second;
}

template <typename T, std::size_t count>
std::optional<T> find(const Table<T, count>& table, std::string_view word)
{
    const auto* found = std::ranges::find(table, word, &std::pair<T, std::string_view>::second);
    return found == table.end() ? std::nullopt : std::optional(found->first);
}

}  // namespace

std::string_view wordOf(Source source) noexcept
{
    return find(sources, source);
}

std::string_view wordOf(ComputerKind kind) noexcept
{
    return find(computerKinds, kind);
}

std::string_view wordOf(Transport transport) noexcept
{
    return find(transports, transport == Transport::Http ? Transport::ByPort : transport);
}

std::string_view wordOf(ProbeKind kind) noexcept
{
    return find(probeKinds, kind);
}

std::optional<Source> sourceFromWord(std::string_view word)
{
    return find(sources, word);
}

std::optional<ComputerKind> computerKindFromWord(std::string_view word)
{
    return find(computerKinds, word);
}

std::optional<Transport> transportFromWord(std::string_view word)
{
    return find(transports, word);
}

std::optional<Transport> saidTransportFromWord(std::string_view word)
{
    return word == "http" ? std::optional(Transport::Http) : std::nullopt;
}

std::optional<ProbeKind> probeKindFromWord(std::string_view word)
{
    return find(probeKinds, word);
}

std::optional<bool> explicitFromWord(std::string_view word)
{
    if (word == "explicit")
        return true;
    return word == "implicit" ? std::optional(false) : std::nullopt;
}

}  // namespace hopwright::store
