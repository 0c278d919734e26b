#include "core/wire/credssp/ts_request_codec.h"

#include "core/wire/asn1/der_reader.h"
#include "core/wire/asn1/der_writer.h"

#include <algorithm>

namespace hopwright::wire::credssp {

namespace {

namespace tag = asn1::tag;
using asn1::DerReader;
using asn1::DerWriter;

constexpr unsigned lastField = 5;

void writeOctets(DerWriter& request, unsigned number, ByteView content)
{
    if (content.empty())
        return;
    request.nested(tag::context(number), [&](DerWriter& field) { field.octetString(content); });
}

void writeToken(DerWriter& request, ByteView token)
{
    if (token.empty())
        return;
    request.nested(tag::context(1), [&](DerWriter& field) {
        field.nested(tag::sequence, [&](DerWriter& tokens) {
            tokens.nested(tag::sequence, [&](DerWriter& item) { writeOctets(item, 0, token); });
        });
    });
}

/// The content of an EXPLICIT field that was found before.
Result<std::uint32_t> readNumber(DerReader at, unsigned number)
{
    HOPWRIGHT_TRY(DerReader field, at.enter(tag::context(number)));
    HOPWRIGHT_TRY(const std::uint32_t value, field.bits32());
    HOPWRIGHT_TRY_VOID(field.expectEnd());
    return value;
}

Result<Bytes> readOctets(std::optional<DerReader> at, unsigned number)
{
    if (!at)
        return Bytes();
    HOPWRIGHT_TRY(DerReader field, at->enter(tag::context(number)));
    HOPWRIGHT_TRY(const ByteView content, field.octetString());
    HOPWRIGHT_TRY_VOID(field.expectEnd());
    return Bytes(content.begin(), content.end());
}

Result<Bytes> readToken(std::optional<DerReader> at)
{
    if (!at)
        return Bytes();
    HOPWRIGHT_TRY(DerReader field, at->enter(tag::context(1)));
    HOPWRIGHT_TRY(DerReader tokens, field.enter(tag::sequence));
    if (tokens.atEnd())
        return Bytes();
    HOPWRIGHT_TRY(DerReader item, tokens.enter(tag::sequence));
    return readOctets(item, 0);
}

Result<std::optional<Nonce>> readNonce(const std::optional<DerReader>& at)
{
    if (!at)
        return std::nullopt;
    HOPWRIGHT_TRY(const Bytes content, readOctets(at, 5));
    Nonce nonce{};
    if (content.size() != nonce.size()) {
        return fail(ErrorCode::Malformed, Sentence::saying("the nonce has no 32 bytes"),
                    at->offset());
    }
    std::ranges::copy(content, nonce.begin());
    return nonce;
}

using Fields = std::array<std::optional<DerReader>, lastField + 1>;

/// Where each known field begins. The first of a kind counts; unknown ones are stepped over.
Result<Fields> findFields(DerReader request)
{
    Fields fields;
    while (!request.atEnd()) {
        for (unsigned i = 0; i <= lastField; ++i) {
            if (request.nextIs(tag::context(i)) && !fields[i])
                fields[i] = request;
        }
        HOPWRIGHT_TRY([[maybe_unused]] const ByteView skipped, request.element());
    }
    return fields;
}

Result<TsRequest> readContent(std::uint32_t version, const Fields& fields)
{
    TsRequest message{.version = version};
    HOPWRIGHT_TRY(message.negoToken, readToken(fields[1]));
    HOPWRIGHT_TRY(message.authInfo, readOctets(fields[2], 2));
    HOPWRIGHT_TRY(message.pubKeyAuth, readOctets(fields[3], 3));
    HOPWRIGHT_TRY(message.clientNonce, readNonce(fields[5]));
    return message;
}

}  // namespace

Bytes encode(const TsRequest& message)
{
    DerWriter writer;
    writer.nested(tag::sequence, [&](DerWriter& request) {
        request.nested(tag::context(0), [&](DerWriter& field) { field.integer(message.version); });
        writeToken(request, message.negoToken);
        writeOctets(request, 2, message.authInfo);
        writeOctets(request, 3, message.pubKeyAuth);
        if (message.errorCode) {
            request.nested(tag::context(4), [&](DerWriter& field) {
                field.integer(static_cast<std::int32_t>(*message.errorCode));
            });
        }
        if (message.clientNonce)
            writeOctets(request, 5, *message.clientNonce);
    });
    return writer.bytes();
}

Result<TsRequest> decode(ByteView der)
{
    HOPWRIGHT_TRY(const auto size, asn1::elementSize(der));
    if (size.value_or(0) > maxTsRequest || der.size() > maxTsRequest)
        return fail(ErrorCode::TooLarge, Sentence::saying("the CredSSP message is too large"), 0);
    DerReader reader(der);
    HOPWRIGHT_TRY(const DerReader request, reader.enter(tag::sequence));
    HOPWRIGHT_TRY_VOID(reader.expectEnd());
    const std::size_t start = request.offset();
    HOPWRIGHT_TRY(const Fields fields, findFields(request));
    const auto& versionAt = fields[0];
    const auto& errorAt = fields[4];
    if (!versionAt) {
        return fail(ErrorCode::Malformed, Sentence::saying("the CredSSP message has no version"),
                    start);
    }
    HOPWRIGHT_TRY(const std::uint32_t version, readNumber(*versionAt, 0));
    if (errorAt) {  // FreeRDP 2.11 leaves garbage in the other fields then.
        HOPWRIGHT_TRY(const std::uint32_t errorCode, readNumber(*errorAt, 4));
        return TsRequest{.version = version, .errorCode = errorCode};
    }
    return readContent(version, fields);
}

}  // namespace hopwright::wire::credssp
