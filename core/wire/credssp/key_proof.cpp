#include "core/wire/credssp/key_proof.h"

#include "core/base/byte_writer.h"
#include "core/crypto/sha256.h"

#include <string_view>

namespace hopwright::wire::credssp {

namespace {

/// One is added at the first byte, with carry. A key in PKCS#1 begins with 30: no carry there.
Bytes plusOne(ByteView key)
{
    Bytes out(key.begin(), key.end());
    for (std::byte& each : out) {
        each = static_cast<std::byte>(std::to_integer<unsigned>(each) + 1U);
        if (each != std::byte{0})
            break;
    }
    return out;
}

}  // namespace

Result<Bytes> keyProof(Side prover, std::uint32_t version, ByteView publicKey,
                       const std::optional<Nonce>& nonce)
{
    using namespace std::string_view_literals;
    if (version < firstVersionWithNonce) {
        return prover == Side::Server ? plusOne(publicKey)
                                      : Bytes(publicKey.begin(), publicKey.end());
    }
    if (!nonce)
        return fail(ErrorCode::UnexpectedMessage, Sentence::saying("the client sent no nonce"));
    // The hash covers the terminating NUL of the text.
    const auto label = prover == Side::Server ? "CredSSP Server-To-Client Binding Hash\0"sv
                                              : "CredSSP Client-To-Server Binding Hash\0"sv;
    Bytes input;
    append(input, bytesOf(label));
    append(input, *nonce);
    append(input, publicKey);
    HOPWRIGHT_TRY(const auto digest, crypto::sha256(input));
    return Bytes(digest.begin(), digest.end());
}

}  // namespace hopwright::wire::credssp
