#include "core/probe/probe_script.h"

#include "core/base/byte_writer.h"
#include "core/crypto/sha256.h"
#include "core/text/base64.h"
#include "core/text/hex.h"
#include "core/text/one_line.h"
#include "core/text/utf8.h"
#include "core/wire/wsman/powershell.h"

#include <utility>

namespace hopwright::probe {

namespace {

/// What the script begins with: the result as values, text as JSON in ASCII, how an exception becomes a code, and its own step.
constexpr std::string_view prelude = R"PS(param([string]$Self, $Steps, $Credentials)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$state = 'passed'; $stage = 'access'; $code = 0; $evidence = ''; $left = ''; $inner = ''
$who = ''
try { $who = [Security.Principal.WindowsIdentity]::GetCurrent().Name } catch { $who = '' }
function ConvertTo-ProbeText([string]$Value) {
    $out = New-Object System.Text.StringBuilder
    foreach ($c in $Value.ToCharArray()) {
        $n = [int]$c
        if ($n -lt 32 -or $n -gt 126 -or $n -eq 34 -or $n -eq 92) { [void]$out.Append('\u' + $n.ToString('x4')) }
        else { [void]$out.Append($c) }
    }
    '"' + $out.ToString() + '"'
}
function Get-ProbeCode($Failure) {
    $e = $Failure.Exception
    $number = 0
    while ($number -eq 0 -and $e -ne $null) {
        if ($e -is [System.Management.Automation.Remoting.PSRemotingTransportException]) { $number = $e.ErrorCode }
        elseif ($e -is [ComponentModel.Win32Exception]) { $number = $e.NativeErrorCode }
        elseif ($e -is [UnauthorizedAccessException]) { $number = 5 }
        $last = $e
        $e = $e.InnerException
    }
    if ($number -eq 0) {
        $first = ([string]$Failure.FullyQualifiedErrorId).Split(',')[0]
        if (-not [int]::TryParse($first, [ref]$number)) { $number = [Runtime.InteropServices.Marshal]::GetHRForException($last) -band 0xFFFF }
    }
    if (($number -band 0xFFFF0000) -eq 0x80070000) { $number = $number -band 0xFFFF }
    $number
}
function Get-ProbeHop($Line) {
    if ($Line -is [Collections.IDictionary]) { return [int]$Line['Hop'] }
    [int]([string]$Line).Split([char]9)[0]
}
function Get-ProbeCredential([int]$Hop) {
    foreach ($line in $Credentials) {
        if ((Get-ProbeHop $line) -ne $Hop) { continue }
        if ($line -is [Collections.IDictionary]) { return $line['Credential'] }
        $parts = ([string]$line).Split([char[]]@(9), 3)
        $secure = New-Object System.Security.SecureString
        foreach ($c in $parts[2].ToCharArray()) { $secure.AppendChar($c) }
        return New-Object System.Management.Automation.PSCredential($parts[1], $secure)
    }
    throw 'the credential of this hop did not arrive'
}
function Get-ProbeStep($Line) {
    if ($Line -is [Collections.IDictionary]) { return $Line }
    $fields = @{}
    foreach ($field in ([string]$Line).Split([char]9)) {
        $name, $value = $field.Split([char[]]@(61), 2)
        $fields[$name] = [regex]::Unescape($value)
    }
    $fields
}
$list = @($Steps)
if ($list.Length -eq 1 -and $list[0] -is [string]) { $list = @($list[0].Split([char]10)) }
$step = Get-ProbeStep $list[0]
$further = @()
if ($list.Length -gt 1) { $further = @($list[1..($list.Length - 1)]) }
$hop = [int]$step['Hop']
$action = [string]$step['Action']
$own = [bool]$step['Own']
)PS";

/// At a share. Signs in with the hop's own credential, where it has one: Windows keeps one identity a server and logon session,
/// so all that follows by the share's name goes by it. Windows PowerShell 2.0 refuses -Credential there: failed, by its own words.
/// Codes 86 and 1326 are what a wrong password gives (domain reference §8.4 row 75, §8.2 row 22).
/// A file that was begun and not written to its end is named too: only where one of that name stood before (80) it is another's.
constexpr std::string_view atShare =
    R"PS(if ('create-file', 'list-share', 'read-file' -contains $action) {
    $root = '\\' + $step['Host'] + '\' + $step['Share']
    $file = [string]$step['File']
    $token = [string]$step['Token']
    $path = $root + '\' + $file
    $made = $false
    $drive = $null
    try {
        if ($own) { $drive = New-PSDrive -Name HopwrightProbe -PSProvider FileSystem -Root $root -Credential (Get-ProbeCredential $hop) }
        if ($action -eq 'create-file') {
            [void](New-Item -Path $path -ItemType File -Value $token)
            $made = $true
            if ((Get-Content -LiteralPath $path) -cne $token) { throw 'the file does not hold what was written' }
            $evidence = 'created, read back: ' + $file
        }
        elseif ($action -eq 'list-share') { $evidence = 'entries: ' + @(Get-ChildItem -LiteralPath $root).Count }
        else {
            $lines = @(Get-Content -LiteralPath $path -TotalCount 1)
            $evidence = 'readable: ' + $file
        }
    }
    catch {
        $code = Get-ProbeCode $_
        if (5, 86, 1326 -contains $code) { $state = 'denied' } else { $state = 'failed' }
        $evidence = $_.Exception.Message
    }
    finally {
        if ($action -eq 'create-file') {
            try {
                if ($made -and (Get-Content -LiteralPath $path) -ceq $token) { Remove-Item -LiteralPath $path -Force }
                if ($code -ne 80 -and (Test-Path -LiteralPath $path)) { $left = $path }
            }
            catch { if ($made) { $left = $path } }
        }
        if ($drive -ne $null) { try { Remove-PSDrive -Name HopwrightProbe -Force } catch { $drive = $null } }
    }
}
)PS";

/// At a machine, which gets the same script, the steps behind this one, the credentials of the hops behind it, and no other. Which
/// codes are a "no" of somebody who was asked: domain reference §8.1 rows 1 to 4 (delegate) and §8.2 rows 21 to 39; every other
/// failure means that nobody could be asked.
constexpr std::string_view atMachine = R"PS(elseif ($action -eq 'session') {
    $stage = 'negotiate'
    $opened = $null
    try {
        $options = @{ ComputerName = [string]$step['Host']; Port = [int]$step['Port']; Authentication = [string]$step['Method'] }
        if ($step['UseSsl']) { $options['UseSSL'] = $true }
        if ($own) { $options['Credential'] = Get-ProbeCredential $hop }
        $opened = New-PSSession @options
        $stage = 'command'
        $later = @($Credentials | Where-Object { (Get-ProbeHop $_) -gt $hop })
        $inner = '' + (Invoke-Command -Session $opened -ScriptBlock ([ScriptBlock]::Create($Self)) -ArgumentList $Self, $further, $later)
        $evidence = 'session opened'
    }
    catch {
        $code = Get-ProbeCode $_
        $state = 'failed'
        if ($stage -eq 'negotiate') {
            if ($code -ge -2144108127 -and $code -le -2144108124) { $state = 'denied'; $stage = 'delegate' }
            elseif (-2144108526, -2144108250, -2144108103, -2144108270 -contains $code) { $stage = 'connect' }
            elseif (5, 1312, 1326, 1327, 1330, 1331, 1380, 1385, 1907, 1909, -2146893044, -2146893042 -contains $code) { $state = 'denied' }
            elseif (-2144108316, -2144108101, -2144108315, -2144108277, -2144108276, -2144108319, -2144108318 -contains $code) { $state = 'denied' }
        }
        $evidence = $_.Exception.Message
    }
    finally { if ($opened -ne $null) { Remove-PSSession -Session $opened } }
}
)PS";

/// At the end of a session. An action that the script does not know fails.
constexpr std::string_view atEnd = R"PS(elseif ($action -eq 'script') {
    try { $evidence = [string](& ([ScriptBlock]::Create([string]$step['Text']))) }
    catch {
        $code = Get-ProbeCode $_
        if ($code -eq 5) { $state = 'denied' } else { $state = 'failed' }
        $evidence = $_.Exception.Message
    }
}
elseif ($action -eq 'whoami') { $evidence = $who }
else { $state = 'failed'; $evidence = 'no such action: ' + $action }
)PS";

constexpr std::string_view ending =
    R"PS(if (-not $inner.StartsWith('{')) { $inner = 'null' }
'{"hopwright":"probe/1","hop":' + $hop + ',"state":"' + $state + '","stage":"' + $stage + '","code":' + $code + ',"identity":' +
    (ConvertTo-ProbeText $who) + ',"evidence":' + (ConvertTo-ProbeText $evidence) + ',"left":' + (ConvertTo-ProbeText $left) + ',"next":' + $inner + '}'
)PS";

std::string_view actionName(Step::Action action)
{
    switch (action) {
    case Step::Action::CreateFile:
        return "create-file";
    case Step::Action::ListShare:
        return "list-share";
    case Step::Action::ReadFile:
        return "read-file";
    case Step::Action::Session:
        return "session";
    case Step::Action::Script:
        return "script";
    case Step::Action::WhoAmI:
        break;
    }
    return "whoami";
}

/// One field of a step, as it stands in a line and in a table.
struct Field {
    enum class Kind { Text, Number, Flag };

    std::string_view name = {};
    Kind kind{};
    std::string value = {};  ///< Empty: left out.
};

/// All that PowerShell and lab hosts know of a step. Ntlm is for lab hosts alone: NTLM has no word of its own.
std::vector<Field> fieldsOf(const Step& step)
{
    const bool isSession = step.action == Step::Action::Session;
    const auto flag = [](std::string_view name, bool value) {
        return Field{.name = name, .kind = Field::Kind::Flag, .value = value ? "1" : ""};
    };
    const auto text = [](std::string_view name, std::string_view value) {
        return Field{.name = name, .kind = Field::Kind::Text, .value = std::string(value)};
    };
    const auto number = [](std::string_view name, std::string value) {
        return Field{.name = name, .kind = Field::Kind::Number, .value = std::move(value)};
    };
    return {number("Hop", std::to_string(step.hop)),
            text("Action", actionName(step.action)),
            text("Host", step.host),
            text("Share", step.share),
            text("File", step.file),
            text("Token", step.token),
            text("Text", step.text),
            number("Port", isSession ? std::to_string(step.port) : std::string()),
            text("Method", isSession ? methodRow(step.method).authentication : ""),
            flag("Ntlm", isSession && step.method == Method::Ntlm),
            flag("UseSsl", isSession && step.useSsl),
            flag("Own", step.explicitCredential)};
}

/// \p text without tab and line end, as Regex.Unescape of .NET reads it back.
std::string escaped(std::string_view text)
{
    constexpr unsigned char firstPrintable = 0x20;
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < firstPrintable) {
            out += "\\u00" + text::toHex(Bytes{static_cast<std::byte>(byte)});
        } else if (c == '\\') {
            out += "\\\\";
        } else {
            out += c;
        }
    }
    return out;
}

/// A reader would not see it, or see it elsewhere. The ends of lines of a route's own text, and its tabs, are seen.
bool isWrittenOut(char32_t point, std::string_view rest)
{
    const bool endsLine = point == U'\n' || rest.starts_with("\r\n");
    return text::isUnseen(point) && point != U'\t' && !endsLine;
}

/// Beyond the basic plane a character is two of .NET's.
std::string characterExpression(char32_t point)
{
    constexpr char32_t firstAstral = 0x10000;
    const std::string number = "0x" + text::pointNumber(point);
    return point < firstAstral ? "[char]" + number : "[char]::ConvertFromUtf32(" + number + ")";
}

/// U+2018 to U+201B: PowerShell takes each as a single quote.
bool isSingleQuote(char32_t point)
{
    constexpr char32_t firstCurly = 0x2018;
    constexpr char32_t lastCurly = 0x201B;
    return point == U'\'' || (point >= firstCurly && point <= lastCurly);
}

/// A string between single quotes, or an expression that makes one.
class Constant {
public:
    void addText(std::string_view piece, bool isDoubled)
    {
        if (!std::exchange(m_isQuoted, true))
            m_text += " + '";
        m_text += piece;
        if (isDoubled)
            m_text += piece;
    }
    void addCharacter(char32_t point)
    {
        m_text += std::exchange(m_isQuoted, false) ? "' + " : " + ";
        m_text += characterExpression(point);
        m_isExpression = true;
    }
    std::string finished() &&
    {
        if (m_isQuoted)
            m_text += '\'';
        return m_isExpression ? m_text + ')' : m_text.substr(1);
    }

private:
    std::string m_text = "('";
    bool m_isQuoted =
        true;  ///< Begins with a string in any case: what is added to one becomes text.
    bool m_isExpression = false;
};

void appendLine(std::vector<std::byte, WipingAllocator<std::byte>>& out, std::string_view text)
{
    const ByteView bytes = bytesOf(text);
    out.insert(out.end(), bytes.begin(), bytes.end());
    out.push_back(static_cast<std::byte>('\n'));
}

}  // namespace

std::string textHash(std::string_view script)
{
    const auto digest = crypto::sha256(bytesOf(script));
    return digest ? text::toHex(*digest) : std::string();
}

std::string textConstant(std::string_view text)
{
    Constant out;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t begin = at;
        const auto point = text::takeCodePoint(text, at);
        if (!point)
            at = begin + 1;
        if (point && isWrittenOut(*point, text.substr(begin))) {
            out.addCharacter(*point);
        } else {
            out.addText(text.substr(begin, at - begin), point && isSingleQuote(*point));
        }
    }
    return std::move(out).finished();
}

const std::string& probeScript()
{
    static const std::string script = [] {
        std::string out(probeHeader);
        for (const std::string_view part : {prelude, atShare, atMachine, atEnd, ending})
            out += part;
        return out;
    }();
    return script;
}

std::string stepLines(std::span<const Step> steps)
{
    std::string out;
    for (const Step& step : steps) {
        if (!out.empty())
            out += '\n';
        bool first = true;
        for (const Field& field : fieldsOf(step)) {
            if (field.value.empty())
                continue;
            if (!std::exchange(first, false))
                out += '\t';
            out += field.name;
            out += '=';
            out += escaped(field.value);
        }
    }
    return out;
}

std::string stepTable(const Step& step)
{
    std::string out;
    for (const Field& field : fieldsOf(step)) {
        if (field.value.empty())
            continue;
        out += out.empty() ? "@{ " : "; ";
        out += field.name;
        out += " = ";
        out += field.kind == Field::Kind::Text   ? textConstant(field.value)
               : field.kind == Field::Kind::Flag ? "$true"
                                                 : field.value;
    }
    return out + " }";
}

std::string bootstrapCommand()
{
    constexpr std::string_view bootstrap =
        "$ProgressPreference='SilentlyContinue';$u=[Text.Encoding]::UTF8;"
        "$l=@([Console]::In.ReadToEnd().Split([char]10)|?{$_.Trim()}|%{$u.GetString([Convert]::"
        "FromBase64String($_.Trim()))});"
        "$c=@();if($l.Length -gt 2){$c=$l[2..($l.Length-1)]};"
        "& ([ScriptBlock]::Create($l[0])) $l[0] $l[1] $c";
    return wire::wsman::powershellCommandLine(bootstrap);
}

Secret standardInput(std::span<const Step> steps, const std::vector<CredentialLine>& credentials)
{
    return standardInput(probeScript(), steps, credentials);
}

Secret standardInput(std::string_view script, std::span<const Step> steps,
                     const std::vector<CredentialLine>& credentials)
{
    std::vector<std::byte, WipingAllocator<std::byte>> out;
    appendLine(out, text::toBase64(bytesOf(script)));
    appendLine(out, text::toBase64(bytesOf(stepLines(steps))));
    for (const CredentialLine& each : credentials) {
        const std::string head = std::to_string(each.hop) + "\t" + each.account + "\t";
        std::vector<std::byte, WipingAllocator<std::byte>> plain;
        const ByteView headBytes = bytesOf(head);
        plain.insert(plain.end(), headBytes.begin(), headBytes.end());
        plain.insert(plain.end(), each.password.expose().begin(), each.password.expose().end());
        std::string encoded = text::toBase64(plain);
        appendLine(out, encoded);
        OPENSSL_cleanse(encoded.data(), encoded.size());
    }
    return Secret(out);
}

}  // namespace hopwright::probe
