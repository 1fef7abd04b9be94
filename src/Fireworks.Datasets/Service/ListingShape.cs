using System.Text.Json;

namespace Fireworks.Datasets.Service;

/// <summary>The answer is JSON of an unexpected shape. The message says what is wrong, without a full stop.</summary>
internal sealed class ListingShapeException(string message) : Exception(message);

/// <summary>Takes the tokens of the answer one by one and collects its files. It ignores unknown members.</summary>
internal sealed class ListingShape(int maxFiles)
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private Expected _expected = Expected.Answer;
    private bool _hasMap;
    private string _name = "";

    private enum Expected
    {
        Answer,
        Member,
        Map,
        File,
        Url,
    }

    public IReadOnlyDictionary<string, string> Files => _files;

    public void Accept(ref Utf8JsonReader reader)
    {
        switch (_expected)
        {
            case Expected.Answer:
                Require(reader.TokenType == JsonTokenType.StartObject, "it is not a JSON object");
                _expected = Expected.Member;
                break;
            case Expected.Member when reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && IsMap(ref reader):
                Require(!_hasMap, "it has two 'filenameToSignedUrls'");
                _hasMap = true;
                _expected = Expected.Map;
                break;
            case Expected.Map:
                Require(reader.TokenType is JsonTokenType.StartObject or JsonTokenType.Null, "its 'filenameToSignedUrls' is not an object");
                _expected = reader.TokenType == JsonTokenType.Null ? Expected.Member : Expected.File;
                break;
            case Expected.File when reader.TokenType == JsonTokenType.EndObject:
                _expected = Expected.Member;
                break;
            case Expected.File:
                _name = Text(ref reader);
                _expected = Expected.Url;
                break;
            case Expected.Url:
                Require(reader.TokenType == JsonTokenType.String, $"the URL of '{Problem.Quoted(_name)}' is not a text");
                Require(_files.TryAdd(_name, Text(ref reader)), $"it names '{Problem.Quoted(_name)}' twice");
                Require(_files.Count <= maxFiles, $"it has more than {maxFiles} files");
                _expected = Expected.File;
                break;
        }
    }

    private static bool IsMap(ref Utf8JsonReader reader) => reader.ValueTextEquals("filenameToSignedUrls"u8);

    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // The text has invalid UTF-8 or half of a surrogate pair, so it is neither a usable file name nor a usable URL.
            throw new ListingShapeException("it has a text that is not Unicode");
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ListingShapeException(otherwise);
        }
    }
}
