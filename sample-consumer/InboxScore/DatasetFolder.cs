/// <summary>Prints the first lines of each file in the datasets folder of the output.</summary>
internal static class DatasetFolder
{
    private const int Width = 500;

    public static void Show(string folder, int linesOfEach)
    {
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            Console.WriteLine($"{Path.GetRelativePath(folder, file).Replace('\\', '/')}, {new FileInfo(file).Length} bytes");
            foreach (var line in File.ReadLines(file).Take(linesOfEach))
            {
                Console.WriteLine($"  {(line.Length <= Width ? line : line[..Width] + " ...")}");
            }
        }
    }
}
