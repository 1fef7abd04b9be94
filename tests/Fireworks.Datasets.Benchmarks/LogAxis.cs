namespace Fireworks.Datasets.Benchmarks;

/// <summary>A logarithmic axis from the place of the least value to that of the largest.</summary>
internal sealed class LogAxis(double least, double most, double from, double to)
{
    // Above so many powers of ten, only they are marked.
    private const double FewDecades = 2.5;

    // Room beside the outermost values.
    private const double Margin = 0.08;

    private readonly double _low = Math.Log10(least) - Margin;
    private readonly double _high = Math.Log10(most) + Margin;

    public IEnumerable<double> Ticks =>
        from decade in Enumerable.Range((int)Math.Floor(_low), (int)Math.Ceiling(_high - Math.Floor(_low)) + 1)
        from step in _high - _low > FewDecades ? [1] : (int[])[1, 2, 5]
        let value = step * Math.Pow(10, decade)
        where Math.Log10(value) >= _low && Math.Log10(value) <= _high
        select value;

    public double At(double value) => from + ((Math.Log10(value) - _low) / (_high - _low) * (to - from));
}
