using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Principal;

namespace PowerShellJudge;

/// Puts the providers, cmdlets and .NET types of a Windows machine into a session of the real engine.
public static class StandIns
{
    static readonly ConditionalWeakTable<Runspace, WindowsMachine> Machines = [];

    public static WindowsMachine CurrentMachine =>
        Machines.TryGetValue(Runspace.DefaultRunspace, out var machine) ? machine : OfProcess;

    /// The machine of a session that this program did not open itself: the PSRP server has one.
    public static WindowsMachine OfProcess { get; set; } = new();

    /// Made once; each runspace clones it.
    public static InitialSessionState SessionState() => State ??= MakeState();

    static InitialSessionState? State;

    static InitialSessionState MakeState()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        // The disks of Linux are no part of the machine, and each session would look at all that is mounted.
        state.Providers.Remove("FileSystem", null);
        foreach (var type in Assembly.GetExecutingAssembly().GetTypes().Where(t => !t.IsAbstract))
        {
            if (type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet)
                state.Commands.Add(new SessionStateCmdletEntry($"{cmdlet.VerbName}-{cmdlet.NounName}", type, null));
            if (type.GetCustomAttribute<System.Management.Automation.Provider.CmdletProviderAttribute>() is { } provider)
                state.Providers.Add(new SessionStateProviderEntry(provider.ProviderName, type, null));
        }
        foreach (var name in (string[])["IsWindows", "IsLinux", "IsMacOS", "IsCoreCLR"]) state.Variables.Remove(name, null);  // not in 5.1
        foreach (var name in (string[])["gpupdate", "gpupdate.exe"])
            state.Commands.Add(new SessionStateFunctionEntry(name, "Update-SimulatedPolicy; $global:LASTEXITCODE = 0"));
        return state;
    }

    static StandIns()
    {
        // A type name in a script is looked up here before any assembly, even one with dots in it: so static .NET calls that
        // cannot work outside Windows are answered by the simulated machine.
        var accelerators = typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators", true)!;
        var add = accelerators.GetMethod("Add", [typeof(string), typeof(Type)])!;
        foreach (var (name, type) in (IEnumerable<(string, Type)>)
            [("Security.Principal.WindowsIdentity", typeof(SimulatedIdentity)), ("Security.Principal.WindowsPrincipal", typeof(SimulatedPrincipal)),
             ("Microsoft.Win32.Registry", typeof(SimulatedRegistry)), ("IO.File", typeof(SimulatedFile))])
            foreach (var prefix in (string[])["", "System."])
                add.Invoke(null, [prefix + name, type]);
    }

    public static void Prepare(Runspace runspace, WindowsMachine machine)
    {
        Machines.Add(runspace, machine);
        PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        Environment.SetEnvironmentVariable("COMPUTERNAME", machine.Name);
        Environment.SetEnvironmentVariable("SystemRoot", @"C:\Windows");
        Environment.SetEnvironmentVariable("PATH", "");  // no Linux program stands in for a Windows one
        var versions = (System.Collections.Hashtable)runspace.SessionStateProxy.GetVariable("PSVersionTable");
        versions["PSVersion"] = Version.Parse(machine.PowerShellVersion);
        versions["PSEdition"] = "Desktop";
        runspace.SessionStateProxy.SetVariable("ErrorView", "NormalView");  // the text of 5.1, not the short one of 7
        runspace.SessionStateProxy.Path.SetLocation(@"C:\");
    }
}

public sealed class SimulatedIdentity
{
    public string Name => StandIns.CurrentMachine.User ?? $@"{StandIns.CurrentMachine.Name}\operator";
    public static SimulatedIdentity GetCurrent() => new();
}

public sealed class SimulatedPrincipal(SimulatedIdentity identity)
{
    public SimulatedIdentity Identity => identity;
    public bool IsInRole(object role) => StandIns.CurrentMachine.Elevated;
}

public static class SimulatedRegistry
{
    public static object? GetValue(string key, string name, object? fallback) => StandIns.CurrentMachine.Registry.Read(key, name)?.Data ?? fallback;
    public static void SetValue(string key, string name, object data) => StandIns.CurrentMachine.Registry.Write(key, name, data);
}
