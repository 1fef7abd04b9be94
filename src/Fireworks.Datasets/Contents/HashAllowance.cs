namespace Fireworks.Datasets.Contents;

/// <summary>
/// Limits how much is hashed of files whose length is not the expected one. Such a file is another, and is hashed only to find that the
/// length in the lock file is wrong: a file that came with a restored cache can be of any length and take no room. Thread-safe.
/// </summary>
internal sealed class HashAllowance
{
    /// <summary>In bytes. To hash as much takes about a second.</summary>
    public const long Most = 256 * 1024 * 1024;

    private long _left = Most;

    /// <returns>False where too much was hashed already. The file then counts as another by its length alone.</returns>
    public bool TryTake(long length)
    {
        if (length <= Most && Interlocked.Add(ref _left, -length) >= 0)
        {
            return true;
        }

        Interlocked.Exchange(ref _left, 0);
        return false;
    }
}
