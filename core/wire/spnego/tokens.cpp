#include "core/wire/spnego/tokens.h"

#include "core/wire/asn1/der_reader.h"
#include "core/wire/asn1/der_writer.h"

#include <algorithm>
#include <array>

namespace hopwright::wire::spnego {

using asn1::DerReader;
using asn1::DerWriter;
namespace tag = asn1::tag;

namespace {

Bytes copyOf(ByteView bytes)
{
    return {bytes.begin(), bytes.end()};
}

/// An OCTET STRING under [\p number], if it is there.
Result<std::optional<Bytes>> octetsIn(DerReader& fields, unsigned number)
{
    HOPWRIGHT_TRY(auto field, fields.enterIf(tag::context(number)));
    if (!field)
        return std::nullopt;
    HOPWRIGHT_TRY(const ByteView octets, field->octetString());
    HOPWRIGHT_TRY_VOID(field->expectEnd());
    return copyOf(octets);
}

void octetsOut(DerWriter& fields, unsigned number, const std::optional<Bytes>& octets)
{
    if (!octets)
        return;
    fields.nested(tag::context(number), [&](DerWriter& field) { field.octetString(*octets); });
}

Result<std::vector<Bytes>> readMechTypes(DerReader list)
{
    std::vector<Bytes> mechTypes;
    const std::size_t start = list.offset();
    while (!list.atEnd()) {
        if (mechTypes.size() == maxMechanisms) {
            return fail(ErrorCode::TooLarge, Sentence::saying("too many mechanisms are offered"),
                        list.offset());
        }
        HOPWRIGHT_TRY(const ByteView oid, list.objectIdentifier());
        mechTypes.push_back(copyOf(oid));
    }
    if (mechTypes.empty())
        return fail(ErrorCode::Malformed, Sentence::saying("no mechanism is offered"), start);
    return mechTypes;
}

/// [3] is the MIC of a NegTokenInit, an OCTET STRING, or the hints of a NegTokenInit2, a SEQUENCE.
Result<void> readHintsOrMic(DerReader& fields, NegTokenInit& init)
{
    HOPWRIGHT_TRY(auto field, fields.enterIf(tag::context(3)));
    if (!field)
        return {};
    if (field->nextIs(tag::sequence)) {
        HOPWRIGHT_TRY(const ByteView hints, field->element());
        init.negHints = copyOf(hints);
    } else {
        HOPWRIGHT_TRY(const ByteView mic, field->octetString());
        init.mechListMic = copyOf(mic);
    }
    return field->expectEnd();
}

Result<NegTokenInit> readInit(DerReader& choice)
{
    HOPWRIGHT_TRY(DerReader fields, choice.enter(tag::sequence));
    HOPWRIGHT_TRY_VOID(choice.expectEnd());
    NegTokenInit init{.mechTypes = {}};

    HOPWRIGHT_TRY(DerReader types, fields.enter(tag::context(0)));
    DerReader ahead = types;
    HOPWRIGHT_TRY(const ByteView whole, ahead.element());
    init.mechTypeList = copyOf(whole);
    HOPWRIGHT_TRY(const DerReader list, types.enter(tag::sequence));
    HOPWRIGHT_TRY_VOID(types.expectEnd());
    HOPWRIGHT_TRY(init.mechTypes, readMechTypes(list));

    // reqFlags: RFC 4178 4.2.1 has the reader ignore them, and writers leave them out.
    HOPWRIGHT_TRY_VOID(fields.enterIf(tag::context(1)));
    HOPWRIGHT_TRY(init.mechToken, octetsIn(fields, 2));
    HOPWRIGHT_TRY_VOID(readHintsOrMic(fields, init));
    if (!init.mechListMic) {
        HOPWRIGHT_TRY(init.mechListMic, octetsIn(fields, 4));
    }
    HOPWRIGHT_TRY_VOID(fields.expectEnd());
    return init;
}

Result<NegTokenResp> readResp(DerReader& choice)
{
    HOPWRIGHT_TRY(DerReader fields, choice.enter(tag::sequence));
    HOPWRIGHT_TRY_VOID(choice.expectEnd());
    NegTokenResp resp;

    HOPWRIGHT_TRY(auto state, fields.enterIf(tag::context(0)));
    if (state) {
        const std::size_t at = state->offset();
        HOPWRIGHT_TRY(const std::int64_t value, state->enumerated());
        HOPWRIGHT_TRY_VOID(state->expectEnd());
        if (value < 0 || value > std::to_underlying(NegState::RequestMic)) {
            return fail(ErrorCode::OutOfRange, Sentence::saying("the negotiation state is unknown"),
                        at);
        }
        resp.negState = static_cast<NegState>(value);
    }
    HOPWRIGHT_TRY(auto mech, fields.enterIf(tag::context(1)));
    if (mech) {
        HOPWRIGHT_TRY(const ByteView oid, mech->objectIdentifier());
        HOPWRIGHT_TRY_VOID(mech->expectEnd());
        resp.supportedMech = copyOf(oid);
    }
    HOPWRIGHT_TRY(resp.responseToken, octetsIn(fields, 2));
    HOPWRIGHT_TRY(resp.mechListMic, octetsIn(fields, 3));
    HOPWRIGHT_TRY_VOID(fields.expectEnd());
    return resp;
}

/// The GSS-API frame, then the choice: RFC 2743 3.1, RFC 4178 4.2.
Result<NegTokenInit> readFramedInit(DerReader& token)
{
    HOPWRIGHT_TRY(DerReader frame, token.enter(tag::application0));
    HOPWRIGHT_TRY_VOID(token.expectEnd());
    const std::size_t at = frame.offset();
    HOPWRIGHT_TRY(const ByteView mechanism, frame.objectIdentifier());
    if (!std::ranges::equal(mechanism, spnegoOid())) {
        return fail(ErrorCode::UnexpectedMessage, Sentence::saying("the token is not SPNEGO's"),
                    at);
    }
    HOPWRIGHT_TRY(DerReader choice, frame.enter(tag::context(0)));
    HOPWRIGHT_TRY_VOID(frame.expectEnd());
    return readInit(choice);
}

}  // namespace

ByteView spnegoOid()
{
    static constexpr std::array<std::byte, 8> oid{std::byte{0x06}, std::byte{0x06}, std::byte{0x2B},
                                                  std::byte{0x06}, std::byte{0x01}, std::byte{0x05},
                                                  std::byte{0x05}, std::byte{0x02}};
    return oid;
}

Result<Token> decodeToken(ByteView bytes)
{
    DerReader token(bytes);
    if (token.nextIs(tag::application0)) {
        HOPWRIGHT_TRY(NegTokenInit init, readFramedInit(token));
        return init;
    }
    HOPWRIGHT_TRY(DerReader choice, token.enter(tag::context(1)));
    HOPWRIGHT_TRY_VOID(token.expectEnd());
    HOPWRIGHT_TRY(NegTokenResp resp, readResp(choice));
    return resp;
}

Bytes encodeMechTypeList(const std::vector<Bytes>& mechTypes)
{
    DerWriter writer;
    writer.nested(tag::sequence, [&](DerWriter& list) {
        for (const Bytes& oid : mechTypes)
            list.element(oid);
    });
    return writer.bytes();
}

Bytes encode(const NegTokenInit& token)
{
    const auto fill = [&](DerWriter& fields) {
        fields.nested(tag::context(0), [&](DerWriter& types) {
            types.element(encodeMechTypeList(token.mechTypes));
        });
        octetsOut(fields, 2, token.mechToken);
        if (token.negHints) {
            fields.nested(tag::context(3),
                          [&](DerWriter& hints) { hints.element(*token.negHints); });
        }
        octetsOut(fields, token.negHints ? 4 : 3, token.mechListMic);
    };
    DerWriter writer;
    writer.nested(tag::application0, [&](DerWriter& frame) {
        frame.element(spnegoOid());
        frame.nested(tag::context(0),
                     [&](DerWriter& choice) { choice.nested(tag::sequence, fill); });
    });
    return writer.bytes();
}

Bytes encode(const NegTokenResp& token)
{
    const auto fill = [&](DerWriter& fields) {
        if (token.negState) {
            fields.nested(tag::context(0), [&](DerWriter& state) {
                state.enumerated(std::to_underlying(*token.negState));
            });
        }
        if (token.supportedMech) {
            fields.nested(tag::context(1),
                          [&](DerWriter& mech) { mech.element(*token.supportedMech); });
        }
        octetsOut(fields, 2, token.responseToken);
        octetsOut(fields, 3, token.mechListMic);
    };
    DerWriter writer;
    writer.nested(tag::context(1), [&](DerWriter& choice) { choice.nested(tag::sequence, fill); });
    return writer.bytes();
}

}  // namespace hopwright::wire::spnego
