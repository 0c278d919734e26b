#include "core/wire/ntlm/keys.h"

#include "core/base/byte_writer.h"
#include "core/crypto/hmac.h"
#include "core/crypto/md4.h"
#include "core/crypto/md5.h"
#include "core/crypto/rc4.h"
#include "core/text/upper_case.h"
#include "core/text/utf16.h"
#include "core/wire/ntlm/flags.h"

namespace hopwright::wire::ntlm {

namespace {

using WipedBytes = std::vector<std::byte, WipingAllocator<std::byte>>;

/// Makes a key of \p digest and wipes that.
SessionKey keyOf(crypto::Md5Digest& digest)
{
    SessionKey key(digest);
    OPENSSL_cleanse(digest.data(), digest.size());
    return key;
}

Result<SessionKey> hmacKey(const SessionKey& key, ByteView message)
{
    HOPWRIGHT_TRY(crypto::Md5Digest digest, crypto::hmacMd5(key.secret().expose(), message));
    return keyOf(digest);
}

/// MD5 of \p key and one of the specification's sentences, whose terminating zero is part of it.
Result<SessionKey> derive(ByteView key, std::string_view sentence)
{
    WipedBytes input(key.begin(), key.end());
    const ByteView words = bytesOf(sentence);
    input.insert(input.end(), words.begin(), words.end());
    input.push_back(std::byte{0});
    HOPWRIGHT_TRY(crypto::Md5Digest digest, crypto::md5(input));
    return keyOf(digest);
}

Bytes joined(ByteView a, ByteView b)
{
    Bytes out(a.begin(), a.end());
    append(out, b);
    return out;
}

}  // namespace

Result<NtHash> NtHash::ofPassword(const Secret& password)
{
    HOPWRIGHT_TRY(const Secret utf16, text::toUtf16Le(password));
    crypto::Md4Digest digest = crypto::md4(utf16.expose());
    NtHash hash{ByteView(digest)};
    OPENSSL_cleanse(digest.data(), digest.size());
    return hash;
}

Result<SessionKey> ntowfV2(const NtHash& hash, std::string_view domain, std::string_view user)
{
    HOPWRIGHT_TRY(const std::string upperUser, text::toUpperCase(user));
    HOPWRIGHT_TRY(const Bytes name, text::toUtf16Le(upperUser));
    HOPWRIGHT_TRY(const Bytes place, text::toUtf16Le(domain));
    HOPWRIGHT_TRY(crypto::Md5Digest digest,
                  crypto::hmacMd5(hash.secret().expose(), joined(name, place)));
    return keyOf(digest);
}

Bytes clientBlob(std::uint64_t time, const Challenge& clientChallenge, ByteView targetInfo)
{
    Bytes blob{std::byte{1}, std::byte{1}};  // RespType, HiRespType
    blob.resize(8);
    appendLittleEndian(blob, time);
    append(blob, clientChallenge);
    blob.resize(blob.size() + 4);
    append(blob, targetInfo);
    blob.resize(blob.size() + 4);
    return blob;
}

Result<Hash> ntProof(const SessionKey& responseKey, const Challenge& server, ByteView blob)
{
    return crypto::hmacMd5(responseKey.secret().expose(), joined(server, blob));
}

Result<Bytes> lmV2Response(const SessionKey& responseKey, const Challenge& server,
                           const Challenge& client)
{
    HOPWRIGHT_TRY(const Hash proof, ntProof(responseKey, server, client));
    return joined(proof, client);
}

Result<SessionKey> sessionBaseKey(const SessionKey& responseKey, const Hash& proof)
{
    return hmacKey(responseKey, proof);
}

Bytes encryptSessionKey(const SessionKey& keyExchangeKey, const SessionKey& key)
{
    return crypto::Rc4(keyExchangeKey.secret().expose()).apply(key.secret().expose());
}

Result<SessionKey> signKey(const SessionKey& exported, Sender sender)
{
    return derive(exported.secret().expose(),
                  sender == Sender::Client
                      ? "session key to client-to-server signing key magic constant"
                      : "session key to server-to-client signing key magic constant");
}

Result<SessionKey> sealKey(const SessionKey& exported, std::uint32_t flags, Sender sender)
{
    constexpr std::size_t size56 = 7;
    constexpr std::size_t size40 = 5;
    ByteView key = exported.secret().expose();
    if ((flags & flag::key128) == 0)
        key = key.first((flags & flag::key56) != 0 ? size56 : size40);
    return derive(key, sender == Sender::Client
                           ? "session key to client-to-server sealing key magic constant"
                           : "session key to server-to-client sealing key magic constant");
}

Result<Hash> messageIntegrity(const SessionKey& exported, ByteView negotiate, ByteView challenge,
                              ByteView authenticate)
{
    Bytes all = joined(negotiate, challenge);
    append(all, authenticate);
    return crypto::hmacMd5(exported.secret().expose(), all);
}

Result<Hash> channelBindingHash(ByteView applicationData)
{
    Bytes bindings(16);  // Initiator and acceptor: no address type, no address.
    appendLittleEndian(bindings, static_cast<std::uint32_t>(applicationData.size()));
    append(bindings, applicationData);
    return crypto::md5(bindings);
}

}  // namespace hopwright::wire::ntlm
