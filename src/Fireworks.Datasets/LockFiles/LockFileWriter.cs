using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Fireworks.Datasets.LockFiles;

/// <summary>
/// Writes the canonical form: two-space indent, LF, names in ordinal order. It does not use
/// <see cref="System.Text.Json.Utf8JsonWriter"/>, which in .NET 8 breaks lines as the operating system does.
/// </summary>
internal static class LockFileWriter
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Write(LockFile lockFile)
    {
        var text = new StringBuilder("{\n  \"version\": ").Append(CultureInfo.InvariantCulture, $"{LockFile.Version}").Append(",\n  \"datasets\": {");
        var separator = "\n";
        foreach (var (key, dataset) in lockFile.Datasets.Select(entry => (Key: entry.Key.ToString(), entry.Value))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            text.Append(separator).Append("    ").Append(Quoted(key)).Append(": {\n      \"files\": {");
            WriteFiles(text, dataset);
            text.Append("}\n    }");
            separator = ",\n";
        }

        text.Append(lockFile.Datasets.Count == 0 ? "}\n}\n" : "\n  }\n}\n");
        return s_utf8.GetBytes(text.ToString());
    }

    private static void WriteFiles(StringBuilder text, LockedDataset dataset)
    {
        var separator = "\n";
        foreach (var name in dataset.Names)
        {
            text.Append(separator).Append("        ").Append(Quoted(name)).Append(": {");
            if (dataset[name] is { } file)
            {
                text.Append(CultureInfo.InvariantCulture, $" \"length\": {file.Length}, \"sha256\": \"{file.Digest}\" ");
            }

            text.Append('}');
            separator = ",\n";
        }

        text.Append(dataset.Names.Count == 0 ? "" : "\n      ");
    }

    private static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";
}
