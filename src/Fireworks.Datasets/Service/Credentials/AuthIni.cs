namespace Fireworks.Datasets.Service.Credentials;

/// <summary>
/// The contents of <c>auth.ini</c>, a file of the Fireworks tools. It has <c>key = value</c> lines, before any section or in
/// <c>[fireworks]</c> or <c>[DEFAULT]</c>. The rules are those of the Python clients, which try a simple reader and then configparser:
/// a comment takes a whole line, a value may be quoted, the case of key names is ignored, and the last value that is not empty counts.
/// </summary>
internal sealed class AuthIni
{
    private AuthIni(string? apiKey, string? accountId) => (ApiKey, AccountId) = (apiKey, accountId);

    public string? ApiKey { get; }

    public string? AccountId { get; }

    public static AuthIni Parse(string text)
    {
        string? apiKey = null, accountId = null;
        var ours = true;
        foreach (var line in text.TrimStart('\uFEFF').AsSpan().EnumerateLines())
        {
            var content = line.Trim();
            if (content.IsEmpty || content[0] is '#' or ';')
            {
                continue;
            }

            if (content[0] == '[')
            {
                ours = IsOurSection(content);
            }
            else if (ours && content.IndexOfAny('=', ':') is var separator and > 0)
            {
                var name = content[..separator].TrimEnd();
                var value = Unquoted(content[(separator + 1)..].TrimStart());
                apiKey = Is(name, "api_key") ? value ?? apiKey : apiKey;
                accountId = Is(name, "account_id") ? value ?? accountId : accountId;
            }
        }

        return new(apiKey, accountId);
    }

    private static bool IsOurSection(ReadOnlySpan<char> line)
    {
        var end = line.IndexOf(']');
        var name = end < 0 ? line[1..] : line[1..end];
        return Is(name.Trim(), "fireworks") || Is(name.Trim(), "DEFAULT");
    }

    private static string? Unquoted(ReadOnlySpan<char> value)
    {
        var inner = value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0] ? value[1..^1].Trim() : value;
        return inner.IsEmpty ? null : inner.ToString();
    }

    private static bool Is(ReadOnlySpan<char> name, string expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
