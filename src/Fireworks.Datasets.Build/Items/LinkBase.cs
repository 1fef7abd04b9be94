using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.Build.Items;

/// <summary>The folder of a dataset's files under the output directory. It is also the prefix of their resource names.</summary>
internal sealed record LinkBase
{
    private const string Root = ".";

    private LinkBase(string value) => Value = value;

    /// <summary>The folder, with <c>/</c> as the separator; <c>.</c> is the output directory itself.</summary>
    public string Value { get; }

    public bool IsRoot => Value == Root;

    /// <param name="text">The text as the user wrote it; blank means <c>datasets/&lt;dataset&gt;</c>.</param>
    /// <param name="dataset">The dataset's id.</param>
    /// <param name="filter">The item's filter. Only a filter that names each file literally allows <c>.</c>.</param>
    /// <exception cref="DatasetException">FWDS1005: the folder is not below the output directory, or the filter does not allow it.</exception>
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
            // Otherwise the service could put a file such as app.deps.json beside the program.
            return filter.IsLiteral ? new(Root) : throw Invalid(text, dataset,
                "the output root ('.') only where Files names each file literally, without '*' and '?'");
        }

        return SafeRelativePath.TryParse(folder, out var path, out var why)
            ? new(path.Value)
            : throw Invalid(text, dataset, $"a relative folder without '..' ({why})");
    }

    /// <summary>Returns <c>&lt;LinkBase&gt;/&lt;file&gt;</c>: the path under the output directory, and the name of the resource.</summary>
    public string PathOf(string file) => IsRoot ? file : $"{Value}/{file}";

    public override string ToString() => Value;

    private static DatasetException Invalid(string text, string dataset, string allowed) =>
        new(Problem.InvalidSetting("LinkBase", text, allowed, dataset));
}
