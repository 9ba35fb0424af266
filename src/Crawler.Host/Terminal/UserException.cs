namespace Crawler.Host.Terminal;

/// <summary>
/// Ends a command with one line on stderr. The message says what is wrong and, where it is not plain, what to do;
/// lower case, no full stop, no secrets.
/// </summary>
public sealed class UserException(string message, int exitCode = ExitCode.BadInput, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>One of <see cref="Terminal.ExitCode"/>.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>The input was usable, but what was asked for failed.</summary>
    public static UserException Failed(string message, Exception? cause = null) => new(message, Terminal.ExitCode.Failed, cause);
}
