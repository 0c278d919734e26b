#include "core/crypto/md5.h"

#include <openssl/evp.h>

namespace hopwright::crypto {

Result<Md5Digest> md5(ByteView message)
{
    Md5Digest digest{};
    auto* const out = reinterpret_cast<unsigned char*>(digest.data());
    if (EVP_Digest(message.data(), message.size(), out, nullptr, EVP_md5(), nullptr) != 1)
        return fail(ErrorCode::CryptoUnavailable, Sentence::saying("OpenSSL gave no MD5"));
    return digest;
}

}  // namespace hopwright::crypto
