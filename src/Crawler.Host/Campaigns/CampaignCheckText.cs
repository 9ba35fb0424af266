using System.Globalization;
using Crawler.Host.Formatting;

namespace Crawler.Host.Campaigns;

/// <summary>A <see cref="CampaignCheck"/> for people and for programs.</summary>
internal static class CampaignCheckText
{
    private const int HostsShown = 10;

    public static void Write(CampaignCheck check, TextWriter output)
    {
        var (forecast, targets) = (check.Forecast, check.Targets);
        new FactSheet()
            .Add("Campaign", check.File.Name)
            .Add("Why", check.File.Why)
            .Add("Contact", check.File.Contact)
            .Add("Targets", $"{Number(targets.Targets.Count)} ({string.Join(", ", Kinds(check).Select(kind => $"{Number(kind.Value)} {kind.Key}"))})")
            .Add("Left out", LeftOut(check))
            .Add("Trackers", string.Join(", ", forecast.Schemes.Select(scheme => $"{Number(scheme.Value)} {scheme.Key}")) is { Length: > 0 } schemes ? $"{schemes}; {Number(forecast.Hosts.Count)} hosts" : null)
            .Add("Sessions", Number(forecast.Sessions))
            .Add("Calls", $"{PerSecond(forecast.Rate)} a second{(forecast.Wanted > forecast.Rate ? $", of {PerSecond(forecast.Wanted)} wanted{(forecast.IsHeldByNode ? ": rates.global holds them back" : "")}" : "")}")
            .Add("First pass", $"{Durations.Format(forecast.FirstPass)} until every session was called once")
            .Add("In all", forecast.Calls is { } calls ? $"{Number((long)calls)} calls in {Durations.Format(forecast.Active!.Value)}" : "until interrupted")
            .Add("Storage", $"{Sizes.Format((long)forecast.LogBytesPerDay)} a day in the log{(forecast.AggregateBytes > 0 ? $", {Sizes.Format((long)forecast.AggregateBytes)} in the aggregate after the first pass" : "")}")
            .Add("Memory", Sizes.Format((long)forecast.MemoryBytes))
            .Add("Store", $"{check.Store}{(check.StoreProblem is { } problem ? $": {problem}" : ", ready")}")
            .Add("Seed", check.Seed.ToString(CultureInfo.InvariantCulture))
            .WriteTo(output);
        output.WriteLine();
        var table = new TextTable("HOST", ">SESSIONS", ">CALLS/S", ">LIMIT/S", ">INTERVAL", ">REAL INTERVAL", "KEEPS UP");
        foreach (var host in forecast.Hosts.Take(HostsShown))
            table.Add(host.Host, Number(host.Sessions), PerSecond(host.Wanted), PerSecond(host.Limit), Durations.Format(host.Interval), Durations.Format(host.RealInterval), host.KeepsUp ? "yes" : $"no: {host.RealInterval / host.Interval:0.#} times late");
        table.WriteTo(output);
        if (forecast.Hosts.Count > HostsShown) output.WriteLine($"… and {Number(forecast.Hosts.Count - HostsShown)} more{(forecast.Hosts.Skip(HostsShown).Count(host => !host.KeepsUp) is var late and > 0 ? $", {Number(late)} of which cannot keep up" : "")}");
        output.WriteLine();
        output.WriteLine($"assumed: {Durations.Format(CampaignForecast.UsualInterval)} between two calls where the store does not know better (it knows {Number(check.KnownIntervals)} trackers), {CampaignForecast.PeersPerReply} peers a reply, one address a host; no tracker was called and no name looked up");
    }

    public static object Shape(CampaignCheck check) => new
    {
        Campaign = check.File.Name,
        Targets = check.Targets.Targets.Count,
        Kinds = Kinds(check),
        check.Targets.Duplicates,
        OptedOut = check.Targets.OptedOut,
        TrackersOptedOut = check.Targets.TrackersOptedOut,
        Rejected = check.Targets.Problems.Select(problem => problem.ToString()),
        TargetsHash = check.Targets.Hash,
        check.Forecast.Sessions,
        SessionsByScheme = check.Forecast.Schemes,
        HostCount = check.Forecast.Hosts.Count,
        Hosts = check.Forecast.Hosts.Take(HostsShown).Select(host => new
        {
            host.Host,
            host.Sessions,
            CallsPerSecond = host.Wanted,
            LimitPerSecond = host.Limit,
            IntervalSeconds = host.Interval.TotalSeconds,
            RealIntervalSeconds = host.RealInterval.TotalSeconds,
            host.KeepsUp,
        }),
        HostsLate = check.Forecast.Hosts.Count(host => !host.KeepsUp),
        CallsPerSecondWanted = check.Forecast.Wanted,
        CallsPerSecond = check.Forecast.Rate,
        FirstPassSeconds = check.Forecast.FirstPass.TotalSeconds,
        ActiveSeconds = check.Forecast.Active?.TotalSeconds,
        check.Forecast.Calls,
        check.Forecast.LogBytesPerDay,
        check.Forecast.AggregateBytes,
        check.Forecast.MemoryBytes,
        Store = check.Store.ToString(),
        check.StoreProblem,
        KnownIntervals = check.KnownIntervals,
        check.Seed,
    };

    private static SortedDictionary<string, long> Kinds(CampaignCheck check)
    {
        var kinds = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var target in check.Targets.Targets)
        {
            var kind = target.Source switch { "infohash" => "infohashes", "magnet" => "magnets", _ => "torrent files" };
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
        }

        return kinds;
    }

    private static string? LeftOut(CampaignCheck check)
    {
        string?[] parts =
        [
            check.Targets.Duplicates > 0 ? $"{Number(check.Targets.Duplicates)} named again" : null,
            check.Targets.OptedOut > 0 ? $"{Number(check.Targets.OptedOut)} opted out" : null,
            check.Targets.TrackersOptedOut > 0 ? $"{Number(check.Targets.TrackersOptedOut)} announce URLs of hosts that opted out" : null,
            check.Targets.Problems.Count > 0 ? $"{Number(check.Targets.Problems.Count)} that cannot be used (named above)" : null,
        ];
        return string.Join(", ", parts.Where(part => part is not null)) is { Length: > 0 } text ? text : null;
    }

    private static string PerSecond(double rate) => rate.ToString(rate < 10 ? "0.###" : "N0", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
