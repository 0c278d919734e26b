#include "core/registry/registry.h"

#include "core/text/ascii.h"
#include "core/text/decode.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <memory>
#include <utility>

namespace hopwright::registry {

namespace {

/// \p bytes up to the first NUL of two bytes; half a sign at the end is left.
std::string_view upToNul(std::string_view bytes)
{
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        if (bytes[at] == '\0' && bytes[at + 1] == '\0')
            return bytes.substr(0, at);
    }
    return bytes.substr(0, bytes.size() - bytes.size() % 2);
}

std::string textOf(std::string_view utf16)
{
    // With a byte order mark, so that nothing is guessed.
    return text::decode("\xFF\xFE" + std::string(utf16)).text;
}

std::string linesOf(std::string_view bytes)
{
    std::string out;
    while (!bytes.empty()) {
        const std::string_view one = upToNul(bytes);
        if (one.empty())
            break;
        if (!out.empty())
            out += '\n';
        out += textOf(one);
        bytes.remove_prefix(std::min(one.size() + 2, bytes.size()));
    }
    return out;
}

std::optional<std::uint32_t> numberOf(std::string_view bytes)
{
    if (bytes.size() != 4)
        return std::nullopt;
    std::uint32_t out = 0;
    for (std::size_t i = 4; i-- > 0;)
        out = out << 8U | static_cast<unsigned char>(bytes[i]);
    return out;
}

}  // namespace

Value valueOf(std::string name, std::uint32_t type, std::string_view bytes)
{
    Value out{.name = std::move(name), .type = type};
    if (type == type::number) {
        out.number = numberOf(bytes);
    } else if (out.isText()) {
        out.text = textOf(upToNul(bytes));
    } else if (type == type::manyTexts) {
        out.text = linesOf(bytes);
    }
    return out;
}

const Value* find(const Key& key, std::string_view name)
{
    const auto found = std::ranges::find_if(key.values, [name](const Value& each) {
        return text::equalsIgnoringAsciiCase(each.name, name);
    });
    return found == key.values.end() ? nullptr : &*found;
}

Found lookUp(const Registry& registry, std::string_view key, std::string_view name)
{
    const Key found = registry(key);
    if (found.look != Look::Present)
        return {.look = found.look};
    const Value* const value = find(found, name);
    return value == nullptr ? Found{.look = Look::Absent}
                            : Found{.look = Look::Present, .value = *value};
}

namespace {

struct HivePrefix {
    std::string_view spelled;
    bool isMachine;
};

constexpr std::array<HivePrefix, 7> hives{{{.spelled = "hkey_local_machine\\", .isMachine = true},
                                           {.spelled = "hklm\\", .isMachine = true},
                                           {.spelled = "hklm:\\", .isMachine = true},
                                           {.spelled = "hkey_current_user\\", .isMachine = false},
                                           {.spelled = "hkcu\\", .isMachine = false},
                                           {.spelled = "hkey_users\\", .isMachine = false},
                                           {.spelled = "hku\\", .isMachine = false}}};

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// `software\policies` of `software\policies\microsoft`; empty: nothing is above it.
std::string_view above(std::string_view path)
{
    const std::size_t slash = path.rfind('\\');
    return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

}  // namespace

std::string machinePath(std::string_view path)
{
    std::string_view rest = trimmed(path);
    while (rest.ends_with('\\'))
        rest.remove_suffix(1);
    if (rest.size() > maxPathBytes)
        return {};
    std::string out = text::asciiLower(rest);
    for (const HivePrefix& each : hives) {
        if (out.starts_with(each.spelled))
            return each.isMachine ? out.substr(each.spelled.size()) : std::string();
    }
    return out.starts_with("hkey_") ? std::string() : out;
}

void Image::addKey(std::string_view path, std::string_view spelled)
{
    while (spelled.ends_with('\\'))
        spelled.remove_suffix(1);
    Kept& key = m_keys[std::string(path)];
    key.look = Look::Present;
    if (key.spelled.empty())
        key.spelled = spelled.substr(spelled.rfind('\\') + 1);
}

void Image::setValue(std::string_view path, Value value)
{
    Kept& key = m_keys[std::string(path)];
    if (key.look != Look::Present)
        key = {};
    const auto [at, isNew] = key.places.emplace(text::asciiLower(value.name), key.values.size());
    if (isNew) {
        key.values.emplace_back(std::move(value));
    } else {
        key.values[at->second] = std::move(value);
    }
}

void Image::removeValue(std::string_view path, std::string_view name)
{
    const auto key = m_keys.find(path);
    if (key == m_keys.end())
        return;
    Kept& kept = key->second;
    const auto at = kept.places.find(text::asciiLower(name));
    if (at == kept.places.end())
        return;
    kept.values[at->second].reset();
    kept.places.erase(at);
}

void Image::clearValues(std::string_view path)
{
    const auto key = m_keys.find(path);
    if (key == m_keys.end())
        return;
    key->second.values.clear();
    key->second.places.clear();
}

void Image::removeKey(std::string_view path)
{
    // What lies below stands together: from the backslash to the character behind it.
    const auto below = m_keys.lower_bound(std::string(path) + '\\');
    m_keys.erase(below, m_keys.lower_bound(std::string(path) + static_cast<char>('\\' + 1)));
    m_keys.insert_or_assign(std::string(path), Kept{.look = Look::Absent});
}

void Image::add(const Image& other)
{
    for (const auto& [path, key] : other.m_keys)
        m_keys.insert_or_assign(path, key);
}

bool Image::hasBelow(std::string_view path) const
{
    const std::string prefix = std::string(path) + '\\';
    const auto end = m_keys.lower_bound(std::string(path) + static_cast<char>('\\' + 1));
    return std::any_of(m_keys.lower_bound(prefix), end,
                       [](const auto& each) { return each.second.look == Look::Present; });
}

Key Image::look(std::string_view path) const
{
    const std::string wanted = machinePath(path);
    const auto found = m_keys.find(wanted);
    if (found == m_keys.end()) {
        // It is there, then, and nobody says what it has.
        if (hasBelow(wanted))
            return {.look = Look::NotReadable};
        for (std::string_view each = above(wanted); !each.empty(); each = above(each)) {
            if (m_keys.contains(each))
                return {.look = Look::Absent};
        }
        return {.look = Look::NotReadable};
    }
    Key out{.look = found->second.look};
    for (const std::optional<Value>& each : found->second.values) {
        if (each)
            out.values.push_back(*each);
    }
    const std::string prefix = wanted + '\\';
    for (auto at = m_keys.lower_bound(prefix); at != m_keys.end() && at->first.starts_with(prefix);
         ++at) {
        const bool isNext = !std::string_view(at->first).substr(prefix.size()).contains('\\');
        if (isNext && at->second.look == Look::Present)
            out.subkeys.push_back(at->second.spelled);
    }
    return out;
}

Registry registryOf(Image image)
{
    return [kept = std::make_shared<const Image>(std::move(image))](std::string_view path) {
        return kept->look(path);
    };
}

}  // namespace hopwright::registry
