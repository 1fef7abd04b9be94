using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Fireworks.Datasets.Build.Tests;

/// <summary>
/// A node of MSBuild lives through many builds, and may run several at once: what a static field keeps, the next build would see,
/// with an environment, a key or a cache that are no longer those of the user.
/// </summary>
[TestClass]
public sealed class StaticStateTests
{
    /// <summary>Filled when the type is first used, and only read from then on.</summary>
    private static readonly string[] s_filledOnce = ["BuildActions.s_obeyed", "BuildActions.s_reserved", "CheckPackedFireworksDatasets.s_folders", "SourceFolder.s_marks", "SourceFolder.s_obeyed", "SettingVariable.s_all"];

    private static readonly Type[] s_readOnly = [typeof(string), typeof(IReadOnlyList<>), typeof(IReadOnlySet<>), typeof(IReadOnlyDictionary<,>)];

    private static readonly Assembly[] s_ours = [typeof(FireworksTask).Assembly, typeof(DatasetFetcher).Assembly];

    private static readonly FieldInfo[] s_fields = [.. s_ours.SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Namespace?.StartsWith("Fireworks.", StringComparison.Ordinal) == true && !IsGenerated(type))
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(field => !field.IsLiteral)];

    [TestMethod]
    public void Is_never_assigned_anew() => AssertNone(s_fields.Where(field => !field.IsInitOnly));

    /// <summary>Nor does it hold anything that changes: of our own types only those whose fields are all read-only, and no collection to add to.</summary>
    [TestMethod]
    public void Never_changes() => AssertNone(s_fields.Where(field => !s_filledOnce.Contains(NameOf(field)) && Changes(field.FieldType, [])));

    private static bool Changes(Type type, HashSet<Type> seen)
    {
        if (!s_ours.Contains(type.Assembly))
        {
            var kind = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
            return kind == typeof(Lazy<>) || type.Namespace?.StartsWith("System.Threading", StringComparison.Ordinal) == true
                || (type.IsAssignableTo(typeof(IEnumerable)) && !type.IsArray && !s_readOnly.Contains(kind));
        }

        return !type.IsEnum && !type.IsAssignableTo(typeof(Delegate)) && seen.Add(type) && type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Any(field => !field.IsInitOnly || (s_ours.Contains(field.FieldType.Assembly) && Changes(field.FieldType, seen)));
    }

    private static bool IsGenerated(Type? type) => type is not null
        && (type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.IsAssignableTo(typeof(JsonSerializerContext)) || IsGenerated(type.DeclaringType));

    private static string NameOf(FieldInfo field) => $"{field.DeclaringType!.Name}.{field.Name}";

    private static void AssertNone(IEnumerable<FieldInfo> fields) => Assert.AreEqual("", string.Join('\n', fields.Select(NameOf)));
}
