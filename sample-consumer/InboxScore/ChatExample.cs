using System.Text.Json;

/// <summary>One line of a JSONL file in chat format: a conversation whose last message is the expected answer.</summary>
internal sealed record ChatExample(IReadOnlyList<ChatMessage> Messages)
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    public string Question => string.Join(' ', Messages.Where(message => message.Role == "user").Select(message => message.Content));

    public string Answer => Messages.Last(message => message.Role == "assistant").Content;

    public static IEnumerable<ChatExample> Read(IEnumerable<string> lines) => lines
        .Where(line => line.Length > 0)
        .Select(line => JsonSerializer.Deserialize<ChatExample>(line, CamelCase)!);
}

internal sealed record ChatMessage(string Role, string Content);
