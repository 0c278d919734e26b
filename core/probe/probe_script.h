#pragma once

#include "core/base/bytes.h"
#include "core/base/secret.h"
#include "core/model/hop.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::probe {

/// What one machine does when the probe reaches it: open the next hop, and no more.
///
/// A step at a share: create a file of a random name without overwriting, write the token, read it back, delete only
/// what holds the token. A step at a machine: open a session there with what this machine holds, or with the credential
/// line of this hop, and hand it the steps that follow.
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
    Method method = Method::Default;
    bool explicitCredential = false;  ///< A credential line for this hop comes on stdin.
};

/// One explicit credential of a later hop, as a line of stdin. Move-only.
struct CredentialLine {
    int hop = 0;
    std::string account = {};  ///< `LAB\alice`
    Secret password = {};
};

/// The first line of the script: a comment by which a lab host knows it, and reads the steps in place of running it. Version 1
/// held the steps in the text, each inside the one before.
inline constexpr std::string_view probeHeader = "# hopwright-probe/2\n";

/// The one PowerShell 2.0 text that every machine of a route runs; no name of a drawing is in it. Its parameters: itself as
/// text, which it hands on; the steps from its own on, as stepLines() or as tables (stepTable()); and an array of credentials,
/// as the lines of standardInput() or, from an exported script, tables of Hop and Credential, which PowerShell's remoting
/// encrypts and does not log. Does the first step, and prints one line of JSON (docs/architecture.md, "What the probe
/// prints"). Not verified on Windows.
const std::string& probeScript();

/// \p steps as text for standardInput(): one line each, `Hop=2<tab>Action=session<tab>Host=FS01`; a field that is empty, 0 or
/// false is left out. Backslash and control characters are escaped as Regex.Unescape reads them. Grows by each step's
/// own fields and no more: 64 sessions to names of 40 characters are 7 KiB.
std::string stepLines(std::span<const Step> steps);

/// \p step as a PowerShell table with the same fields, for an exported script: `@{ Hop = 2; Action = 'session' }`. Names
/// stand there by textConstant(), so none breaks out.
std::string stepTable(const Step& step);

/// The short encoded command that reads all of stdin: first line the script, second line the steps, then one line a
/// credential, each base64 of UTF-8 (winrm-protocol §6.12 b). The password is on no command line and in no script.
std::string bootstrapCommand();

/// What goes to stdin for \p steps, at least one, and \p credentials, with probeScript() before them.
Secret standardInput(std::span<const Step> steps, const std::vector<CredentialLine>& credentials);
/// The same with \p script in its place.
Secret standardInput(std::string_view script, std::span<const Step> steps,
                     const std::vector<CredentialLine>& credentials);

/// SHA-256 of an own PowerShell text, in hexadecimal: what `plan` prints and --allow-text takes. Empty: OpenSSL cannot, and
/// then no text is allowed.
std::string textHash(std::string_view script);

/// \p text as a PowerShell constant: in single quotes, each quote character that PowerShell knows doubled. Where it has characters
/// that text::isUnseen() the same value as an expression that shows them, `('FS' + [char]0x202E + '01')`, which may stand wherever
/// a constant may: as an argument and in a list too. Line ends and tabs stay as they are.
std::string textConstant(std::string_view text);

}  // namespace hopwright::probe
