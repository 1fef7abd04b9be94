using System.Reflection;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Identity;

namespace Fireworks.Datasets.Tests.Diagnostics;

/// <summary>Every diagnostic once, as the documentation shows it: all factories, called with what a user might see.</summary>
internal static class ProblemSamples
{
    private static readonly Dictionary<string, object?> s_arguments = new(StringComparer.Ordinal)
    {
        ["variable"] = "FIREWORKS_API_KEY",
        ["placesLookedAt"] = new[] { "the environment variable FIREWORKS_API_KEY (not set)", "'/home/me/.fireworks/auth.ini' (no such file)" },
        ["source"] = "FIREWORKS_API_KEY",
        ["keySource"] = "FIREWORKS_API_KEY",
        ["account"] = "accounts/acme",
        ["dataset"] = new DatasetKey(new("acme", "gsm8k-eval"), Lineage: false),
        ["file"] = "train.jsonl",
        ["files"] = new[] { "test.jsonl", "train.jsonl" },
        ["LengthChanged.length"] = 749801L,
        ["like"] = Problem.PinnedFileGone(new(new("acme", "gsm8k-eval"), Lineage: false), "train.jsonl"),
        ["names"] = new[] { "test.jsonl", "train.jsonl" },
        ["first"] = "Train.jsonl",
        ["second"] = "train.jsonl",
        ["host"] = "api.fireworks.ai",
        ["message"] = "",
        ["attempts"] = 9,
        ["count"] = 980,
        ["lockFile"] = "/src/app/fireworks.datasets.lock.json",
        ["path"] = "/src/app/obj/Debug/net10.0/fireworks-datasets",
        ["needed"] = 2_147_483_648L,
        ["free"] = 1_048_576L,
        ["InvalidAccount.source"] = "FireworksAccountId",
        ["InvalidDataset.dataset"] = "acme/gsm8k eval",
        ["NoAccount.dataset"] = "gsm8k-eval",
        ["InvalidSetting.setting"] = "FireworksDatasetsMaxConcurrency",
        ["InvalidSetting.value"] = "lots",
        ["InvalidSetting.allowed"] = "a whole number from 1 to 64",
        ["InvalidSetting.dataset"] = null,
        ["SecretInSetting.setting"] = "FireworksApiKeyVariable",
        ["SecretInSetting.allowed"] = "the name of an environment variable (letters, digits and '_')",
        ["ContradictingSettings.first"] = "FireworksDatasetsOffline=true",
        ["ContradictingSettings.second"] = "FireworksDatasetsUpdate=true",
        ["ContradictingSettings.remedy"] = "An update asks the service; do it with a network.",
        ["ConflictingItems.conflict"] = "Datasets 'accounts/acme/datasets/a' and 'accounts/acme/datasets/b' put different files at one path of the output: 'data/test.jsonl'",
        ["ConflictingItems.remedy"] = "Give one of the items another LinkBase, or choose different files with Files and ExcludeFiles.",
        ["KeyRefused.message"] = "The API key you provided is invalid.",
        ["ServiceFailed.status"] = "503, after 9 attempts",
        ["UnexpectedResponse.why"] = "it is not JSON",
        ["DatasetEmpty.explanation"] = "Its state is UPLOADING.",
        ["NoFileMatches.filter"] = "Files='**/*.csv'",
        ["DownloadFailed.why"] = "storage answered 404, after 1 attempt",
        ["stall"] = TimeSpan.FromSeconds(60),
        ["SignedUrlRefused.why"] = "403",
        ["InsecureUrl.what"] = "The signed URL of 'train.jsonl'",
        ["InsecureUrl.address"] = "http://storage.example/***",
        ["Unreachable.file"] = null,
        ["Unreachable.why"] = "the name cannot be resolved",
        ["locked"] = new Content(749738, Sha256Digest.Of("locked"u8)),
        ["actual"] = new Content(749801, Sha256Digest.Of("actual"u8)),
        ["BadLockFile.why"] = "version 2 is newer than this package reads",
        ["algorithm"] = "crc32c",
        ["declared"] = 749738L,
        ["arrived"] = 524288L,
        ["FloatingUnreachable.why"] = "api.fireworks.ai cannot be reached",
        ["lockedLength"] = 749737L,
        ["length"] = 749738L,
        ["isLocked"] = true,
        ["floating"] = false,
        ["difference"] = "it has 749801 bytes instead of 749738",
        ["UnsafeFileName.file"] = "../train.jsonl",
        ["UnsafeFileName.why"] = "'..' as a segment could leave the folder",
        ["ObeyedFileName.file"] = "app.config",
        ["ObeyedFileName.why"] = "programs take their settings from it",
        ["UnpackableFileNames.names"] = new[] { "it's.jsonl", "50%25.jsonl" },
        ["NotOurs.path"] = "/src/app/data/test.jsonl",
        ["LockFileElsewhere.path"] = "/src/app/fireworks.datasets.lock.json",
        ["LockFileElsewhere.real"] = "/home/me/.profile",
        ["CollidingFileNames.why"] = "which are one file where case or the composition of letters does not count",
        ["doing"] = "write",
        ["InTheWay.path"] = "/src/app/obj/Debug/net10.0/fireworks-datasets/acme/gsm8k-eval/test",
        ["InTheWay.obstacle"] = "/src/app/obj/Debug/net10.0/fireworks-datasets/acme/gsm8k-eval/test/mine.txt",
        ["PathInaccessible.why"] = "Permission denied",
        ["directory"] = "/mnt/cache",
        ["CacheUnusable.why"] = "Permission denied",
        ["RemoteCacheUnusable.host"] = "cache.example",
        ["RemoteCacheUnusable.why"] = "it answered 503",
        ["HostUnsupported.why"] = "it is MSBuild 17.8 of Visual Studio 2022",
        ["exception"] = new InvalidOperationException("Sequence contains no elements"),
    };

    public static IReadOnlyList<(string Factory, Diagnostic Diagnostic)> All { get; } =
        [.. typeof(Problem).GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Where(method => method.ReturnType == typeof(Diagnostic))
            .Select(factory => (factory.Name, (Diagnostic)factory.Invoke(null, BindingFlags.OptionalParamBinding, null, Arguments(factory), null)!))];

    private static object?[] Arguments(MethodInfo factory) => [.. factory.GetParameters().Select(parameter =>
        s_arguments.TryGetValue($"{factory.Name}.{parameter.Name}", out var special) ? special
        : s_arguments.TryGetValue(parameter.Name!, out var common) ? common
        : throw new InvalidOperationException($"No sample for {parameter.Name} of {factory.Name}."))];
}
