#include "core/errors/error_table.h"

#include <algorithm>
#include <bit>
#include <utility>

/// A text of the table for people, under its context: for lupdate, with -tr-function-alias, once there are translations.
#define HOPWRIGHT_TEXT(context, text) text

namespace hopwright {

namespace {

template <typename Enum>
constexpr std::uint32_t bitOf(Enum value) noexcept
{
    return 1U << static_cast<unsigned>(std::to_underlying(value));
}

#include "core/errors/error_rows.inc"

static_assert(rows.size() == errorRowCount);

}  // namespace

bool ErrorRow::has(StatusCode code) const noexcept
{
    return std::ranges::any_of(codes(), [code](StatusCode each) {
        return withoutWrapping(each) == withoutWrapping(code);
    });
}

bool ErrorRow::comesFrom(ErrorPlace place) const noexcept
{
    return (places & bitOf(place)) != 0;
}

bool ErrorRow::comesAt(Stage stage) const noexcept
{
    return (stages & bitOf(stage)) != 0;
}

Stage ErrorRow::stage() const noexcept
{
    return static_cast<Stage>(std::countr_zero(stages));
}

std::span<const ErrorRow> errorRows() noexcept
{
    return rows;
}

std::optional<Cause> causeOf(StatusCode code, ErrorPlace place) noexcept
{
    const auto found = std::ranges::find_if(rows, [&](const ErrorRow& row) {
        return row.cause && row.comesFrom(place) && row.has(code);
    });
    return found == rows.end() ? std::nullopt : found->cause;
}

bool canMean(StatusCode code, Cause cause) noexcept
{
    return std::ranges::any_of(
        rows, [&](const ErrorRow& row) { return row.cause == cause && row.has(code); });
}

}  // namespace hopwright
