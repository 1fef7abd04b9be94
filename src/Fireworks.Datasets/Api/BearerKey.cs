namespace Fireworks.Datasets.Api;

/// <summary>The key that the service is asked with. Prints nothing.</summary>
/// <param name="source">Where it was found, for messages.</param>
internal sealed class BearerKey(string value, string source)
{
    public string Source => source;

    /// <summary>Only for the <c>Authorization</c> header.</summary>
    public string Reveal() => value;

    public override string ToString() => "***";
}
