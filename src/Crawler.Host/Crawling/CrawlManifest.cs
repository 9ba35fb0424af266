using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Crawler.Actors;
using Crawler.Host.Campaigns;
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

    /// <summary>The campaign row of a crawl without file. The same settings over the same targets are the same campaign.</summary>
    public static Campaign Of(string name, IReadOnlyList<Target> targets, CrawlSettings settings, TrackerClientOptions network, DateTimeOffset startedAt)
    {
        var asked = new CampaignFile
        {
            Path = "",
            Name = name,
            Contact = "",
            Rates = settings.Rates,
            Plan = settings.Plan,
            NumWant = settings.Identity.NumWant,
            PeerIds = settings.Identity.WantsPeerIds,
            Port = settings.Identity.Port,
        };
        var manifest = Manifest(targets, settings, network, CampaignShape.Of(asked, CampaignOptOuts.None, settings.Families, settings.Seed?.Value)).ToJsonString(JsonLine.Options);
        return Row(name, manifest, HashOf(manifest), startedAt);
    }

    /// <summary>
    /// The campaign row of a campaign file. What <see cref="CampaignShape.Identity"/> leaves out may change without making it
    /// another campaign: it is resumed with other rates or more targets, and the change is noted.
    /// </summary>
    public static Campaign Of(
        CampaignFile file, CampaignOptOuts optOuts, IReadOnlyList<Target> targets, CrawlSettings settings, TrackerClientOptions network, DateTimeOffset startedAt)
    {
        var shape = CampaignShape.Of(file, optOuts, settings.Families, settings.Seed?.Value);
        var manifest = Manifest(targets, settings, network, shape);
        var identity = Manifest([], settings, network, CampaignShape.Identity(shape));
        // Two passkeys look the same when they are not shown.
        identity["trackers_hash"] = HashOf(string.Join('\n', file.Trackers.Select(tracker => Convert.ToHexString(tracker.Key()))));
        return Row(file.Name, manifest.ToJsonString(JsonLine.Options), HashOf(identity.ToJsonString(JsonLine.Options)), startedAt) with { Why = file.Why, Contact = file.Contact };
    }

    private static JsonObject Manifest(IReadOnlyList<Target> targets, CrawlSettings settings, TrackerClientOptions network, JsonObject campaign) => new()
    {
        ["targets"] = targets.Count,
        ["targets_hash"] = CampaignTargets.HashOf(targets),
        ["user_agent"] = network.UserAgent,
        ["interval_shortest"] = settings.Intervals.Shortest.TotalSeconds,
        ["interval_longest"] = settings.Intervals.Longest.TotalSeconds,
        ["interval_default"] = settings.Intervals.Default.TotalSeconds,
        ["http_seconds"] = network.HttpDeadline.TotalSeconds,
        ["udp_seconds"] = network.UdpTimeout.TotalSeconds,
        ["udp_retries"] = network.UdpRetries,
        ["session_seconds"] = settings.Plan.Session.TotalSeconds,
        ["window_seconds"] = settings.Plan.Window.TotalSeconds,
        [Provenance.SettingsKey] = campaign.DeepClone(),
    };

    private static Campaign Row(string name, string manifest, string hash, DateTimeOffset startedAt) => new()
    {
        Name = name,
        Manifest = manifest,
        ConfigHash = hash,
        Version = Version,
        Vantage = Crawling.Vantage.Current,
        StartedAt = startedAt,
    };

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
