using System.Globalization;
using Crawler.Actors.Hosts;
using Crawler.Protocol.Net;

namespace Crawler.Benchmarks.Politeness;

/// <summary>
/// The table. The limit is exact where a call leaves; on the way to a tracker calls may bunch up, by no more than the
/// slowest took, J: so that in a window of t seconds at most burst + rate · (t + J) can arrive.
/// </summary>
internal sealed class PoliteReport(ArrivalLog log, DepartureLog left)
{
    private readonly List<(string What, string Found, string Allowed, bool Holds)> _rows = [];

    public DateTimeOffset Started { get; init; }

    public DateTimeOffset Changed { get; set; }

    public DateTimeOffset Paused { get; set; }

    public DateTimeOffset Resumed { get; set; }

    public DateTimeOffset Ended { get; set; }

    /// <summary>The limits before and after the change.</summary>
    public void Hold(HostLimits limits, HostLimits lowered)
    {
        var departures = left.All.Where(call => call.Host == PoliteTargets.Host).ToList();
        var arrivals = log.All.Where(arrival => arrival.Tracker != "opted out").ToList();
        var leftAt = departures.ToLookup(call => call.Swarm, call => call.At);
        var calls = arrivals.Where(arrival => arrival.Swarm is not null).ToList();
        var late = calls.Where(call => !call.IsFarewell).Max(call => call.At - leftAt[call.Swarm!.Value].Where(at => at <= call.At).Max());
        Add("J: the slowest from gate to tracker", $"{late.TotalMilliseconds:0.0} ms", "", true);

        Phase("at first", limits, Started, Changed, limits.PerSecond * 0.7);
        Phase("from the moment of the change", lowered, Changed, Paused, lowered.PerSecond * 0.7);
        Add("most calls being answered at once", $"{log.MostAtOnce}", $"≤ {limits.Concurrency}", log.MostAtOnce <= limits.Concurrency);
        var whilePaused = departures.Count(call => call.At > Paused && call.At < Resumed);
        Add("calls that left while paused", $"{whilePaused}", "0", whilePaused == 0);
        var resumed = departures.Count(call => call.At > Resumed && call.At < Ended);
        Add("calls that left once resumed", $"{resumed:N0}", "> 0", resumed > 0);
        var goodbyes = calls.Count(call => call.IsFarewell);
        Add("goodbyes at the end, within their 3 s", $"{goodbyes:N0}", "> 0", goodbyes > 0);

        void Phase(string when, HostLimits bound, DateTimeOffset from, DateTimeOffset until, double least)
        {
            var (rate, burst, seconds) = (bound.PerSecond, bound.Burst, (until - from).TotalSeconds);
            var those = departures.Where(call => call.At >= from && call.At < until).Select(call => call.At).ToList();
            Add($"{when}: calls a second", $"{those.Count / seconds:0.0}", $"{least:0}–{rate + (burst / seconds):0.0}", those.Count / seconds >= least);
            Window($"{when}: calls as they left", SlidingWindow.Excess(those, rate, burst), 1e-3);
            var slack = rate * late.TotalSeconds;
            // What was on its way at the change left by the old rate.
            var there = arrivals.Where(arrival => arrival.At >= from + late && arrival.At < until).ToList();
            Window($"{when}: calls as they arrived", SlidingWindow.Excess(there.Where(arrival => arrival.Swarm is not null).Select(arrival => arrival.At), rate, burst), slack);
            Window(
                $"{when}: with the connects of UDP ({there.Count(arrival => arrival.Swarm is null)})",
                SlidingWindow.Excess(there.Select(arrival => arrival.At), rate, burst),
                slack + bound.Concurrency);

            void Window(string what, double excess, double allowed) => Add(
                $"{what}: worst of all windows beyond {burst} + {rate:0} · t", $"{excess:+0.0;−0.0;0}", $"≤ {allowed:0.0}", excess <= allowed);
        }
    }

    /// <summary>Who opted out.</summary>
    public void HoldOptOuts(OptOuts optOuts, LoggedResolver resolver, long unsupported, long blocked)
    {
        var swarms = log.All.Count(arrival => arrival.Swarm is { } swarm && optOuts.Covers(swarm));
        Add($"requests about the {optOuts.InfoHashes:N0} swarms that opted out", $"{swarms}", "0", swarms == 0);
        var strangers = log.All.Count(arrival => arrival.Tracker == "opted out");
        Add("requests to the host and the network that opted out", $"{strangers}", "0", strangers == 0);
        var looked = resolver.WasAsked(PoliteTargets.OptedOutHost) || resolver.WasAsked(PoliteTargets.Inside.ToString());
        Add("look-ups of the host that opted out", looked ? "some" : "0", "0", !looked);
        Add("sessions ended as opted out, and calls blocked by address", $"{unsupported:N0} and {blocked:N0}", "> 0", unsupported > 0 && blocked > 0);
    }

    /// <summary>Writes it; 1 if anything was violated.</summary>
    public int Write(TextWriter output)
    {
        output.WriteLine("| 10 000 torrents on one host: 8 at once, 200/s, bursts of 20; 50/s after 25 s | found | allowed | |");
        output.WriteLine("|---|---:|---:|---|");
        foreach (var (what, found, allowed, holds) in _rows) output.WriteLine($"| {what} | {found} | {allowed} | {(holds ? "holds" : "**violated**")} |");
        return _rows.All(row => row.Holds) ? 0 : 1;
    }

    private void Add(string what, FormattableString found, string allowed, bool holds) => _rows.Add((what, found.ToString(CultureInfo.InvariantCulture), allowed, holds));

    private void Add(string what, string found, string allowed, bool holds) => _rows.Add((what, found, allowed, holds));
}
