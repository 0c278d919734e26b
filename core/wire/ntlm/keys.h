#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/secret.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace hopwright::wire::ntlm {

/// ServerChallenge and ClientChallenge: 8 random bytes.
using Challenge = std::array<std::byte, 8>;
/// NTProofStr, a MIC, or a channel binding hash.
using Hash = std::array<std::byte, 16>;

/// NTOWFv1 of a password: MS-NLMP 3.3.1. As good as the password itself, so handled like it.
class NtHash {
public:
    /// \p password is UTF-8. \returns Malformed when it is not.
    static Result<NtHash> ofPassword(const Secret& password);

    const Secret& secret() const noexcept { return m_hash; }

private:
    explicit NtHash(ByteView hash) : m_hash(hash) {}

    Secret m_hash;
};

/// A 16-byte key: KeyExchangeKey, ExportedSessionKey, a signing or a sealing key (which may be shorter).
class SessionKey {
public:
    explicit SessionKey(ByteView key) : m_key(key) {}

    const Secret& secret() const noexcept { return m_key; }

private:
    Secret m_key;
};

/// ResponseKeyNT, NTOWFv2: MS-NLMP 3.3.2. Upper-cases the user, not the domain.
/// \returns Malformed or Truncated when a name is not UTF-8.
Result<SessionKey> ntowfV2(const NtHash& hash, std::string_view domain, std::string_view user);

/// `temp`, the NTLMv2_CLIENT_CHALLENGE of MS-NLMP 2.2.2.7, with the 4 zero bytes that follow the pairs.
/// \p time is a FILETIME; \p targetInfo ends with MsvAvEOL.
Bytes clientBlob(std::uint64_t time, const Challenge& clientChallenge, ByteView targetInfo);

/// NTProofStr over the blob as it is on the wire: MS-NLMP 3.3.2.
Result<Hash> ntProof(const SessionKey& responseKey, const Challenge& server, ByteView blob);

/// LmChallengeResponse of NTLMv2, 24 bytes: MS-NLMP 3.3.2.
Result<Bytes> lmV2Response(const SessionKey& responseKey, const Challenge& server,
                           const Challenge& client);

/// SessionBaseKey, which with NTLMv2 is the KeyExchangeKey too: MS-NLMP 3.3.2, 3.4.5.1.
Result<SessionKey> sessionBaseKey(const SessionKey& responseKey, const Hash& proof);

/// RC4 of \p key under the KeyExchangeKey; its own reverse: MS-NLMP 3.1.5.1.2, EncryptedRandomSessionKey.
Bytes encryptSessionKey(const SessionKey& keyExchangeKey, const SessionKey& key);

/// Who sends: a client's messages have other keys than a server's.
enum class Sender { Client, Server };

/// SIGNKEY with extended session security: MS-NLMP 3.4.5.2.
Result<SessionKey> signKey(const SessionKey& exported, Sender sender);

/// SEALKEY with extended session security, by the strength that \p flags say: MS-NLMP 3.4.5.3.
Result<SessionKey> sealKey(const SessionKey& exported, std::uint32_t flags, Sender sender);

/// The MIC of an AUTHENTICATE_MESSAGE: MS-NLMP 3.1.5.1.2. \p authenticate has zeros where the MIC is to be.
Result<Hash> messageIntegrity(const SessionKey& exported, ByteView negotiate, ByteView challenge,
                              ByteView authenticate);

/// MsvAvChannelBindings: MD5 of the gss_channel_bindings structure (RFC 2744 3.11, RFC 5929) that holds
/// \p applicationData alone, such as `tls-server-end-point:` and the certificate's hash.
Result<Hash> channelBindingHash(ByteView applicationData);

}  // namespace hopwright::wire::ntlm
