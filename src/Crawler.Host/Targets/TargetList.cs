using System.Runtime.CompilerServices;
using System.Text;
using Crawler.Host.Files;

namespace Crawler.Host.Targets;

/// <summary>Reads a list of targets line by line, so that it may be longer than memory.</summary>
internal static class TargetList
{
    /// <summary>Longest line: a magnet with many trackers is far shorter.</summary>
    private const int MaxLine = 64 * 1024;

    /// <summary>The items with the number of their line, blank lines and comments left out.</summary>
    /// <exception cref="IOException">The list cannot be read (further).</exception>
    public static async IAsyncEnumerable<(int Line, string Item)> ReadAsync(
        Stream stream, Action<int, string> report, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        for (var number = 1; await ReadLineAsync(reader, number, report, cancellation).ConfigureAwait(false) is { } line; number++)
        {
            if (line.Length > MaxLine) report(number, $"longer than {MaxLine} characters: not a list of targets");
            else if (line.Contains('\0')) report(number, "not text: a torrent file is given without '@'");
            else if (TargetText.WithoutComment(line) is { Length: > 0 } item) yield return (number, item);
        }
    }

    private static async Task<string?> ReadLineAsync(StreamReader reader, int number, Action<int, string> report, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadLineAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (FileProblem.Describe(error) is { } problem)
        {
            report(number, problem);
            return null;
        }
    }
}
