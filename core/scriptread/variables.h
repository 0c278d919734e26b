#pragma once

#include "core/powershell/script.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::scriptread {

/// What the variables of a script hold, as far as its assignments say.
class Variables {
public:
    /// \p script must outlive it.
    explicit Variables(const powershell::Script& script);

    /// What was assigned to \p variable last before \p offset; a `using:` of it is that of the caller. Null: nothing.
    const powershell::Assignment* before(std::string_view variable, std::size_t offset) const;

    /// \p variable holds \p value within \p block: a parameter of it, and what was handed over.
    void bind(text::Place block, std::string_view variable, const powershell::Value& value);
    /// No more can be bound.
    bool isFull() const noexcept;

    /// The constants that \p value stands for: its own, or those of its variable; `$name` where that is not known.
    std::vector<std::string> values(const powershell::Value& value, std::size_t offset) const;

    /// \p text with the variables in it replaced by their constants, where these are known.
    std::string expanded(std::string_view text, std::size_t offset) const;

private:
    std::string expanded(std::string_view text, std::size_t offset, std::size_t depth) const;
    std::optional<std::string> constantOf(std::string_view variable, std::size_t offset,
                                          std::size_t depth) const;
    struct Binding {
        text::Place block;
        std::string variable;
        powershell::Value value;
    };
    const powershell::Value* valueOf(std::string_view variable, std::size_t offset) const;

    std::map<std::string, std::vector<const powershell::Assignment*>, std::less<>> m_assignments;
    std::vector<Binding> m_bindings;
};

}  // namespace hopwright::scriptread
