using System.Xml.Linq;

namespace Fireworks.Datasets.Build.EndToEnd.Infra;

/// <summary>
/// A project as a user writes it, in a folder of its own below the sandbox. By default a C# console app for the newest
/// framework that references the packed package. Changing it between two builds changes the project file.
/// </summary>
internal sealed partial class TestProject
{
    private readonly List<XElement> _items = [];
    private readonly List<XElement> _raw = [];
    private readonly List<TestProject> _references = [];
    private readonly Language _language;
    private readonly List<(string Name, string Value)> _properties = [];
    private string _sdk = "Microsoft.NET.Sdk";

    public TestProject(Sandbox sandbox, string name, Language language)
    {
        _language = language;
        Sandbox = sandbox;
        Name = name;
        Folder = Directory.CreateDirectory(Path.Combine(sandbox.Root, name)).FullName;
        ProjectFile = Path.Combine(Folder, $"{Path.GetFileName(name)}.{language.Extension}proj");
        File($"Program.{language.Extension}", language.Program);
        Property("TargetFramework", "net10.0").Property("OutputType", "Exe");
        Package(PackageFeed.PackageId, sandbox.Feed.Version, ("PrivateAssets", "all"));
    }

    public Sandbox Sandbox { get; }

    public string Name { get; }

    public string Folder { get; }

    public string ProjectFile { get; }

    public TestProject Sdk(string sdk)
    {
        _sdk = sdk;
        return this;
    }

    public TestProject Library()
    {
        File($"Program.{_language.Extension}", _language.Library);
        return Property("OutputType", "Library");
    }

    /// <summary>Sets a property; the last value counts; <see langword="null"/> removes it.</summary>
    public TestProject Property(string name, string? value)
    {
        var index = _properties.FindIndex(property => property.Name == name);
        if (index >= 0)
        {
            _properties.RemoveAt(index);
        }

        if (value is not null)
        {
            _properties.Insert(index < 0 ? _properties.Count : index, (name, value));
        }

        return this;
    }

    public TestProject TargetFrameworks(params string[] frameworks) => frameworks is [var single]
        ? Property("TargetFrameworks", null).Property("TargetFramework", single)
        : Property("TargetFramework", null).Property("TargetFrameworks", string.Join(';', frameworks));

    /// <param name="include">As in the project file, that is with MSBuild's own escapes where needed.</param>
    public TestProject Item(string type, string include, params (string Name, string Value)[] metadata)
    {
        _items.Add(new XElement(type, [new XAttribute("Include", include), .. metadata.Select(data => new XAttribute(data.Name, data.Value))]));
        return this;
    }

    public TestProject Dataset(string include, params (string Name, string Value)[] metadata) => Item("FireworksDataset", include, metadata);

    public TestProject Package(string id, string version, params (string Name, string Value)[] metadata) =>
        Item("PackageReference", id, [("Version", version), .. metadata]);

    public TestProject Reference(TestProject other, params (string Name, string Value)[] metadata)
    {
        _references.Add(other);
        return Item("ProjectReference", Path.GetRelativePath(Folder, other.ProjectFile), metadata);
    }

    /// <summary>Takes back every item of this type, or the one with this Include.</summary>
    public TestProject Remove(string type, string? include = null)
    {
        _items.RemoveAll(item => item.Name == type && (include is null || (string?)item.Attribute("Include") == include));
        return this;
    }

    public TestProject WithoutPackage() => Remove("PackageReference", PackageFeed.PackageId);

    /// <summary>Elements at the end of the project, such as a target.</summary>
    public TestProject Xml(string elements)
    {
        _raw.AddRange(XElement.Parse($"<_>{elements}</_>").Elements());
        return this;
    }

    /// <summary>A file in the project's folder.</summary>
    public TestProject File(string path, string contents)
    {
        Sandbox.Write(Path.Combine(Folder, path), contents);
        return this;
    }

    /// <summary>Writes the project file, and those of the projects that it references; commands do so by themselves.</summary>
    public string Write()
    {
        _references.ForEach(other => other.Write());
        return Sandbox.Write(ProjectFile, Xml().ToString());
    }

    private XElement Xml() => new("Project",
        new XAttribute("Sdk", _sdk),
        new XElement("PropertyGroup", _properties.Select(property => new XElement(property.Name, property.Value))),
        new XElement("ItemGroup", _items),
        _raw);
}
