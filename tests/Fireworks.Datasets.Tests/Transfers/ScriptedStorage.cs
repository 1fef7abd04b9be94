using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Fireworks.Datasets.Contents;

namespace Fireworks.Datasets.Tests.Transfers;

/// <summary>What storage was asked, the first request being number 1.</summary>
internal sealed record Asked(int Number, long? Start, long? End, string? IfRange, string? IfNoneMatch, string? AcceptEncoding, string Query)
{
    public bool IsForPart => Start is not null;
}

/// <summary>One object in memory, served as storage does, except where the script says otherwise.</summary>
internal sealed class ScriptedStorage(byte[] contents) : HttpMessageHandler
{
    private readonly ConcurrentQueue<Asked> _requests = new();
    private readonly ConcurrentQueue<FaultyBody> _bodies = new();
    private int _number;
    private long _bytesSent;

    public byte[] Contents { get; set; } = contents;

    public string? ETag { get; set; } = "\"v1\"";

    public bool AcceptsRanges { get; set; } = true;

    /// <summary>False: <c>If-None-Match</c> is ignored.</summary>
    public bool KnowsConditions { get; set; } = true;

    /// <summary>False: the body ends where it ends.</summary>
    public bool SaysLength { get; set; } = true;

    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>The fault of a request; null where it is answered as it should be.</summary>
    public Func<Asked, Fault?> Script { get; set; } = _ => null;

    /// <summary>Called after each piece of a body.</summary>
    public Action OnSent { get; set; } = () => { };

    /// <summary>Called where a body stalls.</summary>
    public Action OnStall { get; set; } = () => { };

    public IReadOnlyList<Asked> Requests => [.. _requests];

    /// <summary>Answers that nobody has ended: each would keep its connection.</summary>
    public int OpenAnswers => _bodies.Count(body => body.CanRead);

    public long BytesSent => Interlocked.Read(ref _bytesSent);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var range = request.Headers.Range?.Ranges.Single();
        var asked = new Asked(
            Interlocked.Increment(ref _number), range?.From, range?.To + 1, Header(request, "If-Range"), Header(request, "If-None-Match"),
            Header(request, "Accept-Encoding"), request.RequestUri!.Query);
        _requests.Enqueue(asked);
        var fault = Script(asked) ?? new Fault();
        if (fault.Throws is { } exception)
        {
            throw exception();
        }

        if (fault.AnswersAfter is { } reason)
        {
            await reason.WaitAsync(cancellationToken);
        }

        if (fault.StallsBeforeAnswer)
        {
            OnStall();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        var response = fault.Answers?.Invoke() ?? Answer(asked, fault);
        response.RequestMessage = request;
        return response;
    }

    private HttpResponseMessage Answer(Asked asked, Fault fault)
    {
        if (KnowsConditions && asked.IfNoneMatch is not null && asked.IfNoneMatch == ETag)
        {
            return With(new HttpResponseMessage(HttpStatusCode.NotModified));
        }

        var isPart = asked.IsForPart && AcceptsRanges && (asked.IfRange == ETag || fault.IgnoresIfRange);
        if (isPart && asked.Start >= Contents.Length)
        {
            return new HttpResponseMessage(HttpStatusCode.RequestedRangeNotSatisfiable);
        }

        var (start, end) = isPart ? (asked.Start!.Value, Math.Min(asked.End!.Value, Contents.Length)) : (0, Contents.Length);
        var bytes = Contents.AsMemory((int)start, (int)(end - start)).ToArray();
        fault.Changes?.Invoke(bytes);
        var body = new FaultyBody(bytes, fault, OnStall, count =>
        {
            Interlocked.Add(ref _bytesSent, count);
            OnSent();
        });
        _bodies.Enqueue(body);
        var response = new HttpResponseMessage(isPart ? HttpStatusCode.PartialContent : HttpStatusCode.OK) { Content = new StreamContent(body) };
        if (SaysLength)
        {
            response.Content.Headers.ContentLength = bytes.Length;
        }

        if (isPart)
        {
            response.Content.Headers.ContentRange = new ContentRangeHeaderValue(start, end - 1, Contents.Length);
        }

        With(response);
        fault.Edits?.Invoke(response);
        return response;
    }

    private HttpResponseMessage With(HttpResponseMessage response)
    {
        if (ETag is not null)
        {
            response.Headers.TryAddWithoutValidation("ETag", ETag);
        }

        if (AcceptsRanges)
        {
            response.Headers.TryAddWithoutValidation("Accept-Ranges", "bytes");
        }

        foreach (var (name, value) in Headers)
        {
            _ = response.Headers.TryAddWithoutValidation(name, value) || response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private static string? Header(HttpRequestMessage request, string name) =>
        request.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}

/// <summary>What goes wrong with one request.</summary>
internal sealed record Fault
{
    /// <summary>Instead of an answer.</summary>
    public Func<Exception>? Throws { get; init; }

    /// <summary>Another answer.</summary>
    public Func<HttpResponseMessage>? Answers { get; init; }

    public bool StallsBeforeAnswer { get; init; }

    /// <summary>The answer waits for this.</summary>
    public Task? AnswersAfter { get; init; }

    /// <summary>The body ends, fails or stalls after so many bytes.</summary>
    public int? After { get; init; }

    /// <summary>What happens then; null: a stall.</summary>
    public Func<Exception>? BodyThrows { get; init; }

    public Action<byte[]>? Changes { get; init; }

    public Action<HttpResponseMessage>? Edits { get; init; }

    /// <summary>As several stores do: 206 also when the validator differs.</summary>
    public bool IgnoresIfRange { get; init; }

    public static Fault Status(int status, string body = "", TimeSpan? retryAfter = null) => new()
    {
        Answers = () =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
            if (retryAfter is { } wait)
            {
                response.Headers.TryAddWithoutValidation("Retry-After", wait.TotalSeconds.ToString(CultureInfo.InvariantCulture));
            }

            return response;
        },
    };

    public static Fault Cut(int after) => new()
    {
        After = after,
        BodyThrows = () => new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely."),
    };

    public static Fault Reset(int after) => new()
    {
        After = after,
        BodyThrows = () => new IOException("reset", new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionReset)),
    };

    public static Fault Stall(int after) => new() { After = after };
}
