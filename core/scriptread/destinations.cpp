#include "core/scriptread/destinations.h"

#include "core/scriptread/call_arguments.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace hopwright::scriptread {

namespace {

using powershell::Argument;
using powershell::Command;

/// The first share that one of \p texts holds.
std::optional<std::string> shareAmong(const std::vector<std::string>& texts)
{
    for (const std::string& each : texts) {
        if (const std::size_t at = findUnc(each); at != std::string::npos)
            return shareAt(each, at);
    }
    return std::nullopt;
}

/// `SQL01` of `SQL01\REPORTS,1433` or `tcp:SQL01`.
std::string hostOfInstance(std::string_view instance)
{
    if (const std::size_t colon = instance.find(':'); colon != std::string_view::npos)
        instance.remove_prefix(colon + 1);
    return std::string(instance.substr(0, instance.find_first_of("\\,")));
}

std::string_view trimmed(std::string_view text)
{
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    return text;
}

/// A part of a connection string by one of its names: `SQL01` of `Server=SQL01;…`.
std::string partOf(std::string_view connection, std::initializer_list<std::string_view> names)
{
    while (!connection.empty()) {
        const std::size_t end = std::min(connection.find(';'), connection.size());
        const std::string_view part = connection.substr(0, end);
        const std::size_t equals = part.find('=');
        const std::string_view name = trimmed(part.substr(0, equals));
        const bool named = std::ranges::any_of(names, [&](std::string_view each) {
            return text::equalsIgnoringAsciiCase(each, name);
        });
        if (named && equals != std::string_view::npos)
            return std::string(part.substr(equals + 1));
        connection.remove_prefix(std::min(end + 1, connection.size()));
    }
    return {};
}

/// What stands behind a switch of a program: the argument after `/s`, or the rest of `/s:FS01`.
std::vector<std::string> behindSwitch(std::string_view typed, const Command& command)
{
    const std::string name = text::asciiLower(typed);
    const bool joined = name.ends_with(':');
    std::vector<std::string> out;
    bool next = false;
    for (const Argument& each : command.arguments) {
        const std::string& value = each.value.text;
        const std::string lower = text::asciiLower(value);
        if (next)
            out.push_back(value);
        next = lower == name && !joined;
        if (joined && lower.starts_with(name))
            out.push_back(value.substr(name.size()));
    }
    return out;
}

}  // namespace

Destinations::Destinations(std::string_view text, const powershell::Script& script,
                           const Variables& variables)
    : m_text(text), m_script(script), m_variables(variables)
{
}

std::optional<std::string> Destinations::shareIn(const Command& command) const
{
    std::string name = command.name;
    if (name.empty()) {  // `& "\\FS01\$x\setup.exe"`
        const std::string_view said = text::at(m_text, command.place);
        name = said.substr(0, said.find(' ', std::min<std::size_t>(2, said.size())));
    }
    if (auto found = shareAmong({name}))
        return found;
    for (const Argument& each : command.arguments) {
        if (each.value.block)
            continue;
        if (auto found = shareIn(each.value, command.place.offset))
            return found;
    }
    return std::nullopt;
}

std::optional<std::string> Destinations::shareIn(const powershell::Value& value,
                                                 std::size_t offset) const
{
    auto found = shareAmong(m_variables.values(value, offset));
    if (found || !value.table || *value.table >= m_script.tables.size())
        return found;
    for (const powershell::TableRow& row : m_script.tables[*value.table]) {
        found = shareAmong(m_variables.values(row.value, offset));
        if (found)
            break;
    }
    return found;
}

std::vector<std::string> Destinations::machinesIn(const Command& command,
                                                  const CommandRow& row) const
{
    std::vector<std::string> out;
    for (const std::string_view where : columnWords(row.target)) {
        for (std::string& each : saidAt(where, command, row)) {
            if (each.starts_with("\\\\")) {
                out.emplace_back(hostOfUnc(each));
            } else if (row.kind == "sql") {
                out.push_back(hostOfInstance(each));
            } else {
                out.push_back(std::move(each));
            }
        }
    }
    return out;
}

/// What stands in the place of which \p where, a word of CommandRow::target, tells.
std::vector<std::string> Destinations::saidAt(std::string_view where, const Command& command,
                                              const CommandRow& row) const
{
    if (where.starts_with('-'))
        return valuesOf(argumentOf(command, {where.substr(1)}), command);
    if (where.starts_with('#') && where.size() == 2) {
        // The `use` of `net use` is an argument of `net`.
        const bool first = row.name.contains(' ') && !row.name.contains(" -");
        const auto index = static_cast<std::size_t>(where[1] - '1') + (first ? 1 : 0);
        return valuesOf(positional(command, index), command);
    }
    if (where.starts_with('/'))
        return behindSwitch(where, command);
    return where == "connection-string" ? serversIn(command) : std::vector<std::string>();
}

/// Nothing for null, a parameter that was not given.
std::vector<std::string> Destinations::valuesOf(const Argument* argument,
                                                const Command& command) const
{
    return argument == nullptr ? std::vector<std::string>()
                               : m_variables.values(argument->value, command.place.offset);
}

/// The servers of connection strings that bring no login.
std::vector<std::string> Destinations::serversIn(const Command& command) const
{
    std::vector<std::string> out;
    for (const Argument& each : command.arguments) {
        for (const std::string& value : m_variables.values(each.value, command.place.offset)) {
            std::string host = partOf(value, {"Server", "Data Source", "Address"});
            const bool login = !partOf(value, {"Password", "Pwd"}).empty();
            if (!host.empty() && !login)
                out.push_back(std::move(host));
        }
    }
    return out;
}

}  // namespace hopwright::scriptread
