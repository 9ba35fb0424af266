namespace Crawler.Storage.Spool;

/// <summary>A spool or journal cannot be used or takes no more. The message is one line for a person.</summary>
public sealed class SpoolException(string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>What the system said, without the path it repeats.</summary>
    internal static string Reason(Exception error) => error is UnauthorizedAccessException
        ? "permission denied"
        : error.Message.Split(" : '")[0].ReplaceLineEndings(" ").Trim();
}
