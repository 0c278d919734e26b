#include "core/base/sentence.h"

namespace hopwright {

std::string Sentence::english() const
{
    if (m_text == nullptr)
        return m_words;
    std::string out;
    const std::string_view text(m_text);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (m_count && text.substr(i).starts_with("%n")) {
            out += std::to_string(*m_count);
            ++i;
            continue;
        }
        const bool isPlace =
            text[i] == '%' && i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9';
        if (!isPlace) {
            out += text[i];
            continue;
        }
        ++i;
        const auto number = static_cast<std::size_t>(text[i] - '0');
        if (number >= 1 && number <= m_arguments.size())
            out += m_arguments[number - 1].english();
    }
    return out;
}

}  // namespace hopwright
