#include "core/store/edit_journal.h"

#include "core/store/graph_file.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <ranges>
#include <utility>

namespace hopwright::store {

namespace {

constexpr std::string_view magic = "hopwright-journal/";
constexpr std::string_view firstLine = "hopwright-journal/1\n";
constexpr int sumDigits = 16;

/// FNV-1a of 64 bits: tells a record from what a crash left in its place, not from what somebody put there.
std::uint64_t sumOf(std::string_view bytes)
{
    constexpr std::uint64_t start = 0xCBF29CE484222325U;
    constexpr std::uint64_t prime = 0x100000001B3U;
    std::uint64_t out = start;
    for (const char each : bytes)
        out = (out ^ static_cast<unsigned char>(each)) * prime;
    return out;
}

std::string hexadecimal(std::uint64_t number)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out(sumDigits, '0');
    for (char& digit : std::views::reverse(out)) {
        digit = digits[number & 0xFU];
        number >>= 4U;
    }
    return out;
}

/// `LENGTH:BYTES,`
void addField(std::string& out, std::string_view bytes)
{
    out += std::to_string(bytes.size());
    out += ':';
    out += bytes;
    out += ',';
}

/// `KIND LENGTH SUM\nBYTES\n`
std::string record(char kind, std::string_view bytes)
{
    return std::string(1, kind) + ' ' + std::to_string(bytes.size()) + ' '
           + hexadecimal(sumOf(bytes)) + '\n' + std::string(bytes) + '\n';
}

std::optional<std::size_t> numberIn(std::string_view text)
{
    std::size_t out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return out;
}

/// Takes what stands before \p end off \p text; nothing: \p end is not there.
std::optional<std::string_view> takeUpTo(std::string_view& text, char end)
{
    const std::size_t at = text.find(end);
    if (at == std::string_view::npos)
        return std::nullopt;
    const std::string_view out = text.substr(0, at);
    text.remove_prefix(at + 1);
    return out;
}

std::optional<std::string_view> takeField(std::string_view& text)
{
    const auto length = takeUpTo(text, ':');
    const auto size = length ? numberIn(*length) : std::nullopt;
    if (!size || *size >= text.size() || text[*size] != ',')
        return std::nullopt;
    const std::string_view out = text.substr(0, *size);
    text.remove_prefix(*size + 1);
    return out;
}

std::optional<std::size_t> takeNumber(std::string_view& text)
{
    const auto field = takeField(text);
    return field ? numberIn(*field) : std::nullopt;
}

struct Record {
    char kind = 0;
    std::string_view bytes = {};
};

/// Nothing where no whole record is next; \p text is then as it was.
std::optional<Record> takeRecord(std::string_view& text)
{
    std::string_view rest = text;
    const auto kind = takeUpTo(rest, ' ');
    const auto length = kind ? takeUpTo(rest, ' ') : std::nullopt;
    const auto sum = length ? takeUpTo(rest, '\n') : std::nullopt;
    const auto size = sum ? numberIn(*length) : std::nullopt;
    if (!size || kind->size() != 1 || *size >= rest.size() || rest[*size] != '\n')
        return std::nullopt;
    const std::string_view bytes = rest.substr(0, *size);
    if (*sum != hexadecimal(sumOf(bytes)))
        return std::nullopt;
    text = rest.substr(*size + 1);
    return Record{.kind = kind->front(), .bytes = bytes};
}

/// What changed: the part between an equal beginning and an equal end.
struct Change {
    std::size_t beginning = 0;
    std::size_t end = 0;
    std::string_view middle = {};
};

Change changeOf(std::string_view from, std::string_view to)
{
    const std::size_t shorter = std::min(from.size(), to.size());
    const auto first = std::ranges::mismatch(from.substr(0, shorter), to.substr(0, shorter)).in1;
    const auto beginning = static_cast<std::size_t>(first - from.begin());
    const std::size_t most = shorter - beginning;
    std::size_t end = 0;
    while (end < most && from[from.size() - 1 - end] == to[to.size() - 1 - end])
        ++end;
    return {.beginning = beginning,
            .end = end,
            .middle = to.substr(beginning, to.size() - beginning - end)};
}

/// The fields of an edit: how many edits it stands for, the change, and the steps, each as text and time.
std::string editRecord(std::size_t edits, std::string_view from, std::string_view to,
                       const std::vector<JournalStep>& steps)
{
    const Change change = changeOf(from, to);
    std::string out;
    addField(out, std::to_string(edits));
    addField(out, std::to_string(change.beginning));
    addField(out, std::to_string(change.end));
    addField(out, change.middle);
    for (const JournalStep& each : steps) {
        addField(out, each.text);
        addField(out, each.time);
    }
    return record('E', out);
}

void keepLast(std::vector<JournalStep>& steps)
{
    if (steps.size() > maxJournalSteps)
        steps.erase(steps.begin(), steps.end() - static_cast<std::ptrdiff_t>(maxJournalSteps));
}

bool readHead(std::string_view bytes, EditJournal& out)
{
    const auto path = takeField(bytes);
    const auto title = path ? takeField(bytes) : std::nullopt;
    const auto hash = title ? takeField(bytes) : std::nullopt;
    const auto before = hash ? takeField(bytes) : std::nullopt;
    if (!before || !bytes.empty())
        return false;
    out.head = {
        .path = std::string(*path), .title = std::string(*title), .fileHash = std::string(*hash)};
    out.before = *before;
    out.after = *before;
    return true;
}

/// \returns Malformed where the record does not fit the document; \p out is then as it was.
Result<void> readEdit(std::string_view bytes, EditJournal& out)
{
    const auto edits = takeNumber(bytes);
    const auto beginning = edits ? takeNumber(bytes) : std::nullopt;
    const auto end = beginning ? takeNumber(bytes) : std::nullopt;
    const auto middle = end ? takeField(bytes) : std::nullopt;
    const std::string& from = out.after;
    if (!middle || *beginning > from.size() || *end > from.size() - *beginning) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("an edit of the journal does not fit its document"));
    }
    if (*beginning + middle->size() + *end > maxGraphFileBytes) {
        return fail(ErrorCode::TooLarge,
                    Sentence::saying("the journal makes a document that is too large"));
    }
    std::vector<JournalStep> steps;
    while (!bytes.empty()) {
        const auto text = takeField(bytes);
        const auto time = text ? takeField(bytes) : std::nullopt;
        if (!time || steps.size() == maxJournalSteps) {
            return fail(ErrorCode::Malformed,
                        Sentence::saying("an edit of the journal has no name"));
        }
        steps.push_back({.text = std::string(*text), .time = std::string(*time)});
    }
    out.after.replace(*beginning, from.size() - *beginning - *end, *middle);
    out.edits += *edits;
    out.steps.insert(out.steps.end(), std::make_move_iterator(steps.begin()),
                     std::make_move_iterator(steps.end()));
    keepLast(out.steps);
    return {};
}

}  // namespace

JournalRecords::JournalRecords(const JournalHead& head, std::string before)
    : m_before(std::move(before)), m_now(m_before)
{
    std::string fields;
    addField(fields, head.path);
    addField(fields, head.title);
    addField(fields, head.fileHash);
    addField(fields, m_before);
    m_begin = std::string(firstLine) + record('D', fields);
}

std::string JournalRecords::edit(const JournalStep& step, std::string after)
{
    std::string out = editRecord(1, m_now, after, {step});
    m_now = std::move(after);
    m_steps.push_back(step);
    keepLast(m_steps);
    ++m_edits;
    return out;
}

std::string JournalRecords::all() const
{
    return editRecord(m_edits, m_before, m_now, m_steps);
}

Result<EditJournal> readJournal(std::string_view bytes)
{
    if (bytes.size() > maxJournalBytes)
        return fail(ErrorCode::TooLarge, Sentence::saying("a journal of more than 256 MiB"));
    if (!bytes.starts_with(firstLine)) {
        const bool later = bytes.starts_with(magic) && bytes.contains('\n');
        return fail(later ? ErrorCode::NewerVersion : ErrorCode::Malformed,
                    later ? Sentence::saying("the journal is of a later version")
                          : Sentence::saying("this is no journal"));
    }
    std::string_view rest = bytes.substr(firstLine.size());
    EditJournal out;
    const auto head = takeRecord(rest);
    if (!head || head->kind != 'D' || !readHead(head->bytes, out)) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("the journal ends before its drawing does"));
    }
    if (out.before.size() > maxGraphFileBytes)
        return fail(ErrorCode::TooLarge, Sentence::saying("the journal's document is too large"));
    while (const auto each = takeRecord(rest)) {
        if (each->kind != 'E') {
            return fail(ErrorCode::Malformed,
                        Sentence::saying("the journal has a record of an unknown kind"));
        }
        HOPWRIGHT_TRY_VOID(readEdit(each->bytes, out));
    }
    out.cutShort = !rest.empty();
    return out;
}

}  // namespace hopwright::store
