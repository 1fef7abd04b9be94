using System.Text.Json;

namespace Fireworks.Datasets.Service;

/// <summary>What the service says about a dataset. It is used only to explain why a dataset has no files.</summary>
internal sealed record DatasetStatus(string State, string Message, string ExampleCount)
{
    /// <summary>Reads the status. An absent or unexpected member becomes an empty text, because an explanation must not fail.</summary>
    public static DatasetStatus Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var status = Member(document.RootElement, "status");
            return new(
                Text(Member(document.RootElement, "state")), Text(Member(status, "message")), Text(Member(document.RootElement, "exampleCount")));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new("", "", "");
        }
    }

    /// <summary>Returns one or more sentences, or an empty text if the service says nothing.</summary>
    public string Explain()
    {
        var state = State switch
        {
            "UPLOADING" => "It is still being uploaded (state UPLOADING).",
            "READY" when ExampleCount.Length > 0 => $"Its state is READY, with {Problem.Quoted(ExampleCount, 20)} examples, yet the service lists no files of it.",
            "" or "STATE_UNSPECIFIED" => "",
            _ => $"Its state is {Problem.Quoted(State, 40)}.",
        };
        var message = Message.Length == 0 ? "" : $"Its status says: \"{Problem.Quoted(Message)}\".";
        return $"{state} {message}".Trim();
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    private static string Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString() ?? "",
        JsonValueKind.Number => element.GetRawText(),
        _ => "",
    };
}
