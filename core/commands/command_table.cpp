#include "core/commands/command_table.h"

#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <map>

namespace hopwright {

namespace {

#include "core/commands/command_rows.inc"

struct Names {
    std::map<std::string, const CommandRow*, std::less<>> exact;
    std::vector<std::pair<std::string, const CommandRow*>> beginnings;  ///< `get-sp`, `sqlserver\`.
};

Names namesOfAll()
{
    Names out;
    const auto add = [&](std::string_view name, const CommandRow& row) {
        std::string lower = text::asciiLower(name);
        if (lower.ends_with('*')) {
            lower.pop_back();
            out.beginnings.emplace_back(std::move(lower), &row);
        } else {
            out.exact.emplace(std::move(lower), &row);
        }
    };
    for (const CommandRow& row : rows) {
        add(row.name, row);
        for (const std::string_view each : columnWords(row.aliases))
            add(each, row);
    }
    return out;
}

const Names& names()
{
    static const Names all = namesOfAll();
    return all;
}

const CommandRow* found(std::string_view lower)
{
    const auto exact = names().exact.find(lower);
    return exact == names().exact.end() ? nullptr : exact->second;
}

}  // namespace

bool CommandRow::hasTarget(std::string_view word) const noexcept
{
    std::string_view rest = target;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        if (text::equalsIgnoringAsciiCase(rest.substr(0, end), word))
            return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

ResourceKind CommandRow::resourceKind() const noexcept
{
    struct Kind {
        std::string_view word;
        ResourceKind kind;
    };
    constexpr std::array kinds{Kind{.word = "unc", .kind = ResourceKind::SmbShare},
                               Kind{.word = "sql", .kind = ResourceKind::SqlServer},
                               Kind{.word = "ldap", .kind = ResourceKind::Ldap},
                               Kind{.word = "wmi", .kind = ResourceKind::Wmi},
                               Kind{.word = "cim", .kind = ResourceKind::Cim},
                               Kind{.word = "winrm", .kind = ResourceKind::PowerShellSession},
                               Kind{.word = "http", .kind = ResourceKind::Web},
                               Kind{.word = "pki", .kind = ResourceKind::CertificateAuthority},
                               Kind{.word = "scheduler", .kind = ResourceKind::ScheduledTask},
                               Kind{.word = "rpc", .kind = ResourceKind::ServiceControl}};
    if (name.contains("-SP"))
        return ResourceKind::SharePoint;
    if (name.contains("-AD"))
        return ResourceKind::ActiveDirectoryWebServices;
    const auto* const found = std::ranges::find(kinds, kind, &Kind::word);
    return found == kinds.end() ? ResourceKind::Unknown : found->kind;
}

std::vector<std::string_view> columnWords(std::string_view column)
{
    std::vector<std::string_view> out;
    while (!column.empty()) {
        const std::size_t end = std::min(column.find(' '), column.size());
        if (end > 0)
            out.push_back(column.substr(0, end));
        column.remove_prefix(std::min(end + 1, column.size()));
    }
    return out;
}

std::span<const CommandRow> commandRows() noexcept
{
    return rows;
}

const CommandRow* commandRow(std::string_view name, std::string_view first)
{
    std::string lower = text::asciiLower(name);
    if (const CommandRow* row = found(lower))
        return row;
    if (const std::size_t slash = lower.find_last_of("\\/"); slash != std::string::npos)
        lower.erase(0, slash + 1);
    if (lower.ends_with(".exe"))
        lower.erase(lower.size() - 4);
    if (!first.empty()) {
        if (const CommandRow* row = found(lower + ' ' + text::asciiLower(first)))
            return row;
    }
    for (const std::string& each : {lower, lower + ".exe"}) {
        if (const CommandRow* row = found(each))
            return row;
    }
    const std::string whole = text::asciiLower(name);
    for (const auto& [beginning, row] : names().beginnings) {
        if (lower.starts_with(beginning) || whole.starts_with(beginning))
            return row;
    }
    return nullptr;
}

}  // namespace hopwright
