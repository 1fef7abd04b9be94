using System.Text.Json;

namespace Fireworks.Datasets.LockFiles;

/// <summary>
/// Strict reader. What version 1 does not define is an error, because this package would drop it when it writes the file. A byte
/// order mark, CR LF and other indentation are accepted, because editors and git may add them.
/// </summary>
internal ref struct LockFileReader
{
    /// <summary>Files of all datasets, and datasets. Memory for short names is many times what they take in the file.</summary>
    private const int MaxEntries = 500_000;

    private int _entries;
    private readonly ReadOnlySpan<byte> _bytes;
    private Utf8JsonReader _json;

    private LockFileReader(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        _json = new Utf8JsonReader(bytes);
    }

    /// <exception cref="DatasetException">FWDS4003.</exception>
    public static Dictionary<DatasetKey, LockedDataset> Parse(ReadOnlySpan<byte> bytes, string path)
    {
        var text = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        try
        {
            return new LockFileReader(text).ReadLockFile();
        }
        catch (JsonException exception)
        {
            throw new DatasetException(Problem.BadLockFile(path, MergeConflict.Find(text) ?? Described(exception)), exception);
        }
    }

    private static string Described(JsonException exception)
    {
        var message = exception.Message;
        var tail = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return $"line {exception.LineNumber + 1}: {Problem.Quoted((tail < 0 ? message : message[..tail]).TrimEnd('.'))}";
    }

    private Dictionary<DatasetKey, LockedDataset> ReadLockFile()
    {
        Expect(JsonTokenType.StartObject, "an object");
        ReadVersion();
        ExpectProperty("datasets"u8);
        Expect(JsonTokenType.StartObject, "an object");
        var datasets = new Dictionary<DatasetKey, LockedDataset>();
        while (NextProperty())
        {
            var name = NextName();
            if (!DatasetKey.TryParse(name, out var key))
            {
                throw Malformed($"'{Problem.Quoted(name)}' is not 'accounts/<account>/datasets/<dataset>' with valid ids");
            }

            if (!datasets.TryAdd(key, ReadDataset()))
            {
                throw Malformed($"'{key}' is there twice");
            }
        }

        Expect(JsonTokenType.EndObject, "nothing more");
        return _json.Read() ? throw Malformed("the file goes on after its end") : datasets;
    }

    private void ReadVersion()
    {
        ExpectProperty("version"u8);
        if (!_json.Read() || _json.TokenType != JsonTokenType.Number || !_json.TryGetInt32(out var version) || version < 1)
        {
            throw Malformed("'version' is not a whole number from 1");
        }

        if (version > LockFile.Version)
        {
            throw Malformed($"it has version {version}, and this package knows up to {LockFile.Version}: update Fireworks.Datasets.Build");
        }
    }

    private LockedDataset ReadDataset()
    {
        Expect(JsonTokenType.StartObject, "an object");
        ExpectProperty("files"u8);
        Expect(JsonTokenType.StartObject, "an object");
        var files = new Dictionary<string, Content?>(StringComparer.Ordinal);
        while (NextProperty())
        {
            var name = NextName();
            if (!files.TryAdd(name, ReadFile()))
            {
                throw Malformed($"'{Problem.Quoted(name)}' is there twice");
            }
        }

        Expect(JsonTokenType.EndObject, "nothing more than 'files'");
        return new LockedDataset(files);
    }

    private Content? ReadFile()
    {
        Expect(JsonTokenType.StartObject, "an object");
        long? length = null;
        Sha256Digest? digest = null;
        while (NextProperty())
        {
            if (length is null && _json.ValueTextEquals("length"u8))
            {
                length = ReadLength();
            }
            else if (digest is null && _json.ValueTextEquals("sha256"u8))
            {
                digest = ReadDigest();
            }
            else
            {
                throw Malformed($"'{Problem.Quoted(Text())}' is unknown here, or there twice");
            }
        }

        return (length, digest) switch
        {
            (null, null) => null,
            ({ } bytes, { } sha256) => new Content(bytes, sha256),
            _ => throw Malformed("'length' and 'sha256' belong together"),
        };
    }

    private long ReadLength() =>
        _json.Read() && _json.TokenType == JsonTokenType.Number && _json.TryGetInt64(out var length) && length >= 0
            ? length
            : throw Malformed("'length' is not a whole number from 0");

    private Sha256Digest ReadDigest() =>
        _json.Read() && _json.TokenType == JsonTokenType.String && Sha256Digest.TryParse(Text(), out var digest)
            ? digest
            : throw Malformed("'sha256' is not 64 lower-case hexadecimal digits");

    private bool NextProperty() => _json.Read() && _json.TokenType == JsonTokenType.PropertyName;

    private void ExpectProperty(ReadOnlySpan<byte> name)
    {
        if (!NextProperty() || !_json.ValueTextEquals(name))
        {
            throw Malformed($"'{System.Text.Encoding.UTF8.GetString(name)}' is expected here");
        }
    }

    private void Expect(JsonTokenType token, string what)
    {
        if (!_json.Read() || _json.TokenType != token)
        {
            throw Malformed($"{what} is expected here");
        }
    }

    private string NextName() => ++_entries > MaxEntries ? throw Malformed($"it has more than {MaxEntries} datasets and files") : Text();

    private string Text()
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // It has bytes that are not UTF-8, or half of a surrogate pair.
            throw Malformed("a string is not valid Unicode");
        }
    }

    private JsonException Malformed(string why) =>
        new(why, path: null, lineNumber: _bytes[..(int)_json.TokenStartIndex].Count((byte)'\n'), bytePositionInLine: null);
}
