#pragma once

#include "core/base/bytes.h"
#include "core/base/file_time.h"
#include "core/base/result.h"
#include "core/base/secret.h"

#include <string>
#include <string_view>
#include <vector>

namespace hopwright::crypto {

/// A certificate and its private key, both PEM: what a TLS server, or the lab's authority, is.
struct CertifiedKey {
    std::string certificatePem;
    Secret privateKeyPem;  ///< PKCS#8, not encrypted.
};

/// What a new certificate says. Time and serial number are values, so that all but the key and the
/// signature is decided by the caller.
struct CertificateRequest {
    std::string commonName;  ///< UTF-8, 1 to 64 characters: RFC 5280's upper bound.
    std::vector<std::string> hostNames =
        {};        ///< DNS names, and IP addresses in text form, for the SAN.
    Bytes serial;  ///< 1 to 20 bytes, most significant first: RFC 5280 4.1.2.2.
    FileTime notBefore;
    FileTime notAfter;
};

/// Makes an authority that may sign host certificates: RSA-2048, self-signed, pathlen 0.
///
/// The key comes from OpenSSL's random generator: this and those below that make a key are the only functions of
/// core/crypto that are not a function of their arguments. Cost of a key: some 50 to 500 ms.
///
/// \returns OutOfRange when the request breaks a limit named at its fields, or ends before it
///          begins; CryptoUnavailable when OpenSSL cannot.
Result<CertifiedKey> makeAuthority(const CertificateRequest& request);

/// A private key for a certificate of a host: PKCS#8 as PEM, RSA-2048, so that CredSSP's public key is PKCS#1 and every peer
/// can take it: MS-CSSP 3.1.5.
Result<Secret> makePrivateKey();

/// Makes a TLS server certificate signed by \p authority, for a new key as makePrivateKey() gives.
Result<CertifiedKey> makeHostCertificate(const CertificateRequest& request,
                                         const CertifiedKey& authority);
/// The same for a key that is there: some 2 ms. \returns Malformed also when \p privateKeyPem is no key.
Result<CertifiedKey> makeHostCertificate(const CertificateRequest& request,
                                         const CertifiedKey& authority,
                                         const Secret& privateKeyPem);

/// The same, signed by itself: what Windows shows inside CredSSP.
Result<CertifiedKey> makeSelfSignedCertificate(const CertificateRequest& request);
Result<CertifiedKey> makeSelfSignedCertificate(const CertificateRequest& request,
                                               const Secret& privateKeyPem);

/// The content of the certificate's subjectPublicKey BIT STRING, without the octet of unused bits:
/// what CredSSP binds to (MS-CSSP 3.1.5 step 3).
///
/// \returns Malformed when \p certificatePem is no certificate; TooLarge above 64 KiB.
Result<Bytes> subjectPublicKey(std::string_view certificatePem);

}  // namespace hopwright::crypto
