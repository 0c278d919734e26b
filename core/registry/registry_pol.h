#pragma once

#include "core/base/result.h"
#include "core/registry/registry.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hopwright::registry {

inline constexpr std::size_t maxPolBytes = std::size_t{20} * 1024 * 1024;
inline constexpr std::size_t maxPolDataBytes = 65'535;  ///< [MS-GPREG] 2.2.1.

/// One record of Registry.pol, `[key;value;type;size;data]`.
struct PolRecord {
    std::string key = {};  ///< Without the hive.
    std::string name = {};
    std::uint32_t type = 0;
    std::string_view data = {};  ///< Of the bytes that were read.
    std::size_t offset = 0;      ///< Where it begins.
    std::size_t size = 0;        ///< Of the whole record.
};

/// Whether \p bytes begin as Registry.pol does.
bool isRegistryPol(std::string_view bytes) noexcept;

/// The records of Registry.pol one by one, by [MS-GPREG] 2.2.1: UTF-16LE, types and sizes of 32 bits. \p bytes must outlive it.
class PolReader {
public:
    explicit PolReader(std::string_view bytes);

    /// Nothing: there is none behind the last, or it is cut or none.
    std::optional<PolRecord> next();
    /// The header was right, and all bytes were read.
    bool isWhole() const noexcept { return m_isRight && m_at == m_bytes.size(); }
    std::size_t at() const noexcept { return m_at; }  ///< Behind what was read.

private:
    std::optional<PolRecord> record();
    bool take(char sign);
    std::optional<std::string> text();
    std::optional<std::uint32_t> number();
    std::optional<std::string_view> bytes(std::size_t size);

    std::string_view m_bytes;
    std::size_t m_at = 0;
    bool m_isRight = false;
};

/// What a registry has of this file alone, once its orders (`**del.NAME`, `**delvals.`, `**DeleteValues`, `**DeleteKeys`) are
/// carried out among its own records.
///
/// \returns Malformed or Truncated, with the offset of the record at fault, so a file that is cut says nothing; TooLarge.
/// Cost: O(n log n).
Result<Image> readRegistryPol(std::string_view bytes);

}  // namespace hopwright::registry
