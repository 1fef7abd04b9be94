using System.Reflection;

namespace Fireworks.Datasets.Tests;

/// <summary>In each project of unit tests; CONTRIBUTING.md has the rules.</summary>
[TestClass]
public sealed class TestClassNamesTests
{
    private static readonly Type[] s_types = typeof(TestClassNamesTests).Assembly.GetTypes();

    [TestMethod]
    public void End_in_Tests() => AssertNone(s_types.Where(type => HasTests(type) && !HasTestsName(type)));

    [TestMethod]
    public void Are_not_those_of_classes_without_tests() => AssertNone(s_types.Where(type => HasTestsName(type) && !HasTests(type)));

    private static bool HasTests(Type type) =>
        type.IsDefined(typeof(TestClassAttribute)) && type.GetMethods().Any(method => method.IsDefined(typeof(TestMethodAttribute)));

    private static bool HasTestsName(Type type) => type.Name.EndsWith("Tests", StringComparison.Ordinal);

    private static void AssertNone(IEnumerable<Type> types) => Assert.AreEqual("", string.Join('\n', types.Select(type => type.FullName)));
}
