using System.Text.Json;

namespace Fireworks.Datasets.Service;

/// <summary>
/// Reads <c>{"filenameToSignedUrls": {"file": "url"}}</c> as it arrives. It does not use a serializer, which would keep the
/// last of two equal names and hide that the dataset lists a name twice.
/// </summary>
internal sealed class ListingReader(AnswerBody body, int maxFiles)
{
    /// <summary>The longest JSON token that is read, in bytes. Every usable name and URL is shorter.</summary>
    private const int MaxTokenLength = 1024 * 1024;

    private readonly ListingShape _shape = new(maxFiles);
    private byte[] _buffer = new byte[64 * 1024];
    private int _filled;
    private JsonReaderState _state;

    /// <returns>The URLs by file name; empty if the map is absent, null or empty.</returns>
    /// <exception cref="Http.TransferException">The answer is not JSON, has another shape or is too large, or reading it failed.</exception>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync()
    {
        await FillAsync().ConfigureAwait(false);
        if (_buffer.AsSpan(0, _filled).StartsWith("\uFEFF"u8))
        {
            Discard(3);
        }

        while (true)
        {
            if (!TryParse(isFinal: false))
            {
                throw await NotJsonAsync().ConfigureAwait(false);
            }

            if (!await FillAsync().ConfigureAwait(false))
            {
                // If only the final parse fails, the bytes are the beginning of valid JSON, whose rest did not arrive.
                return TryParse(isFinal: true) ? _shape.Files : throw EndsEarly();
            }
        }
    }

    private async Task<bool> FillAsync()
    {
        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length < MaxTokenLength
                ? _buffer.Length * 2
                : throw body.Wrong($"it has a text longer than {MaxTokenLength} bytes"));
        }

        var read = await body.ReadAsync(_buffer.AsMemory(_filled)).ConfigureAwait(false);
        _filled += read;
        return read > 0;
    }

    /// <returns>Whether the bytes are JSON so far.</returns>
    private bool TryParse(bool isFinal)
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(0, _filled), isFinal, _state);
        try
        {
            while (reader.Read())
            {
                _shape.Accept(ref reader);
            }
        }
        catch (ListingShapeException wrong)
        {
            throw body.Wrong(wrong.Message);
        }
        catch (JsonException)
        {
            return false;
        }

        _state = reader.CurrentState;
        Discard((int)reader.BytesConsumed);
        return true;
    }

    private Http.TransferException EndsEarly() =>
        body.Length == 0 ? body.Wrong("it is empty") : body.Wrong($"it ends early, after {body.Length} bytes", body.EndsWithConnection);

    /// <summary>
    /// Broken JSON is not shown, because it may contain signed URLs. An HTML page is shown, because it usually comes from a proxy or a
    /// login portal and says so.
    /// </summary>
    private async Task<Http.TransferException> NotJsonAsync()
    {
        var page = IsPage() ? await ReadPageAsync().ConfigureAwait(false) : "";
        return body.Wrong($"it is not JSON{(body.MediaType is { } type && type != "application/json" ? $" but {Diagnostics.Problem.Quoted(type)}" : "")}" +
            (page.Length == 0 ? "" : $" (\"{Diagnostics.Problem.Quoted(page)}\")"));
    }

    private bool IsPage() => _buffer.AsSpan(0, _filled).TrimStart(" \t\r\n"u8).StartsWith("<"u8);

    private async Task<string> ReadPageAsync()
    {
        var isWhole = false;
        try
        {
            while (!isWhole && _filled < PlainText.MaxLength)
            {
                isWhole = !await FillAsync().ConfigureAwait(false);
            }
        }
        catch (Http.TransferException)
        {
            // What has arrived of the page still tells who sent it.
        }

        return PlainText.FromPage(_buffer.AsSpan(0, Math.Min(_filled, PlainText.MaxLength)), isWhole);
    }

    private void Discard(int count)
    {
        _buffer.AsSpan(count, _filled - count).CopyTo(_buffer);
        _filled -= count;
    }
}
