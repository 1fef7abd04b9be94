using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Fireworks.Datasets.Emulator;

/// <summary>The way of a request through one of the two servers: read, journal, fault or answer, send.</summary>
internal sealed class RequestPipeline(
    Func<ServiceRequest, ServiceRequest> route,
    Func<ServiceRequest, Answer> answer,
    Func<ServiceRequest, Answer, Answer> shape,
    FaultScript faults,
    RequestJournal journal,
    EmulatorOptions options,
    Action<ServiceRequest, Func<StoredObject, (ObjectContent Content, ObjectOptions Options)>> replace,
    CancellationToken disposed)
{
    public async Task HandleAsync(HttpContext context)
    {
        JournalEntry entry = new(route(ServiceRequest.Read(context)), options.Clock.GetUtcNow(), context.Connection.Id);
        journal.Begin(entry);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, disposed);
        try
        {
            await SendAsync(context, Decide(entry), entry, gone.Token);
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // The client has its reasons; there is no one left to tell.
            context.Abort();
        }
        catch (System.Net.Sockets.SocketException)
        {
            // The same, seen first by a direct write to the socket.
            context.Abort();
        }
        catch (Exception error)
        {
            entry.Error = error;
            throw;
        }
        finally
        {
            journal.End(entry);
            options.Answered?.Invoke(entry);
        }
    }

    private Answer Decide(JournalEntry entry)
    {
        FaultSite site = new(entry.Request, answer, replace);
        var fault = faults.Next(entry);
        entry.Fault = fault?.Name;
        return shape(entry.Request, fault is null ? site.Proper() : fault.Effect(site));
    }

    private async Task SendAsync(HttpContext context, Answer decided, JournalEntry entry, CancellationToken gone)
    {
        entry.Status = decided.Status;
        if (decided.Delay > TimeSpan.Zero)
        {
            await Task.Delay(decided.Delay, gone);
        }

        if (decided.BreaksRules)
        {
            var socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
            await RawAnswerWriter.WriteAsync(socket, decided, entry, () => journal.End(entry), gone);
            context.Abort();
        }
        else
        {
            await AnswerWriter.WriteAsync(context.Response, decided, entry, () => journal.End(entry), gone);
        }
    }
}
