using System.CommandLine;

namespace Crawler.Host.Options;

/// <summary><c>--json</c>, for every verb that prints a result.</summary>
public static class JsonOption
{
    /// <summary>A new option; each verb has its own.</summary>
    public static Option<bool> Create() => new("--json")
    {
        Description = "Print one JSON object a line instead of text (fields: docs/json.md).",
    };
}
