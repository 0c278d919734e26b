#pragma once

#include "core/base/bytes.h"

namespace hopwright::wire::ntlm {

/// NTLMSSP, 1.3.6.1.4.1.311.2.2.10, DER with its tag: MS-SPNG 1.9.
ByteView ntlmOid();

}  // namespace hopwright::wire::ntlm
