#include "core/wire/ntlm/messages.h"

#include "core/base/byte_reader.h"
#include "core/base/byte_writer.h"
#include "core/text/utf16.h"
#include "core/wire/ntlm/flags.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace hopwright::wire::ntlm {

namespace {

enum class MessageType : std::uint32_t { Negotiate = 1, Challenge = 2, Authenticate = 3 };

constexpr std::string_view signatureText{"NTLMSSP\0", 8};
constexpr std::size_t challengeHeader = 48;     ///< Without the version.
constexpr std::size_t authenticateHeader = 64;  ///< Without version and MIC.
constexpr std::size_t versionSize = 8;
constexpr std::size_t micSize = 16;

/// Where a payload field lies: length, space, offset (MS-NLMP 2.2.1.1).
struct Field {
    std::uint16_t length;
    std::uint32_t offset;
    std::size_t at;  ///< Where the field itself stands, for errors.
};

template <std::size_t Size>
std::array<std::byte, Size> fixed(ByteView bytes)
{
    std::array<std::byte, Size> out{};
    std::ranges::copy(bytes, out.begin());
    return out;
}

/// Checks size, signature and type; gives a reader behind them.
Result<ByteReader> open(ByteView bytes, MessageType type)
{
    if (bytes.size() > maxMessageSize) {
        return fail(ErrorCode::TooLarge, Sentence::saying("the NTLM message is too large"),
                    maxMessageSize);
    }
    ByteReader reader(bytes);
    HOPWRIGHT_TRY(const ByteView signature, reader.take(signatureText.size()));
    if (!std::ranges::equal(signature, bytesOf(signatureText)))
        return fail(ErrorCode::Malformed, Sentence::saying("this is no NTLM message"), 0);
    HOPWRIGHT_TRY(const std::uint32_t found, reader.u32le());
    if (found != std::to_underlying(type)) {
        return fail(ErrorCode::UnexpectedMessage, Sentence::saying("another NTLM message was due"),
                    signatureText.size());
    }
    return reader;
}

Result<Field> readField(ByteReader& reader)
{
    const std::size_t at = reader.offset();
    HOPWRIGHT_TRY(const std::uint16_t length, reader.u16le());
    HOPWRIGHT_TRY_VOID(reader.u16le());  // The space, which nobody needs.
    HOPWRIGHT_TRY(const std::uint32_t offset, reader.u32le());
    return Field{.length = length, .offset = offset, .at = at};
}

Result<ByteView> payload(ByteView message, const Field& field, std::size_t header)
{
    if (field.length == 0)
        return ByteView{};  // Some write an offset of zero then.
    if (field.offset < header)
        return fail(ErrorCode::Malformed, Sentence::saying("a field lies in the header"), field.at);
    if (field.offset > message.size() || field.length > message.size() - field.offset) {
        return fail(ErrorCode::Truncated, Sentence::saying("a field lies outside the NTLM message"),
                    field.at);
    }
    return message.subspan(field.offset, field.length);
}

Result<Bytes> bytesField(ByteView message, const Field& field, std::size_t header)
{
    HOPWRIGHT_TRY(const ByteView bytes, payload(message, field, header));
    return Bytes(bytes.begin(), bytes.end());
}

bool isAscii(ByteView bytes)
{
    return std::ranges::all_of(bytes, [](std::byte each) { return each < std::byte{0x80}; });
}

/// Without NTLMSSP_NEGOTIATE_UNICODE the text is in a code page that nobody names: ASCII is read, other text is empty.
Result<std::string> textField(ByteView message, const Field& field, std::size_t header,
                              std::uint32_t flags)
{
    HOPWRIGHT_TRY(const ByteView bytes, payload(message, field, header));
    if ((flags & flag::unicode) == 0)
        return isAscii(bytes) ? textOf(bytes) : std::string{};
    Result<std::string> text = text::fromUtf16Le(bytes);
    if (!text)
        return fail(text.error().code, text.error().detail, field.offset + *text.error().offset);
    return text;
}

/// Where the payload begins: what lies before it tells which parts the header has.
std::size_t payloadStart(ByteView message, std::initializer_list<Field> fields)
{
    std::size_t start = message.size();
    for (const Field& field : fields) {
        if (field.length != 0)
            start = std::min<std::size_t>(start, field.offset);
    }
    return start;
}

/// Builds a message: the header grows first, the payload beside it, and its fields know where it will begin.
class Writer {
public:
    Writer(MessageType type, std::size_t header) : m_payloadStart(header)
    {
        append(m_header, bytesOf(signatureText));
        appendLittleEndian(m_header, std::to_underlying(type));
    }

    Bytes& header() { return m_header; }

    Result<void> field(ByteView bytes)
    {
        if (!std::in_range<std::uint16_t>(bytes.size())) {
            return fail(ErrorCode::TooLarge,
                        Sentence::saying("a field of an NTLM message is too long"));
        }
        const auto length = static_cast<std::uint16_t>(bytes.size());
        appendLittleEndian(m_header, length);
        appendLittleEndian(m_header, length);
        appendLittleEndian(m_header, static_cast<std::uint32_t>(m_payloadStart + m_payload.size()));
        append(m_payload, bytes);
        return {};
    }

    /// Text in the form that \p flags name. What has none is not sent in another.
    Result<void> field(std::string_view text, std::uint32_t flags)
    {
        if ((flags & flag::unicode) != 0) {
            HOPWRIGHT_TRY(const Bytes utf16, text::toUtf16Le(text));
            return field(utf16);
        }
        const ByteView bytes = bytesOf(text);
        if (!isAscii(bytes)) {
            return fail(ErrorCode::Unsupported,
                        Sentence::saying("a name has no form in the other end's code page"));
        }
        return field(bytes);
    }

    Bytes take() &&
    {
        append(m_header, m_payload);
        return std::move(m_header);
    }

private:
    std::size_t m_payloadStart;
    Bytes m_header;
    Bytes m_payload;
};

}  // namespace

Result<NegotiateMessage> decodeNegotiate(ByteView bytes)
{
    HOPWRIGHT_TRY(ByteReader reader, open(bytes, MessageType::Negotiate));
    HOPWRIGHT_TRY(const std::uint32_t flags, reader.u32le());
    NegotiateMessage message{.flags = flags};
    // The oldest clients end here, or after the two names.
    constexpr std::size_t names = 16;
    if ((flags & flag::version) != 0 && reader.remaining() >= names + versionSize) {
        HOPWRIGHT_TRY_VOID(reader.take(names));
        HOPWRIGHT_TRY(const ByteView version, reader.take(versionSize));
        message.version = fixed<versionSize>(version);
    }
    return message;
}

Result<ChallengeMessage> decodeChallenge(ByteView bytes)
{
    HOPWRIGHT_TRY(ByteReader reader, open(bytes, MessageType::Challenge));
    HOPWRIGHT_TRY(const Field name, readField(reader));
    HOPWRIGHT_TRY(const std::uint32_t flags, reader.u32le());
    HOPWRIGHT_TRY(const ByteView challenge, reader.take(std::tuple_size_v<Challenge>));
    HOPWRIGHT_TRY_VOID(reader.take(8));  // Reserved.
    HOPWRIGHT_TRY(const Field info, readField(reader));

    ChallengeMessage message{.flags = flags,
                             .serverChallenge = fixed<std::tuple_size_v<Challenge>>(challenge)};
    HOPWRIGHT_TRY(message.targetName, textField(bytes, name, challengeHeader, flags));
    HOPWRIGHT_TRY(message.targetInfo, bytesField(bytes, info, challengeHeader));
    const bool hasVersion = payloadStart(bytes, {name, info}) >= challengeHeader + versionSize;
    if ((flags & flag::version) != 0 && hasVersion) {
        HOPWRIGHT_TRY(const ByteView version, reader.take(versionSize));
        message.version = fixed<versionSize>(version);
    }
    return message;
}

Result<AuthenticateMessage> decodeAuthenticate(ByteView bytes)
{
    HOPWRIGHT_TRY(ByteReader reader, open(bytes, MessageType::Authenticate));
    HOPWRIGHT_TRY(const Field lm, readField(reader));
    HOPWRIGHT_TRY(const Field nt, readField(reader));
    HOPWRIGHT_TRY(const Field domain, readField(reader));
    HOPWRIGHT_TRY(const Field user, readField(reader));
    HOPWRIGHT_TRY(const Field workstation, readField(reader));
    HOPWRIGHT_TRY(const Field key, readField(reader));
    HOPWRIGHT_TRY(const std::uint32_t flags, reader.u32le());

    AuthenticateMessage message{.flags = flags};
    HOPWRIGHT_TRY(message.lmResponse, bytesField(bytes, lm, authenticateHeader));
    HOPWRIGHT_TRY(message.ntResponse, bytesField(bytes, nt, authenticateHeader));
    HOPWRIGHT_TRY(message.domain, textField(bytes, domain, authenticateHeader, flags));
    HOPWRIGHT_TRY(message.user, textField(bytes, user, authenticateHeader, flags));
    HOPWRIGHT_TRY(message.workstation, textField(bytes, workstation, authenticateHeader, flags));
    HOPWRIGHT_TRY(message.encryptedSessionKey, bytesField(bytes, key, authenticateHeader));

    // The header has version, MIC, both or neither, and only the room before the payload tells which.
    const std::size_t room =
        payloadStart(bytes, {lm, nt, domain, user, workstation, key}) - authenticateHeader;
    if (room >= versionSize + micSize || (room >= versionSize && room < micSize)) {
        HOPWRIGHT_TRY(const ByteView version, reader.take(versionSize));
        message.version = fixed<versionSize>(version);
    }
    if (room >= micSize) {
        HOPWRIGHT_TRY(const ByteView mic, reader.take(micSize));
        message.mic = fixed<micSize>(mic);
    }
    return message;
}

std::size_t micOffset(const AuthenticateMessage& message)
{
    return authenticateHeader + (message.version ? versionSize : 0);
}

Bytes encodeNegotiate(const NegotiateMessage& message)
{
    const std::size_t size = 32 + (message.version ? versionSize : 0);
    Writer writer(MessageType::Negotiate, size);
    appendLittleEndian(writer.header(), message.flags);
    for (int name = 0; name < 2;
         ++name) {  // Domain and workstation: not said, and then of no length.
        appendLittleEndian(writer.header(), std::uint32_t{0});
        appendLittleEndian(writer.header(), static_cast<std::uint32_t>(size));
    }
    if (message.version)
        append(writer.header(), *message.version);
    return std::move(writer).take();
}

Result<Bytes> encodeChallenge(const ChallengeMessage& message)
{
    Writer writer(MessageType::Challenge, challengeHeader + (message.version ? versionSize : 0));
    HOPWRIGHT_TRY_VOID(writer.field(message.targetName, message.flags));
    appendLittleEndian(writer.header(), message.flags);
    append(writer.header(), message.serverChallenge);
    appendLittleEndian(writer.header(), std::uint64_t{0});  // Reserved.
    HOPWRIGHT_TRY_VOID(writer.field(message.targetInfo));
    if (message.version)
        append(writer.header(), *message.version);
    return std::move(writer).take();
}

Result<Bytes> encodeAuthenticate(const AuthenticateMessage& message)
{
    Writer writer(MessageType::Authenticate, micOffset(message) + (message.mic ? micSize : 0));
    HOPWRIGHT_TRY_VOID(writer.field(message.lmResponse));
    HOPWRIGHT_TRY_VOID(writer.field(message.ntResponse));
    HOPWRIGHT_TRY_VOID(writer.field(message.domain, message.flags));
    HOPWRIGHT_TRY_VOID(writer.field(message.user, message.flags));
    HOPWRIGHT_TRY_VOID(writer.field(message.workstation, message.flags));
    HOPWRIGHT_TRY_VOID(writer.field(message.encryptedSessionKey));
    appendLittleEndian(writer.header(), message.flags);
    if (message.version)
        append(writer.header(), *message.version);
    if (message.mic)
        append(writer.header(), *message.mic);
    return std::move(writer).take();
}

}  // namespace hopwright::wire::ntlm
