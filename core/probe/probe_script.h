#pragma once

#include "core/base/bytes.h"
#include "core/base/secret.h"
#include "core/model/hop.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::probe {

/// What one machine does when the probe reaches it: open the next hop, and no more.
///
/// A step at a share: create a file of a random name without overwriting, write the token, read it back, delete only
/// what holds the token. A step at a machine: open a session there with what this machine holds, or with the credential
/// line of this hop, and hand it the next step.
struct Step {
    enum class Action { CreateFile, ListShare, ReadFile, Session, Script, WhoAmI };

    int hop =
        0;  ///< Number of the hop that this step tests, from 1; 0 for what is done at the end of a session.
    Action action = Action::WhoAmI;
    std::string host = {};   ///< FS01, or a session's target as typed, without scheme and port.
    std::string share = {};  ///< Reports
    std::string file = {};   ///< Name of the file to create, or path of the one to read.
    std::string token = {};  ///< What is written and read back: hexadecimal.
    std::string text = {};   ///< For Script: PowerShell text.
    std::uint16_t port = 5985;
    bool useSsl = false;  ///< HTTPS. Only exported scripts have it: the probe tests no such hop.
    model::Method method = model::Method::Default;
    bool explicitCredential = false;  ///< A credential line for this hop comes on stdin.
    std::vector<Step> next = {};  ///< At most one: what the machine at the end of a session does.
};

/// One explicit credential of a later hop, as a line of stdin. Move-only.
struct CredentialLine {
    int hop = 0;
    std::string account = {};  ///< `LAB\alice`
    Secret password = {};
};

/// The first line of a step's script: a comment that a lab host reads in place of running the script.
/// Shape: `# hopwright-probe/1 ` and base64 of a JSON object with the fields of Step but `next` and `text`, and with
/// `"ntlm":true` where NTLM was chosen, whose word is that of Negotiate. The script of the next step stands once, in base64
/// on the third line: `$next = …`. Each hop so makes a script longer by a third, and no more.
inline constexpr std::string_view probeHeader = "# hopwright-probe/1 ";

/// The PowerShell 2.0 text of \p step. Names stand in single quotes with every quote character that PowerShell knows
/// doubled, so none breaks out. Its parameter is an array: what standardInput() brings, or, from an exported script, tables
/// of Hop and Credential, which PowerShell's remoting encrypts and does not log. Prints one line of JSON
/// (docs/architecture.md, "What the probe prints"). Not verified on Windows.
std::string scriptOf(const Step& step);

/// The short encoded command that reads all of stdin: first line the script, then one line a credential, each base64 of
/// UTF-8 (winrm-protocol §6.12 b). The password is on no command line and in no script.
std::string bootstrapCommand();

/// What goes to stdin for \p script and \p credentials.
Secret standardInput(const std::string& script, const std::vector<CredentialLine>& credentials);

/// SHA-256 of an own PowerShell text, in hexadecimal: what `plan` prints and --allow-text takes. Empty: OpenSSL cannot, and
/// then no text is allowed.
std::string textHash(std::string_view script);

/// The word of -Authentication for \p method, as `Credssp`; also in the header. NTLM has none, and gets Negotiate's.
std::string_view authenticationWord(model::Method method);

/// \p text as a PowerShell single-quoted constant.
std::string singleQuoted(std::string_view text);

}  // namespace hopwright::probe
