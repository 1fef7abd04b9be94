using System.Diagnostics.CodeAnalysis;

namespace Fireworks.Datasets.Names;

/// <summary>
/// The files under one folder and the folders that they need, compared as a case-insensitive file system compares them.
/// Adding files takes time in proportion to the total length of their paths, and memory for one copy of each and two entries.
/// </summary>
/// <remarks>
/// It is a tree of path segments in which an entry has all segments up to the next one where paths part. With an entry for each folder,
/// short names in many folders would take many times their own length, and with a text for each folder its square. The entries are in a
/// hash table by the entry above and their first segment.
/// </remarks>
internal sealed class PathSet<T>(int capacity = 0)
    where T : class
{
    private const int SmallestTable = 16;

    /// <summary>The index of the entry that all others are below. It has no path.</summary>
    private const int Root = 0;

    private const int None = -1;

    private Entry[] _entries = new Entry[Math.Max(SmallestTable, capacity)];
    private int[] _buckets = new int[Math.Max(SmallestTable, capacity)];
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

    private T? Find(string path)
    {
        var (at, start, child, shared) = Descend(path);
        if (start > path.Length)
        {
            return _entries[at].File;
        }

        if (child != None)
        {
            // The path is a folder of the child, or is in one. A folder is in no file, unless that was told when it was added.
            return start + shared == path.Length ? _entries[child].File : null;
        }

        return at == Root || _entries[at].IsFolder ? null : _entries[at].File;
    }

    private void Keep(string path, T file)
    {
        var (at, start, child, shared) = Descend(path);
        if (child != None)
        {
            at = Split(child, shared);
            start += shared + 1;
        }

        if (start <= path.Length)
        {
            _entries[at].IsFolder = true;
            at = New(at, path, start, path.Length - start);
        }

        ref var entry = ref _entries[at];
        entry.File = entry.IsFile ? entry.File : file;
        entry.IsFile = true;
    }

    /// <summary>Follows a path down the tree, as far as whole entries have its segments.</summary>
    /// <returns>
    /// The last entry; where the rest of the path starts, which is beyond its end if there is no rest; the entry below that has some of the
    /// rest's segments and others, or <see cref="None"/>; and the length of those that both have.
    /// </returns>
    private (int At, int Start, int Child, int Shared) Descend(string path)
    {
        var (at, start) = (Root, 0);
        while (start <= path.Length)
        {
            var rest = path.AsSpan(start);
            var child = FindBelow(at, rest);
            var shared = child == None ? 0 : Shared(_entries[child].Label, rest);
            if (child == None || shared < _entries[child].Length)
            {
                return (at, start, child, shared);
            }

            (at, start) = (child, start + shared + 1);
        }

        return (at, start, None, 0);
    }

    /// <summary>Finds the entry below another whose first segment is that of a path.</summary>
    private int FindBelow(int parent, ReadOnlySpan<char> path)
    {
        var segment = FirstSegment(path);
        var hash = HashOf(parent, segment);
        for (var at = _buckets[Bucket(hash)]; at != Root; at = _entries[at].Next)
        {
            ref var entry = ref _entries[at];
            if (entry.Hash == hash && entry.Parent == parent && FirstSegment(entry.Label).SequenceEqual(segment))
            {
                return at;
            }
        }

        return None;
    }

    /// <returns>The length of the segments with which both begin, without the <c>/</c> after them. At least one must be the same.</returns>
    private static int Shared(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        var common = first.CommonPrefixLength(second);
        var isWhole = (common == first.Length || first[common] == '/') && (common == second.Length || second[common] == '/');
        return isWhole ? common : first[..common].LastIndexOf('/');
    }

    private static ReadOnlySpan<char> FirstSegment(ReadOnlySpan<char> path) => path.IndexOf('/') is >= 0 and var slash ? path[..slash] : path;

    /// <summary>Puts a new entry above another one, with its first segments, so that paths can part after them.</summary>
    private int Split(int lower, int length)
    {
        var (parent, path, start, rest) = (_entries[lower].Parent, _entries[lower].Path, _entries[lower].Start, _entries[lower].Length - length - 1);
        Unlink(lower);
        var upper = New(parent, path, start, length);
        (_entries[upper].IsFolder, _entries[upper].File) = (true, _entries[lower].File);
        Link(lower, upper, path, start + length + 1, rest);
        return upper;
    }

    private int New(int parent, string path, int start, int length)
    {
        if (_count == _entries.Length)
        {
            Grow();
        }

        Link(_count, parent, path, start, length);
        return _count++;
    }

    private void Link(int at, int parent, string path, int start, int length)
    {
        ref var entry = ref _entries[at];
        (entry.Path, entry.Start, entry.Length, entry.Parent) = (path, start, length, parent);
        entry.Hash = HashOf(parent, FirstSegment(entry.Label));
        ref var bucket = ref _buckets[Bucket(entry.Hash)];
        (entry.Next, bucket) = (bucket, at);
    }

    private void Unlink(int at)
    {
        ref var link = ref _buckets[Bucket(_entries[at].Hash)];
        while (link != at)
        {
            link = ref _entries[link].Next;
        }

        link = _entries[at].Next;
        _entries[at].Parent = None;
    }

    private void Grow()
    {
        // Array.Resize is generic, and would be compiled for this struct in every build.
        var entries = new Entry[_entries.Length * 2];
        Array.Copy(_entries, entries, _count);
        (_entries, _buckets) = (entries, new int[entries.Length]);
        for (var at = 1; at < _count; at++)
        {
            if (_entries[at].Parent != None)
            {
                ref var bucket = ref _buckets[Bucket(_entries[at].Hash)];
                (_entries[at].Next, bucket) = (bucket, at);
            }
        }
    }

    private static int HashOf(int parent, ReadOnlySpan<char> segment) => string.GetHashCode(segment) ^ (parent * unchecked((int)0x9E3779B1));

    private int Bucket(int hash) => (int)((uint)hash % (uint)_buckets.Length);

    private struct Entry
    {
        public string Path;
        public int Start;
        public int Length;

        /// <summary>The entry above; <see cref="None"/> while this one is in no bucket.</summary>
        public int Parent;

        public int Hash;

        /// <summary>The next entry of the same bucket; <see cref="Root"/> at the end.</summary>
        public int Next;

        /// <summary>Whether a file has this path, and whether files are below it. Both are true where files conflict.</summary>
        public bool IsFile, IsFolder;

        /// <summary>The file that has this path, or else one below it.</summary>
        public T? File;

        /// <summary>One or several segments, with <c>/</c> between them.</summary>
        public readonly ReadOnlySpan<char> Label => Path.AsSpan(Start, Length);
    }
}
