#include "core/scriptread/variables.h"

#include "core/text/ascii.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace hopwright::scriptread {

namespace {

constexpr std::size_t mostBindings = 256;  ///< Each is looked at for each variable.
constexpr std::size_t mostValues = 256;    ///< Of a list: each may be asked for at each command.
constexpr std::size_t mostBytes = 4096;    ///< Of a text that is put together.
constexpr std::size_t deepest = 4;         ///< Variables that hold variables.

std::string plainName(std::string_view variable)
{
    const std::string lower = text::asciiLower(variable);
    constexpr std::string_view caller = "using:";
    return lower.starts_with(caller) ? lower.substr(caller.size()) : lower;
}

bool isNamePart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
           || c == ':';
}

/// A variable as it stands in a text.
struct Mention {
    std::string
        variable;  ///< `args[0]` of `$args[0]`, which is bound as one; empty for a `$` that is none.
    std::size_t length = 0;  ///< Of what stands there, from its `$` on.
};

/// The one at the beginning of \p text.
Mention mentionAt(std::string_view text)
{
    const bool braced = text.starts_with("${");
    const std::size_t from = braced ? 2 : 1;
    std::size_t end = braced ? std::min(text.find('}'), text.size()) : 1;
    while (!braced && end < text.size() && isNamePart(text[end]))
        ++end;
    std::string name(text.substr(from, std::max(end, from) - from));
    end = std::min(end + (braced ? 1U : 0U), text.size());
    if (end < text.size() && text[end] == '[') {
        const std::size_t close = std::min(text.find(']', end), text.size() - 1);
        if (!name.empty())
            name += text.substr(end, close + 1 - end);
        end = close + 1;
    }
    return {.variable = std::move(name), .length = end};
}

}  // namespace

Variables::Variables(const powershell::Script& script)
{
    for (const powershell::Assignment& each : script.assignments)
        m_assignments[text::asciiLower(each.variable)].push_back(&each);
}

const powershell::Assignment* Variables::before(std::string_view variable, std::size_t offset) const
{
    const auto found = m_assignments.find(plainName(variable));
    if (found == m_assignments.end())
        return nullptr;
    const auto after =
        std::ranges::upper_bound(found->second, offset, {}, [](const powershell::Assignment* each) {
            return each->place.end();
        });
    return after == found->second.begin() ? nullptr : *std::prev(after);
}

void Variables::bind(text::Place block, std::string_view variable, const powershell::Value& value)
{
    if (!isFull()) {
        m_bindings.push_back(
            {.block = block, .variable = text::asciiLower(variable), .value = value});
    }
}

bool Variables::isFull() const noexcept
{
    return m_bindings.size() >= mostBindings;
}

const powershell::Value* Variables::valueOf(std::string_view variable, std::size_t offset) const
{
    const std::string lower = text::asciiLower(variable);
    for (const Binding& each : m_bindings | std::views::reverse) {
        if (each.variable == lower && each.block.holds(offset))
            return &each.value;
    }
    const powershell::Assignment* found = before(variable, offset);
    // What is added to is not what was assigned last.
    return found == nullptr || found->adds ? nullptr : &found->value;
}

std::vector<std::string> Variables::values(const powershell::Value& value, std::size_t offset) const
{
    const powershell::Value* at = &value;
    for (std::size_t depth = 0; depth < deepest && !at->constant && !at->variable.empty();
         ++depth) {
        const powershell::Value* next = valueOf(at->variable, offset);
        if (next == nullptr)
            break;
        at = next;
    }
    std::vector<std::string> out;
    for (const std::string& each : at->values | std::views::take(mostValues))
        out.push_back(at->constant ? each : expanded(each, offset));
    return out;
}

std::string Variables::expanded(std::string_view text, std::size_t offset) const
{
    return expanded(text, offset, 0);
}

std::string Variables::expanded(std::string_view text, std::size_t offset, std::size_t depth) const
{
    std::string out;
    while (!text.empty() && out.size() < mostBytes) {
        const std::size_t dollar = std::min(text.find('$'), text.size());
        out += text.substr(0, dollar);
        text.remove_prefix(dollar);
        if (text.empty())
            break;
        const Mention mention = mentionAt(text);
        const auto constant = constantOf(mention.variable, offset, depth);
        out += constant ? std::string_view(*constant) : text.substr(0, mention.length);
        text.remove_prefix(mention.length);
    }
    return out;
}

/// What \p variable stands for in a text; nothing: that is not known, or it is not one value.
std::optional<std::string> Variables::constantOf(std::string_view variable, std::size_t offset,
                                                 std::size_t depth) const
{
    const powershell::Value* value =
        variable.empty() || depth == deepest ? nullptr : valueOf(variable, offset);
    if (value == nullptr || value->values.size() != 1)
        return std::nullopt;
    const std::string& single = value->values.front();
    return value->constant ? single : expanded(single, offset, depth + 1);
}

}  // namespace hopwright::scriptread
