using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using PowerShellJudge;

// Before the engine is touched: it would report its use over the network otherwise.
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
// Before a script is parsed: the engine keeps the type that a name meant at first.
System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(StandIns).TypeHandle);

return args switch
{
    ["serve"] => Service.Serve(Console.In, Console.Out),
    _ => StandInPowerShell.Run(args),
};

/// One JSON object per line in, one per line out: {"do":"judge","script":...,"target":"2.0"} and {"do":"run","script":...,
/// "machine":{...},"parameters":{...}}; {"do":"runs","scripts":[...],"machine":{...}} runs one after another on one machine.
static class Service
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static int Serve(TextReader input, TextWriter output)
    {
        while (input.ReadLine() is { } line)
        {
            var clock = Stopwatch.StartNew();
            object answer;
            try { answer = Answer(JsonDocument.Parse(line).RootElement); }
            catch (Exception e) { answer = new { error = e.ToString() }; }
            output.WriteLine(JsonSerializer.Serialize(new { answer, ms = Math.Round(clock.Elapsed.TotalMilliseconds, 1) }, Json));
            output.Flush();
        }
        return 0;
    }

    static object Answer(JsonElement request)
    {
        switch (request.GetProperty("do").GetString())
        {
            case "judge":
                return ScriptJudge.Judge(request.GetProperty("script").GetString()!, Version.Parse(request.TryGetProperty("target", out var t) ? t.GetString()! : "5.1"));
            case "run":
                return Run(MachineOf(request), request.GetProperty("script").GetString()!, request);
            case "runs":
                var machine = MachineOf(request);
                return request.GetProperty("scripts").EnumerateArray().Select(script => Run(machine, script.GetString()!, request)).ToList();
            case var other:
                throw new ArgumentException($"unknown request {other}");
        }
    }

    static WindowsMachine MachineOf(JsonElement request) => request.GetProperty("machine").Deserialize<WindowsMachine>(Json)!;

    static object Run(WindowsMachine machine, string script, JsonElement request)
    {
        var before = JsonSerializer.SerializeToElement(machine, Json).Deserialize<WindowsMachine>(Json)!;
        var parameters = request.TryGetProperty("parameters", out var p) ? p.EnumerateObject().ToDictionary(x => x.Name, x => (object?)x.Value.ToString()) : null;
        var result = ScriptRunner.Run(machine, script, parameters);
        // As text now: the next run changes the machine.
        return new { result, machine = JsonSerializer.SerializeToElement(machine, Json), changes = WindowsMachine.Differences(before.Registry, machine.Registry) };
    }
}

/// The parameters of powershell.exe that remote commands use. With -EncodedCommand, stderr is CLIXML; with `-Command -` the
/// script comes from stdin. The machine is in the file named by POWERSHELL_JUDGE_MACHINE and is written back there.
static class StandInPowerShell
{
    public static int Run(string[] args)
    {
        string? script = null;
        var encoded = false;
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i].TrimStart('-', '/').ToLowerInvariant();
            if (Is(name, "encodedcommand", 1) || name == "ec") { script = Encoding.Unicode.GetString(Convert.FromBase64String(args[++i])); encoded = true; }
            else if (args[i] == "-" || (Is(name, "command", 1) && args[i + 1] == "-")) { script = Console.In.ReadToEnd(); break; }
            else if (Is(name, "command", 1)) { script = string.Join(' ', args[(i + 1)..]); break; }
            else if (Is(name, "file", 1)) { script = File.ReadAllText(args[i + 1]); break; }
            else if (Is(name, "executionpolicy", 2) || Is(name, "outputformat", 1) || Is(name, "inputformat", 2)) i++;
            else if (!(Is(name, "noprofile", 3) || Is(name, "noninteractive", 4) || Is(name, "nologo", 3) || Is(name, "mta", 1) || Is(name, "sta", 1)))
                return Usage(args[i]);
        }
        if (script is null) return Usage("no command");
        var file = Environment.GetEnvironmentVariable("POWERSHELL_JUDGE_MACHINE");
        var machine = file is null ? new WindowsMachine() : JsonSerializer.Deserialize<WindowsMachine>(File.ReadAllText(file), Service.Json)!;
        var host = new MachineHost(machine, Console.Out, Console.Error, clixml: encoded);
        var code = ScriptRunner.Run(host, machine, script, null, out _);
        if (file is not null) File.WriteAllText(file, JsonSerializer.Serialize(machine, new JsonSerializerOptions(Service.Json) { WriteIndented = true }));
        Console.Out.Flush();
        return code;
    }

    static bool Is(string given, string full, int least) => given.Length >= least && full.StartsWith(given, StringComparison.Ordinal);

    static int Usage(string what)
    {
        Console.Error.WriteLine($"not a parameter of this stand-in: {what}");
        return 64;
    }
}
