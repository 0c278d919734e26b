#include "core/crypto/hmac.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <limits>

namespace hopwright::crypto {

Result<Md5Digest> hmacMd5(ByteView key, ByteView message)
{
    if (key.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        return fail(ErrorCode::TooLarge, Sentence::saying("the HMAC key is too long"));
    // OpenSSL takes a null key for "the one before".
    static constexpr std::byte none{};
    const void* const keyData = key.empty() ? &none : key.data();
    Md5Digest digest{};
    const unsigned char* const made =
        HMAC(EVP_md5(), keyData, static_cast<int>(key.size()),
             reinterpret_cast<const unsigned char*>(message.data()), message.size(),
             reinterpret_cast<unsigned char*>(digest.data()), nullptr);
    if (made == nullptr)
        return fail(ErrorCode::CryptoUnavailable, Sentence::saying("OpenSSL gave no HMAC-MD5"));
    return digest;
}

}  // namespace hopwright::crypto
