namespace Fireworks.Datasets.Secrets;

/// <summary>The bearer key of the service. Prints nothing of itself, so that no log, exception or debugger view can.</summary>
internal sealed class BearerToken
{
    /// <summary>Real keys have some dozens of characters; servers cut headers at some thousands.</summary>
    private const int MaxLength = 4096;

    private readonly string _value;

    private BearerToken(string value, string source, bool fromMachineFile) =>
        (_value, Source, FromMachineFile) = (value, source, fromMachineFile);

    /// <summary>Where it was found, for messages: the name of a variable, or the path of <c>auth.ini</c>.</summary>
    public string Source { get; }

    /// <summary>From the user's <c>auth.ini</c>, which another machine does not have.</summary>
    public bool FromMachineFile { get; }

    /// <exception cref="DatasetException">FWDS1005: it cannot be sent in a header. The message does not repeat it.</exception>
    public static BearerToken Create(string value, string source, bool fromMachineFile = false)
    {
        var trimmed = value.Trim();
        return trimmed.Length is > 0 and <= MaxLength && trimmed.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0
            ? new(trimmed, source, fromMachineFile)
            : throw new DatasetException(Problem.UnusableApiKey(source));
    }

    /// <summary>The key itself: only for the <c>Authorization</c> header, and for what removes it from texts.</summary>
    public string Reveal() => _value;

    /// <summary>Said once, so that a build that works on one machine only is no surprise.</summary>
    public string? Announcement(string variable) => FromMachineFile
        ? $"The API key came from '{Source}' of this machine; elsewhere, e.g. in CI, set the environment variable {variable}."
        : null;

    public override string ToString() => "***";
}
