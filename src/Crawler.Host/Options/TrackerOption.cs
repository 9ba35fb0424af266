using System.CommandLine;
using Crawler.Protocol.Net;

namespace Crawler.Host.Options;

/// <summary><c>--tracker URL</c>, once or several times. Complaints do not repeat the URL: it may carry a passkey.</summary>
public static class TrackerOption
{
    private const string Name = "--tracker";

    /// <summary>One tracker.</summary>
    public static Option<TrackerUrl?> Single(string description) => OptionText.Single<TrackerUrl>(Name, "URL", description, TryRead);

    /// <summary>Any number of trackers.</summary>
    public static Option<TrackerUrl[]> Repeatable(string description) => OptionText.Repeatable<TrackerUrl>(Name, "URL", description, TryRead);

    private static bool TryRead(string text, out TrackerUrl url, out string? problem)
    {
        var ok = TrackerUrl.TryParse(text, out var parsed, out problem);
        url = parsed!;
        return ok;
    }
}
