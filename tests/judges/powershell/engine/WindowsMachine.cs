using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Win32;

namespace PowerShellJudge;

/// Data is an int (DWord), a string (String, ExpandString), a string[] (MultiString), a long (QWord) or bytes (Binary). In JSON a
/// number is a DWord, a string a String, an array a MultiString; any other kind is {"kind":"ExpandString","data":...}.
[JsonConverter(typeof(RegistryValueJson))]
public sealed record RegistryValue(RegistryValueKind Kind, object Data)
{
    public RegistryValue(object data) : this(data switch
    {
        int => RegistryValueKind.DWord,
        string[] => RegistryValueKind.MultiString,
        _ => RegistryValueKind.String,
    }, data) { }

    public override string ToString() => $"{Kind} {Data switch { string[] lines => string.Join("|", lines), byte[] bytes => Convert.ToHexString(bytes), var other => other }}";
}

sealed class RegistryValueJson : JsonConverter<RegistryValue>
{
    public override RegistryValue Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number: return new(reader.GetInt32());
            case JsonTokenType.StartArray: return new(JsonSerializer.Deserialize<string[]>(ref reader, options)!);
            case JsonTokenType.String: return new(reader.GetString()!);
        }
        var value = JsonElement.ParseValue(ref reader);
        var kind = Enum.Parse<RegistryValueKind>(value.GetProperty("kind").GetString()!);
        var data = value.GetProperty("data");
        return new(kind, kind switch
        {
            RegistryValueKind.QWord => data.GetInt64(),
            RegistryValueKind.Binary => data.GetBytesFromBase64(),
            _ => data.GetString()!,
        });
    }

    public override void Write(Utf8JsonWriter writer, RegistryValue value, JsonSerializerOptions options)
    {
        var plain = value.Kind is RegistryValueKind.DWord or RegistryValueKind.String or RegistryValueKind.MultiString;
        if (plain) JsonSerializer.Serialize(writer, value.Data, value.Data.GetType(), options);
        else JsonSerializer.Serialize(writer, new { kind = $"{value.Kind}", data = value.Data }, options);
    }
}

public class NameMap<T>() : SortedDictionary<string, T>(StringComparer.OrdinalIgnoreCase);

public sealed record ServiceState(string Status = "Running", string StartType = "Automatic");

/// One hive: key path -> value name -> value. Names are compared as Windows does, without case. A key exists when it is in
/// the map; its parents exist through it.
public sealed class Hive : NameMap<NameMap<RegistryValue>>
{
    public bool Exists(string key) => Keys.Any(k => IsSameOrBelow(k, key));

    public RegistryValue? Read(string key, string name) =>
        TryGetValue(key, out var values) ? values.GetValueOrDefault(name) : null;

    public bool Flag(string key, string name) => Read(key, name) is { Data: int and not 0 };

    public NameMap<RegistryValue> Create(string key) => TryGetValue(key, out var values) ? values : this[key] = [];

    public void Write(string key, string name, object data) => Create(key)[name] = new(data);

    public bool Delete(string key, string name) => TryGetValue(key, out var values) && values.Remove(name);

    public void DeleteTree(string key)
    {
        foreach (var doomed in Keys.Where(k => IsSameOrBelow(k, key)).ToList()) Remove(doomed);
    }

    public IEnumerable<string> Children(string key) =>
        Keys.Where(k => k.Length > key.Length && IsSameOrBelow(k, key)).Select(k => k[(key.Length + 1)..].Split('\\')[0])
            .Distinct(StringComparer.OrdinalIgnoreCase);

    static bool IsSameOrBelow(string key, string root) =>
        key.StartsWith(root, StringComparison.OrdinalIgnoreCase) && (key.Length == root.Length || key[root.Length] == '\\');
}

/// What the scripts can see and change of one Windows machine. JSON in, JSON out.
public sealed class WindowsMachine
{
    const string Wsman = @"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\WSMAN";
    public const string Delegation = @"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows\CredentialsDelegation";
    public const string WinRmPolicy = @"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows\WinRM";

    public string Name { get; set; } = "PC01";
    public bool Elevated { get; set; } = true;
    public string? User { get; set; }  // who runs the script, LAB\alice
    public string PowerShellVersion { get; set; } = "5.1.17763.1";  // only what $PSVersionTable says
    public Hive Registry { get; set; } = [];
    // Changed: can be read as %SystemRoot%\System32\GroupPolicy\Machine\Registry.pol too. Source: MS-GPREG 2.2.1 for the bytes;
    // Enable-WSManCredSSP saves to that file (IGroupPolicyObject::Save: domain reference 2.1, step 4).
    public Hive LocalPolicy { get; set; } = [];
    public const string PolicyPath = @"C:\Windows\System32\GroupPolicy\Machine\Registry.pol";
    public byte[]? LocalPolicyFile { get; set; }   // other bytes at that path: a file that is broken
    public byte[]? PolicyFile() => LocalPolicyFile ?? (LocalPolicy.Count == 0 ? null : PolicyFileWriter.Bytes(LocalPolicy));
    public Hive DomainPolicy { get; set; } = [];   // wins over LocalPolicy, value name by value name
    public Hive AppliedPolicy { get; set; } = [];  // what the last refresh wrote; the next one takes it back first
    // Windows Home has no local policy engine, and there the cmdlet ends in an error behind the flag (domain reference 2.4).
    public bool PolicyEngine { get; set; } = true;
    public NameMap<string> Files { get; set; } = [];
    public NameMap<ServiceState> Services { get; set; } = new() { ["WinRM"] = new() };

    public void RefreshPolicy()
    {
        foreach (var (key, values) in AppliedPolicy.Reverse())  // deepest keys first
        {
            foreach (var name in values.Keys) Registry.Delete(key, name);
            if (Registry.TryGetValue(key, out var rest) && rest.Count == 0 && !Registry.Children(key).Any()) Registry.Remove(key);
        }
        AppliedPolicy = [];
        foreach (var (key, values) in LocalPolicy.Concat(DomainPolicy))
            foreach (var (name, value) in values)
            {
                Registry.Create(key)[name] = value;
                AppliedPolicy.Create(key)[name] = value;
            }
    }

    /// WSMan:\localhost\... is a view of the registry, so that both ways to read a setting always agree.
    public static readonly IReadOnlyDictionary<string, (string Key, string Name, string Policy, object Default)> WsmanSettings =
        new Dictionary<string, (string, string, string, object)>(StringComparer.OrdinalIgnoreCase)
        {
            [@"localhost\Client\Auth\CredSSP"] = ($@"{Wsman}\Client", "auth_credssp", "AllowCredSSP", false),
            [@"localhost\Client\Auth\Kerberos"] = ($@"{Wsman}\Client", "auth_kerberos", "AllowKerberos", true),
            [@"localhost\Client\Auth\Negotiate"] = ($@"{Wsman}\Client", "auth_negotiate", "AllowNegotiate", true),
            [@"localhost\Client\TrustedHosts"] = ($@"{Wsman}\Client", "trusted_hosts", "TrustedHostsList", ""),
            [@"localhost\Service\Auth\CredSSP"] = ($@"{Wsman}\Service", "auth_credssp", "AllowCredSSP", false),
            [@"localhost\Service\Auth\Kerberos"] = ($@"{Wsman}\Service", "auth_kerberos", "AllowKerberos", true),
            [@"localhost\Service\Auth\Negotiate"] = ($@"{Wsman}\Service", "auth_negotiate", "AllowNegotiate", true),
            [@"localhost\Service\CertificateThumbprint"] = ($@"{Wsman}\Service", "certThumbprint", "", ""),
        };

    RegistryValue? PolicyOf((string Key, string Name, string Policy, object Default) setting) =>
        Registry.Read($@"{WinRmPolicy}\{setting.Key[(Wsman.Length + 1)..]}", setting.Policy);

    public object ReadWsman(string path)
    {
        var setting = WsmanSettings[path];
        var data = (PolicyOf(setting) ?? Registry.Read(setting.Key, setting.Name))?.Data ?? setting.Default;
        return setting.Default is bool ? data is true or int and not 0 : data;
    }

    public void WriteWsman(string path, object value)
    {
        var setting = WsmanSettings[path];
        var name = path[(path.LastIndexOf('\\') + 1)..];
        if (PolicyOf(setting) is not null)
            throw new WsmanFault(unchecked((int)0x8033808A), $"The config setting {name} cannot be changed because is controlled by policies. " +
                "The policy would need to be set to \"Not Configured\" in order to change the config setting.");
        if (setting.Default is bool) Registry.Write(setting.Key, setting.Name, Convert.ToBoolean(value is string s ? bool.Parse(s) : value) ? 1 : 0);
        else Registry.Write(setting.Key, setting.Name, value.ToString() ?? "");
    }

    public static List<string> Differences(Hive before, Hive after)
    {
        static IEnumerable<(string Key, string Name, RegistryValue Value)> Flat(Hive hive) =>
            hive.SelectMany(key => key.Value.Select(value => (key.Key, value.Key, value.Value)));
        var old = Flat(before).ToDictionary(v => $"{v.Key}!{v.Name}", v => v.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var now = Flat(after).ToDictionary(v => $"{v.Key}!{v.Name}", v => v.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var values = old.Keys.Union(now.Keys, StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)
            .Where(name => old.GetValueOrDefault(name) != now.GetValueOrDefault(name))
            .Select(name => $"{name}: {old.GetValueOrDefault(name) ?? "(none)"} -> {now.GetValueOrDefault(name) ?? "(none)"}");
        var keys = before.Keys.Except(after.Keys, StringComparer.OrdinalIgnoreCase).Select(key => $"{key}: key removed")
            .Concat(after.Keys.Except(before.Keys, StringComparer.OrdinalIgnoreCase).Select(key => $"{key}: key added"));
        return [.. values, .. keys];
    }
}

/// An error with a WS-Man code, as Windows reports it in Exception.ErrorCode and in the error id.
public sealed class WsmanFault(int code, string message) : InvalidOperationException(message)
{
    public int ErrorCode { get; } = code;
}
