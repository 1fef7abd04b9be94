using System.Text;

namespace Fireworks.Datasets.Secrets;

/// <summary>The parts of a text that are not shown. They may overlap.</summary>
internal sealed class HiddenParts(string text)
{
    private readonly bool[] _isHidden = new bool[text.Length];

    public void Add(int start, int end) => _isHidden.AsSpan(start, end - start).Fill(true);

    /// <summary>The text with <see cref="SecretShapes.Hidden"/> in the place of each part.</summary>
    public override string ToString()
    {
        var shown = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var rest = _isHidden.AsSpan(i);
            var length = rest.IndexOf(!rest[0]) is var other and >= 0 ? other : rest.Length;
            _ = rest[0] ? shown.Append(SecretShapes.Hidden) : shown.Append(text, i, length);
            i += length;
        }

        return shown.ToString();
    }
}
