using System.Security.Cryptography;
using System.Text;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Model;

/// <summary>One random sequence: what happens to two projects, each build held against the model.</summary>
internal sealed class ModelRun : IDisposable
{
    private static readonly string[] s_names = ["a.txt", "b.txt", "sub/c.jsonl", "sub", "sub/deep/d.jsonl"];
    private static readonly string[] s_filters = ["**", "*.txt", "sub/**"];

    private readonly TemporaryFolder _folder = new();
    private readonly ModelService _service = new();
    private readonly Random _random;
    private readonly string? _lockFile;
    private readonly ModelProject[] _projects;
    private readonly List<string> _steps = [];
    private Dictionary<string, string?>? _locked;

    public ModelRun(int seed)
    {
        _random = new Random(seed);
        _lockFile = _random.Next(4) == 0 ? null : _folder["fireworks.datasets.lock.json"];
        _projects = [new(_folder.Path, "first", _lockFile, _service), new(_folder.Path, "second", _lockFile, _service)];
        _service.Files["a.txt"] = Contents("a.txt");
        _service.Files["sub/c.jsonl"] = Contents("sub/c.jsonl");
    }

    public string Steps => string.Join(", ", _steps);

    public async Task RunAsync(int steps, CancellationToken cancellationToken)
    {
        for (var step = 0; step < steps; step++)
        {
            var project = _projects[_random.Next(3) / 2];
            if (_random.Next(2) == 0)
            {
                Disturb(project);
            }
            else
            {
                await BuildAsync(project, cancellationToken);
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    private string Contents(string name) => $"{name} version {_random.Next(3)}\n";

    private void Disturb(ModelProject project)
    {
        var options = project.Options;
        switch (_random.Next(14))
        {
            case 0 or 1 or 2: ChangeUpstream(); break;
            case 3: _service.IsDown = !_service.IsDown; Say($"down={_service.IsDown}"); break;
            case 4: project.Options = options with { Floating = !options.Floating }; Say(project.Options); break;
            case 5: project.Options = options with { Offline = !options.Offline }; Say(project.Options); break;
            case 6: project.Options = options with { Locked = !options.Locked }; Say(project.Options); break;
            case 7 or 8: project.Options = options with { Filter = s_filters[_random.Next(s_filters.Length)] }; Say(project.Options); break;
            case 9: DeleteObj(project); break;
            case 10: project.DeleteStore(); Say("delete store"); break;
            case 11: project.DamageStore(_random); Say("damage store"); break;
            default: Touch(project); break;
        }
    }

    private void ChangeUpstream()
    {
        var name = s_names[_random.Next(s_names.Length)];
        if (_random.Next(3) == 0 && _service.Files.Count > 1)
        {
            _service.Files.Remove(name);
        }
        else
        {
            // A file is no folder at once.
            foreach (var other in _service.Files.Keys.Where(other => other.StartsWith(name + "/", StringComparison.Ordinal) || name.StartsWith(other + "/", StringComparison.Ordinal)).ToArray())
            {
                _service.Files.Remove(other);
            }

            _service.Files[name] = Contents(name);
        }

        Say($"upstream {string.Join('|', _service.Files.Values.Select(text => text.Trim()))}");
    }

    private void DeleteObj(ModelProject project)
    {
        project.Remembered = null;
        if (Directory.Exists(project.Obj))
        {
            Directory.Delete(project.Obj, recursive: true);
        }

        Say($"delete obj of {project.Name}");
    }

    /// <summary>Edits or deletes a file in place, with a time stamp of its own.</summary>
    private void Touch(ModelProject project)
    {
        if (project.InPlace().Keys.Order(StringComparer.Ordinal).ToArray() is not [_, ..] names)
        {
            return;
        }

        var path = Path.Join(project.Folder, names[_random.Next(names.Length)]);
        var text = File.ReadAllText(path);
        File.Delete(path);
        if (_random.Next(2) == 0)
        {
            File.WriteAllText(path, _random.Next(2) == 0 ? text.Replace('v', 'V') : "edited");
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-_random.Next(1, 10)));
        }

        Say($"touch {path[project.Folder.Length..]} of {project.Name}");
    }

    private async Task BuildAsync(ModelProject project, CancellationToken cancellationToken)
    {
        var update = _random.Next(4) == 0 && !project.Options.Offline;
        Say($"build {project.Name}{(update ? " update" : "")}");
        var (before, stored, requests) = (project.InPlace(), project.Stored(), _service.Requests);
        var expected = new BuildModel(project.Options with { Update = update }, _lockFile is not null, _locked, project.Remembered,
            before, stored, _service.IsDown ? null : new(_service.Files, StringComparer.Ordinal)).Predict();
        try
        {
            var outcome = await project.BuildAsync(update, cancellationToken);
            Assert.IsNull(expected.Code, "It succeeded.");
            AssertSame(expected.Files!, project.Result(outcome));
            AssertStaleAreGone(project, before, expected.Names);
            Remember(project, expected);
        }
        catch (DatasetException failure)
        {
            Assert.AreEqual(expected.Code, string.Join(' ', failure.Diagnostics.Select(problem => problem.Code).Distinct()), failure.Message);
            AssertLastGood(project, before);
        }

        Assert.AreEqual(expected.Warning, project.Log.Diagnostics is [var first, ..] ? first.Code : null);
        Assert.IsTrue(requests == _service.Requests || !(expected.NoRequest || project.Options.Offline), "It asked for what it had.");
        Assert.AreEqual("", string.Join(' ', project.Scratch()));
        AssertLocked(project, update ? _locked : null, expected.Locked);
    }

    private static void AssertSame(IReadOnlyDictionary<string, string> expected, IReadOnlyDictionary<string, string> actual) => Assert.AreEqual(
        string.Concat(expected.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key}: {file.Value}")),
        string.Concat(actual.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key}: {file.Value}")));

    /// <summary>What the dataset no longer has is gone, unless the user made it another file.</summary>
    private static void AssertStaleAreGone(ModelProject project, Dictionary<string, string> before, IReadOnlyCollection<string> names)
    {
        var stale = before.Where(file => !names.Contains(file.Key) && project.Remembered?.GetValueOrDefault(file.Key) == file.Value).Select(file => file.Key);
        Assert.AreEqual("", string.Join(' ', stale.Where(project.InPlace().ContainsKey)));
    }

    /// <summary>A failed build may add what the lock file pins, and changes nothing.</summary>
    private void AssertLastGood(ModelProject project, Dictionary<string, string> before)
    {
        var after = project.InPlace();
        AssertSame(before, after.Where(file => before.ContainsKey(file.Key)).ToDictionary());
        foreach (var (name, text) in after.Where(file => !before.ContainsKey(file.Key)))
        {
            Assert.IsTrue(text == _locked?.GetValueOrDefault(name) || text == project.Remembered?.GetValueOrDefault(name), $"'{name}' is neither pinned nor known.");
            var names = _lockFile is null || project.Options.Floating || _locked is null ? project.Remembered!.Keys : (IEnumerable<string>)_locked.Keys;
            project.Remembered = names.ToDictionary(known => known, known => known == name ? text : project.Remembered?.GetValueOrDefault(known), StringComparer.Ordinal);
        }
    }

    private static void Remember(ModelProject project, Expectation expected) => project.Remembered = expected.Names.ToDictionary(
        name => name, name => expected.Files!.GetValueOrDefault(name) ?? project.Remembered?.GetValueOrDefault(name), StringComparer.Ordinal);

    /// <param name="updated">Of a file that this project does not take, an update may keep the digest if it still holds.</param>
    private void AssertLocked(ModelProject project, Dictionary<string, string?>? updated, Dictionary<string, string?>? expected)
    {
        if (_lockFile is null)
        {
            return;
        }

        var actual = project.Locked();
        foreach (var name in (expected ?? []).Where(file => file.Value is null && actual?.GetValueOrDefault(file.Key) is not null).Select(file => file.Key).ToArray())
        {
            Assert.AreEqual(_service.Files.GetValueOrDefault(name), updated?.GetValueOrDefault(name), $"The update left a wrong digest of '{name}'.");
            expected![name] = updated![name];
        }

        Assert.AreEqual(Describe(expected?.ToDictionary(file => file.Key, file => Lock(file.Value))), Describe(actual));
        _locked = expected;
    }

    private static Content? Lock(string? text) =>
        text is null ? null : new(Encoding.UTF8.GetByteCount(text), Sha256Digest.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(text))));

    private static string Describe(Dictionary<string, Content?>? files) => files is null ? "no entry"
        : string.Join('\n', files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key} {file.Value}"));

    private void Say(object step) => _steps.Add(step.ToString()!);
}
