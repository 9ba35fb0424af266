using Crawler.Protocol;

namespace Crawler.Host.Files;

/// <summary>What a failed read or write means, in words that follow a file's name.</summary>
public static class FileProblem
{
    /// <summary>Null if <paramref name="error"/> is not about a file or its content.</summary>
    public static string? Describe(Exception error) => error switch
    {
        FileNotFoundException => "no such file",
        DirectoryNotFoundException => "no such folder",
        UnauthorizedAccessException => "permission denied",
        PathTooLongException => "the name is too long",
        // The system's message repeats the path in quotes; the line has it already.
        IOException io => io.Message.Split(" : '")[0],
        ArgumentException { ParamName: "path" } => "not a file name",
        WireFormatException format => format.Message,
        _ => null,
    };
}
