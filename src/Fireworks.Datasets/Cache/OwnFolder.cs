namespace Fireworks.Datasets.Cache;

/// <summary>A folder in the store that only this package creates and only this user may write to: see <see cref="PrivateDirectory"/>.</summary>
internal sealed class OwnFolder(Lazy<HeldFolder> store, string name) : IDisposable
{
    private readonly object _gate = new();
    private volatile HeldFolder? _held;

    public string Name => name;

    public string FullPath => Path.Join(store.Value.Path, name);

    /// <summary>Opens the folder; <see langword="null"/> if it is missing.</summary>
    /// <exception cref="IOException">Others may write to it, or it is a link; also <see cref="UnauthorizedAccessException"/>.</exception>
    public HeldFolder? Find() => Open(() => store.Value.TryOpenFolder(name));

    /// <summary>Opens the folder, and creates it if it is missing.</summary>
    /// <inheritdoc cref="Find"/>
    public HeldFolder Make() => Open(() => store.Value.CreateFolder(name, isPrivate: true))!;

    /// <summary>The path of an entry that may exist.</summary>
    /// <inheritdoc cref="Find"/>
    public string PathOf(string entry) => Find()?.PathOf(entry) ?? Path.Join(FullPath, entry);

    /// <summary>The path of an entry, in a folder that exists.</summary>
    /// <inheritdoc cref="Find"/>
    public string WritablePathOf(string entry) => Make().PathOf(entry);

    /// <summary>Why it cannot be used; <see langword="null"/> if it can, or is missing.</summary>
    public string? WhyUnsafe()
    {
        try
        {
            Find();
            return null;
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            return exception.Message;
        }
    }

    public void Dispose() => _held?.Dispose();

    private HeldFolder? Open(Func<HeldFolder?> open)
    {
        if (_held is { } held)
        {
            return held;
        }

        lock (_gate)
        {
            return _held ??= open() is { } opened ? PrivateDirectory.Checked(opened) : null;
        }
    }
}
