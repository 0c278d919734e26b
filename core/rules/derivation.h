#pragma once

#include "core/rules/row.h"

#include <array>
#include <cassert>
#include <cstddef>
#include <span>

namespace hopwright::rules {

/// Why something is concluded of a hop: the rows that counted, those about the proof last, and what was answered to them.
struct Derivation {
    static constexpr std::size_t most = 12;  ///< More than the tables of a hop can give.

    Facts facts = {};
    std::array<const Row*, most> rowList = {};
    std::size_t rowCount = 0;

    void add(const Row& row) noexcept
    {
        assert(rowCount < most);
        rowList[rowCount++] = &row;
    }
    std::span<const Row* const> rows() const noexcept { return std::span(rowList).first(rowCount); }

    bool operator==(const Derivation&) const = default;
};

}  // namespace hopwright::rules
