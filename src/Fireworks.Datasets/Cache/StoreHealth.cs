namespace Fireworks.Datasets.Cache;

/// <summary>Remembers whether the content store can still be written to, and reports its first failure.</summary>
/// <param name="askedFor">True if the user named the directory. For the default one, FWDS5005 is a message and no warning.</param>
internal sealed class StoreHealth(string directory, bool askedFor, IFetchLog log)
{
    private volatile bool _writable = true;
    private int _reported;

    public bool IsWritable => _writable;

    public void GiveUp(string why)
    {
        _writable = false;
        Report(why);
    }

    public void Report(string why)
    {
        if (Interlocked.Exchange(ref _reported, 1) != 0)
        {
            return;
        }

        var diagnostic = Problem.CacheUnusable(directory, HeldFolder.Shown(why));
        if (askedFor)
        {
            log.Report(diagnostic);
        }
        else
        {
            log.Message(MessageLevel.Normal, diagnostic.Message);
        }
    }
}
