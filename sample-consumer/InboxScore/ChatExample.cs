using System.Text.Json;

/// <summary>One line of a chat-format JSONL file: a conversation that ends with the answer that is wanted.</summary>
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
