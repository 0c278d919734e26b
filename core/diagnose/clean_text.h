#pragma once

#include "core/text/place.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::diagnose {

/// A pasted text as it was before mail, web page and word processor changed it, and where each byte of it comes from.
class CleanText {
public:
    /// Takes marks of quoted mail (`> `) and of PowerShell 7's messages (`     | `) from the beginnings of lines, writes entities
    /// of HTML (`&quot;`) as what they are, and typographic quotes, dashes and blanks as those of ASCII; carriage returns,
    /// escape sequences of terminals and characters of no width are left out. Lines stay, but where a console or a mail program
    /// broke one at 80 columns within a path: `\\nas-` and `23\in` are one again.
    /// Never fails. Cost: linear; beside its text it keeps some 16 bytes for each place that was changed.
    explicit CleanText(std::string_view pasted);

    std::string_view text() const noexcept { return m_text; }
    /// Where that which stands at \p clean, of text(), stands in what was pasted. Cost: logarithmic.
    text::Place pasted(text::Place clean) const;

private:
    struct Change {
        std::size_t clean = 0;
        std::size_t pasted = 0;
    };
    /// How far the pasted text is read.
    struct Reading {
        std::string_view pasted;
        std::size_t at = 0;
        bool begins = true;    ///< A line, whose marks come first.
        std::size_t line = 0;  ///< Where the last one of the pasted lines begins in m_text.

        std::string_view rest() const { return pasted.substr(at); }
        /// The line behind the one that ends here, without its marks.
        std::string_view nextLine() const;
    };
    void take(Reading& reading);
    void skip(Reading& reading, std::size_t length, std::string_view instead);
    bool skipMarks(Reading& reading);
    void takeReturn(Reading& reading);
    void takeEnd(Reading& reading);
    std::size_t pastedAt(std::size_t clean) const;

    std::string m_text;
    std::vector<Change> m_changes;  ///< Where the distance between the two changes; in order.
};

}  // namespace hopwright::diagnose
