using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.Tests.Names;

[TestClass]
public class SafeRelativePathTests
{
    [TestMethod]
    [DataRow("train.jsonl")]
    [DataRow("base-dataset/part 1/train.jsonl")]
    [DataRow("data.uk.json")]
    [DataRow("100%25 #1 + (a)[b]{c};d'e=f&g,h!~@$^.jsonl")]
    [DataRow("$(x) @(x) %(x) %41")]
    [DataRow("дані/Приклад-ї.jsonl")]
    [DataRow("データ/例.json")]
    [DataRow("😀.json")]
    [DataRow("می‌خواهم.txt", DisplayName = "a word with a zero-width non-joiner")]
    [DataRow(".hidden")]
    [DataRow("-rf")]
    [DataRow(" leading space")]
    [DataRow("a..b")]
    [DataRow("console.txt")]
    [DataRow("com10")]
    [DataRow("aux-1/nul_")]
    [DataRow("train~1.jsonl")]
    [DataRow("x.cs")]
    [DataRow("per%20cent%25.txt")]
    [DataRow("caf%C3%A9 100%.txt")]
    [DataRow("git/config.git")]
    [DataRow("質問？Ａ／Ｂ：…（１）.txt", DisplayName = "full-width characters in place of those that Windows does not allow")]
    [DataRow("desktop.ini.jsonl")]
    public void Takes_what_every_platform_can_hold(string name)
    {
        Assert.IsTrue(SafeRelativePath.TryParse(name, out var path, out var why), why);
        Assert.AreEqual(name, path.Value);
        Assert.AreEqual("", why);
    }

    [TestMethod]
    public void Takes_folders_up_to_a_depth()
    {
        var deepest = string.Concat(Enumerable.Repeat("d/", SafeRelativePath.MaxFolders));
        Assert.IsTrue(SafeRelativePath.TryParse($"{deepest}x", out _, out var why), why);
        Assert.IsFalse(SafeRelativePath.TryParse($"d/{deepest}x", out _, out why));
        Assert.Contains("more than 32 folders deep", why);
    }

    [TestMethod]
    [DataRow(null, "empty")]
    [DataRow("", "empty")]
    [DataRow("/etc/passwd", "absolute")]
    [DataRow("//server/share/x", "absolute")]
    [DataRow("C:/Windows/x", "colon")]
    [DataRow("c:x", "colon")]
    [DataRow("file:stream", "colon")]
    [DataRow(@"\\server\share", "backslash")]
    [DataRow(@"a\b", "backslash")]
    [DataRow(@"..\x", "backslash")]
    [DataRow("..", "leave")]
    [DataRow("../x", "leave")]
    [DataRow("a/../../x", "leave")]
    [DataRow("a/..", "leave")]
    [DataRow(".", "leave")]
    [DataRow("./x", "leave")]
    [DataRow("a/./x", "leave")]
    [DataRow("a//b", "empty segment")]
    [DataRow("a/", "empty segment")]
    [DataRow("a*b", "character *")]
    [DataRow("what?", "character ?")]
    [DataRow("a<b", "character <")]
    [DataRow("a>b", "character >")]
    [DataRow("a|b", "character |")]
    [DataRow("a\"b", "character \"")]
    [DataRow("a\0b", "control character (U+0000)")]
    [DataRow("a\nb", "control character (U+000A)")]
    [DataRow("a\tb", "control character (U+0009)")]
    [DataRow("a\u007fb", "control character (U+007F)")]
    [DataRow("a\u0085b", "control character (U+0085)")]
    [DataRow("a\u2028b", "line break")]
    [DataRow("gnp\u202Elnosj.exe", "invisible character (U+202E)")]
    [DataRow("a\u2066b", "invisible character (U+2066)")]
    [DataRow("a\u200Fb", "invisible character (U+200F)")]
    [DataRow("\uFEFFa", "invisible character (U+FEFF)")]
    [DataRow("a\u200Bb", "invisible character (U+200B)")]
    [DataRow("a\U000E0041b", "invisible character (U+E0041)")]
    [DataRow("a\uFFFEb", "no character (U+FFFE)")]
    [DataRow("a\uFDD0b", "no character (U+FDD0)")]
    [DataRow("a.", "dot or a space")]
    [DataRow("a ", "dot or a space")]
    [DataRow("...", "dot or a space")]
    [DataRow("folder./x", "dot or a space")]
    [DataRow("CON", "device")]
    [DataRow("nul.txt", "device")]
    [DataRow("Aux.tar.gz", "device")]
    [DataRow("nul .txt", "device")]
    [DataRow("x/prn/y", "device")]
    [DataRow("com1", "device")]
    [DataRow("LPT9.log", "device")]
    [DataRow("com¹", "device")]
    [DataRow("CONIN$", "device")]
    [DataRow("conout$.txt", "device")]
    [DataRow("FIREWO~1/state.json", "8.3")]
    [DataRow("TRAINI~2.JSO", "8.3")]
    [DataRow(".fireworks", "kept for")]
    [DataRow(".FireWorks/state.json", "kept for")]
    [DataRow("a/.fireworks-tmp", "kept for")]
    [DataRow(".fire\u200Cworks/x", "kept for")]
    [DataRow(".\uFB01reworks/x", "kept for", DisplayName = "a ligature")]
    [DataRow("．ｆireworks/x", "kept for", DisplayName = "full-width letters")]
    [DataRow("%2e%2e/%2e%2e/%2e%2e/build/lib1.targets", "leave")]
    [DataRow("%2E%2e", "leave")]
    [DataRow("%252e%252e/x", "leave")]
    [DataRow("%25252e%25252e/x", "leave")]
    [DataRow("a%2fb", "another path")]
    [DataRow("a%5Cb", "backslash")]
    [DataRow("%2fetc%2fpasswd", "another path")]
    [DataRow("a%3ab", "colon")]
    [DataRow("a%0ab", "control character")]
    [DataRow("a%E2%80%AEb", "invisible character")]
    [DataRow("a%20", "dot or a space")]
    [DataRow("a%2e", "dot or a space")]
    [DataRow("nul%2etxt", "device")]
    [DataRow("%2efireworks", "kept for")]
    [DataRow("．．/x", "normalise", DisplayName = "full-width dots")]
    [DataRow("‥/x", "normalise", DisplayName = "a two-dot leader")]
    [DataRow("\u200D", "can be seen")]
    [DataRow("a/\u200C\u200D", "can be seen")]
    [DataRow("%E2%80%8D", "can be seen")]
    [DataRow("a/％２e％2e/b", "percent sign", DisplayName = "escapes in full-width characters")]
    [DataRow("﹪41", "percent sign")]
    [DataRow("a\u00A0", "blank")]
    [DataRow("a\u3000/b", "blank")]
    [DataRow("\u2003a", "blank")]
    [DataRow("a\u3164", "blank")]
    [DataRow("a\u2800", "blank")]
    [DataRow("##vso[task.complete result=Succeeded;]x.jsonl", "CI systems")]
    [DataRow("a/##[error]", "CI systems")]
    [DataRow("%23%23vso[task.x]", "CI systems")]
    [DataRow("GIT~1/config", "8.3")]
    public void Refuses_what_could_leave_the_folder_or_cannot_exist_somewhere(string? name, string because)
    {
        Assert.IsFalse(SafeRelativePath.TryParse(name, out _, out var why));
        Assert.Contains(because, why);
    }

    [TestMethod]
    public void Refuses_half_a_surrogate_pair()
    {
        Assert.IsFalse(SafeRelativePath.TryParse("a\uD83D", out _, out var why));
        Assert.Contains("U+D83D", why);
        Assert.IsFalse(SafeRelativePath.TryParse("\uDE00b", out _, out _));
    }

    [TestMethod]
    public void Bounds_segments_and_the_whole_in_bytes_as_written()
    {
        Assert.IsTrue(SafeRelativePath.TryParse(new('a', 255), out _, out _));
        Assert.IsFalse(SafeRelativePath.TryParse(new('a', 256), out _, out _));
        Assert.IsTrue(SafeRelativePath.TryParse(new('例', 85), out _, out _));
        Assert.IsFalse(SafeRelativePath.TryParse(new('例', 86), out _, out _));
        Assert.IsTrue(SafeRelativePath.TryParse($"{new string('a', 255)}/{new string('b', 255)}/", out _, out _) is false, "an empty segment");
        Assert.IsTrue(SafeRelativePath.TryParse($"{new string('a', 254)}/{new string('b', 254)}/cc", out _, out _));
        Assert.IsFalse(SafeRelativePath.TryParse($"{new string('a', 254)}/{new string('b', 254)}/ccc", out _, out _));
        Assert.IsFalse(SafeRelativePath.TryParse(new string('/', 100_000_000), out _, out _));
    }

    [TestMethod]
    public void Stays_below_the_folder()
    {
        Assert.IsTrue(SafeRelativePath.TryParse("a/b c.txt", out var path, out _));
        var folder = Path.GetTempPath();
        Assert.AreEqual(Path.Combine(folder, "a", "b c.txt"), path.ToFullPath(folder));
        Assert.ThrowsExactly<ArgumentException>(() => path.ToFullPath("relative"));
    }

    /// <summary>Random names of dangerous pieces: whatever is taken stays below the folder by the platform's own reckoning.</summary>
    [TestMethod]
    public void Nothing_taken_leaves_the_folder()
    {
        string[] pieces = ["..", ".", "/", "\\", "a", "C:", ":", "~1", " ", "CON", "é", "\u202E", "\0", "\uD800", "%2e", "%2f", "%25", "．", "\u00A0", ".git", ".fireworks", "*"];
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var root = Path.TrimEndingDirectorySeparator(Path.GetTempPath()) + Path.DirectorySeparatorChar;
        for (var i = 0; i < 20_000; i++)
        {
            var name = string.Concat(random.GetItems(pieces, random.Next(1, 7)));
            if (SafeRelativePath.TryParse(name, out var path, out _))
            {
                var full = path.ToFullPath(root);
                Assert.AreEqual(full, Path.GetFullPath(full), $"'{name}', seed {seed}");
                Assert.StartsWith(root, full, $"seed {seed}");
            }
        }
    }
}
