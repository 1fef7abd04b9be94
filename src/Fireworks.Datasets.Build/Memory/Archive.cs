namespace Fireworks.Datasets.Build.Memory;

/// <summary>
/// A sequence of values that is either written or read, so that code names each field of a record once for both directions. When
/// writing, a method stores the given value and returns it. When reading, it ignores the given value and returns the stored one.
/// Numbers and strings have the format of <see cref="BinaryWriter"/>.
/// </summary>
/// <remarks>
/// What is read may be malformed, which is an <see cref="InvalidDataException"/>, an <see cref="IOException"/> or a
/// <see cref="FormatException"/>. No count is believed before memory is taken for it.
/// </remarks>
internal sealed class Archive
{
    private readonly BinaryWriter? _writer;
    private readonly BinaryReader? _reader;

    private Archive(BinaryWriter? writer, BinaryReader? reader) => (_writer, _reader) = (writer, reader);

    private long Rest => _reader!.BaseStream.Length - _reader.BaseStream.Position;

    public static Archive To(Stream stream) => new(new BinaryWriter(stream), null);

    /// <param name="stream">A stream with a length.</param>
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

    /// <param name="pass">Passes one value through the archive. When reading, it gets <see langword="null"/>.</param>
    /// <param name="size">A value has at least this many bytes.</param>
    public T[] List<T>(IReadOnlyList<T>? values, int size, Func<T?, T> pass)
        where T : class
    {
        var count = Number(values?.Count);
        Require(_reader is null || (count >= 0 && count <= Rest / size));
        var passed = new T[count];
        for (var i = 0; i < passed.Length; i++)
        {
            passed[i] = pass(values?[i]);
        }

        return passed;
    }

    /// <summary>Requires that nothing is left to be read.</summary>
    public void End() => Require(_reader is null || Rest == 0);

    /// <exception cref="InvalidDataException">The condition is not met.</exception>
    public static void Require(bool condition)
    {
        if (!condition)
        {
            throw new InvalidDataException("The archive is malformed.");
        }
    }
}
