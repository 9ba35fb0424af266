using Crawler.Host.Formatting;

namespace Crawler.Host.Demo;

/// <summary>What <c>demo --json</c> prints: a line for each swarm on each tracker, and one for each swarm (docs/json.md).</summary>
internal static class DemoResult
{
    public static object Of(DemoRow row) => new
    {
        row.Swarm,
        Tracker = row.Tracker?.Url.ToString(),
        row.Tracker?.Description,
        Honest = row.Tracker?.IsHonest,
        row.Claimed,
        row.Size?.Size,
        row.Size?.Low,
        row.Size?.High,
        Method = row.Size is { } size ? JsonLine.NameOf(size.Method) : null,
        Flags = row.Size is { } flagged ? SizeText.Names(flagged.Flags) : [],
        row.Truth,
        row.Holds,
        Caught = row.Size?.IsSuspect ?? false,
    };
}
