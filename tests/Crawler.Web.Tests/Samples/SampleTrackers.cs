using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Storage.Views;

namespace Crawler.Web.Tests.Samples;

/// <summary>Twelve trackers of every kind.</summary>
internal static class SampleTrackers
{
    /// <summary>In order of number.</summary>
    public static readonly IReadOnlyList<TrackerStanding> All =
    [
        Of(1, "udp://tracker.alpha.example:1337/announce", true, 1.0, 90, 340, [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6], 24),
        Of(2, "http://tracker.beta.example/announce", true, 0.987, 120, 95, [AddressFamily.InterNetwork], 23),
        Of(3, "https://tracker.gamma.example/announce", true, 0.962, 45, 180, [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6], 20),
        Of(4, "udp://tracker.delta.example:6969/announce", false, 0.31, 60, 75, [AddressFamily.InterNetwork], 18),
        Of(5, "wss://tracker.epsilon.example/", true, 0.999, 20, 60, [AddressFamily.InterNetwork], 12),
        Of(6, "ws://tracker.zeta.example:8000/announce", false, 0, 30, 15, [], 9),
        Of(7, "https://closed.eta.example/***/announce", true, 0.99, 200, 40, [AddressFamily.InterNetwork], 2) with { IsSecret = true },
        Of(8, "udp://[2001:470:1:1::8]:6969/announce", true, 0.954, 100, 120, [AddressFamily.InterNetworkV6], 8),
        // Names peers where nobody can be: it makes them up.
        Of(9, "http://theta.example:2710/announce", true, 1.0, 365, 30, [AddressFamily.InterNetwork], 24),
        Unasked(10, "udp://tracker.iota.example:80/announce"),
        Unasked(11, "http://tracker.kappa.example/announce.php"),
        Of(12, "http://192.168.1.20:6969/announce", true, 1.0, 10, 2, [AddressFamily.InterNetwork], 3),
    ];

    private static TrackerStanding Of(int id, string url, bool isUp, double uptime, int days, int milliseconds, AddressFamily[] families, int torrents)
    {
        var tracker = TrackerUrl.Parse(url);
        TrackerSpan Span(int quarters, double share) => new(
            quarters, (long)Math.Round(quarters * share), quarters * 4L, (long)Math.Round(quarters * 4L * share * 0.97),
            share > 0 ? TimeSpan.FromMilliseconds(milliseconds) : null, share > 0 ? TimeSpan.FromMilliseconds(milliseconds * 3.2) : null);
        return new TrackerStanding
        {
            Id = id,
            Url = url,
            Scheme = tracker.Scheme,
            Host = tracker.Host,
            Port = tracker.Port,
            IsSecret = false,
            Torrents = torrents,
            FirstAt = Sample.Now.AddDays(-days),
            LastAt = Sample.Now.AddMinutes(-id),
            IsUp = isUp,
            LastOutcome = isUp ? AttemptOutcome.Ok : id == 6 ? AttemptOutcome.DnsFailed : AttemptOutcome.Timeout,
            Families = families,
            Day = Span(96, isUp ? Math.Min(1, uptime + 0.01) : 0),
            Week = Span(672, uptime),
            Month = Span(96 * Math.Min(days, 30), uptime),
            Year = Span(96 * Math.Min(days, 365), uptime),
            IntervalAsked = uptime > 0 ? 1800 : null,
            MinIntervalAsked = id % 2 == 1 && uptime > 0 ? 900 : null,
        };
    }

    private static TrackerStanding Unasked(int id, string url)
    {
        var tracker = TrackerUrl.Parse(url);
        var none = new TrackerSpan(0, 0, 0, 0, null, null);
        return new TrackerStanding
        {
            Id = id,
            Url = url,
            Scheme = tracker.Scheme,
            Host = tracker.Host,
            Port = tracker.Port,
            IsSecret = false,
            Torrents = 0,
            FirstAt = null,
            LastAt = null,
            IsUp = null,
            LastOutcome = null,
            Families = [],
            Day = none,
            Week = none,
            Month = none,
            Year = none,
            IntervalAsked = null,
            MinIntervalAsked = null,
        };
    }
}
