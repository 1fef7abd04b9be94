using System.Diagnostics.CodeAnalysis;

namespace Fireworks.Datasets.Names;

/// <summary>
/// The files under one folder and the folders that they need, compared as a case-insensitive file system compares them.
/// Adding files takes time and memory in proportion to the total length of their paths.
/// </summary>
/// <remarks>
/// It is a hash table of path segments, each below the segment before it, because the text of a path with many folders, kept once for
/// each folder, would take memory in proportion to its square. An entry refers to its segment within the path that brought it.
/// </remarks>
internal sealed class PathSet<T>(int capacity = 0)
    where T : class
{
    /// <summary>The index of the entry that all first segments are below. It is none of a path.</summary>
    private const int Root = 0;

    private Entry[] _entries = new Entry[Math.Max(16, capacity)];
    private int[] _buckets = new int[Math.Max(16, capacity)];
    private int _count = 1;

    /// <summary>Adds a file if nothing conflicts with it.</summary>
    /// <param name="conflict">The file that has that path, that has the path of one of its folders, or that needs it as a folder.</param>
    public bool TryAdd(string path, T file, [NotNullWhen(false)] out T? conflict)
    {
        var folded = NameFolding.Fold(path);
        conflict = Find(folded);
        if (conflict is not null)
        {
            return false;
        }

        Keep(folded, file);
        return true;
    }

    /// <summary>Adds a file even if it conflicts. Later files in the same folder then report no further conflict.</summary>
    /// <returns>The result of <see cref="FindConflict"/> before the file was added.</returns>
    public T? Add(string path, T file)
    {
        var folded = NameFolding.Fold(path);
        var conflict = Find(folded);
        Keep(folded, file);
        return conflict;
    }

    /// <returns>
    /// The file that has that path, that has the path of one of its folders, or that needs it as a folder;
    /// <see langword="null"/> if there is none.
    /// </returns>
    public T? FindConflict(string path) => Find(NameFolding.Fold(path));

    private T? Find(string folded)
    {
        var at = Root;
        for (var start = 0; ; start = EndOf(folded, start) + 1)
        {
            var end = EndOf(folded, start);
            var next = Find(at, folded.AsSpan(start, end - start), out _);
            if (next < 0)
            {
                // A conflict with a file on the way is told only if that file was not needed as a folder before.
                return at == Root || _entries[at].IsFolder ? null : _entries[at].File;
            }

            at = next;
            if (end == folded.Length)
            {
                return _entries[at].File;
            }
        }
    }

    private void Keep(string folded, T file)
    {
        var at = Root;
        for (var start = 0; ;)
        {
            var end = EndOf(folded, start);
            var segment = folded.AsSpan(start, end - start);
            var next = Find(at, segment, out var hash);
            at = next >= 0 ? next : Insert(at, folded, start, end, hash);
            ref var entry = ref _entries[at];
            if (end == folded.Length)
            {
                entry.File = entry.IsFile ? entry.File : file;
                entry.IsFile = true;
                return;
            }

            entry.File ??= file;
            entry.IsFolder = true;
            start = end + 1;
        }
    }

    private static int EndOf(string path, int start) => path.IndexOf('/', start) is >= 0 and var slash ? slash : path.Length;

    /// <returns>The index of the entry of a segment below another; negative if there is none.</returns>
    private int Find(int parent, ReadOnlySpan<char> segment, out int hash)
    {
        hash = string.GetHashCode(segment) ^ (parent * unchecked((int)0x9E3779B1));
        for (var at = _buckets[Bucket(hash)]; at != Root; at = _entries[at].Next)
        {
            ref var entry = ref _entries[at];
            if (entry.Hash == hash && entry.Parent == parent && entry.Path.AsSpan(entry.Start, entry.Length).SequenceEqual(segment))
            {
                return at;
            }
        }

        return -1;
    }

    private int Insert(int parent, string path, int start, int end, int hash)
    {
        if (_count == _entries.Length)
        {
            Grow();
        }

        ref var bucket = ref _buckets[Bucket(hash)];
        _entries[_count] = new Entry { Hash = hash, Next = bucket, Parent = parent, Path = path, Start = start, Length = end - start };
        return bucket = _count++;
    }

    private void Grow()
    {
        // Array.Resize is generic, and would be compiled for this struct in every build.
        var entries = new Entry[_entries.Length * 2];
        Array.Copy(_entries, entries, _count);
        (_entries, _buckets) = (entries, new int[entries.Length]);
        for (var at = 1; at < _count; at++)
        {
            ref var bucket = ref _buckets[Bucket(_entries[at].Hash)];
            (_entries[at].Next, bucket) = (bucket, at);
        }
    }

    private int Bucket(int hash) => (int)((uint)hash % (uint)_buckets.Length);

    private struct Entry
    {
        public string Path;
        public int Start;
        public int Length;
        public int Parent;
        public int Hash;

        /// <summary>The next entry of the same bucket; <see cref="Root"/> at the end.</summary>
        public int Next;

        /// <summary>Whether a file has this path, and whether files are below it. Both are true where files conflict.</summary>
        public bool IsFile, IsFolder;

        /// <summary>The file that has this path, or else the first one below it.</summary>
        public T? File;
    }
}
