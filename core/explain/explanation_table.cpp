#include "core/explain/explanation_table.h"

#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

/// A text of the table for people, under its context: for lupdate (ADR 0018).
#define HOPWRIGHT_TEXT(context, text) text

namespace hopwright::explain {

namespace {

#include "core/explain/explanation_rows.inc"

/// Marks as the table of errors has them, the first of several: `V S23; Vi S32`.
struct Mark {
    std::string_view mark;
    Certainty certainty;
};

constexpr std::array marks{Mark{.mark = "V", .certainty = Certainty::Documented},
                           Mark{.mark = "Vi", .certainty = Certainty::Reported},
                           Mark{.mark = "I", .certainty = Certainty::Inferred},
                           Mark{.mark = "K", .certainty = Certainty::Believed}};

Certainty certaintyOf(std::string_view source) noexcept
{
    const std::string_view first = source.substr(0, source.find_first_of(" ;,"));
    const auto* const found = std::ranges::find(marks, first, &Mark::mark);
    return found == marks.end() ? Certainty::Open : found->certainty;
}

/// `E29`.
const ErrorRow* errorOf(std::string_view id) noexcept
{
    if (id.size() < 2 || (id.front() != 'E' && id.front() != 'e'))
        return nullptr;
    int number = 0;
    const char* const end = id.data() + id.size();
    const auto read = std::from_chars(id.data() + 1, end, number);
    const bool isNumber = read.ec == std::errc() && read.ptr == end && id[1] != '0';
    return isNumber && number >= 1 && number <= errorRowCount
               ? &errorRows()[static_cast<std::size_t>(number) - 1]
               : nullptr;
}

/// readStatusCode() takes digits of a code in capitals.
std::optional<StatusCode> codeOf(std::string_view text)
{
    if (!text.starts_with("0x") && !text.starts_with("0X"))
        return readStatusCode(text);
    std::string spelled(text);
    spelled[1] = 'x';
    std::transform(spelled.begin() + 2, spelled.end(), spelled.begin() + 2, [](char each) {
        return each >= 'a' && each <= 'f' ? static_cast<char>(each - 'a' + 'A') : each;
    });
    return readStatusCode(spelled);
}

}  // namespace

std::span<const Explanation> explanations() noexcept
{
    return rows;
}

std::string Topic::id() const
{
    if (row != nullptr)
        return std::string(row->id);
    return error != nullptr ? error->id() : std::string();
}

Certainty Topic::certainty() const noexcept
{
    if (row != nullptr)
        return row->certainty;
    return error != nullptr ? certaintyOf(error->source) : Certainty::Open;
}

Topic topicOf(std::string_view id) noexcept
{
    const auto* const found = std::ranges::find_if(
        rows, [id](const Explanation& each) { return text::equalsIgnoringAsciiCase(each.id, id); });
    return found != rows.end() ? Topic{.row = found} : Topic{.error = errorOf(id)};
}

Topic topicOf(rules::ReasonKey key, std::string_view rule) noexcept
{
    const Topic sentence = topicOf(wordOf(key));
    return sentence.isThere() ? sentence : topicOf(rule);
}

std::vector<Topic> topicsOf(std::string_view text)
{
    if (const Topic topic = topicOf(text); topic.isThere())
        return {topic};
    std::vector<Topic> out;
    const std::optional<StatusCode> code = codeOf(text);
    if (!code)
        return out;
    for (const ErrorRow& each : errorRows()) {
        // What is typed has no family: 401 is HTTP's as well.
        const bool has =
            each.has(*code) || std::ranges::any_of(each.codes(), [&](StatusCode other) {
                return textOf(other) == textOf(*code);
            });
        if (has)
            out.push_back({.error = &each});
    }
    return out;
}

}  // namespace hopwright::explain
