namespace Fireworks.Datasets.Secrets;

/// <summary>The API key of the service, or the token of the remote cache. It prints as <c>***</c>, so that no log shows it.</summary>
internal sealed class BearerToken
{
    /// <summary>In characters. Real keys have some dozens, and servers limit headers to some thousands.</summary>
    private const int MaxLength = 4096;

    private readonly string _value;

    private BearerToken(string value, string source, bool fromMachineFile) =>
        (_value, Source, FromMachineFile) = (value, source, fromMachineFile);

    /// <summary>Where the key was found, for messages: the name of a variable, or the path of <c>auth.ini</c>.</summary>
    public string Source { get; }

    /// <summary>Whether the key came from the user's <c>auth.ini</c>, which other machines do not have.</summary>
    public bool FromMachineFile { get; }

    /// <exception cref="DatasetException">FWDS1005: the key cannot be sent in a header. The message does not repeat the key.</exception>
    public static BearerToken Create(string value, string source, bool fromMachineFile = false)
    {
        var trimmed = value.Trim();
        return trimmed.Length is > 0 and <= MaxLength && trimmed.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0
            ? new(trimmed, source, fromMachineFile)
            : throw new DatasetException(Problem.UnusableApiKey(source));
    }

    /// <summary>Returns the key itself, only for the <c>Authorization</c> header and for the code that removes the key from texts.</summary>
    public string Reveal() => _value;

    /// <summary>The message that other machines lack this key; <see langword="null"/> if the key did not come from <c>auth.ini</c>.</summary>
    public string? Announcement(string variable) => FromMachineFile
        ? $"The API key came from '{Source}' of this machine; elsewhere, e.g. in CI, set the environment variable {variable}."
        : null;

    public override string ToString() => "***";
}
