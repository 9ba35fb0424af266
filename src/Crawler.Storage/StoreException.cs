namespace Crawler.Storage;

/// <summary>The store cannot do what was asked. The message is one line for a person, without password.</summary>
public sealed class StoreException : Exception
{
    /// <summary>A problem with its line.</summary>
    public StoreException(StoreProblem problem, string message, Exception? inner = null)
        : base(message, inner) => Problem = problem;

    /// <summary>What is wrong.</summary>
    public StoreProblem Problem { get; }

    /// <summary>Whether the same call may succeed later: keep the batch and try again.</summary>
    public bool IsTransient => Problem is StoreProblem.Unreachable or StoreProblem.Locked or StoreProblem.Full;

    /// <summary>A database's message made fit to stand inside a line.</summary>
    internal static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
