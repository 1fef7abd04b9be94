using System.Text;

namespace Fireworks.Datasets.Emulator;

/// <summary>Paths of objects: <c>/datasets/{account}/{dataset}/{file}</c>, where the file may contain <c>/</c>.</summary>
internal static class StoragePath
{
    private const string Bucket = "datasets";

    public static string Encode(string account, string dataset, string file, bool everyByte) =>
        everyByte
            ? "/" + string.Join('/', $"{Bucket}/{account}/{dataset}/{file}".Split('/').Select(EscapeEveryByte))
            : $"/{Bucket}/{Uri.EscapeDataString(account)}/{Uri.EscapeDataString(dataset)}/{string.Join('/', file.Split('/').Select(Uri.EscapeDataString))}";

    public static (string Account, string Dataset, string File)? Decode(string path)
    {
        var parts = path.Split('/', 5);
        return parts.Length == 5 && parts[0].Length == 0 && Uri.UnescapeDataString(parts[1]) == Bucket
            ? (Uri.UnescapeDataString(parts[2]), Uri.UnescapeDataString(parts[3]), Uri.UnescapeDataString(parts[4]))
            : null;
    }

    private static string EscapeEveryByte(string segment) =>
        string.Concat(Encoding.UTF8.GetBytes(segment).Select(value => $"%{value:x2}"));
}
