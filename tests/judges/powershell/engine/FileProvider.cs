using System.Collections;
using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Provider;
using System.Runtime.InteropServices;
using System.Text;

namespace PowerShellJudge;

/// Files of the simulated machine: C:\... is kept in memory, \\server\share\... goes through smbclient, with the identity that
/// arrived at this machine. Failures have the exception type and the code that Windows gives for them.
public static class MachineFiles
{
    /// For instance: ["/usr/bin/smbclient", "-U", @"LAB\alice"]. Empty = no network.
    static readonly string[] SmbClient =
        Environment.GetEnvironmentVariable("POWERSHELL_JUDGE_SMBCLIENT")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// The password that arrived here, as smbclient(1) takes it: by the descriptor that PASSWD_FD names, never by an argument,
    /// the environment or a file. Read when the first path is asked for, handed on to each smbclient by a pipe of its own.
    static readonly byte[] Password = ReadPassword();

    static byte[] ReadPassword()
    {
        if (Environment.GetEnvironmentVariable("PASSWD_FD") is not { Length: > 0 } number) return [];
        using var file = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(nint.Parse(number, CultureInfo.InvariantCulture), ownsHandle: true), FileAccess.Read);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    sealed record SignIn(string User, byte[] Password);

    /// Whom a server knows this machine's session as, once a drive with a credential was made: Windows keeps one a server.
    static readonly Dictionary<string, SignIn> SignedIn = new(StringComparer.OrdinalIgnoreCase);

    static string ServerOf(string path) => Normal(path).TrimStart('\\').Split('\\')[0];

    /// As WNetAddConnection2 does. Throws a Win32Exception, as New-PSDrive then does.
    public static void Connect(string root, string user, byte[] password)
    {
        SignedIn[ServerOf(root)] = new(user, password);
        try { Smb(root, (_, _) => "ls"); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Disconnect(root);
            throw new System.ComponentModel.Win32Exception(e is UnauthorizedAccessException ? 5 : e.HResult & 0xFFFF, e.Message);
        }
    }

    public static void Disconnect(string root) => SignedIn.Remove(ServerOf(root));

    [DllImport("libc", SetLastError = true)] static extern int pipe(int[] ends);
    [DllImport("libc", SetLastError = true)] static extern nint write(int descriptor, byte[] bytes, nint count);
    [DllImport("libc", SetLastError = true)] static extern int close(int descriptor);

    /// A pipe that holds the password, to be inherited: what .NET opens itself is closed in a child.
    static int PasswordPipe(byte[] secret)
    {
        var ends = new int[2];
        if (pipe(ends) != 0) throw new IOException("no pipe for the password");
        var written = write(ends[1], secret, secret.Length);
        close(ends[1]);
        if (written == secret.Length) return ends[0];
        close(ends[0]);
        throw new IOException("the password does not fit in a pipe");
    }

    public static bool IsUnc(string path) => Normal(path).StartsWith(@"\\", StringComparison.Ordinal);
    public static string Normal(string path) => path.Replace('/', '\\') switch { @"\\" => "", var p => p };

    public static bool Exists(WindowsMachine machine, string path)
    {
        if (!IsUnc(path)) return machine.Files.ContainsKey(Normal(path)) || machine.Files.Keys.Any(f => f.StartsWith(Normal(path).TrimEnd('\\') + '\\', StringComparison.OrdinalIgnoreCase));
        try { Smb(path, (share, name) => name.Length == 0 ? "ls" : $"allinfo {Quote(name)}"); return true; }
        catch (IOException) { return false; }
    }

    public static bool IsFolder(WindowsMachine machine, string path) =>
        IsUnc(path) ? Exists(machine, path) && Smb(path, (_, name) => name.Length == 0 ? "ls" : $"allinfo {Quote(name)}") is var text && (!text.Contains("attributes:") || text.Contains("attributes: D"))
            : !machine.Files.ContainsKey(Normal(path));

    public static string Read(WindowsMachine machine, string path)
    {
        if (!IsUnc(path)) return machine.Files.GetValueOrDefault(Normal(path)) ?? throw new FileNotFoundException($"Could not find file '{path}'.", path);
        return WithScratchFile("", scratch => { Smb(path, (_, name) => $"get {Quote(name)} {Quote(scratch)}"); return File.ReadAllText(scratch); });
    }

    public static void Write(WindowsMachine machine, string path, string text)
    {
        if (!IsUnc(path)) machine.Files[Normal(path)] = text;
        else WithScratchFile(text, scratch => Smb(path, (_, name) => $"put {Quote(scratch)} {Quote(name)}"));
    }

    public static void Delete(WindowsMachine machine, string path)
    {
        if (IsUnc(path)) Smb(path, (_, name) => $"rm {Quote(name)}");
        else if (!machine.Files.Remove(Normal(path))) throw new FileNotFoundException($"Could not find file '{path}'.", path);
    }

    public static void MakeFolder(string path)
    {
        if (IsUnc(path)) Smb(path, (_, name) => $"mkdir {Quote(name)}");
    }

    static string Quote(string name) => $"\"{name}\"";

    static string WithScratchFile(string text, Func<string, string> work)
    {
        var scratch = Path.GetTempFileName();
        try { File.WriteAllText(scratch, text); return work(scratch); }
        finally { File.Delete(scratch); }
    }

    static string Smb(string path, Func<string, string, string> command)
    {
        var parts = Normal(path).TrimStart('\\').Split('\\', 3);
        if (parts.Length < 2) throw new IOException("The network path was not found.", unchecked((int)0x80070035));
        if (path.Any(c => c is '"' or '\n' or '\r' or ';')) throw new IOException("The filename, directory name, or volume label syntax is incorrect.", unchecked((int)0x8007007B));
        if (SmbClient.Length == 0) throw new IOException("The network path was not found.", unchecked((int)0x80070035));
        var own = SignedIn.GetValueOrDefault(parts[0]);
        var secret = own?.Password ?? Password;
        string[] identity = own is null ? SmbClient[1..] : ["-U", own.User];
        var start = new ProcessStartInfo(SmbClient[0], [$"//{parts[0]}/{parts[1]}", .. identity, "-c", command(parts[1], parts.Length > 2 ? parts[2] : "")])
            { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        var password = PasswordPipe(secret);
        if (secret.Length > 0) start.Environment["PASSWD_FD"] = $"{password}";
        else start.Environment.Remove("PASSWD_FD");
        Process process;
        try { process = Process.Start(start)!; }
        finally { close(password); }
        using var ended = process;
        process.StandardInput.Close();  // Never asks: what powershell.exe got on stdin is not its.
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + error.Result;
        process.WaitForExit();
        var status = output.Split(' ', '\n', '(', ')', '.', ':', '\t').FirstOrDefault(word => word.StartsWith("NT_STATUS_", StringComparison.Ordinal));
        if (status is null && process.ExitCode == 0) return output;
        throw Failure(status ?? output, path);
    }

    static Exception Failure(string status, string path) => status switch
    {
        "NT_STATUS_ACCESS_DENIED" => new UnauthorizedAccessException($"Access to the path '{path}' is denied."),
        "NT_STATUS_LOGON_FAILURE" => new IOException("The user name or password is incorrect.", unchecked((int)0x8007052E)),
        "NT_STATUS_BAD_NETWORK_NAME" => new IOException("The network name cannot be found.", unchecked((int)0x80070043)),
        "NT_STATUS_OBJECT_NAME_NOT_FOUND" or "NT_STATUS_NO_SUCH_FILE" => new FileNotFoundException($"Could not find file '{path}'.", path),
        "NT_STATUS_OBJECT_PATH_NOT_FOUND" => new DirectoryNotFoundException($"Could not find a part of the path '{path}'."),
        "NT_STATUS_OBJECT_NAME_COLLISION" => new IOException($"The file '{path}' already exists.", unchecked((int)0x80070050)),
        _ => new IOException($"The network path was not found. ({status.Trim()})", unchecked((int)0x80070035)),
    };
}

/// [System.IO.File] as scripts see it.
public static class SimulatedFile
{
    static WindowsMachine Machine => StandIns.CurrentMachine;
    // Changed: the file of the local policy is there, where it holds anything.
    public static bool Exists(string path) => IsPolicyFile(path) ? Machine.PolicyFile() is not null : MachineFiles.Exists(Machine, path) && !MachineFiles.IsFolder(Machine, path);
    public static byte[] ReadAllBytes(string path) => IsPolicyFile(path) ? Machine.PolicyFile() ?? throw new FileNotFoundException($"Could not find file '{path}'.", path)
        : Encoding.UTF8.GetBytes(MachineFiles.Read(Machine, path));
    static bool IsPolicyFile(string path) => MachineFiles.Normal(path).Equals(WindowsMachine.PolicyPath, StringComparison.OrdinalIgnoreCase);
    public static string ReadAllText(string path) => MachineFiles.Read(Machine, path);
    public static string ReadAllText(string path, Encoding encoding) => MachineFiles.Read(Machine, path);
    public static void WriteAllText(string path, string contents) => MachineFiles.Write(Machine, path, contents);
    public static void WriteAllText(string path, string contents, Encoding encoding) => MachineFiles.Write(Machine, path, contents);
    public static void Delete(string path) => MachineFiles.Delete(Machine, path);
}

/// Drive C: and, because the current location is on this provider, every path that starts with \\.
[CmdletProvider("MachineFiles", ProviderCapabilities.ShouldProcess)]
public sealed class MachineFileProvider : MachineProvider, IContentCmdletProvider
{
    protected override Collection<PSDriveInfo> InitializeDefaultDrives() => [new("C", ProviderInfo, @"C:", "", null)];

    protected override bool ItemExists(string path) => Normal(path) is "C:" or "" || MachineFiles.Exists(Machine, Normal(path));
    protected override bool IsItemContainer(string path) => Normal(path) is "C:" or "" || MachineFiles.IsFolder(Machine, Normal(path));
    protected override bool HasChildItems(string path) => false;

    protected override void GetItem(string path) => WriteItemObject(new PSObject
    {
        Properties = { new PSNoteProperty("FullName", Normal(path)), new PSNoteProperty("Name", Normal(path).Split('\\')[^1]), new PSNoteProperty("PSIsContainer", MachineFiles.IsFolder(Machine, Normal(path))) },
    }, path, false);

    protected override void NewItem(string path, string itemTypeName, object newItemValue)
    {
        Guarded("NewItem", path, () =>
        {
            if ($"{itemTypeName}".StartsWith("d", StringComparison.OrdinalIgnoreCase)) { MachineFiles.MakeFolder(Normal(path)); return; }
            if (!Force && MachineFiles.Exists(Machine, Normal(path))) throw new IOException($"The file '{Normal(path)}' already exists.", unchecked((int)0x80070050));
            MachineFiles.Write(Machine, Normal(path), $"{newItemValue}");
        });
    }

    protected override void RemoveItem(string path, bool recurse) => Guarded("RemoveItem", path, () => MachineFiles.Delete(Machine, Normal(path)));

    void Guarded(string operation, string path, Action action)
    {
        try { action(); if (operation == "NewItem") GetItem(path); }
        catch (UnauthorizedAccessException e) { WriteError(new(e, $"{operation}UnauthorizedAccessError", ErrorCategory.PermissionDenied, Normal(path))); }
        catch (IOException e) { WriteError(new(e, $"{operation}IOError", ErrorCategory.WriteError, Normal(path))); }
    }

    static string Normal(string path) => MachineFiles.Normal(path).TrimEnd('\\');

    public IContentReader GetContentReader(string path) => new Lines(Machine, Normal(path), read: true);
    public IContentWriter GetContentWriter(string path) => new Lines(Machine, Normal(path), read: false);
    public void ClearContent(string path) { }
    public object? GetContentReaderDynamicParameters(string path) => null;
    public object? GetContentWriterDynamicParameters(string path) => null;
    public object? ClearContentDynamicParameters(string path) => null;

    sealed class Lines(WindowsMachine machine, string path, bool read) : IContentReader, IContentWriter
    {
        readonly StringBuilder text = new();
        bool done;

        IList IContentReader.Read(long readCount)
        {
            if (done) return Array.Empty<object>();
            done = true;
            return MachineFiles.Read(machine, path).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        }

        IList IContentWriter.Write(IList content)
        {
            foreach (var line in content) text.Append(line).Append("\r\n");
            return content;
        }

        public void Seek(long offset, SeekOrigin origin) { if (MachineFiles.Exists(machine, path)) text.Insert(0, MachineFiles.Read(machine, path)); }
        public void Close() { if (!read && !done) MachineFiles.Write(machine, path, text.ToString()); done = true; }
        public void Dispose() => Close();
    }
}

/// A drive that stands for a share, for the credential that it signs in with: only such, and no path goes by its name.
[Cmdlet("New", "PSDrive")]
public sealed class NewPSDriveCommand : PSCmdlet
{
    public static Dictionary<string, string> Roots { get; } = new(StringComparer.OrdinalIgnoreCase);

    [Parameter(Position = 0, Mandatory = true)] public string Name { get; set; } = "";
    [Parameter(Position = 1, Mandatory = true)] public string PSProvider { get; set; } = "";
    [Parameter(Position = 2, Mandatory = true)] public string Root { get; set; } = "";
    [Parameter(Mandatory = true)] public PSCredential Credential { get; set; } = PSCredential.Empty;

    protected override void ProcessRecord()
    {
        try { MachineFiles.Connect(Root, Credential.UserName, Encoding.UTF8.GetBytes(Credential.GetNetworkCredential().Password)); }
        catch (System.ComponentModel.Win32Exception e) { ThrowTerminatingError(new(e, "CouldNotMapNetworkDrive", ErrorCategory.InvalidOperation, Name)); }
        Roots[Name] = Root;
        WriteObject(new PSObject { Properties = { new PSNoteProperty("Name", Name), new PSNoteProperty("Root", Root) } });
    }
}

[Cmdlet("Remove", "PSDrive")]
public sealed class RemovePSDriveCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true)] public string Name { get; set; } = "";
    [Parameter] public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        if (!NewPSDriveCommand.Roots.Remove(Name, out var root))
            ThrowTerminatingError(new(new ItemNotFoundException($"Cannot find drive. A drive with the name '{Name}' does not exist."), "DriveNotFound", ErrorCategory.ObjectNotFound, Name));
        else
            MachineFiles.Disconnect(root);
    }
}
