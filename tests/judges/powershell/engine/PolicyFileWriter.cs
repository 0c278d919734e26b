using System.Text;
using Microsoft.Win32;

namespace PowerShellJudge;

/// A hive as Registry.pol: "PReg", version 1, then [key;value;type;size;data] with all text in UTF-16LE (MS-GPREG 2.2.1).
/// Compared with the golden files of the domain reference, 9.5, by the judge's test.
public static class PolicyFileWriter
{
    public static byte[] Bytes(Hive hive)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.Unicode);
        writer.Write("PReg"u8);
        writer.Write(1);
        foreach (var (key, values) in hive)
            foreach (var (name, value) in values)
            {
                var data = Data(value);
                writer.Write($"[{WithoutHive(key)}\0;{name}\0;".ToCharArray());
                writer.Write((int)value.Kind);  // .NET gives them the numbers of REG_SZ and its kin
                writer.Write(';');
                writer.Write(data.Length);
                writer.Write(';');
                writer.Write(data);
                writer.Write(']');
            }
        writer.Flush();
        return bytes.ToArray();
    }

    /// As the policy editor spells it.
    static string WithoutHive(string key)
    {
        var path = key[(key.IndexOf('\\') + 1)..];
        return path.StartsWith(@"SOFTWARE\", StringComparison.Ordinal) ? "Software" + path[8..] : path;
    }

    static byte[] Data(RegistryValue value) => value.Data switch
    {
        int number => BitConverter.GetBytes(number),
        long number => BitConverter.GetBytes(number),
        string text => Encoding.Unicode.GetBytes(text + '\0'),
        string[] lines => Encoding.Unicode.GetBytes(string.Concat(lines.Select(line => line + '\0')) + '\0'),
        byte[] data => data,
        var other => throw new NotSupportedException($"{other.GetType()} in a policy file"),
    };
}
