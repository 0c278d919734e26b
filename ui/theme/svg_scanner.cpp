#include "ui/theme/svg_scanner.h"

#include <charconv>
#include <cmath>
#include <system_error>

namespace hopwright::ui {

namespace {

constexpr bool isBlank(char each)
{
    return each == ' ' || each == '\t' || each == '\n' || each == '\r';
}

constexpr bool isDigit(char each)
{
    return each >= '0' && each <= '9';
}

constexpr bool isSign(char each)
{
    return each == '+' || each == '-';
}

}  // namespace

void SvgScanner::skipBlanks()
{
    while (isBlank(next()))
        ++m_at;
}

bool SvgScanner::skipSeparator()
{
    skipBlanks();
    if (next() != ',')
        return false;
    ++m_at;
    skipBlanks();
    return true;
}

bool SvgScanner::isAtNumber() const
{
    return isDigit(next()) || isSign(next()) || next() == '.';
}

Result<double> SvgScanner::number(Sign sign)
{
    std::size_t begin = m_at;
    if (sign == Sign::Allowed && isSign(next())) {
        begin += next() == '+' ? 1 : 0;  // Which from_chars() does not take.
        ++m_at;
    }
    std::size_t digits = skipDigits();
    if (next() == '.') {
        ++m_at;
        digits += skipDigits();
    }
    if (digits == 0)
        return wrongHere();
    skipExponent();
    double value = 0;
    const auto read = std::from_chars(m_text.data() + begin, m_text.data() + m_at, value);
    if (read.ec != std::errc() || std::abs(value) > maxSvgNumber)
        return fail(ErrorCode::OutOfRange, {}, begin);
    return value;
}

Result<bool> SvgScanner::flag()
{
    if (next() != '0' && next() != '1')
        return wrongHere();
    return take() == '1';
}

Result<void> SvgScanner::end()
{
    skipBlanks();
    if (!isAtEnd())
        return wrongHere();
    return {};
}

std::size_t SvgScanner::skipDigits()
{
    const std::size_t begin = m_at;
    while (isDigit(next()))
        ++m_at;
    return m_at - begin;
}

/// Without a digit it is none, and what stands there is wrong for whoever comes next.
void SvgScanner::skipExponent()
{
    const std::size_t begin = m_at;
    if (next() != 'e' && next() != 'E')
        return;
    ++m_at;
    if (isSign(next()))
        ++m_at;
    if (skipDigits() == 0)
        m_at = begin;
}

std::unexpected<Error> SvgScanner::wrongHere() const
{
    return fail(isAtEnd() ? ErrorCode::Truncated : ErrorCode::Malformed, {}, m_at);
}

}  // namespace hopwright::ui
