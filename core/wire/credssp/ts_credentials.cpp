#include "core/wire/credssp/ts_credentials.h"

#include "core/base/byte_writer.h"
#include "core/text/utf16.h"
#include "core/wire/asn1/der_reader.h"
#include "core/wire/asn1/der_writer.h"

#include <openssl/crypto.h>

namespace hopwright::wire::credssp {

namespace {

namespace tag = asn1::tag;
using asn1::DerReader;
using asn1::DerWriter;

constexpr std::int64_t passwordType = 1;  // MS-CSSP 2.2.1.2: TSPasswordCreds.

void writeOctets(DerWriter& sequence, unsigned number, ByteView content)
{
    sequence.nested(tag::context(number), [&](DerWriter& field) { field.octetString(content); });
}

Result<ByteView> readOctets(DerReader& sequence, unsigned number)
{
    HOPWRIGHT_TRY(DerReader field, sequence.enter(tag::context(number)));
    HOPWRIGHT_TRY(const ByteView content, field.octetString());
    HOPWRIGHT_TRY_VOID(field.expectEnd());
    return content;
}

/// Text of a field; the offset of an error is moved from the text to the whole.
Result<std::string> readText(DerReader& sequence, unsigned number, ByteView der)
{
    HOPWRIGHT_TRY(const ByteView content, readOctets(sequence, number));
    auto text = text::fromUtf16Le(content);
    if (!text) {
        const auto start = static_cast<std::size_t>(content.data() - der.data());
        return fail(ErrorCode::Malformed, Sentence::saying("the credentials hold broken text"),
                    start + text.error().offset.value_or(0));
    }
    return text;
}

Result<auth::Identity> readPassword(DerReader reader, ByteView der)
{
    HOPWRIGHT_TRY(DerReader fields, reader.enter(tag::sequence));
    HOPWRIGHT_TRY(std::string domain, readText(fields, 0, der));
    HOPWRIGHT_TRY(std::string user, readText(fields, 1, der));
    HOPWRIGHT_TRY(std::string password, readText(fields, 2, der));
    auth::Identity credentials{.domain = std::move(domain),
                               .user = std::move(user),
                               .password = Secret(bytesOf(password))};
    OPENSSL_cleanse(password.data(), password.size());
    return credentials;
}

}  // namespace

Result<Secret> encodeCredentials(const auth::Identity& credentials)
{
    HOPWRIGHT_TRY(const Bytes domain, text::toUtf16Le(credentials.domain));
    HOPWRIGHT_TRY(const Bytes user, text::toUtf16Le(credentials.user));
    HOPWRIGHT_TRY(const Secret password, text::toUtf16Le(credentials.password));
    DerWriter inner;
    inner.nested(tag::sequence, [&](DerWriter& fields) {
        writeOctets(fields, 0, domain);
        writeOctets(fields, 1, user);
        writeOctets(fields, 2, password.expose());
    });
    const Secret passwordCreds = inner.secret();
    DerWriter outer;
    outer.nested(tag::sequence, [&](DerWriter& fields) {
        fields.nested(tag::context(0), [](DerWriter& field) { field.integer(passwordType); });
        writeOctets(fields, 1, passwordCreds.expose());
    });
    Secret out = outer.secret();
    if (out.size() > maxTsCredentials)
        return fail(ErrorCode::TooLarge, Sentence::saying("the credentials are too large"));
    return out;
}

Result<auth::Identity> decodeCredentials(ByteView der)
{
    if (der.size() > maxTsCredentials)
        return fail(ErrorCode::TooLarge, Sentence::saying("the credentials are too large"));
    DerReader reader(der);
    HOPWRIGHT_TRY(DerReader fields, reader.enter(tag::sequence));
    HOPWRIGHT_TRY(DerReader typeField, fields.enter(tag::context(0)));
    const std::size_t typeAt = typeField.offset();
    HOPWRIGHT_TRY(const std::int64_t type, typeField.integer());
    if (type != passwordType) {
        return fail(ErrorCode::Unsupported, Sentence::saying("the credentials are no password"),
                    typeAt);
    }
    HOPWRIGHT_TRY(DerReader credentialsField, fields.enter(tag::context(1)));
    HOPWRIGHT_TRY(const ByteView inner, credentialsField.octetString());
    const auto innerAt = static_cast<std::size_t>(inner.data() - der.data());
    auto credentials = readPassword(DerReader(inner), inner);
    if (!credentials)
        credentials.error().offset = innerAt + credentials.error().offset.value_or(0);
    return credentials;
}

}  // namespace hopwright::wire::credssp
