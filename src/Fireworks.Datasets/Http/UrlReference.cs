namespace Fireworks.Datasets.Http;

/// <summary>Resolves the <c>Location</c> of a redirect as text, because <see cref="Uri"/> would rewrite a signed URL.</summary>
internal static class UrlReference
{
    /// <param name="address">An absolute URL with a path and without a fragment.</param>
    public static string Resolve(string address, string reference)
    {
        if (HasScheme(reference))
        {
            return reference;
        }

        var authority = address.IndexOf("://", StringComparison.Ordinal) + 3;
        if (reference.StartsWith("//", StringComparison.Ordinal))
        {
            return string.Concat(address.AsSpan(0, authority - 2), reference);
        }

        var path = address.IndexOf('/', authority);
        var query = address.IndexOf('?', path);
        var withoutQuery = query < 0 ? address : address[..query];
        return reference switch
        {
            "" => address,
            ['/', ..] => string.Concat(address.AsSpan(0, path), reference),
            ['?', ..] => withoutQuery + reference,
            ['#', ..] => address,
            _ => Merge(withoutQuery[..(withoutQuery.LastIndexOf('/') + 1)], path, reference),
        };
    }

    private static string Merge(string folder, int root, string reference)
    {
        while (true)
        {
            if (reference.StartsWith("./", StringComparison.Ordinal))
            {
                reference = reference[2..];
            }
            else if (reference.StartsWith("../", StringComparison.Ordinal))
            {
                reference = reference[3..];
                var parent = folder.LastIndexOf('/', folder.Length - 2);
                folder = parent < root ? folder : folder[..(parent + 1)];
            }
            else
            {
                return folder + reference;
            }
        }
    }

    private static bool HasScheme(string reference)
    {
        var end = reference.AsSpan().IndexOfAny(":/?#");
        return end > 0 && reference[end] == ':' && char.IsAsciiLetter(reference[0]);
    }
}
