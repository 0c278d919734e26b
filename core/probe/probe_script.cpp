#include "core/probe/probe_script.h"

#include "core/base/byte_writer.h"
#include "core/crypto/sha256.h"
#include "core/text/base64.h"
#include "core/text/hex.h"
#include "core/wire/winrs/powershell.h"

#include <nlohmann/json.hpp>

#include <array>
#include <utility>

namespace hopwright::probe {

namespace {

/// The first two lines behind the header; a lab host reads the next step's script from the second.
constexpr std::string_view parameters = "param($Credentials)\n";
constexpr std::string_view nextBegins =
    "$next = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('";
constexpr std::string_view nextEnds = "'))\n";

/// What every script goes on with: the result as values, text as JSON in ASCII, and how an exception becomes a code.
constexpr std::string_view prelude = R"PS($ErrorActionPreference = 'Stop'
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
        $parts = ([string]$line).Split([char]9)
        $secure = New-Object System.Security.SecureString
        foreach ($c in $parts[2].ToCharArray()) { $secure.AppendChar($c) }
        return New-Object System.Management.Automation.PSCredential($parts[1], $secure)
    }
    throw 'the credential of this hop did not arrive'
}
)PS";

/// What a step at a share does, in the frame of shareBody().
struct ShareText {
    std::string_view before = {};
    std::string_view work = {};
    std::string_view after = {};
};

/// A file that was begun and not written to its end is named too: only where one of that name stood before (80) it is another's.
constexpr ShareText createFile = {
    .before = R"PS($path = $root + '\' + $file
$made = $false
)PS",
    .work = R"PS(    [void](New-Item -Path $path -ItemType File -Value $token)
    $made = $true
    if ((Get-Content -LiteralPath $path) -cne $token) { throw 'the file does not hold what was written' }
    $evidence = 'created, read back: ' + $file
)PS",
    .after = R"PS(    try {
        if ($made -and (Get-Content -LiteralPath $path) -ceq $token) { Remove-Item -LiteralPath $path -Force }
        if ($code -ne 80 -and (Test-Path -LiteralPath $path)) { $left = $path }
    }
    catch { if ($made) { $left = $path } }
)PS"};

constexpr ShareText listShare = {
    .work = R"PS(    $evidence = 'entries: ' + @(Get-ChildItem -LiteralPath $root).Count
)PS"};

constexpr ShareText readFile = {
    .work = R"PS(    $lines = @(Get-Content -LiteralPath ($root + '\' + $file) -TotalCount 1)
    $evidence = 'readable: ' + $file
)PS"};

/// Signs in to the share with the hop's own credential, where it has one: Windows keeps one identity a server and logon session,
/// so all that follows by the share's name goes by it. Windows PowerShell 2.0 refuses -Credential there: failed, by its own words.
/// Codes 86 and 1326 are what a wrong password gives (domain reference §8.4 row 75, §8.2 row 22).
std::string shareBody(const ShareText& text)
{
    std::string out(text.before);
    out += R"PS($drive = $null
try {
    if ($own) { $drive = New-PSDrive -Name HopwrightProbe -PSProvider FileSystem -Root $root -Credential (Get-ProbeCredential $hop) }
)PS";
    out += text.work;
    out += R"PS(}
catch {
    $code = Get-ProbeCode $_
    if (5, 86, 1326 -contains $code) { $state = 'denied' } else { $state = 'failed' }
    $evidence = $_.Exception.Message
}
finally {
)PS";
    out += text.after;
    out +=
        R"PS(    if ($drive -ne $null) { try { Remove-PSDrive -Name HopwrightProbe -Force } catch { $drive = $null } }
}
)PS";
    return out;
}

/// The next machine gets the credentials of the hops behind it, and no other. Which codes are a "no" of somebody who was asked:
/// domain reference §8.1 rows 1 to 4 (delegate) and §8.2 rows 21 to 39; every other failure means that nobody could be asked.
constexpr std::string_view session = R"PS($stage = 'negotiate'
$opened = $null
try {
    $options = @{ ComputerName = $target; Port = $port; Authentication = $method }
    if ($ssl) { $options['UseSSL'] = $true }
    if ($own) { $options['Credential'] = Get-ProbeCredential $hop }
    $opened = New-PSSession @options
    $stage = 'command'
    $block = [ScriptBlock]::Create($next)
    $later = @($Credentials | Where-Object { (Get-ProbeHop $_) -gt $hop })
    $inner = '' + (Invoke-Command -Session $opened -ScriptBlock $block -ArgumentList (, $later))
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
)PS";

constexpr std::string_view ownScript =
    R"PS(try { $evidence = [string](& ([ScriptBlock]::Create($text))) }
catch {
    $code = Get-ProbeCode $_
    if ($code -eq 5) { $state = 'denied' } else { $state = 'failed' }
    $evidence = $_.Exception.Message
}
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

std::string bodyOf(Step::Action action)
{
    switch (action) {
    case Step::Action::CreateFile:
        return shareBody(createFile);
    case Step::Action::ListShare:
        return shareBody(listShare);
    case Step::Action::ReadFile:
        return shareBody(readFile);
    case Step::Action::Session:
        return std::string(session);
    case Step::Action::Script:
        return std::string(ownScript);
    case Step::Action::WhoAmI:
        break;
    }
    return "$evidence = $who\n";
}

std::string header(const Step& step)
{
    nlohmann::ordered_json fields;
    fields["hop"] = step.hop;
    fields["action"] = actionName(step.action);
    fields["host"] = step.host;
    fields["share"] = step.share;
    fields["file"] = step.file;
    fields["token"] = step.token;
    fields["port"] = step.port;
    fields["method"] = authenticationWord(step.method);
    if (step.method == model::Method::Ntlm)
        fields["ntlm"] = true;
    fields["explicit"] = step.explicitCredential;
    if (step.useSsl)
        fields["ssl"] = true;
    const std::string json = fields.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
    return std::string(probeHeader) + text::toBase64(bytesOf(json)) + "\n";
}

std::string line(std::string_view name, std::string_view value)
{
    std::string out = "$";
    out += name;
    out += " = ";
    out += value;
    out += '\n';
    return out;
}

}  // namespace

std::string_view authenticationWord(model::Method method)
{
    switch (method) {
    case model::Method::Negotiate:
    case model::Method::Ntlm:
        return "Negotiate";
    case model::Method::Kerberos:
        return "Kerberos";
    case model::Method::CredSsp:
        return "Credssp";
    case model::Method::Basic:
        return "Basic";
    case model::Method::Certificate:
    case model::Method::Ssh:
    case model::Method::Default:
    case model::Method::Unknown:
        break;
    }
    return "Default";
}

std::string textHash(std::string_view script)
{
    const auto digest = crypto::sha256(bytesOf(script));
    return digest ? text::toHex(*digest) : std::string();
}

std::string singleQuoted(std::string_view text)
{
    // U+2018 to U+201B: PowerShell takes each as a single quote.
    static constexpr std::array<std::string_view, 4> curly = {"\u2018", "\u2019", "\u201A",
                                                              "\u201B"};
    std::string out = "'";
    while (!text.empty()) {
        std::size_t length = 1;
        bool isQuote = text.front() == '\'';
        for (const std::string_view quote : curly) {
            if (text.starts_with(quote)) {
                isQuote = true;
                length = quote.size();
            }
        }
        const std::string_view piece = text.substr(0, length);
        out += piece;
        if (isQuote)
            out += piece;
        text.remove_prefix(length);
    }
    out += '\'';
    return out;
}

std::string scriptOf(const Step& step)
{
    const std::string next = step.next.empty() ? std::string() : scriptOf(step.next.front());
    std::string out = header(step);
    out += parameters;
    out += nextBegins;
    out += text::toBase64(bytesOf(next));
    out += nextEnds;
    out += prelude;
    out += line("hop", std::to_string(step.hop));
    out += line("root", singleQuoted("\\\\" + step.host + "\\" + step.share));
    out += line("file", singleQuoted(step.file));
    out += line("token", singleQuoted(step.token));
    out += line("target", singleQuoted(step.host));
    out += line("port", std::to_string(step.port));
    out += line("method", singleQuoted(authenticationWord(step.method)));
    out += line("ssl", step.useSsl ? "$true" : "$false");
    out += line("own", step.explicitCredential ? "$true" : "$false");
    out += line("text", singleQuoted(step.text));
    out += bodyOf(step.action);
    out += ending;
    return out;
}

std::string bootstrapCommand()
{
    constexpr std::string_view bootstrap =
        "$ProgressPreference='SilentlyContinue';$u=[Text.Encoding]::UTF8;"
        "$l=@([Console]::In.ReadToEnd().Split([char]10)|?{$_.Trim()}|%{$u.GetString([Convert]::"
        "FromBase64String($_.Trim()))});"
        "$c=@();if($l.Length -gt 1){$c=$l[1..($l.Length-1)]};& ([ScriptBlock]::Create($l[0])) $c";
    return wire::winrs::powershellCommandLine(bootstrap);
}

Secret standardInput(const std::string& script, const std::vector<CredentialLine>& credentials)
{
    std::vector<std::byte, WipingAllocator<std::byte>> out;
    const auto add = [&out](std::string_view text) {
        const ByteView bytes = bytesOf(text);
        out.insert(out.end(), bytes.begin(), bytes.end());
    };
    add(text::toBase64(bytesOf(script)));
    add("\n");
    for (const CredentialLine& each : credentials) {
        const std::string head = std::to_string(each.hop) + "\t" + each.account + "\t";
        std::vector<std::byte, WipingAllocator<std::byte>> plain;
        const ByteView headBytes = bytesOf(head);
        plain.insert(plain.end(), headBytes.begin(), headBytes.end());
        plain.insert(plain.end(), each.password.expose().begin(), each.password.expose().end());
        std::string encoded = text::toBase64(plain);
        add(encoded);
        add("\n");
        OPENSSL_cleanse(encoded.data(), encoded.size());
    }
    return Secret(out);
}

}  // namespace hopwright::probe
