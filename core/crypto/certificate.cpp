#include "core/crypto/certificate.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <ctime>
#include <memory>
#include <tuple>

namespace hopwright::crypto {

namespace {

constexpr std::size_t maxCommonName = 64;  // RFC 5280 appendix A.1, ub-common-name.
constexpr std::size_t maxHostName = 253;
constexpr std::size_t maxHostNames = 100;
constexpr std::size_t maxSerial = 20;
constexpr std::size_t maxPem = std::size_t{64} * 1024;
constexpr unsigned keyBits = 2048;

template <auto Function>
struct Free {
    template <typename T>
    void operator()(T* object) const noexcept
    {
        Function(object);
    }
};
using BioPointer = std::unique_ptr<BIO, Free<BIO_free_all>>;
using KeyPointer = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using CertificatePointer = std::unique_ptr<X509, Free<X509_free>>;
using NumberPointer = std::unique_ptr<BIGNUM, Free<BN_free>>;
using NamesPointer = std::unique_ptr<GENERAL_NAMES, Free<GENERAL_NAMES_free>>;
using NamePointer = std::unique_ptr<GENERAL_NAME, Free<GENERAL_NAME_free>>;
using ExtensionPointer = std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>>;

std::unexpected<Error> noCrypto(const Sentence& detail)
{
    ERR_clear_error();
    return fail(ErrorCode::CryptoUnavailable, detail);
}

const unsigned char* octets(const void* data)
{
    return static_cast<const unsigned char*>(data);
}

Result<void> check(const CertificateRequest& request)
{
    if (request.commonName.empty() || request.commonName.size() > maxCommonName) {
        return fail(ErrorCode::OutOfRange,
                    Sentence::saying("the common name has no 1 to 64 characters"));
    }
    if (request.serial.empty() || request.serial.size() > maxSerial) {
        return fail(ErrorCode::OutOfRange,
                    Sentence::saying("the serial number has no 1 to 20 bytes"));
    }
    if (request.hostNames.size() > maxHostNames)
        return fail(ErrorCode::OutOfRange, Sentence::saying("the certificate has too many names"));
    for (const std::string& name : request.hostNames) {
        if (name.empty() || name.size() > maxHostName) {
            return fail(ErrorCode::OutOfRange,
                        Sentence::saying("a host name has no 1 to 253 characters"));
        }
    }
    if (request.notAfter < request.notBefore) {
        return fail(ErrorCode::OutOfRange,
                    Sentence::saying("the certificate ends before it begins"));
    }
    return {};
}

Result<CertificatePointer> readCertificate(std::string_view pem)
{
    if (pem.size() > maxPem)
        return fail(ErrorCode::TooLarge, Sentence::saying("the certificate text is too large"));
    const BioPointer bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    if (!bio)
        return noCrypto(Sentence::saying("OpenSSL gave no memory"));
    CertificatePointer certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
    ERR_clear_error();
    if (!certificate)
        return fail(ErrorCode::Malformed, Sentence::saying("the text is no PEM certificate"));
    return certificate;
}

Result<KeyPointer> readKey(const Secret& pem)
{
    if (pem.size() > maxPem)
        return fail(ErrorCode::TooLarge, Sentence::saying("the private key text is too large"));
    const BioPointer bio(BIO_new_mem_buf(pem.expose().data(), static_cast<int>(pem.size())));
    if (!bio)
        return noCrypto(Sentence::saying("OpenSSL gave no memory"));
    KeyPointer key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
    ERR_clear_error();
    if (!key)
        return fail(ErrorCode::Malformed, Sentence::saying("the text is no PEM private key"));
    return key;
}

ByteView contentOf(BIO* bio)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return std::as_bytes(std::span(data, size > 0 ? static_cast<std::size_t>(size) : 0));
}

Result<std::string> writeCertificate(X509* certificate)
{
    const BioPointer bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_X509(bio.get(), certificate) != 1)
        return noCrypto(Sentence::saying("OpenSSL wrote no certificate"));
    const ByteView content = contentOf(bio.get());
    return std::string(reinterpret_cast<const char*>(content.data()), content.size());
}

Result<Secret> writeKey(EVP_PKEY* key)
{
    const BioPointer bio(BIO_new(BIO_s_secmem()));  // Wiped when it is freed.
    if (!bio
        || PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr)
               != 1) {
        return noCrypto(Sentence::saying("OpenSSL wrote no private key"));
    }
    return Secret(contentOf(bio.get()));
}

bool setTime(ASN1_TIME* field, FileTime moment)
{
    constexpr std::int64_t endOf9999 = 253402300799;  // GeneralizedTime has four digits of year.
    const auto since1970 =
        std::chrono::floor<std::chrono::seconds>(moment.toUnix()).time_since_epoch().count();
    return since1970 <= endOf9999
           && ASN1_TIME_set(field, static_cast<std::time_t>(since1970)) != nullptr;
}

/// An iPAddress for an address in text form, a dNSName for anything else: RFC 5280 4.2.1.6.
NamePointer generalName(const std::string& name)
{
    NamePointer general(GENERAL_NAME_new());
    if (!general)
        return nullptr;
    if (ASN1_OCTET_STRING* const address = a2i_IPADDRESS(name.c_str()); address != nullptr) {
        GENERAL_NAME_set0_value(general.get(), GEN_IPADD, address);
        return general;
    }
    ASN1_IA5STRING* const text = ASN1_IA5STRING_new();
    if (text == nullptr || ASN1_STRING_set(text, name.data(), static_cast<int>(name.size())) != 1) {
        ASN1_IA5STRING_free(text);
        return nullptr;
    }
    GENERAL_NAME_set0_value(general.get(), GEN_DNS, text);
    return general;
}

bool addHostNames(X509* certificate, const std::vector<std::string>& hostNames)
{
    if (hostNames.empty())
        return true;
    const NamesPointer names(GENERAL_NAMES_new());
    for (const std::string& each : hostNames) {
        NamePointer name = generalName(each);
        if (!names || !name || sk_GENERAL_NAME_push(names.get(), name.get()) <= 0)
            return false;
        std::ignore = name.release();  // The stack owns it.
    }
    return X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), 0, 0) == 1;
}

bool addExtension(X509* certificate, X509* issuer, int nid, const char* value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const ExtensionPointer extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

/// All of a certificate but its issuer, extensions and signature.
Result<CertificatePointer> fill(const CertificateRequest& request, EVP_PKEY* key)
{
    CertificatePointer certificate(X509_new());
    const NumberPointer serial(
        BN_bin2bn(octets(request.serial.data()), static_cast<int>(request.serial.size()), nullptr));
    if (!certificate || !serial)
        return noCrypto(Sentence::saying("OpenSSL gave no memory"));
    if (!setTime(X509_getm_notBefore(certificate.get()), request.notBefore)
        || !setTime(X509_getm_notAfter(certificate.get()), request.notAfter)) {
        ERR_clear_error();
        return fail(ErrorCode::OutOfRange,
                    Sentence::saying("a certificate's dates end with the year 9999"));
    }
    X509_NAME* const subject = X509_get_subject_name(certificate.get());
    const bool done =
        X509_set_version(certificate.get(), X509_VERSION_3) == 1
        && BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate.get())) != nullptr
        && X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8,
                                      octets(request.commonName.data()),
                                      static_cast<int>(request.commonName.size()), -1, 0)
               == 1
        && X509_set_pubkey(certificate.get(), key) == 1;
    if (!done)
        return noCrypto(Sentence::saying("OpenSSL did not fill the certificate"));
    return certificate;
}

Result<CertifiedKey> finish(X509* certificate, EVP_PKEY* key, EVP_PKEY* signer)
{
    if (X509_sign(certificate, signer, EVP_sha256()) <= 0)
        return noCrypto(Sentence::saying("OpenSSL did not sign the certificate"));
    HOPWRIGHT_TRY(std::string certificatePem, writeCertificate(certificate));
    HOPWRIGHT_TRY(Secret keyPem, writeKey(key));
    return CertifiedKey{.certificatePem = std::move(certificatePem),
                        .privateKeyPem = std::move(keyPem)};
}

Result<KeyPointer> makeKey()
{
    KeyPointer key(EVP_RSA_gen(keyBits));
    if (!key)
        return noCrypto(Sentence::saying("OpenSSL made no key"));
    return key;
}

bool addHostExtensions(X509* certificate, X509* issuer, const CertificateRequest& request)
{
    return addExtension(certificate, issuer, NID_basic_constraints, "critical,CA:FALSE")
           && addExtension(certificate, issuer, NID_key_usage,
                           "critical,digitalSignature,keyEncipherment")
           && addExtension(certificate, issuer, NID_ext_key_usage, "serverAuth")
           && addExtension(certificate, issuer, NID_subject_key_identifier, "hash")
           && addHostNames(certificate, request.hostNames);
}

}  // namespace

Result<CertifiedKey> makeAuthority(const CertificateRequest& request)
{
    HOPWRIGHT_TRY_VOID(check(request));
    HOPWRIGHT_TRY(const KeyPointer key, makeKey());
    HOPWRIGHT_TRY(const CertificatePointer certificate, fill(request, key.get()));
    X509* const raw = certificate.get();
    const bool done = X509_set_issuer_name(raw, X509_get_subject_name(raw)) == 1
                      && addExtension(raw, raw, NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
                      && addExtension(raw, raw, NID_key_usage, "critical,keyCertSign,cRLSign")
                      && addExtension(raw, raw, NID_subject_key_identifier, "hash");
    if (!done)
        return noCrypto(Sentence::saying("OpenSSL did not fill the authority's certificate"));
    return finish(raw, key.get(), key.get());
}

Result<Secret> makePrivateKey()
{
    HOPWRIGHT_TRY(const KeyPointer key, makeKey());
    return writeKey(key.get());
}

Result<CertifiedKey> makeHostCertificate(const CertificateRequest& request,
                                         const CertifiedKey& authority)
{
    HOPWRIGHT_TRY_VOID(check(request));
    HOPWRIGHT_TRY(const Secret key, makePrivateKey());
    return makeHostCertificate(request, authority, key);
}

Result<CertifiedKey> makeHostCertificate(const CertificateRequest& request,
                                         const CertifiedKey& authority, const Secret& privateKeyPem)
{
    HOPWRIGHT_TRY_VOID(check(request));
    HOPWRIGHT_TRY(const CertificatePointer issuer, readCertificate(authority.certificatePem));
    HOPWRIGHT_TRY(const KeyPointer signer, readKey(authority.privateKeyPem));
    HOPWRIGHT_TRY(const KeyPointer key, readKey(privateKeyPem));
    HOPWRIGHT_TRY(const CertificatePointer certificate, fill(request, key.get()));
    X509* const raw = certificate.get();
    const bool done =
        X509_set_issuer_name(raw, X509_get_subject_name(issuer.get())) == 1
        && addHostExtensions(raw, issuer.get(), request)
        && addExtension(raw, issuer.get(), NID_authority_key_identifier, "keyid:always");
    if (!done)
        return noCrypto(Sentence::saying("OpenSSL did not fill the certificate"));
    return finish(raw, key.get(), signer.get());
}

Result<CertifiedKey> makeSelfSignedCertificate(const CertificateRequest& request)
{
    HOPWRIGHT_TRY_VOID(check(request));
    HOPWRIGHT_TRY(const Secret key, makePrivateKey());
    return makeSelfSignedCertificate(request, key);
}

Result<CertifiedKey> makeSelfSignedCertificate(const CertificateRequest& request,
                                               const Secret& privateKeyPem)
{
    HOPWRIGHT_TRY_VOID(check(request));
    HOPWRIGHT_TRY(const KeyPointer key, readKey(privateKeyPem));
    HOPWRIGHT_TRY(const CertificatePointer certificate, fill(request, key.get()));
    X509* const raw = certificate.get();
    const bool done = X509_set_issuer_name(raw, X509_get_subject_name(raw)) == 1
                      && addHostExtensions(raw, raw, request);
    if (!done)
        return noCrypto(Sentence::saying("OpenSSL did not fill the certificate"));
    return finish(raw, key.get(), key.get());
}

Result<Bytes> subjectPublicKey(std::string_view certificatePem)
{
    HOPWRIGHT_TRY(const CertificatePointer certificate, readCertificate(certificatePem));
    const ASN1_BIT_STRING* const bits = X509_get0_pubkey_bitstr(certificate.get());
    if (bits == nullptr)
        return fail(ErrorCode::Malformed, Sentence::saying("the certificate has no public key"));
    const auto view = std::as_bytes(
        std::span(ASN1_STRING_get0_data(bits), static_cast<std::size_t>(ASN1_STRING_length(bits))));
    return Bytes(view.begin(), view.end());
}

}  // namespace hopwright::crypto
