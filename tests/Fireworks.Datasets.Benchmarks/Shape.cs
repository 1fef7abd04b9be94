namespace Fireworks.Datasets.Benchmarks;

/// <summary>A dataset's number of files, and the length of each in bytes.</summary>
internal readonly record struct Shape(int Count, long Length)
{
    private const int Hundredth = 100;

    /// <summary>Small enough to see within seconds whether the program works.</summary>
    public Shape Quick => new(Count > Hundredth ? Count / Hundredth : Count, Length >= 1 << 20 ? Length / Hundredth : Length);

    public override string ToString() => $"{Text.Files(Count)} of {Text.Bytes(Length)}";
}
