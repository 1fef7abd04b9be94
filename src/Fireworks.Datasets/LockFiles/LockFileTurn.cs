using System.Text;

namespace Fireworks.Datasets.LockFiles;

/// <summary>One build's turn at writing a lock file: the locks that it holds until this is disposed.</summary>
internal sealed class LockFileTurn : IDisposable
{
    /// <summary>The longest wait for one lock. A merge takes milliseconds, so a build that holds a lock longer is probably suspended.</summary>
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(30);

    private readonly List<HeldFile> _locks = [];

    private LockFileTurn()
    {
    }

    /// <summary>False if other builds may be writing too, because not every lock could be taken.</summary>
    public bool IsExclusive { get; private set; }

    public static async ValueTask<LockFileTurn> WaitAsync(
        string lockFile, IReadOnlyList<string> directories, TimeProvider time, CancellationToken cancellationToken)
    {
        var turn = new LockFileTurn();
        try
        {
            foreach (var directory in directories)
            {
                if (await EnterAsync(lockFile, directory, time, cancellationToken).ConfigureAwait(false) is { } held)
                {
                    turn._locks.Add(held);
                }
            }

            turn.IsExclusive = turn._locks.Count > 0 && turn._locks.Count == directories.Count;
            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    public void Dispose() => _locks.ForEach(held => held.Dispose());

    private static async ValueTask<HeldFile?> EnterAsync(string lockFile, string directory, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            using var opened = PrivateDirectory.OpenOwn(directory);
            return await ExclusiveFile.WaitAsync(opened.PathOf(NameFor(lockFile)), waited => waited < s_bound, time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // The lock only saves work. Without it, the lock file is read again after writing.
            return null;
        }
    }

    /// <summary>The same for all paths to a file, through symbolic links or, outside of Linux, in other case, which is usually ignored there.</summary>
    private static string NameFor(string lockFile)
    {
        var path = RealPath.Of(lockFile);
        return Sha256Digest.Of(Encoding.UTF8.GetBytes(OperatingSystem.IsLinux() ? path : path.ToUpperInvariant())).ToString();
    }
}
