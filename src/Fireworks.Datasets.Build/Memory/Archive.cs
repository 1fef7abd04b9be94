namespace Fireworks.Datasets.Build.Memory;

/// <summary>
/// A row of values that is either written or read. Code that passes a record through it names each of its fields once, for both
/// directions: when writing, the value given is kept and returned; when reading, the value given does not count, and the one that
/// was kept is returned. Numbers and strings are as <see cref="BinaryWriter"/> has them.
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
        var passed = new int[Number(values?.Length)];
        for (var i = 0; i < passed.Length; i++)
        {
            passed[i] = (int)Number(values?[i]);
        }

        return passed;
    }

    /// <param name="pass">Passes one of the values, or <see langword="null"/> when reading.</param>
    public T[] List<T>(IReadOnlyList<T>? values, Func<T?, T> pass)
        where T : class
    {
        var passed = new T[Number(values?.Count)];
        for (var i = 0; i < passed.Length; i++)
        {
            passed[i] = pass(values?[i]);
        }

        return passed;
    }
}
