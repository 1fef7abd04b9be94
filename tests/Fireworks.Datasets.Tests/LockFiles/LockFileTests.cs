using System.Globalization;
using System.Text;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.LockFiles;

[TestClass]
public sealed class LockFileTests : IDisposable
{
    private const string Sha = "3730d312f6e3440559ace48831e51066acaca737f6eabec99bccb9e4b3c39d14";
    private const string Canonical = $$$"""
        {
          "version": 1,
          "datasets": {
            "accounts/acme/datasets/gsm8k-eval": {
              "files": {
                "test.jsonl": { "length": 749738, "sha256": "{{{Sha}}}" },
                "train.jsonl": {}
              }
            }
          }
        }

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Is_empty_where_there_is_none()
    {
        Assert.IsEmpty(LockFile.Read(_folder["none"]).Datasets);
        Assert.IsEmpty(LockFile.Read(_folder["no/such/folder"]).Datasets);
        Assert.AreEqual("{\n  \"version\": 1,\n  \"datasets\": {}\n}\n", Encoding.UTF8.GetString(LockFile.Empty.ToBytes()));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("\uFEFF")]
    public void Comes_back_as_the_same_bytes(string start)
    {
        foreach (var text in (string[])[Canonical, Canonical.Replace("\n", "\r\n", StringComparison.Ordinal), Canonical.Replace("  ", "\t", StringComparison.Ordinal)])
        {
            var lockFile = Read(start + text);
            Assert.AreEqual(Canonical, Encoding.UTF8.GetString(lockFile.ToBytes()));
        }
    }

    [TestMethod]
    public void Knows_names_with_and_without_digest()
    {
        var dataset = Read(Canonical)[Key("gsm8k-eval")]!;
        CollectionAssert.AreEqual(new[] { "test.jsonl", "train.jsonl" }, dataset.Names.ToArray());
        Assert.AreEqual(749738, dataset["test.jsonl"]!.Length);
        Assert.AreEqual(Sha, dataset["test.jsonl"]!.Digest.ToString());
        Assert.IsNull(dataset["train.jsonl"]);
        Assert.IsTrue(dataset.Contains("train.jsonl"));
        Assert.IsFalse(dataset.Contains("other.jsonl"));
    }

    /// <summary>That of a culture, also of the invariant one, changes with the version of ICU.</summary>
    [TestMethod]
    public void Has_its_names_in_ordinal_order()
    {
        var names = new LockedDataset(((string[])["a.jsonl", "å", "a-b", "ab", "Z", "B/a"]).Select(name => KeyValuePair.Create(name, (Content?)null))).Names;
        CollectionAssert.AreEqual((string[])["B/a", "Z", "a-b", "a.jsonl", "ab", "å"], names.ToArray());
    }

    [TestMethod]
    [DataRow("tr-TR")]
    [DataRow("ar-SA")]
    [DataRow("da-DK")]
    public void Has_the_same_bytes_in_every_culture_and_order(string culture)
    {
        string[] names = ["aa", "z", "å", "I", "ı", "i", "B", "a/b", "a b", "é", "👍", "\"<&+'", "a\\b"];
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var expected = Bytes(names);
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            CollectionAssert.AreEqual(expected, Bytes(names.AsEnumerable().Reverse()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        static byte[] Bytes(IEnumerable<string> names) => LockFile.Empty.With(names.Select((_, i) => (i * 7 % 13) - 6).Select(i => KeyValuePair.Create(
            Key($"d{Math.Abs(i).ToString(CultureInfo.InvariantCulture)}", lineage: i < 0),
            new LockedDataset(names.Select(name => KeyValuePair.Create(name, (Content?)new Content(1234567, Sha256Digest.Of("x"u8)))))))).ToBytes();
    }

    [TestMethod]
    public void Keeps_every_name_that_JSON_must_escape()
    {
        string[] names = ["\"", "\\", "<>&'+`", "é👍\u2028\u007f", "\t", "", "accounts/a?lineage"];
        var written = LockFile.Empty.With([KeyValuePair.Create(Key("d"), new LockedDataset(names.Select(name => KeyValuePair.Create(name, (Content?)null))))]).ToBytes();
        File.WriteAllBytes(_folder["lock"], written);
        CollectionAssert.AreEquivalent(names, LockFile.Read(_folder["lock"])[Key("d")]!.Names.ToArray());
    }

    [TestMethod]
    [DataRow("", "line 1")]
    [DataRow("[]", "an object is expected")]
    [DataRow("{}", "'version' is expected")]
    [DataRow("""{ "datasets": {} }""", "'version' is expected")]
    [DataRow("""{ "version": 1 }""", "'datasets' is expected")]
    [DataRow("""{ "version": "1", "datasets": {} }""", "whole number")]
    [DataRow("""{ "version": 0, "datasets": {} }""", "whole number")]
    [DataRow("""{ "version": 2, "anything": [] }""", "update Fireworks.Datasets.Build")]
    [DataRow("""{ "version": 1, "datasets": {}, "more": 1 }""", "nothing more")]
    [DataRow("""{ "version": 1, "datasets": {} } x""", "line 1")]
    [DataRow("""{ "version": 1, "datasets": {} } {}""", "line 1")]
    [DataRow("""{ "version": 1, "datasets": {}, }""", "line 1")]
    [DataRow("""{ "version": 1, "datasets": [] }""", "an object is expected")]
    [DataRow("""{ "version": 1, "datasets": { "accounts/a/datasets/d": {} } }""", "'files' is expected")]
    [DataRow("""{ "version": 1, "datasets": { "accounts/../datasets/d": { "files": {} } } }""", "is not 'accounts/")]
    [DataRow("""{ "version": 1, "datasets": { "d": { "files": {} } } }""", "is not 'accounts/")]
    [DataRow("""{ "version": 1, "datasets": { "accounts/a/datasets/d": { "files": {} }, "accounts/a/datasets/d": { "files": {} } } }""", "twice")]
    public void Refuses_what_is_not_version_1(string text, string why) => Refuses(text, why);

    [TestMethod]
    [DataRow("""
        "f": null
        """, "an object is expected")]
    [DataRow("""
        "f": { "length": -1, "sha256": "SHA" }
        """, "'length'")]
    [DataRow("""
        "f": { "length": 1.5, "sha256": "SHA" }
        """, "'length'")]
    [DataRow("""
        "f": { "length": "1", "sha256": "SHA" }
        """, "'length'")]
    [DataRow("""
        "f": { "length": 9999999999999999999, "sha256": "SHA" }
        """, "'length'")]
    [DataRow("""
        "f": { "length": 1 }
        """, "belong together")]
    [DataRow("""
        "f": { "sha256": "SHA" }
        """, "belong together")]
    [DataRow("""
        "f": { "length": 1, "length": 1, "sha256": "SHA" }
        """, "twice")]
    [DataRow("""
        "f": { "length": 1, "sha256": "SHA", "md5": "x" }
        """, "unknown")]
    [DataRow("""
        "f": { "length": 1, "sha256": "abc" }
        """, "'sha256'")]
    [DataRow("""
        "f": {}, "f": {}
        """, "twice")]
    [DataRow("""
        "\ud800": {}
        """, "Unicode")]
    public void Refuses_a_file_entry_that_is_not_version_1(string entry, string why) => Refuses(
        $$"""{ "version": 1, "datasets": { "accounts/a/datasets/d": { "files": { {{entry.Replace("SHA", Sha, StringComparison.Ordinal)}} } } } }""", why);

    /// <summary>Memory for short names is many times their own length.</summary>
    [TestMethod]
    public void Refuses_names_without_end()
    {
        var files = string.Join(',', Enumerable.Range(0, 500_001).Select(number => $"\"{number}\":{{}}"));
        Refuses("""{"version":1,"datasets":{"accounts/a/datasets/d":{"files":{""" + files + "}}}}", "more than 500000 datasets and files");
    }

    [TestMethod]
    public void Refuses_datasets_without_end()
    {
        var datasets = string.Join(',', Enumerable.Range(0, 500_001).Select(number => $"\"accounts/a/datasets/{number}\":{{\"files\":{{}}}}"));
        Refuses("""{"version":1,"datasets":{""" + datasets + "}}", "more than 500000 datasets and files");
    }

    [TestMethod]
    public void Refuses_bytes_that_are_not_UTF8()
    {
        File.WriteAllBytes(_folder["lock"], [.. "{ \"version\": 1, \"datasets\": { \""u8, 0xff, .. "\": {} } }"u8]);
        Assert.AreEqual("FWDS4003", Assert.ThrowsExactly<DatasetException>(() => LockFile.Read(_folder["lock"])).Diagnostic.Code);
    }

    [TestMethod]
    public void Names_the_line_of_the_mistake() =>
        Refuses(Canonical.Replace("749738", "-749738", StringComparison.Ordinal), "line 6: 'length'");

    [TestMethod]
    [DataRow("accounts/nul/datasets/prompts")]
    [DataRow("accounts/acme/datasets/COM1.v2")]
    [DataRow("accounts/acme/datasets/con?lineage")]
    public void Refuses_an_id_that_would_become_a_device_of_Windows(string key) =>
        Refuses(Canonical.Replace("accounts/acme/datasets/gsm8k-eval", key, StringComparison.Ordinal), $"line 4: '{key}' is not");

    [TestMethod]
    public void Says_what_to_do_about_a_merge_conflict() =>
        Refuses(Canonical.Replace("        \"train", "<<<<<<< HEAD\n        \"train", StringComparison.Ordinal), "line 7 has a conflict marker");

    [TestMethod]
    public void Reports_what_cannot_be_read()
    {
        Directory.CreateDirectory(_folder["lock"]);
        Assert.AreEqual("FWDS5004", Assert.ThrowsExactly<DatasetException>(() => LockFile.Read(_folder["lock"])).Diagnostic.Code);
    }

    private void Refuses(string text, string why)
    {
        var e = Assert.ThrowsExactly<DatasetException>(() => Read(text));
        Assert.AreEqual("FWDS4003", e.Diagnostic.Code);
        StringAssert.Contains(e.Message, why, StringComparison.Ordinal);
        StringAssert.Contains(e.Message, _folder["lock"], StringComparison.Ordinal);
    }

    private LockFile Read(string text) => LockFile.Read(_folder.Write("lock", text));

    private static DatasetKey Key(string dataset, bool lineage = false) => new(new DatasetName("acme", dataset), lineage);
}
