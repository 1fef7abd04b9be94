using System.Reflection;

// Scores a toy model that sorts the inbox of a bicycle shop. The build fetched everything that it reads, from three datasets.
var datasets = Path.Combine(AppContext.BaseDirectory, "datasets");

if (args is ["show"])
{
    DatasetFolder.Show(datasets, linesOfEach: 3);
    return;
}

// The build copied the training sets and the evaluation set to the output. The training sets are read from the oldest to the newest.
var training = Directory.GetFiles(Path.Combine(datasets, "inbox-train"), "*.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
var model = new ToyModel(training.SelectMany(file => ChatExample.Read(File.ReadLines(file))));
var tests = ChatExample.Read(File.ReadLines(Path.Combine(datasets, "inbox-eval", "test.jsonl"))).ToArray();

// The build embedded the prompts in the program.
foreach (var name in new[] { "strict", "cautious" })
{
    var prompt = ReadPrompt($"prompts/{name}.jsonl");
    var answers = tests.Select(test => (test.Question, Wanted: test.Answer, Given: model.Answer(prompt, test.Question))).ToArray();
    var right = answers.Count(answer => answer.Given == answer.Wanted);
    var unsure = answers.Count(answer => answer.Given == "unsure");

    Console.WriteLine($"Prompt '{name}': {right} of {tests.Length} right, {tests.Length - right - unsure} wrong, {unsure} left to a colleague");
    foreach (var (question, wanted, given) in answers.Where(answer => answer.Given != answer.Wanted && answer.Given != "unsure"))
    {
        Console.WriteLine($"  {given}, not {wanted}: {question}");
    }
}

// The build wrote into the assembly which data it was built from, so that a score can be traced back to its data.
Console.WriteLine("Scored with");
foreach (var (key, value) in Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
    .Where(attribute => attribute.Key.StartsWith("FireworksDataset:", StringComparison.Ordinal))
    .Select(attribute => (attribute.Key, attribute.Value)))
{
    Console.WriteLine($"  {key["FireworksDataset:".Length..]} {value}");
}

static string ReadPrompt(string resource)
{
    using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
        ?? throw new InvalidOperationException($"'{resource}' is not embedded."));
    return ChatExample.Read([reader.ReadToEnd()]).Single().Messages[0].Content;
}
