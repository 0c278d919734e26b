#pragma once

#include "core/vocabulary/resource_kind.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright {

/// What a command needs of the session it runs in, to do what it does elsewhere.
enum class CommandNeed : std::uint8_t {
    None,
    Delegated,       ///< A credential that arrived: it has no parameter for one.
    OwnCredential,   ///< Either, or one of its own: CommandRow::credential.
    Interactive,     ///< A kind of logon that no remote session has.
    Elevated,        ///< Nothing from elsewhere.
    MachineAccount,  ///< It is a service that goes there, as the computer.
};

/// A cmdlet, program or .NET type with a hop of its own: a row of resources/commands.tsv.
struct CommandRow {
    int number = 0;  ///< 4 of C4.
    std::string_view name =
        {};  ///< `Get-ADUser`; `net use` where the first argument belongs to it.
    /// Other names, split by blanks. `Get-SP*` is each that begins so, `SqlServer\*` each of that module.
    std::string_view aliases = {};
    std::string_view kind = {};  ///< What it talks to: `sql`, `ldap`, `unc`, …
    /// What says where: parameters (`-Server`, `/s:`), positions (`#1`), `domain`, `config`, `connection-string`; split by blanks.
    std::string_view target = {};
    std::string_view does = {};
    CommandNeed needs = CommandNeed::None;
    std::string_view credential = {};  ///< Its parameters for a credential of its own.
    std::string_view says = {};        ///< Without one, in its own words; ` | ` between two.
    std::string_view remedy = {};
    std::string_view mark = {};  ///< How sure it is: the marks of the domain reference.
    std::string_view source = {};

    /// `C4`
    std::string id() const { return 'C' + std::to_string(number); }
    bool isSure() const noexcept { return mark != "?"; }
    /// Is \p word one of its targets: `domain`, `#1`, `-Server`? Without case.
    bool hasTarget(std::string_view word) const noexcept;
    /// What it talks to, as a drawing has it; Unknown: a drawing has no such thing.
    ResourceKind resourceKind() const noexcept;
};

/// The words of a column that is split by blanks.
std::vector<std::string_view> columnWords(std::string_view column);

/// All rows, C1 first.
std::span<const CommandRow> commandRows() noexcept;

/// The row of a command by its name as typed, without case, path and `.exe`; \p first is its first argument (`use` of `net use`).
/// Null: it has none. Cost: a search in some 1000 names.
const CommandRow* commandRow(std::string_view name, std::string_view first = {});

}  // namespace hopwright
