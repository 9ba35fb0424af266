using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Crawler.Actors;
using Crawler.Host.Formatting;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Crawling;

/// <summary>What the store is told of a crawl: what was asked for, in full, without secrets.</summary>
internal static class CrawlManifest
{
    /// <summary>The version of the program, commit left out.</summary>
    public static string Version { get; } =
        typeof(CrawlManifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The campaign row of a crawl. The same settings over the same targets are the same campaign.</summary>
    public static Campaign Of(string name, IReadOnlyList<Target> targets, CrawlSettings settings, TrackerClientOptions network, DateTimeOffset startedAt)
    {
        var manifest = JsonLine.Of(new
        {
            Targets = targets.Count,
            TargetsHash = HashOf(string.Join('\n', targets.Select(target => target.InfoHash.ToString()).Order(StringComparer.Ordinal))),
            settings.Identity.Port,
            Numwant = settings.Identity.NumWant,
            network.UserAgent,
            Families = JsonLine.NameOf(settings.Families),
            IntervalShortest = settings.Intervals.Shortest.TotalSeconds,
            IntervalLongest = settings.Intervals.Longest.TotalSeconds,
            IntervalDefault = settings.Intervals.Default.TotalSeconds,
            HostConcurrency = settings.Rates.Host.Concurrency,
            HostPerSecond = settings.Rates.Host.PerSecond,
            settings.Rates.MaxInFlight,
            settings.Plan.Precision,
            settings.Plan.Coverage,
            EverySeconds = settings.Plan.Every?.TotalSeconds,
            BurstLooks = settings.Plan.Burst?.Looks,
            BurstSpacingSeconds = settings.Plan.Burst?.Spacing.TotalSeconds,
            settings.Plan.Identities,
            settings.Plan.Budget,
            settings.Plan.Canaries,
            SessionSeconds = settings.Plan.Session.TotalSeconds,
            WindowSeconds = settings.Plan.Window.TotalSeconds,
        });
        return new Campaign
        {
            Name = name,
            Manifest = manifest,
            ConfigHash = HashOf(manifest),
            Version = Version,
            Vantage = Environment.MachineName,
            StartedAt = startedAt,
        };
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
