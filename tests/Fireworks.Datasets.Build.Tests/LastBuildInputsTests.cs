using Fireworks.Datasets.Build.Items;
using Fireworks.Datasets.Build.Tests.Infra;
using Fireworks.Datasets.Settings;
using Microsoft.Build.Utilities;
using static Fireworks.Datasets.Build.Tests.Infra.LastBuildScene;

namespace Fireworks.Datasets.Build.Tests;

/// <summary>All that decides about the result: where any of it is another, the next build looks for itself.</summary>
[TestClass]
public sealed class LastBuildInputsTests
{
    private static IEnumerable<object[]> Parameters => typeof(ResolveFireworksDatasets).GetProperties()
        .Where(property => property.PropertyType == typeof(string) && property.SetMethod?.IsPublic == true && property.Name is not ("DesignTime" or "LastBuildFile"))
        .Where(property => property.DeclaringType!.Assembly == typeof(FireworksTask).Assembly)
        .Select(property => new object[] { property.Name });

    private static IEnumerable<object[]> Settings => new FetchSettings().Values.Declared
        .Select(setting => setting.Name).Append("OneThatTheTableDoesNotKnow").Select(name => new object[] { name });

    private static IEnumerable<object[]> Variables => SettingVariable.All.Select(variable => new object[] { variable.Name });

    [TestMethod]
    [DynamicData(nameof(Parameters))]
    public void Another_parameter_makes_it_look_again(string name) => AssertLooksAgain(task =>
    {
        var property = typeof(ResolveFireworksDatasets).GetProperty(name)!;
        property.SetValue(task, $"{property.GetValue(task)}x");
    });

    [TestMethod]
    [DynamicData(nameof(Settings))]
    public void Another_setting_makes_it_look_again(string name) => AssertLooksAgain(task =>
        task.Settings.SetMetadata(name, task.Settings.GetMetadata(name) is { Length: > 0 } before ? before + "x" : "true"));

    [TestMethod]
    [DynamicData(nameof(Variables))]
    [DoNotParallelize]
    public void Another_environment_makes_it_look_again(string name)
    {
        var before = Environment.GetEnvironmentVariable(name);
        try
        {
            AssertLooksAgain(_ => Environment.SetEnvironmentVariable(name, "https://other.test/"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, before);
        }
    }

    [TestMethod]
    [DataRow("Files", "*")]
    [DataRow("Note", "x")]
    [DataRow("Lineage", "false")]
    public void Other_metadata_make_it_look_again(string name, string value)
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt");
        Run(project, ProjectScene.Item("acme/eval"));
        Garble(project);

        Run(project, ProjectScene.Item("acme/eval", (name, value)));

        Assert.IsFalse(IsGarbled(project));
    }

    /// <summary>Escaped, it is part of a name.</summary>
    [TestMethod]
    public void A_separator_is_not_the_character()
    {
        using var project = new ProjectScene();
        project.Fetched("a;b.txt", "a", "b.txt");

        var one = Run(project, ProjectScene.Item("acme/eval", ("Files", "a%3bb.txt")));
        var two = Run(project, ProjectScene.Item("acme/eval", ("Files", "a;b.txt")));

        Assert.Contains("File=a%3bb.txt", one);
        Assert.DoesNotContain("File=a%3bb.txt", two);
    }

    [TestMethod]
    public void Another_output_of_the_build_makes_it_look_again()
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt");
        Run(project, ProjectScene.Item("acme/eval", ("LinkBase", "."), ("Files", "a.txt")));
        using var task = Task(project, ProjectScene.Item("acme/eval", ("LinkBase", "."), ("Files", "a.txt")));
        task.BuildOutputs = [new TaskItem("a.txt")];

        Assert.IsFalse(task.Execute());

        Assert.AreEqual("FWDS1006", project.Engine.Codes);
    }

    /// <param name="change">Of the second build's task.</param>
    private static void AssertLooksAgain(Action<ResolveFireworksDatasets> change)
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt");
        Run(project, ProjectScene.Item("acme/eval"));
        Garble(project);
        using var task = Task(project, ProjectScene.Item("acme/eval"));
        change(task);

        task.Execute();

        Assert.IsTrue(project.Engine.Errors.Count > 0 || !IsGarbled(project));
    }
}
