#pragma once

#include "core/commands/command_table.h"
#include "core/powershell/script.h"
#include "core/scriptread/variables.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::scriptread {

/// Where the commands of a script go, as far as their arguments say.
class Destinations {
public:
    /// Each of these must outlive it; \p text is that of \p script.
    Destinations(std::string_view text, const powershell::Script& script,
                 const Variables& variables);

    /// The first share that the name of \p command or an argument holds; nothing: none.
    std::optional<std::string> shareIn(const powershell::Command& command) const;

    /// What the arguments say in the places that \p row names, in its order: hosts, or switches that stand in their place.
    std::vector<std::string> machinesIn(const powershell::Command& command,
                                        const CommandRow& row) const;

private:
    std::optional<std::string> shareIn(const powershell::Value& value, std::size_t offset) const;
    std::vector<std::string> saidAt(std::string_view where, const powershell::Command& command,
                                    const CommandRow& row) const;
    std::vector<std::string> valuesOf(const powershell::Argument* argument,
                                      const powershell::Command& command) const;
    std::vector<std::string> serversIn(const powershell::Command& command) const;

    std::string_view m_text;
    const powershell::Script& m_script;
    const Variables& m_variables;
};

}  // namespace hopwright::scriptread
