#pragma once

#include "core/base/result.h"
#include "core/registry/registry.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace hopwright::registry {

inline constexpr std::size_t maxRegFileBytes = std::size_t{20} * 1024 * 1024;
inline constexpr std::size_t maxImageKeys = 300'000;
inline constexpr std::size_t maxKeyValues = 100'000;
inline constexpr std::size_t maxValueBytes = std::size_t{1024} * 1024;

/// What a line of a .reg file says of a value.
struct RegLine {
    Value value = {};
    bool isRemoved = false;  ///< `"3"=-`

    bool operator==(const RegLine&) const = default;
};

/// Which .reg file: its first line says it. Text in bytes, `hex(1):`, is of that encoding.
enum class RegVersion { Five, Four };

/// The version of a first line; nothing: no .reg file begins so.
std::optional<RegVersion> regVersionOf(std::string_view line) noexcept;

/// `"name"=dword:00000001`, `@="text"`, `"name"=hex(7):61,00,…`: a whole line, with those that continue it joined to it. Nothing:
/// it is no such line, or is cut. A number has eight digits, since one with fewer may be cut.
std::optional<RegLine> readRegLine(std::string_view line, RegVersion version);

/// A .reg file, as regedit and `reg export` write it, in UTF-16, UTF-8 or a code page; of it the keys of HKEY_LOCAL_MACHINE.
/// A text may hold line ends. Later lines count more.
///
/// \returns Malformed, with the line, for another first line, a key or a value that is not whole, and a line that is none of
///          these; TooLarge above the limits, before memory is taken for more.
/// Cost: O(n log n).
Result<Image> readRegFile(std::string_view bytes);

}  // namespace hopwright::registry
