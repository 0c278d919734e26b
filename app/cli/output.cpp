#include "app/cli/output.h"

#include "app/process/standard_streams.h"
#include "core/text/one_line.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string_view>

namespace hopwright::cli {

namespace {

constexpr std::size_t longestCharacter = 4;

bool isPlain(char byte)
{
    return (byte >= ' ' && byte <= '~') || byte == '\n' || byte == '\t';
}

/// How much of \p text ends with a whole character: what more bytes could complete is left.
std::size_t wholePart(std::string_view text)
{
    for (std::size_t back = 1; back < longestCharacter && back <= text.size(); ++back) {
        std::size_t at = text.size() - back;
        const auto point = text::takeCodePoint(text, at);
        if (!point && point.error().code == ErrorCode::Truncated)
            return text.size() - back;
    }
    return text.size();
}

}  // namespace

DescriptorBuffer::DescriptorBuffer(int descriptor) : m_descriptor(descriptor)
{
    setp(m_block.data(), m_block.data() + m_block.size());
}

DescriptorBuffer::int_type DescriptorBuffer::overflow(int_type byte)
{
    if (sync() != 0)
        return traits_type::eof();
    if (!traits_type::eq_int_type(byte, traits_type::eof()))
        sputc(traits_type::to_char_type(byte));
    return traits_type::not_eof(byte);
}

int DescriptorBuffer::sync()
{
    const char* from = pbase();
    while (m_error == 0 && from != pptr()) {
        const auto count = process::writeSome(
            m_descriptor, std::string_view(from, static_cast<std::size_t>(pptr() - from)));
        if (count < 0 && errno != EINTR)
            m_error = errno;
        from += std::max<std::ptrdiff_t>(count, 0);
    }
    setp(m_block.data(), m_block.data() + m_block.size());
    return m_error == 0 ? 0 : -1;
}

CleanBuffer::int_type CleanBuffer::overflow(int_type byte)
{
    if (traits_type::eq_int_type(byte, traits_type::eof()))
        return traits_type::not_eof(byte);
    const char one = traits_type::to_char_type(byte);
    return xsputn(&one, 1) == 1 ? byte : traits_type::eof();
}

std::streamsize CleanBuffer::xsputn(const char* bytes, std::streamsize count)
{
    m_waiting.append(bytes, static_cast<std::size_t>(count));
    return pass(wholePart(m_waiting)) ? count : 0;
}

int CleanBuffer::sync()
{
    return pass(m_waiting.size()) && m_target.pubsync() == 0 ? 0 : -1;
}

/// Hands on the first \p count bytes that wait.
bool CleanBuffer::pass(std::size_t count)
{
    const std::string_view all = std::string_view(m_waiting).substr(0, count);
    bool went = true;
    const auto put = [&](std::string_view text) {
        const auto size = static_cast<std::streamsize>(text.size());
        went = went && m_target.sputn(std::to_address(text.begin()), size) == size;
    };
    const char* at = std::to_address(all.begin());
    const char* const end = std::to_address(all.end());
    while (at != end) {
        const char* const odd = std::find_if_not(at, end, isPlain);
        const char* const plain = std::find_if(odd, end, isPlain);
        put({at, odd});
        put(text::escaped({odd, plain}));
        at = plain;
    }
    m_waiting.erase(0, count);
    return went;
}

}  // namespace hopwright::cli
