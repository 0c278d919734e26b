#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What Q_DECLARE_TR_FUNCTIONS and QT_TRANSLATE_NOOP tell lupdate, where there is no Qt.
#define HOPWRIGHT_TR_CONTEXT(context)
#define HOPWRIGHT_TEXT(context, text) text

namespace hopwright {

/// A sentence for people, in no language yet: its English text, by which a catalogue finds its translation, and what stands in
/// its places %1 to %9. ui/text translates it, and so those of its arguments that are sentences; logs and JSON take english()
/// (ADR 0018).
class Sentence {
    HOPWRIGHT_TR_CONTEXT(hopwright)

public:
    /// Says nothing.
    Sentence() = default;
    /// \p text must live as long as the program, and be known to lupdate: see saying().
    Sentence(const char* text, std::vector<Sentence> arguments)
        : m_text(text), m_arguments(std::move(arguments))
    {
    }

    /// `Sentence::saying("the hop from %1 to %2 is drawn already", client, server)`: lupdate finds the text, which is one literal.
    /// Arguments are sentences, words of others, and numbers.
    template <typename... Arguments>
    static Sentence saying(const char* text, const Arguments&... arguments)
    {
        return {text, {argument(arguments)...}};
    }
    /// The same with a number that a language may have forms for: `Sentence::saying("%n ways lead to %1", nullptr, ways, name)`.
    template <typename... Arguments>
    static Sentence saying(const char* text, std::nullptr_t /*for lupdate*/,
                           std::integral auto count, const Arguments&... arguments)
    {
        Sentence out(text, {argument(arguments)...});
        out.m_count = static_cast<int>(count);
        return out;
    }

    /// Words of others, of a system, a server or a drawing: they are shown as they are.
    static Sentence verbatim(std::string words)
    {
        Sentence out;
        out.m_words = std::move(words);
        return out;
    }

    /// The text to translate; null: it has none, and words() are all it says.
    const char* text() const noexcept { return m_text; }
    const std::vector<Sentence>& arguments() const noexcept { return m_arguments; }
    const std::string& words() const noexcept { return m_words; }
    /// For the place %n.
    std::optional<int> count() const noexcept { return m_count; }

    /// With a number: the text as it stands, which is the plural.
    std::string english() const;
    bool empty() const noexcept { return m_text == nullptr && m_words.empty(); }

    /// Equal where they say the same in English.
    friend bool operator==(const Sentence& a, const Sentence& b)
    {
        return a.english() == b.english();
    }
    friend bool operator==(const Sentence& a, std::string_view b) { return a.english() == b; }

private:
    static Sentence argument(const Sentence& each) { return each; }
    static Sentence argument(std::string_view each) { return verbatim(std::string(each)); }
    static Sentence argument(std::integral auto each) { return verbatim(std::to_string(each)); }

    const char* m_text = nullptr;
    std::vector<Sentence> m_arguments;
    std::string m_words;
    std::optional<int> m_count;
};

}  // namespace hopwright
