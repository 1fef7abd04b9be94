using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Fireworks.Datasets.Build.EndToEnd.Infra;

/// <summary>
/// Most tests restore the same few shapes of projects. Each shape is restored once, by the real command; the tests get
/// copies of what it left, with the paths rewritten. That is half of the time of a first build.
/// </summary>
internal static class RestoredTemplate
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<Sandbox>>> Templates = new(StringComparer.Ordinal);

    public static async Task ApplyAsync(TestProject project, string inputs)
    {
        var path = Path.GetRelativePath(project.Sandbox.Root, project.ProjectFile);
        var configuration = File.ReadAllText(Path.Combine(project.Sandbox.Root, "nuget.config"));
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{path}\n{inputs}\n{configuration}")))[..8];
        var template = await Templates.GetOrAdd(key, _ => new(() => CreateAsync(key, path, inputs, project.Sandbox))).Value;

        Directory.CreateDirectory(project.Sandbox.Packages);
        foreach (var package in Directory.EnumerateDirectories(template.Packages))
        {
            Folders.Link(package, Path.Combine(project.Sandbox.Packages, Path.GetFileName(package)));
        }

        var restored = Path.Combine(Path.GetDirectoryName(Path.Combine(template.Root, path))!, "obj");
        var obj = Directory.CreateDirectory(Path.Combine(project.Folder, "obj")).FullName;
        foreach (var name in Folders.FilesUnder(restored))
        {
            var contents = File.ReadAllText(Path.Combine(restored, name))
                .Replace(template.Root, project.Sandbox.Root, StringComparison.Ordinal)
                .Replace(InJson(template.Root), InJson(project.Sandbox.Root), StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(obj, name), contents);
        }
    }

    private static async Task<Sandbox> CreateAsync(string key, string path, string inputs, Sandbox user)
    {
        var template = await Sandbox.CreateAsync(Path.Combine(TestSession.Root, "templates", key), user.Feed);
        template.UseSourcesOf(user);
        var project = template.Write(path, inputs);
        (await template.RunAsync(Path.GetDirectoryName(project)!, logged: true, "restore", project)).Succeeded();
        return template;
    }

    private static string InJson(string text) => JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
}
