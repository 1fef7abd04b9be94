namespace Fireworks.Datasets.Build.Memory;

/// <summary>
/// A sequence of values that is either written or read, so that code names each field of a record once for both directions. When
/// writing, a method stores the given value and returns it. When reading, it ignores the given value and returns the stored one.
/// Numbers and strings have the format of <see cref="BinaryWriter"/>.
/// </summary>
internal sealed class Archive
{
    private readonly BinaryWriter? _writer;
    private readonly BinaryReader? _reader;

    private Archive(BinaryWriter? writer, BinaryReader? reader) => (_writer, _reader) = (writer, reader);

    public static Archive To(Stream stream) => new(new BinaryWriter(stream), null);

    public static Archive From(Stream stream) => new(null, new BinaryReader(stream));

    public string Text(string? value)
    {
        if (_reader is not null)
        {
            return _reader.ReadString();
        }

        _writer!.Write(value!);
        return value!;
    }

    public long Number(long? value)
    {
        if (_reader is not null)
        {
            return _reader.ReadInt64();
        }

        _writer!.Write(value!.Value);
        return value.Value;
    }

    public bool Flag(bool? value)
    {
        if (_reader is not null)
        {
            return _reader.ReadBoolean();
        }

        _writer!.Write(value!.Value);
        return value.Value;
    }

    public int[] Indices(int[]? values)
    {
        var passed = new int[Count(values?.Length)];
        for (var i = 0; i < passed.Length; i++)
        {
            passed[i] = (int)Number(values?[i]);
        }

        return passed;
    }

    /// <summary>Passes the length of a list, each of whose elements takes at least one byte.</summary>
    /// <exception cref="InvalidDataException">More elements are claimed than there are bytes left, so no array is made for them.</exception>
    private long Count(long? count)
    {
        var passed = Number(count);
        return _reader is null || (passed >= 0 && passed <= _reader.BaseStream.Length - _reader.BaseStream.Position)
            ? passed
            : throw new InvalidDataException("A list is longer than the file.");
    }

    /// <param name="pass">Passes one value through the archive. When reading, it gets <see langword="null"/>.</param>
    public T[] List<T>(IReadOnlyList<T>? values, Func<T?, T> pass)
        where T : class
    {
        var passed = new T[Count(values?.Count)];
        for (var i = 0; i < passed.Length; i++)
        {
            passed[i] = pass(values?[i]);
        }

        return passed;
    }
}
