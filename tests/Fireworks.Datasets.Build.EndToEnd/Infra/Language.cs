namespace Fireworks.Datasets.Build.EndToEnd.Infra;

/// <param name="Extension">Of source files, and of project files with "proj" behind it.</param>
/// <param name="Program">The smallest program.</param>
/// <param name="Library">The smallest library.</param>
internal sealed record Language(string Extension, string Program, string Library)
{
    public static Language CSharp { get; } = new("cs", "System.Console.WriteLine(\"ran\");", "public class Library;");

    public static Language FSharp { get; } = new("fs", """
        module Program
        [<EntryPoint>]
        let main _ = printfn "ran"; 0
        """, "module Library");

    public static Language VisualBasic { get; } = new("vb", """
        Module Program
            Sub Main()
                System.Console.WriteLine("ran")
            End Sub
        End Module
        """, """
        Public Class Library
        End Class
        """);
}
