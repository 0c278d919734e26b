using System.Management.Automation;
using System.Reflection;
using System.Xml;

namespace PowerShellJudge;

/// The engine's own serializer with a stream name on each element, as powershell.exe writes on stderr. PSSerializer, which is
/// public, cannot write the S="..." attribute.
public sealed class CliXmlWriter(TextWriter output)
{
    static readonly Type Serializer = typeof(PSObject).Assembly.GetType("System.Management.Automation.Serializer", true)!;
    static readonly ConstructorInfo Create = Serializer.GetConstructor(BindingFlags.NonPublic | BindingFlags.Instance, [typeof(XmlWriter)])!;
    static readonly MethodInfo SerializeTo = Serializer.GetMethod("Serialize", BindingFlags.NonPublic | BindingFlags.Instance, [typeof(object), typeof(string)])!;
    static readonly MethodInfo Done = Serializer.GetMethod("Done", BindingFlags.NonPublic | BindingFlags.Instance)!;

    object? serializer;

    public void Write(object value, string stream)
    {
        if (serializer is null)
        {
            output.Write("#< CLIXML\r\n");
            serializer = Create.Invoke([XmlWriter.Create(output, new() { CheckCharacters = false, OmitXmlDeclaration = true })]);
        }
        SerializeTo.Invoke(serializer, [value, stream]);
    }

    public void End()
    {
        if (serializer is not null) Done.Invoke(serializer, null);
    }
}
