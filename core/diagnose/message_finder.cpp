#include "core/diagnose/message_finder.h"

#include "core/text/ascii.h"

#include <queue>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace hopwright::diagnose {

namespace {

using namespace std::string_view_literals;

/// What is compared of a byte; 0: nothing. UTF-8 beyond ASCII is compared byte by byte, Cyrillic without case, Latin ones without accent.
char letterOf(char c) noexcept
{
    const char small = text::asciiLower(c);
    if (small == '0')
        return 'o';
    if (small == '1' || small == 'i')
        return 'l';
    if ((small >= 'a' && small <= 'z') || (small >= '0' && small <= '9')
        || static_cast<unsigned char>(small) >= 0x80)
        return small;
    return 0;
}

/// The letter without its accent that stands for U+00C0 to U+00FF, whose second byte is \p second; who types a message off, and
/// what changes its encoding, often loses the accent. 0: it is none.
char withoutAccent(char second) noexcept
{
    constexpr std::string_view bases = "aaaaaaaceeeellll"
                                       "dnooooo\0ouuuuyts"
                                       "aaaaaaaceeeellll"
                                       "dnooooo\0ouuuuyty"sv;
    const auto index = static_cast<std::size_t>(static_cast<unsigned char>(second)) - 0x80;
    return index < bases.size() ? bases[index] : '\0';
}

/// Cyrillic without case: А to П, Р to Я.
std::pair<char, char> smallLetter(char first, char second) noexcept
{
    const auto a = static_cast<unsigned char>(first);
    const auto b = static_cast<unsigned char>(second);
    if (a == 0xD0 && b >= 0x90 && b <= 0x9F)
        return {first, static_cast<char>(b + 0x20)};
    if (a == 0xD0 && b >= 0xA0 && b <= 0xAF)
        return {static_cast<char>(0xD1), static_cast<char>(b - 0x20)};
    return {first, second};
}

/// How long the punctuation mark beyond ASCII at \p at is: of U+0080 to U+00BF, U+2000 to U+206F, U+3000 to U+303F, U+FF00 to U+FF0F; 0: none is.
std::size_t signAt(std::string_view text, std::size_t at) noexcept
{
    const std::string_view rest = text.substr(at, 3);
    if (rest.size() >= 2 && rest[0] == '\xC2')  // Signs of Latin-1.
        return 2;
    if (rest.size() < 3)
        return 0;
    const auto second = static_cast<unsigned char>(rest[1]);
    const auto third = static_cast<unsigned char>(rest[2]);
    const bool general = rest[0] == '\xE2' && (second == 0x80 || (second == 0x81 && third <= 0xAF));
    const bool asian = rest[0] == '\xE3' && second == 0x80;
    const bool wide = rest[0] == '\xEF' && second == 0xBC && third <= 0x8F;
    return general || asian || wide ? 3 : 0;
}

/// Calls \p take with what stands for the letter of two bytes at \p at: one without its accent, or a small Cyrillic one.
template <typename Take>
void takeBoth(char first, char second, std::size_t at, Take& take)
{
    if (first == '\xC3') {
        if (const char base = withoutAccent(second); base != '\0')
            take(base, at);
        return;
    }
    const auto [small, behind] = smallLetter(first, second);
    take(small, at);
    take(behind, at + 1);
}

/// Calls \p take with each letter of \p text and its place in it.
template <typename Take>
void eachLetter(std::string_view text, Take take)
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char letter = letterOf(text[at]);
        if (letter == 0)
            continue;
        if (const std::size_t sign = signAt(text, at); sign > 0) {
            at += sign - 1;
            continue;
        }
        const bool isFirstOfTwo = (letter == '\xC3' || letter == '\xD0') && at + 1 < text.size();
        if (isFirstOfTwo) {
            takeBoth(letter, text[at + 1], at, take);
            ++at;
            continue;
        }
        take(letter, at);
    }
}

/// Where in \p letters a text of no more than \p wrong differences from \p message, of up to 64 letters, ends for the first time:
/// its last letter; nothing: none does. Myers, A fast bit-vector algorithm for approximate string matching, 1999: the distance at each
/// end.
std::optional<std::size_t> firstEndOf(std::string_view message, std::string_view letters,
                                      std::size_t wrong)
{
    std::array<std::uint64_t, 256> equal{};
    for (std::size_t i = 0; i < message.size(); ++i)
        equal[static_cast<unsigned char>(message[i])] |= std::uint64_t{1} << i;
    const std::uint64_t last = std::uint64_t{1} << (message.size() - 1);
    std::uint64_t up = ~std::uint64_t{0};
    std::uint64_t down = 0;
    std::size_t distance = message.size();
    for (std::size_t at = 0; at < letters.size(); ++at) {
        const std::uint64_t same = equal[static_cast<unsigned char>(letters[at])] | down;
        const std::uint64_t diagonal = (((same & up) + up) ^ up) | same;
        std::uint64_t right = down | ~(diagonal | up);
        std::uint64_t left = up & diagonal;
        // Never both.
        distance += (right & last) != 0 ? 1 : 0;
        distance -= (left & last) != 0 ? 1 : 0;
        right <<= 1U;
        left <<= 1U;
        up = left | ~(diagonal | right);
        down = right & diagonal;
        if (distance <= wrong)
            return at;
    }
    return std::nullopt;
}

}  // namespace

std::string lettersOf(std::string_view text)
{
    std::string out;
    eachLetter(text, [&](char letter, std::size_t) { out += letter; });
    return out;
}

MessageFinder::MessageFinder(const std::vector<Message>& messages) : m_nodes(1)
{
    for (const Message& each : messages) {
        const std::string letters = lettersOf(each.text).substr(0, longest);
        if (letters.size() >= shortest)
            add(letters, each.id);
    }
    link();
    makeTables();
}

void MessageFinder::add(const std::string& letters, int id)
{
    State state = 0;
    for (const char letter : letters)
        state = grown(state, letter);
    if (m_nodes[state].message == none) {
        m_nodes[state].message = static_cast<std::uint32_t>(m_letters.size());
        m_letters.push_back(letters);
        m_ids.emplace_back();
    }
    m_ids[m_nodes[state].message].push_back(id);
}

MessageFinder::State MessageFinder::grown(State state, char letter)
{
    State& first = m_first[static_cast<unsigned char>(letter)];
    if (const State known = state == 0 ? first : childOf(state, letter); known != 0)
        return known;
    const auto child = static_cast<State>(m_nodes.size());
    m_nodes.push_back({.letter = letter, .sibling = m_nodes[state].child});
    m_nodes[state].child = child;
    if (state == 0)
        first = child;
    return child;
}

void MessageFinder::link()
{
    std::queue<State> open;
    for (State child = m_nodes[0].child; child != 0; child = m_nodes[child].sibling)
        open.push(child);
    while (!open.empty()) {
        const State state = open.front();
        open.pop();
        for (State child = m_nodes[state].child; child != 0; child = m_nodes[child].sibling) {
            Node& node = m_nodes[child];
            node.fallback = next(m_nodes[state].fallback, node.letter);
            const Node& behind = m_nodes[node.fallback];
            node.shorter = behind.message != none ? node.fallback : behind.shorter;
            open.push(child);
        }
    }
}

/// The first letters of messages are many, and most of a text is compared with these alone.
void MessageFinder::makeTables()
{
    constexpr int many = 3;
    for (Node& node : m_nodes) {
        int count = 0;
        for (State child = node.child; child != 0; child = m_nodes[child].sibling)
            ++count;
        if (count < many)
            continue;
        node.table = static_cast<std::uint32_t>(m_tables.size());
        Table& table = m_tables.emplace_back();
        for (State child = node.child; child != 0; child = m_nodes[child].sibling)
            table[static_cast<unsigned char>(m_nodes[child].letter)] = child;
    }
}

MessageFinder::State MessageFinder::childOf(State state, char letter) const noexcept
{
    if (m_nodes[state].table != none)
        return m_tables[m_nodes[state].table][static_cast<unsigned char>(letter)];
    State child = m_nodes[state].child;
    while (child != 0 && m_nodes[child].letter != letter)
        child = m_nodes[child].sibling;
    return child;
}

MessageFinder::State MessageFinder::next(State state, char letter) const noexcept
{
    while (state != 0) {
        if (const State child = childOf(state, letter); child != 0)
            return child;
        state = m_nodes[state].fallback;
    }
    return m_first[static_cast<unsigned char>(letter)];
}

std::vector<MessageFinder::Match> MessageFinder::find(std::string_view text) const
{
    std::vector<Match> out;
    constexpr std::size_t ring = 256;  // A power of two, so that no division is needed.
    static_assert(ring >= longest);
    std::array<std::size_t, ring> places{};  // Of the last letters.
    std::size_t count = 0;
    State state = 0;
    eachLetter(text, [&](char letter, std::size_t at) {
        places[count % ring] = at;
        ++count;
        state = next(state, letter);
        for (State end = m_nodes[state].message != none ? state : m_nodes[state].shorter; end != 0;
             end = m_nodes[end].shorter) {
            const std::uint32_t message = m_nodes[end].message;
            const std::size_t from = places[(count - m_letters[message].size()) % ring];
            for (const int id : m_ids[message])
                out.push_back({.id = id, .place = {.offset = from, .length = at + 1 - from}});
        }
    });
    return out;
}

std::vector<MessageFinder::Match> MessageFinder::findTyped(std::string_view text,
                                                           std::size_t each) const
{
    std::string letters;
    std::vector<std::size_t> places;
    eachLetter(text, [&](char letter, std::size_t at) {
        letters += letter;
        places.push_back(at);
    });
    constexpr std::size_t bits = 64;
    std::vector<Match> out;
    for (std::size_t i = 0; i < m_letters.size(); ++i) {
        const std::string_view message = std::string_view(m_letters[i]).substr(0, bits);
        const std::size_t wrong = message.size() / each;
        if (wrong < 2)
            continue;
        const std::optional<std::size_t> end = firstEndOf(message, letters, wrong);
        if (!end)
            continue;
        // Once is enough.
        const std::size_t from = *end + 1 >= message.size() ? *end + 1 - message.size() : 0;
        const text::Place place{.offset = places[from], .length = places[*end] + 1 - places[from]};
        for (const int id : m_ids[i])
            out.push_back({.id = id, .place = place});
    }
    return out;
}

}  // namespace hopwright::diagnose
