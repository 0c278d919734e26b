#pragma once

#include "core/base/result.h"
#include "core/wire/wsman/sealer.h"

#include <string>
#include <string_view>

namespace hopwright::wire::wsman {

/// An HTTP body that carries sealed SOAP: MS-WSMV 2.2.9.1, winrm-protocol §5.2.
struct EncryptedBody {
    std::string contentType = {};
    Bytes body = {};
};

/// The most chunks of one body that are read.
inline constexpr std::size_t maxChunks = 512;

/// Seals \p soap, in chunks where the sealer limits them. \returns Malformed for no bytes; what the sealer returns.
Result<EncryptedBody> encryptBody(Sealer& sealer, ByteView soap);

/// Opens every chunk of \p body, in order. By position, not as MIME: the binary part has no line end behind it.
/// \returns Malformed or Truncated with the offset; TooLarge above maxChunks; what the sealer returns. A chunk whose
///          length is not the one it states is an error.
Result<Bytes> decryptBody(Sealer& sealer, ByteView body);

/// Whether \p contentType says that a body is sealed.
bool isEncryptedContentType(std::string_view contentType);

}  // namespace hopwright::wire::wsman
