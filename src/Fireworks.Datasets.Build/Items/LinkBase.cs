using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.Build.Items;

/// <summary>The folder of a dataset's files under the output directory, and the prefix of their resource names.</summary>
internal sealed record LinkBase
{
    private const string Root = ".";

    private LinkBase(string value) => Value = value;

    /// <summary>With <c>/</c>; <c>.</c> for the output root itself.</summary>
    public string Value { get; }

    public bool IsRoot => Value == Root;

    /// <param name="text">As typed; empty means <c>datasets/&lt;dataset&gt;</c>.</param>
    /// <param name="dataset">The dataset's id.</param>
    /// <exception cref="DatasetException">FWDS1005: it leaves the output folder, or is the root for names that the service chooses.</exception>
    public static LinkBase Parse(string? text, string dataset, FileFilter filter)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new($"datasets/{dataset}");
        }

        var given = text.Trim().Replace('\\', '/');
        var folder = string.Join('/', given.Split('/').Where((segment, i) => segment is not "." && !(segment.Length == 0 && i > 0)));
        if (folder.Length == 0 && given[0] == '.')
        {
            // A server must not be able to put app.deps.json beside an app.
            return filter.IsLiteral ? new(Root) : throw Invalid(text, dataset,
                "the output root ('.') only where Files names each file literally, without '*' and '?'");
        }

        return SafeRelativePath.TryParse(folder, out var path, out var why)
            ? new(path.Value)
            : throw Invalid(text, dataset, $"a relative folder without '..' ({why})");
    }

    /// <summary>One that <see cref="Parse"/> gave, from the <see cref="Value"/> that was kept of it.</summary>
    public static LinkBase Kept(string value) => new(value);

    /// <summary><c>&lt;LinkBase&gt;/&lt;file&gt;</c>: path under the output directory, and name of the resource.</summary>
    public string PathOf(string file) => IsRoot ? file : $"{Value}/{file}";

    public override string ToString() => Value;

    private static DatasetException Invalid(string text, string dataset, string allowed) =>
        new(Problem.InvalidSetting("LinkBase", text, allowed, dataset));
}
