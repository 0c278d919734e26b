using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Provider;
using Microsoft.Win32;

namespace PowerShellJudge;

/// What Get-Item gives for a registry key; the members scripts use of Microsoft.Win32.RegistryKey.
public sealed class RegistryKeyItem(Hive hive, string path)
{
    public string Name => path;
    public string PSChildName => path[(path.LastIndexOf('\\') + 1)..];
    public string[] Property => GetValueNames();
    public int ValueCount => GetValueNames().Length;
    public int SubKeyCount => GetSubKeyNames().Length;
    public string[] GetValueNames() => hive.TryGetValue(path, out var values) ? [.. values.Keys] : [];
    public string[] GetSubKeyNames() => [.. hive.Children(path)];
    public object? GetValue(string name) => GetValue(name, null);
    // Changed: expands REG_EXPAND_SZ, as RegistryKey.GetValue is documented to (.NET API reference, RegistryValueOptions).
    public object? GetValue(string name, object? fallback) => hive.Read(path, name) switch
    {
        null => fallback,
        { Kind: RegistryValueKind.ExpandString, Data: string text } => Environment.ExpandEnvironmentVariables(text),
        var value => value.Data,
    };
    /// A script that copies a REG_EXPAND_SZ asks for it as it is stored; without the option Windows expands it.
    public object? GetValue(string name, object? fallback, RegistryValueOptions options) => options == RegistryValueOptions.DoNotExpandEnvironmentNames
        ? hive.Read(path, name)?.Data ?? fallback : GetValue(name, fallback);
    public RegistryValueKind GetValueKind(string name) => hive.Read(path, name)?.Kind ?? throw new IOException("The specified registry key does not exist.");
    public override string ToString() => path;
}

public abstract class MachineProvider : NavigationCmdletProvider
{
    public override char ItemSeparator => '\\';
    public override char AltItemSeparator => '\\';

    protected WindowsMachine Machine => MachineHost.MachineOf(Host);

    protected override bool IsValidPath(string path) => true;
    protected override ProviderInfo Start(ProviderInfo info) => info;

    protected void DenyUnlessElevated()
    {
        if (!Machine.Elevated) throw new System.Security.SecurityException("Requested registry access is not allowed.");
    }

    protected static string Clean(string path) => path.Replace('/', '\\').Trim('\\');
}

[CmdletProvider("Registry", ProviderCapabilities.ShouldProcess)]
public sealed class RegistryProvider : MachineProvider, IDynamicPropertyCmdletProvider
{
    protected override Collection<PSDriveInfo> InitializeDefaultDrives() =>
        [new("HKLM", ProviderInfo, "HKEY_LOCAL_MACHINE", "", null), new("HKCU", ProviderInfo, "HKEY_CURRENT_USER", "", null)];

    static string Key(string path) => Clean(path) switch
    {
        var p when p.Equals("HKLM", StringComparison.OrdinalIgnoreCase) || p.StartsWith(@"HKLM\", StringComparison.OrdinalIgnoreCase) => "HKEY_LOCAL_MACHINE" + p[4..],
        var p => p,
    };

    protected override bool ItemExists(string path) => !Key(path).Contains('\\') || Machine.Registry.Exists(Key(path));
    protected override bool IsItemContainer(string path) => true;
    protected override bool HasChildItems(string path) => Machine.Registry.Children(Key(path)).Any();

    protected override void GetItem(string path)
    {
        var item = PSObject.AsPSObject(new RegistryKeyItem(Machine.Registry, Key(path)));
        WriteItemObject(item, path, isContainer: true);
    }

    protected override void GetChildItems(string path, bool recurse)
    {
        foreach (var child in Machine.Registry.Children(Key(path)).ToList())
        {
            GetItem($@"{Key(path)}\{child}");
            if (recurse) GetChildItems($@"{Key(path)}\{child}", true);
        }
    }

    protected override void GetChildNames(string path, ReturnContainers returnContainers)
    {
        foreach (var child in Machine.Registry.Children(Key(path))) WriteItemObject(child, child, isContainer: true);
    }

    protected override void NewItem(string path, string itemTypeName, object newItemValue)
    {
        DenyUnlessElevated();
        if (Machine.Registry.Exists(Key(path)))
        {
            // As the real provider: -Force deletes the key with everything below it and makes it anew.
            if (!Force) throw new IOException("A key in this path already exists.");
            Machine.Registry.DeleteTree(Key(path));
        }
        else if (!Force && !Machine.Registry.Exists(Key(path)[..Math.Max(0, Key(path).LastIndexOf('\\'))]))
            throw new IOException("The registry key at the specified path does not exist.");
        Machine.Registry.Create(Key(path));
        GetItem(path);
    }

    protected override void RemoveItem(string path, bool recurse)
    {
        DenyUnlessElevated();
        Machine.Registry.DeleteTree(Key(path));
    }

    public void GetProperty(string path, Collection<string>? providerSpecificPickList)
    {
        if (!Machine.Registry.TryGetValue(Key(path), out var values)) values = [];
        var result = new PSObject();
        var wanted = providerSpecificPickList is { Count: > 0 } ? providerSpecificPickList.ToArray() : ["*"];
        foreach (var pattern in wanted)
        {
            var names = values.Keys.Where(new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch).ToList();
            if (names.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(pattern))
                WriteError(new(new PSArgumentException($"Property {pattern} does not exist at path {Key(path)}."),
                    "System.Management.Automation.PSArgumentException", ErrorCategory.InvalidArgument, pattern));
            foreach (var name in names) result.Properties.Add(new PSNoteProperty(name, values[name].Data));
        }
        if (result.Properties.Any()) WritePropertyObject(result, path);
    }

    public void SetProperty(string path, PSObject propertyValue)
    {
        DenyUnlessElevated();
        // Without -Type the real provider keeps the kind of an existing value and takes String for a new one.
        foreach (var property in propertyValue.Properties)
            Store(path, property.Name, (Machine.Registry.Read(Key(path), property.Name)?.Kind ?? RegistryValueKind.String).ToString(), property.Value);
    }

    public void NewProperty(string path, string propertyName, string propertyTypeName, object value)
    {
        DenyUnlessElevated();
        if (!Force && Machine.Registry.Read(Key(path), propertyName) is not null) throw new IOException("The property already exists.");
        Store(path, propertyName, string.IsNullOrEmpty(propertyTypeName) ? "String" : propertyTypeName, value);
    }

    void Store(string path, string name, string kind, object? value)
    {
        var parsed = LanguagePrimitives.ConvertTo<RegistryValueKind>(kind);
        object data = parsed switch
        {
            RegistryValueKind.DWord => LanguagePrimitives.ConvertTo<int>(value),
            RegistryValueKind.MultiString => LanguagePrimitives.ConvertTo<string[]>(value) ?? [],
            RegistryValueKind.String or RegistryValueKind.ExpandString => LanguagePrimitives.ConvertTo<string>(value) ?? "",
            RegistryValueKind.QWord => LanguagePrimitives.ConvertTo<long>(value),
            RegistryValueKind.Binary => LanguagePrimitives.ConvertTo<byte[]>(value) ?? [],
            _ => throw new NotSupportedException($"registry kind {parsed} is not simulated"),
        };
        Machine.Registry.Create(Key(path))[name] = new(parsed, data);
        WritePropertyObject(new PSObject { Properties = { new PSNoteProperty(name, data) } }, path);
    }

    public void RemoveProperty(string path, string propertyName)
    {
        DenyUnlessElevated();
        if (!Machine.Registry.Delete(Key(path), propertyName))
            WriteError(new(new PSArgumentException($"Property {propertyName} does not exist at path {Key(path)}."),
                "System.Management.Automation.PSArgumentException", ErrorCategory.InvalidArgument, propertyName));
    }

    public void ClearProperty(string path, Collection<string> propertyToClear) => throw new NotSupportedException();
    public void RenameProperty(string path, string sourceProperty, string destinationProperty) => throw new NotSupportedException();
    public void CopyProperty(string sourcePath, string sourceProperty, string destinationPath, string destinationProperty) => throw new NotSupportedException();
    public void MoveProperty(string sourcePath, string sourceProperty, string destinationPath, string destinationProperty) => throw new NotSupportedException();
    public object? GetPropertyDynamicParameters(string path, Collection<string>? providerSpecificPickList) => null;
    public object? SetPropertyDynamicParameters(string path, PSObject propertyValue) => null;
    public object? ClearPropertyDynamicParameters(string path, Collection<string> propertyToClear) => null;
    public object? NewPropertyDynamicParameters(string path, string propertyName, string propertyTypeName, object value) => null;
    public object? RemovePropertyDynamicParameters(string path, string propertyName) => null;
    public object? RenamePropertyDynamicParameters(string path, string sourceProperty, string destinationProperty) => null;
    public object? CopyPropertyDynamicParameters(string sourcePath, string sourceProperty, string destinationPath, string destinationProperty) => null;
    public object? MovePropertyDynamicParameters(string sourcePath, string sourceProperty, string destinationPath, string destinationProperty) => null;
}

public sealed record WsmanItem(string Name, string Type, object? Value);

[CmdletProvider("WSMan", ProviderCapabilities.ShouldProcess)]
public sealed class WsmanProvider : MachineProvider
{
    protected override Collection<PSDriveInfo> InitializeDefaultDrives() => [new("WSMan", ProviderInfo, "", "", null)];

    static bool IsLeaf(string path) => WindowsMachine.WsmanSettings.ContainsKey(Clean(path));

    static IEnumerable<string> ChildrenOf(string path) => WindowsMachine.WsmanSettings.Keys
        .Where(k => Clean(path) == "" || k.StartsWith(Clean(path) + '\\', StringComparison.OrdinalIgnoreCase))
        .Select(k => k[(Clean(path) == "" ? 0 : Clean(path).Length + 1)..].Split('\\')[0]).Distinct(StringComparer.OrdinalIgnoreCase);

    protected override bool ItemExists(string path)
    {
        if (!Machine.Elevated) throw new InvalidOperationException("Access is denied. You need to run this cmdlet from an elevated process.");
        if (Machine.Services.GetValueOrDefault("WinRM", new()) is { Status: not "Running" } service)
        {
            // The real drive asks to start the service and, with -Force, starts it without asking.
            if (!Force) throw new PSInvalidOperationException(MachineHost.NoPrompt);
            Machine.Services["WinRM"] = service with { Status = "Running" };
        }
        return IsLeaf(path) || ChildrenOf(path).Any();
    }

    protected override bool IsItemContainer(string path) => !IsLeaf(path);
    protected override bool HasChildItems(string path) => !IsLeaf(path) && ChildrenOf(path).Any();

    protected override void GetItem(string path)
    {
        var name = Clean(path)[(Clean(path).LastIndexOf('\\') + 1)..];
        // The real drive gives every value as a string: "true", "false".
        var value = IsLeaf(path) ? Machine.ReadWsman(Clean(path)) : null;
        WriteItemObject(new WsmanItem(name, IsLeaf(path) ? "System.String" : "Container", value is bool b ? (b ? "true" : "false") : value), path, !IsLeaf(path));
    }

    protected override void GetChildItems(string path, bool recurse)
    {
        foreach (var child in ChildrenOf(path)) GetItem($@"{Clean(path)}\{child}".Trim('\\'));
    }

    protected override void GetChildNames(string path, ReturnContainers returnContainers)
    {
        foreach (var child in ChildrenOf(path)) WriteItemObject(child, child, isContainer: false);
    }

    protected override void SetItem(string path, object value)
    {
        Machine.WriteWsman(Clean(path), value);
    }
}
