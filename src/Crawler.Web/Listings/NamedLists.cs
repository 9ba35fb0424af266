using System.Globalization;
using Crawler.Protocol.Net;

namespace Crawler.Web.Listings;

/// <summary>The lists of trackers that other programs know by name.</summary>
internal static class NamedLists
{
    /// <summary>All but those of a percentage, and what each has.</summary>
    public static readonly IReadOnlyDictionary<string, (TrackerFilter Filter, string Has)> All = new Dictionary<string, (TrackerFilter, string)>
    {
        ["stable"] = (new TrackerFilter { MinUptime = 95 }, "trackers that answered in at least 95 % of the quarters of an hour in which they were asked, over 30 days"),
        ["all"] = (new TrackerFilter(), "every tracker that may be listed"),
        ["live"] = (new TrackerFilter { State = TrackerState.Up }, "trackers that answered when they were last asked"),
        ["udp"] = (new TrackerFilter { Schemes = [TrackerScheme.Udp], State = TrackerState.Up }, "trackers over UDP that answered when they were last asked"),
        ["http"] = (new TrackerFilter { Schemes = [TrackerScheme.Http, TrackerScheme.Https], State = TrackerState.Up }, "trackers over HTTP and HTTPS that answered when they were last asked"),
        ["ws"] = (new TrackerFilter { Schemes = [TrackerScheme.Ws, TrackerScheme.Wss], State = TrackerState.Up }, "trackers over WebSocket that answered when they were last asked"),
    };

    /// <summary>The list of a name or of a percentage, 0 to 100; null if there is none.</summary>
    public static TrackerFilter? Find(string name)
    {
        if (All.TryGetValue(name, out var list)) return list.Filter;
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var percentage) && percentage <= 100
            ? new TrackerFilter { MinUptime = percentage }
            : null;
    }
}
