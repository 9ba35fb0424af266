using Crawler.Protocol.Net;

namespace Crawler.Host.Campaigns.Yaml;

/// <summary>All that is wrong with one file, so that a person can mend it in one go.</summary>
/// <param name="path">The file, as the user named it.</param>
internal sealed class YamlProblems(string path)
{
    /// <summary>More than this nobody reads, and a hostile file could name millions.</summary>
    private const int Most = 50;

    private const int MaxMessage = 500;

    private readonly List<(Mark At, string Message)> _problems = [];
    private int _further;

    /// <summary>Whether nothing is wrong.</summary>
    public bool None => _problems.Count == 0;

    /// <summary><c>FILE:LINE:COLUMN: what is wrong</c>, in the order of the file.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            var lines = _problems.OrderBy(problem => problem.At).Select(problem => $"{path}:{problem.At}: {problem.Message}");
            return _further == 0 ? [.. lines] : [.. lines, $"{path}: and {_further} more"];
        }
    }

    /// <summary>Adds one. What it quotes cannot break the line.</summary>
    public void Add(Mark at, string message)
    {
        if (_problems.Count < Most) _problems.Add((at, ErrorText.Sanitise(message, MaxMessage)));
        else _further++;
    }
}
