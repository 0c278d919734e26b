#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string_view>

namespace hopwright::ui {

/// The largest number, either way, that is read: 5,000 times what the drawings of this program have. Sums and products of such
/// numbers stay far from what a double can hold.
inline constexpr double maxSvgNumber = 100'000;

/// Takes numbers, flags and separators off the front of an attribute of SVG (SVG 1.1 8.3.9, 4.2, 7.7).
///
/// Each error has its offset in the text: Truncated where the text ends too soon, Malformed where something else stands than is
/// due, OutOfRange for a number above maxSvgNumber, or too small to be told from zero as a double. The texts are this program's
/// own files, so no error comes with words for people.
/// Cost: linear.
class SvgScanner {
public:
    enum class Sign { Allowed, Forbidden };

    /// \p text must outlive this.
    explicit SvgScanner(std::string_view text) : m_text(text) {}

    bool isAtEnd() const { return m_at == m_text.size(); }
    /// In bytes from the start of the text.
    std::size_t offset() const { return m_at; }
    /// The next character, taken. There must be one.
    char take() { return m_text[m_at++]; }

    /// `wsp*`: space, tab, line feed, carriage return.
    void skipBlanks();
    /// `comma-wsp?`. \returns whether there was a comma, so that something must follow.
    bool skipSeparator();
    /// Whether a number, with or without a sign, begins here.
    bool isAtNumber() const;

    /// `number`, or `nonnegative-number`: it ends where it cannot go on, so `1-2.5.5` is three.
    Result<double> number(Sign sign = Sign::Allowed);
    /// `flag`: one character, 0 or 1; so `01` is two.
    Result<bool> flag();
    /// Nothing is left but blanks; else Malformed.
    Result<void> end();

private:
    char next() const { return isAtEnd() ? '\0' : m_text[m_at]; }
    std::size_t skipDigits();
    void skipExponent();
    std::unexpected<Error> wrongHere() const;

    std::string_view m_text;
    std::size_t m_at = 0;
};

}  // namespace hopwright::ui
