#include "core/crypto/library_version.h"

#include <openssl/crypto.h>

namespace hopwright::crypto {

std::string libraryVersion()
{
    return OpenSSL_version(OPENSSL_VERSION);
}

}  // namespace hopwright::crypto
