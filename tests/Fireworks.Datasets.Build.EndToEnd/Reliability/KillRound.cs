using System.Globalization;

namespace Fireworks.Datasets.Build.EndToEnd.Reliability;

/// <summary>Where a build was when it was killed, told from what it left.</summary>
internal enum KillPhase
{
    Start,
    Download,
    PublishOrPin,
    Materialise,
    End,
}

/// <summary>One killed build, and the one after it.</summary>
/// <param name="WrongAfterKill">Files in place, or a lock file, that are neither the old ones nor the new ones.</param>
/// <param name="WrongAtEnd">The same, after the build that followed.</param>
/// <param name="CouldResume">The kill left a partial file that vouches for bytes.</param>
/// <param name="Resumed">The build that followed asked storage for less than the whole of it.</param>
/// <param name="Bytes">Of the dataset.</param>
/// <param name="BytesTwice">Sent by storage in both builds beyond that, with what was on its way when the build died.</param>
internal sealed record KillRound(
    KillPhase Phase, int WrongAfterKill, int WrongAtEnd, bool CouldResume, bool Resumed, long Bytes, long BytesTwice)
{
    /// <summary>The committed summary of a campaign.</summary>
    public static string Describe(IReadOnlyCollection<KillRound> rounds)
    {
        var could = rounds.Where(round => round.CouldResume).ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"""
            | | |
            |---|---:|
            | builds killed with SIGKILL | {rounds.Count} |
            | … before the first byte of a file | {Count(KillPhase.Start)} |
            | … while files were downloaded | {Count(KillPhase.Download)} |
            | … while contents were verified and published, and the lock file was written | {Count(KillPhase.PublishOrPin)} |
            | … while files were put in place | {Count(KillPhase.Materialise)} |
            | … after that | {Count(KillPhase.End)} |
            | wrong or half-written files right after the kill | {rounds.Sum(round => round.WrongAfterKill)} |
            | wrong files after the build that followed | {rounds.Sum(round => round.WrongAtEnd)} |
            | kills that left a partial file to go on from | {could.Length} |
            | … and the build that followed did | {could.Count(round => round.Resumed)} |
            | bytes in all datasets | {rounds.Sum(round => round.Bytes):N0} |
            | bytes sent twice | {rounds.Sum(round => round.BytesTwice):N0} ({100.0 * rounds.Sum(round => round.BytesTwice) / Math.Max(1, rounds.Sum(round => round.Bytes)):0.0} %) |
            """).ReplaceLineEndings("\n");

        int Count(KillPhase phase) => rounds.Count(round => round.Phase == phase);
    }
}
