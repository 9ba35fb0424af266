using System.Net;
using Crawler.Actors.Hosts;
using Crawler.Actors.Measuring;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Host.Campaigns;

/// <summary>What one tracker host will be asked.</summary>
/// <param name="Host">Its name, redacted.</param>
/// <param name="Sessions">Sessions kept with it: one for each swarm, tracker, address family and peer id.</param>
/// <param name="Wanted">Calls a second, if every session is called whenever its interval is over.</param>
/// <param name="Limit">Calls a second it is asked at most.</param>
/// <param name="Interval">Between two calls of a session, as wanted.</param>
/// <param name="RealInterval">Between two calls of a session, as the limit allows: longer where the host cannot keep up.</param>
internal sealed record HostForecast(string Host, long Sessions, double Wanted, double Limit, TimeSpan Interval, TimeSpan RealInterval)
{
    /// <summary>Whether every session is called whenever its interval is over.</summary>
    public bool KeepsUp => Wanted <= Limit;
}

/// <summary>
/// What a campaign will come to, before its first call. Pure arithmetic over what is asked for; what is assumed is named.
/// </summary>
internal sealed record CampaignForecast
{
    /// <summary>Between two calls of a session where the store knows none: what most trackers ask for.</summary>
    public static readonly TimeSpan UsualInterval = TimeSpan.FromMinutes(30);

    /// <summary>Peers of an answer on average, over swarms of all sizes.</summary>
    public const int PeersPerReply = 15;

    /// <summary>Bytes of an attempt in the log, its peers apart.</summary>
    public const int BytesPerAttempt = 130;

    /// <summary>Bytes of a peer in the log.</summary>
    public const int BytesPerPeer = 7;

    /// <summary>Bytes of a distinct (torrent, tracker, peer) in the aggregate, index included.</summary>
    public const int BytesPerSighting = 121;

    /// <summary>Bytes of a session in memory with the peers seen through it: at rest it takes half of this, under load the rest is garbage not collected yet.</summary>
    public const int BytesPerSession = 2500;

    /// <summary>Swarms a scrape asks about at once.</summary>
    public const int SwarmsPerScrape = 74;

    /// <summary>Targets are fed no faster, a second.</summary>
    public const int FedPerSecond = 1000;

    /// <summary>Swarms.</summary>
    public required long Torrents { get; init; }

    /// <summary>Sessions: what is kept of a swarm at a tracker over a family under a peer id.</summary>
    public required long Sessions { get; init; }

    /// <summary>Sessions by scheme of the tracker.</summary>
    public required IReadOnlyDictionary<string, long> Schemes { get; init; }

    /// <summary>Hosts, most wanted first.</summary>
    public required IReadOnlyList<HostForecast> Hosts { get; init; }

    /// <summary>Calls a second if nothing held them back.</summary>
    public required double Wanted { get; init; }

    /// <summary>Calls a second as hosts and node allow.</summary>
    public required double Rate { get; init; }

    /// <summary>Whether the node's own limit holds hosts back that would keep up.</summary>
    public required bool IsHeldByNode { get; init; }

    /// <summary>Until every session was called once.</summary>
    public required TimeSpan FirstPass { get; init; }

    /// <summary>Time in which it calls; null for until interrupted.</summary>
    public required TimeSpan? Active { get; init; }

    /// <summary>Calls in that time; null for until interrupted.</summary>
    public double? Calls => Active is { } active ? CallsIn(active) : null;

    /// <summary>Every session once, then at the lasting rate.</summary>
    private double CallsIn(TimeSpan active) => active <= FirstPass
        ? CallsOfFirstPass * (active / FirstPass)
        : CallsOfFirstPass + (Rate * (active - FirstPass).TotalSeconds);

    /// <summary>Calls of the first pass.</summary>
    public required double CallsOfFirstPass { get; init; }

    /// <summary>Bytes a day in the log.</summary>
    public required double LogBytesPerDay { get; init; }

    /// <summary>Bytes of the aggregate when every session named <see cref="PeersPerReply"/> distinct peers; grows with those who come later.</summary>
    public required double AggregateBytes { get; init; }

    /// <summary>Bytes of memory.</summary>
    public required double MemoryBytes { get; init; }

    /// <summary>Works it out.</summary>
    /// <param name="targets">What is measured.</param>
    /// <param name="rates">How fast it may go.</param>
    /// <param name="plan">How well.</param>
    /// <param name="families">1 or 2 address families; hosts may have fewer.</param>
    /// <param name="schedule">When it runs.</param>
    /// <param name="intervals">What the store remembers of a tracker's interval; null for nothing.</param>
    public static CampaignForecast Of(
        IReadOnlyList<Target> targets, CrawlRates rates, MeasuringPlan plan, int families, CampaignSchedule schedule, Func<TrackerUrl, TimeSpan?> intervals)
    {
        var perPair = families * plan.Identities;
        var (hosts, schemes) = (new Dictionary<string, Asked>(StringComparer.Ordinal), new SortedDictionary<string, long>(StringComparer.Ordinal));
        foreach (var url in targets.SelectMany(target => target.Trackers.Entries).Select(entry => entry.Url))
        {
            schemes[url.SchemeName] = schemes.GetValueOrDefault(url.SchemeName) + perPair;
            if (!hosts.TryGetValue(url.Host, out var asked)) hosts.Add(url.Host, asked = new Asked(url.RedactedHost, rates.For(url.Host)));
            asked.Sessions += perPair;
            // Of swarms whose counts are enough many are asked about in one call.
            var share = plan.CountsOnly ? 1.0 / SwarmsPerScrape : 1;
            asked.CallsOfPass += perPair * share;
            asked.Wanted += perPair * share / IntervalOf(url, plan, intervals).TotalSeconds;
        }

        var all = hosts.Values.Select(asked => asked.Forecast(rates.PerIp)).OrderByDescending(host => host.Wanted).ToList();
        var byHosts = all.Sum(host => Math.Min(host.Wanted, host.Limit));
        var rate = Math.Min(byHosts, rates.Global ?? double.PositiveInfinity);
        var passes = hosts.Values.Select(asked => asked.FirstPass(rates.PerIp)).DefaultIfEmpty(0).Max();
        var calls = hosts.Values.Sum(asked => asked.CallsOfPass);
        var firstPass = Math.Max(passes, Math.Max((double)targets.Count / FedPerSecond, rates.Global is { } global ? calls / global : 0));
        var sessions = schemes.Values.Sum();
        var answers = plan.CountsOnly ? rate * SwarmsPerScrape : rate;
        return new CampaignForecast
        {
            Torrents = targets.Count,
            Sessions = sessions,
            Schemes = schemes,
            Hosts = all,
            Wanted = all.Sum(host => host.Wanted),
            Rate = rate,
            IsHeldByNode = rates.Global < byHosts,
            FirstPass = TimeSpan.FromSeconds(Math.Min(firstPass, TimeSpan.FromDays(36_500).TotalSeconds)),
            Active = ActiveOf(schedule),
            CallsOfFirstPass = calls,
            LogBytesPerDay = answers * DutyOf(schedule) * 86_400 * (BytesPerAttempt + (plan.CountsOnly ? 0 : PeersPerReply * BytesPerPeer)),
            AggregateBytes = plan.CountsOnly ? 0 : (double)sessions / plan.Identities * PeersPerReply * BytesPerSighting,
            MemoryBytes = (double)sessions * BytesPerSession,
        };
    }

    private static TimeSpan IntervalOf(TrackerUrl url, MeasuringPlan plan, Func<TrackerUrl, TimeSpan?> intervals)
    {
        if (plan.Burst is { } burst) return burst.SpacingAt(IPAddress.TryParse(url.Host, out var address) ? address : null);
        // With neither precision nor coverage one look is the whole measurement.
        if (plan is { Every: { } every, Precision: null, Coverage: null }) return every;
        return intervals(url) ?? UsualInterval;
    }

    /// <summary>Share of the time in which it calls.</summary>
    private static double DutyOf(CampaignSchedule schedule) => schedule is { Every: { } every, For: { } length } ? length / every : 1;

    private static TimeSpan? ActiveOf(CampaignSchedule schedule)
    {
        if (schedule.Duration is not { } duration || schedule is not { Every: { } every, For: { } length }) return schedule.Duration;
        var whole = (long)(duration / every);
        var rest = duration - (every * whole);
        return (length * whole) + (rest < length ? rest : length);
    }

    private sealed class Asked(string name, HostLimits limits)
    {
        public long Sessions { get; set; }

        public double CallsOfPass { get; set; }

        public double Wanted { get; set; }

        public HostForecast Forecast(IpLimits? perIp)
        {
            var limit = LimitWith(perIp);
            var interval = CallsOfPass / Wanted;
            return new HostForecast(
                name, Sessions, Wanted, limit, Rounded(interval), Rounded(Math.Min(Math.Max(interval, CallsOfPass / limit), 1e9)));
        }

        private static TimeSpan Rounded(double seconds) => TimeSpan.FromSeconds(Math.Round(seconds, 3));

        public double FirstPass(IpLimits? perIp) => Math.Max(0, CallsOfPass - limits.Burst) / LimitWith(perIp);

        /// <summary>A host with one address; how many names share it only a look-up could say.</summary>
        private double LimitWith(IpLimits? perIp) => Math.Min(limits.PerSecond, perIp?.PerSecond ?? double.PositiveInfinity);
    }
}
