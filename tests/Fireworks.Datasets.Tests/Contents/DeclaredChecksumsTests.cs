using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Fireworks.Datasets.Contents;

namespace Fireworks.Datasets.Tests.Contents;

[TestClass]
[SuppressMessage("Security", "CA5351", Justification = "MD5 is what storage declares.")]
public class DeclaredChecksumsTests
{
    private static readonly byte[] s_contents = Encoding.UTF8.GetBytes("{\"question\": \"6 * 7\"}\n");

    [TestMethod]
    public void Reads_both_values_of_Google_Cloud_Storage_in_one_header_or_in_two()
    {
        AssertRight(2, ("x-goog-hash", $"crc32c={Crc32C()},md5={Base64(MD5.HashData(s_contents))}"));
        AssertRight(2, ("x-goog-hash", $"crc32c={Crc32C()}"), ("x-goog-hash", $"md5={Base64(MD5.HashData(s_contents))}"));
    }

    [TestMethod]
    public void Reads_content_MD5_and_both_generations_of_digest_headers()
    {
        AssertRight(1, ("Content-MD5", Base64(MD5.HashData(s_contents))));
        AssertRight(1, ("Digest", $"SHA-256={Base64(SHA256.HashData(s_contents))}"));
        AssertRight(2, ("Repr-Digest", $"sha-256=:{Base64(SHA256.HashData(s_contents))}:, sha-512=:{Base64(SHA512.HashData(s_contents))}:"));
    }

    [TestMethod]
    public void Content_MD5_of_a_part_says_nothing_of_the_whole()
    {
        using var part = Answer(HttpStatusCode.PartialContent, ("Content-MD5", Base64(MD5.HashData(s_contents))));
        Assert.IsTrue(DeclaredChecksums.FromHeaders(part).IsEmpty);
    }

    [TestMethod]
    [DataRow("x-goog-hash", "crc32c=short")]
    [DataRow("x-goog-hash", "crc32c")]
    [DataRow("x-goog-hash", "")]
    [DataRow("Repr-Digest", "unixsum=:AAA=:")]
    [DataRow("Content-MD5", "not base64!")]
    [DataRow("ETag", "\"5d41402abc4b2a76b9719d911017c592\"")]
    public void What_cannot_be_read_is_not_there(string header, string value)
    {
        using var response = Answer(HttpStatusCode.OK, (header, value));
        Assert.IsTrue(DeclaredChecksums.FromHeaders(response).IsEmpty);
    }

    [TestMethod]
    public void Names_the_algorithm_that_differs()
    {
        using var response = Answer(HttpStatusCode.OK, ("x-goog-hash", $"crc32c={Crc32C()},md5={Base64(new byte[16])}"));
        Assert.AreEqual(ChecksumAlgorithm.Md5, Mismatch(DeclaredChecksums.FromHeaders(response)));
    }

    [TestMethod]
    public void Survives_being_written_down()
    {
        using var response = Answer(HttpStatusCode.OK, ("x-goog-hash", $"crc32c={Crc32C()},md5={Base64(new byte[16])}"));
        var text = DeclaredChecksums.FromHeaders(response).ToText();
        Assert.IsTrue(DeclaredChecksums.TryParse(text, out var read));
        CollectionAssert.AreEqual(text.ToArray(), read.ToText().ToArray());
        Assert.IsFalse(DeclaredChecksums.TryParse(["md5=damaged"], out _));
    }

    private static void AssertRight(int count, params (string Name, string Value)[] headers)
    {
        using var response = Answer(HttpStatusCode.OK, headers);
        var declared = DeclaredChecksums.FromHeaders(response);
        Assert.HasCount(count, declared.ToText());
        Assert.IsNull(Mismatch(declared));
    }

    private static ChecksumAlgorithm? Mismatch(DeclaredChecksums declared)
    {
        using var hasher = new ContentHasher(declared);
        hasher.Append(s_contents.AsSpan(0, 5));
        hasher.Append(s_contents.AsSpan(5));
        var hashes = hasher.Finish();
        Assert.AreEqual(new Content(s_contents.Length, Sha256Digest.Of(s_contents)), hashes.Content);
        return declared.FirstMismatch(hashes);
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(s_contents) };
        foreach (var (name, value) in headers)
        {
            _ = response.Headers.TryAddWithoutValidation(name, value) || response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private static string Crc32C()
    {
        var crc = default(Crc32C);
        crc.Append(s_contents);
        return Base64(crc.ToBytes());
    }

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes);
}
