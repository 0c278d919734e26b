#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::registry {

/// The types that are read here: [MS-RRP] 3.1.1.5. Others are kept without what they hold.
namespace type {
inline constexpr std::uint32_t text = 1;        ///< REG_SZ
inline constexpr std::uint32_t expandText = 2;  ///< REG_EXPAND_SZ, kept as it stands.
inline constexpr std::uint32_t binary = 3;
inline constexpr std::uint32_t number = 4;     ///< REG_DWORD
inline constexpr std::uint32_t manyTexts = 7;  ///< REG_MULTI_SZ
}  // namespace type

/// One value of a key.
struct Value {
    std::string name = {};  ///< Spelling kept; empty: the key's own.
    std::uint32_t type = type::text;
    std::optional<std::uint32_t> number = {};  ///< Of a number that has its four bytes.
    std::string text = {};  ///< UTF-8, up to the first NUL; many texts stand in lines.

    bool isText() const noexcept { return type == type::text || type == type::expandText; }
    bool operator==(const Value&) const = default;
};

/// A value from the bytes that Windows keeps, text as UTF-16LE. What is no such text becomes U+FFFD.
Value valueOf(std::string name, std::uint32_t type, std::string_view bytes);

/// What looking found. NotReadable: this user may not read it, or nobody looked; what it has is not known, and nothing
/// follows of it.
enum class Look : std::uint8_t { Present, Absent, NotReadable };

/// A key: its values and the names of the keys below it, in the order in which they are kept. Empty where it is not present.
struct Key {
    Look look = Look::NotReadable;
    std::vector<Value> values = {};
    std::vector<std::string> subkeys = {};

    bool operator==(const Key&) const = default;
};

/// A machine's HKEY_LOCAL_MACHINE: a key by its path without the hive, `SOFTWARE\Policies`, in any case. Windows' own, or an
/// image of it. Reading changes nothing.
using Registry = std::function<Key(std::string_view path)>;

/// The value of \p key by its name, without case (A to Z); null: it has none.
const Value* find(const Key& key, std::string_view name);

/// One value of a registry: Absent where the key or the value is not there.
struct Found {
    Look look = Look::NotReadable;
    Value value = {};

    bool operator==(const Found&) const = default;
};
Found lookUp(const Registry& registry, std::string_view key, std::string_view name);

/// \p path in small letters (A to Z), without the machine's hive in any of its spellings, blanks and slashes around it. Empty: it
/// is of another hive, or longer than maxPathBytes.
std::string machinePath(std::string_view path);
inline constexpr std::size_t maxPathBytes = 1024;

/// What a file says of a registry.
class Image {
public:
    /// The key at \p path, which machinePath() gave, is there from now on.
    void addKey(std::string_view path, std::string_view spelled);
    /// A value of it; one of that name is replaced.
    void setValue(std::string_view path, Value value);
    void removeValue(std::string_view path, std::string_view name);
    void clearValues(std::string_view path);
    /// It and all below it are known not to be there.
    void removeKey(std::string_view path);
    /// What \p other says too; it counts more.
    void add(const Image& other);

    /// What it says of a key. One that no file names is Absent where a file has a key above it and none below, since an export has all
    /// that is below a key, and else NotReadable.
    Key look(std::string_view path) const;
    std::size_t size() const noexcept { return m_keys.size(); }

    bool operator==(const Image&) const = default;

private:
    struct Kept {
        Look look = Look::Present;
        std::string spelled = {};                       ///< The last part of its path.
        std::vector<std::optional<Value>> values = {};  ///< Nothing: it was removed.
        std::map<std::string, std::size_t, std::less<>> places = {};  ///< By name in small letters.

        bool operator==(const Kept&) const = default;
    };

    bool hasBelow(std::string_view path) const;

    std::map<std::string, Kept, std::less<>> m_keys = {};  ///< By machinePath().
};

/// \p image as a registry; it is kept as long as that.
Registry registryOf(Image image);

}  // namespace hopwright::registry
