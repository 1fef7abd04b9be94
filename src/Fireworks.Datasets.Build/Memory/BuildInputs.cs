using System.Collections;
using System.Security.Cryptography;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build.Memory;

/// <summary>Computes one digest of everything that decides the result of a task. Different inputs have different digests.</summary>
internal sealed class BuildInputs : IDisposable
{
    private readonly BinaryWriter _writer = new(new MemoryStream());

    public void Add(string? text) => _writer.Write(text ?? "");

    public void Add(byte[]? bytes)
    {
        _writer.Write(bytes?.Length ?? -1);
        _writer.Write(bytes ?? []);
    }

    public void Add(ITaskItem[] items)
    {
        _writer.Write(items.Length);
        foreach (var item in items)
        {
            // Only the escaped form tells a separator from a ';' in a name.
            var escaped = item as ITaskItem2;
            Add(escaped?.EvaluatedIncludeEscaped ?? item.ItemSpec);
            Add(escaped?.CloneCustomMetadataEscaped() ?? item.CloneCustomMetadata());
        }
    }

    /// <summary>Computes the SHA-256 of all inputs.</summary>
    public byte[] ToDigest()
    {
        var stream = (MemoryStream)_writer.BaseStream;
        return SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    public void Dispose() => _writer.Dispose();

    private void Add(IDictionary metadata)
    {
        var names = new string[metadata.Count];
        metadata.Keys.CopyTo(names, 0);
        Array.Sort(names, StringComparer.Ordinal);
        _writer.Write(names.Length);
        foreach (var name in names)
        {
            Add(name);
            Add((string?)metadata[name]);
        }
    }
}
