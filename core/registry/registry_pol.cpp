#include "core/registry/registry_pol.h"

#include "core/registry/reg_file.h"
#include "core/text/ascii.h"
#include "core/text/decode.h"

#include <algorithm>
#include <map>
#include <utility>

namespace hopwright::registry {

namespace {

constexpr std::string_view signature = "PReg";
constexpr std::string_view version("\x01\0\0\0", 4);
constexpr std::size_t headerSize = 8;

}  // namespace

bool isRegistryPol(std::string_view bytes) noexcept
{
    return bytes.starts_with(signature);
}

PolReader::PolReader(std::string_view bytes) : m_bytes(bytes)
{
    m_isRight = isRegistryPol(bytes) && bytes.size() >= headerSize
                && bytes.substr(signature.size(), version.size()) == version;
    m_at = m_isRight ? headerSize : 0;
}

std::optional<PolRecord> PolReader::next()
{
    if (!m_isRight || m_at == m_bytes.size())
        return std::nullopt;
    const std::size_t begin = m_at;
    auto out = record();
    if (!out) {
        m_at = begin;
        return std::nullopt;
    }
    out->offset = begin;
    out->size = m_at - begin;
    return out;
}

std::optional<PolRecord> PolReader::record()
{
    if (!take('['))
        return std::nullopt;
    auto key = text();
    if (!key || !take(';'))
        return std::nullopt;
    auto name = text();
    if (!name || !take(';'))
        return std::nullopt;
    const auto type = number();
    if (!type || !take(';'))
        return std::nullopt;
    const auto size = number();
    if (!size || !take(';'))
        return std::nullopt;
    const auto data = bytes(*size);
    if (!data || !take(']'))
        return std::nullopt;
    return PolRecord{
        .key = *std::move(key), .name = *std::move(name), .type = *type, .data = *data};
}

bool PolReader::take(char sign)
{
    if (m_bytes.size() - m_at < 2 || m_bytes[m_at] != sign || m_bytes[m_at + 1] != '\0')
        return false;
    m_at += 2;
    return true;
}

/// Up to a NUL, which may be missing before the semicolon.
std::optional<std::string> PolReader::text()
{
    constexpr std::size_t most = 4096;
    const std::size_t begin = m_at;
    for (; m_bytes.size() - m_at >= 2 && m_at - begin < most; m_at += 2) {
        if (m_bytes[m_at + 1] != '\0' || (m_bytes[m_at] != '\0' && m_bytes[m_at] != ';'))
            continue;
        std::string out =
            text::decode("\xFF\xFE" + std::string(m_bytes.substr(begin, m_at - begin))).text;
        if (m_bytes[m_at] == '\0')
            m_at += 2;
        return out;
    }
    return std::nullopt;
}

std::optional<std::uint32_t> PolReader::number()
{
    const auto four = bytes(4);
    return four ? valueOf({}, type::number, *four).number : std::nullopt;
}

std::optional<std::string_view> PolReader::bytes(std::size_t size)
{
    if (size > maxPolDataBytes || size > m_bytes.size() - m_at)
        return std::nullopt;
    m_at += size;
    return m_bytes.substr(m_at - size, size);
}

namespace {

/// The parts of a list between semicolons.
template <typename Take>
void forEachOf(std::string_view list, Take take)
{
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(';'), list.size());
        if (end != 0)
            take(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
}

/// Whether \p record was an order about others, [MS-GPREG] 3.2.5.1, which \p out then has followed.
bool obey(const PolRecord& record, std::string_view path, Image& out)
{
    constexpr std::string_view deleteOne = "**del.";
    const std::string name = text::asciiLower(record.name);
    if (!name.starts_with("**"))
        return false;
    const std::string list = valueOf({}, type::text, record.data).text;
    if (name.starts_with(deleteOne)) {
        out.removeValue(path, std::string_view(name).substr(deleteOne.size()));
    } else if (name.starts_with("**delvals")) {
        out.clearValues(path);
    } else if (name.starts_with("**deletevalues")) {
        forEachOf(list, [&](std::string_view each) { out.removeValue(path, each); });
    } else if (name.starts_with("**deletekeys")) {
        forEachOf(list, [&](std::string_view each) {
            if (const std::string key = machinePath(each); !key.empty())
                out.removeKey(key);
        });
    }
    return true;
}

}  // namespace

Result<Image> readRegistryPol(std::string_view bytes)
{
    if (bytes.size() > maxPolBytes) {
        return fail(ErrorCode::TooLarge,
                    Sentence::saying("the file has more than %1 bytes", maxPolBytes));
    }
    if (bytes.size() < headerSize
        && (signature.starts_with(bytes.substr(0, signature.size())) || isRegistryPol(bytes))) {
        return fail(ErrorCode::Truncated, Sentence::saying("the header is not whole"), 0);
    }
    PolReader in(bytes);
    Image out;
    std::map<std::string, std::size_t, std::less<>> counts;
    while (const auto record = in.next()) {
        const std::string path = machinePath(record->key);
        if (path.empty())
            continue;
        if (out.size() >= maxImageKeys || ++counts[path] > maxKeyValues) {
            return fail(ErrorCode::TooLarge,
                        Sentence::saying("the file has more keys or values than are read"),
                        record->offset);
        }
        if (obey(*record, path, out))
            continue;
        out.addKey(path, record->key);
        if (!record->name.empty())
            out.setValue(path, valueOf(record->name, record->type, record->data));
    }
    if (in.isWhole())
        return out;
    if (in.at() == 0)
        return fail(ErrorCode::Malformed, Sentence::saying("it is no Registry.pol"), 0);
    return fail(ErrorCode::Malformed, Sentence::saying("a record is not whole, or is none"),
                in.at());
}

}  // namespace hopwright::registry
