// One end of a GSS-API exchange, with MIT krb5's SPNEGO and gss-ntlmssp's NTLM: a judge of ours.
//
//   gss_peer accept                 the accounts are in the file that NTLM_USER_FILE names
//   gss_peer initiate ntlm|spnego   the first line of the input is the password of LAB\alice
//
// Each line of the input is a command and hexadecimal bytes; each gets one line of answer:
//   T token    T token, or D token when the exchange is done, or NO and the status
//   U sealed   P plain, or NO and the status
//   W plain    W sealed
//   N          N name of the initiator (accept only)

#include <gssapi/gssapi.h>
#include <gssapi/gssapi_ext.h>

#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>

namespace {

std::string fromHex(std::string_view digits)
{
    std::string out;
    for (std::size_t at = 0; at + 1 < digits.size(); at += 2)
        out.push_back(static_cast<char>(std::stoi(std::string(digits.substr(at, 2)), nullptr, 16)));
    return out;
}

std::string toHex(const gss_buffer_desc& bytes)
{
    std::string out;
    const std::string_view text(static_cast<const char*>(bytes.value), bytes.length);
    for (const char c : text) {
        constexpr std::string_view digits = "0123456789abcdef";
        out.push_back(digits[static_cast<unsigned char>(c) >> 4U]);
        out.push_back(digits[static_cast<unsigned char>(c) & 0xFU]);
    }
    return out;
}

gss_buffer_desc bufferOf(std::string& bytes)
{
    return {.length = bytes.size(), .value = bytes.data()};
}

gss_OID_desc oidOf(std::string& bytes)
{
    return {.length = static_cast<OM_uint32>(bytes.size()), .elements = bytes.data()};
}

void sayNo(OM_uint32 major, OM_uint32 minor)
{
    std::cout << "NO " << std::hex << major << ' ' << minor << std::endl;
}

class Peer {
public:
    /// \returns whether there are credentials.
    bool prepareInitiator(bool spnego, std::string password)
    {
        m_accepts = false;
        m_mechanism = spnego ? oidOf(m_spnego) : oidOf(m_ntlm);
        std::string user = "LAB\\alice";
        std::string host = "HTTP@srv.lab.test";
        gss_buffer_desc userBuffer = bufferOf(user);
        gss_buffer_desc hostBuffer = bufferOf(host);
        gss_buffer_desc passwordBuffer = bufferOf(password);
        gss_OID_desc ntlm = oidOf(m_ntlm);
        gss_OID_set_desc ntlmOnly{.count = 1, .elements = &ntlm};
        gss_OID_set_desc wanted{.count = 1, .elements = &m_mechanism};
        gss_name_t name = GSS_C_NO_NAME;
        OM_uint32 minor = 0;
        OM_uint32 major = gss_import_name(&minor, &userBuffer, GSS_C_NT_USER_NAME, &name);
        if (major == GSS_S_COMPLETE)
            major = gss_import_name(&minor, &hostBuffer, GSS_C_NT_HOSTBASED_SERVICE, &m_target);
        if (major == GSS_S_COMPLETE) {
            major = gss_acquire_cred_with_password(&minor, name, &passwordBuffer, GSS_C_INDEFINITE,
                                                   &wanted, GSS_C_INITIATE, &m_credentials, nullptr,
                                                   nullptr);
        }
        if (major == GSS_S_COMPLETE && spnego)
            major = gss_set_neg_mechs(&minor, m_credentials, &ntlmOnly);
        if (major != GSS_S_COMPLETE)
            sayNo(major, minor);
        return major == GSS_S_COMPLETE;
    }

    void onToken(std::string token)
    {
        gss_buffer_desc in = bufferOf(token);
        gss_buffer_desc out = GSS_C_EMPTY_BUFFER;
        OM_uint32 minor = 0;
        OM_uint32 major = GSS_S_FAILURE;
        if (m_accepts) {
            major = gss_accept_sec_context(&minor, &m_context, GSS_C_NO_CREDENTIAL, &in,
                                           GSS_C_NO_CHANNEL_BINDINGS, &m_source, nullptr, &out,
                                           nullptr, nullptr, nullptr);
        } else {
            constexpr OM_uint32 wanted =
                GSS_C_CONF_FLAG | GSS_C_INTEG_FLAG | GSS_C_REPLAY_FLAG | GSS_C_SEQUENCE_FLAG;
            major = gss_init_sec_context(&minor, m_credentials, &m_context, m_target, &m_mechanism,
                                         wanted, 0, GSS_C_NO_CHANNEL_BINDINGS, &in, nullptr, &out,
                                         nullptr, nullptr);
        }
        if (GSS_ERROR(major) != 0)
            sayNo(major, minor);
        else
            std::cout << (major == GSS_S_CONTINUE_NEEDED ? "T " : "D ") << toHex(out) << std::endl;
        gss_release_buffer(&minor, &out);
    }

    void onSealed(std::string sealed)
    {
        gss_buffer_desc in = bufferOf(sealed);
        gss_buffer_desc out = GSS_C_EMPTY_BUFFER;
        OM_uint32 minor = 0;
        int isSealed = 0;
        const OM_uint32 major = gss_unwrap(&minor, m_context, &in, &out, &isSealed, nullptr);
        if (major != GSS_S_COMPLETE || isSealed == 0)
            sayNo(major, minor);
        else
            std::cout << "P " << toHex(out) << std::endl;
        gss_release_buffer(&minor, &out);
    }

    void onPlain(std::string plain)
    {
        gss_buffer_desc in = bufferOf(plain);
        gss_buffer_desc out = GSS_C_EMPTY_BUFFER;
        OM_uint32 minor = 0;
        const OM_uint32 major =
            gss_wrap(&minor, m_context, 1, GSS_C_QOP_DEFAULT, &in, nullptr, &out);
        if (major != GSS_S_COMPLETE)
            sayNo(major, minor);
        else
            std::cout << "W " << toHex(out) << std::endl;
        gss_release_buffer(&minor, &out);
    }

    void onName()
    {
        gss_buffer_desc out = GSS_C_EMPTY_BUFFER;
        OM_uint32 minor = 0;
        const OM_uint32 major = gss_display_name(&minor, m_source, &out, nullptr);
        if (major != GSS_S_COMPLETE) {
            sayNo(major, minor);
            return;
        }
        std::string_view name(static_cast<const char*>(out.value), out.length);
        name = name.substr(0, name.find('\0'));  // gss-ntlmssp counts the terminating zero.
        std::cout << "N " << toHex({.length = name.size(), .value = out.value}) << std::endl;
        gss_release_buffer(&minor, &out);
    }

private:
    std::string m_ntlm{"\x2b\x06\x01\x04\x01\x82\x37\x02\x02\x0a"};
    std::string m_spnego{"\x2b\x06\x01\x05\x05\x02"};
    bool m_accepts = true;
    gss_OID_desc m_mechanism{};
    gss_cred_id_t m_credentials = GSS_C_NO_CREDENTIAL;
    gss_ctx_id_t m_context = GSS_C_NO_CONTEXT;
    gss_name_t m_target = GSS_C_NO_NAME;
    gss_name_t m_source = GSS_C_NO_NAME;
};

}  // namespace

int main(int argc, char* argv[])
{
    Peer peer;
    if (argc == 3) {
        std::string password;
        std::getline(std::cin, password);
        if (!peer.prepareInitiator(std::string_view(argv[2]) == "spnego", password))
            return 1;
    }
    for (std::string line; std::getline(std::cin, line);) {
        std::string bytes = line.size() > 2 ? fromHex(std::string_view(line).substr(2)) : "";
        switch (line.empty() ? '?' : line.front()) {
        case 'T':
            peer.onToken(std::move(bytes));
            break;
        case 'U':
            peer.onSealed(std::move(bytes));
            break;
        case 'W':
            peer.onPlain(std::move(bytes));
            break;
        case 'N':
            peer.onName();
            break;
        default:
            sayNo(0, 0);
        }
    }
    return 0;
}
