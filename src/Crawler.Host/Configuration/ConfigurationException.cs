using Crawler.Host.Terminal;

namespace Crawler.Host.Configuration;

/// <summary>The configuration cannot be used.</summary>
/// <param name="problems">A line each, <c>SOURCE: KEY: what is wrong</c>; at least one.</param>
internal sealed class ConfigurationException(IReadOnlyList<string> problems) : Exception(problems[0])
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;

    /// <summary>Tells all but the last, which ends the command.</summary>
    public UserException Told(CommandConsole console)
    {
        foreach (var problem in Problems.SkipLast(1)) console.WriteError(problem);
        return new UserException(Problems[^1]);
    }
}
