using System.Text.Json.Nodes;
using Crawler.Actors.Hosts;
using Crawler.Actors.Torrents;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Protocol.Metainfo;

namespace Crawler.Host.Campaigns;

/// <summary>
/// A campaign's settings in force as a tree with the keys of its file, for the manifest in the store: everything that
/// makes it what it is, and nothing secret.
/// </summary>
internal static class CampaignShape
{
    /// <summary>Texts of one list beyond this are not repeated: the store holds the swarms themselves.</summary>
    private const int MostTexts = 1000;

    /// <summary>Opt-outs beyond this are told by their number and hash.</summary>
    private const int MostOptOuts = MostTexts;

    /// <summary>
    /// Keys that may change without making it another campaign: what runs on with other rates, for longer or over more
    /// targets is resumed. Each change of theirs is an event of the campaign.
    /// </summary>
    private static readonly string[] MayChange = ["why", "targets", "watch", "rates", "opt-out", "duration", "retention"];

    /// <summary>All settings.</summary>
    /// <param name="file">As asked for.</param>
    /// <param name="optOuts">Its opt-out lists, read.</param>
    /// <param name="families">In force.</param>
    /// <param name="seed">In force; null if nothing can be repeated.</param>
    public static JsonObject Of(CampaignFile file, CampaignOptOuts optOuts, AddressFamilies families, ulong? seed)
    {
        var (schedule, plan) = (file.Schedule, file.Plan);
        return Pruned(new JsonObject
        {
            ["name"] = file.Name,
            ["why"] = file.Why,
            ["contact"] = file.Contact.Length > 0 ? file.Contact : null,
            ["targets"] = Texts(file.Targets.Select(target => Shown(target.Value))),
            ["watch"] = Texts(file.Watch.Select(place => Shown(place.Value))),
            ["trackers"] = Texts(file.Trackers.Select(tracker => tracker.ToString())),
            ["trackers-only"] = file.TrackersOnly ? true : null,
            ["rates"] = Rates(file.Rates),
            ["schedule"] = Pruned(new JsonObject
            {
                ["start"] = schedule.Start?.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture),
                ["every"] = Text(schedule.Every ?? plan.Every),
                ["for"] = Text(schedule.For),
            }),
            ["duration"] = Text(schedule.Duration),
            ["precision"] = plan.Precision is { } precision ? ShareText.Format(precision) : null,
            ["coverage"] = plan.Coverage is { } coverage ? ShareText.Format(coverage) : null,
            ["burst"] = plan.Burst is { } burst ? new JsonObject { ["looks"] = burst.Looks, ["spacing"] = Text(burst.Spacing) } : null,
            ["identities"] = plan.HasGoal && !plan.CountsOnly ? plan.Identities : null,
            ["budget"] = plan.HasGoal ? plan.Budget : null,
            ["canaries"] = plan.HasGoal && !plan.CountsOnly ? plan.Canaries : null,
            ["counts-only"] = plan.CountsOnly ? true : null,
            ["families"] = families switch { AddressFamilies.V4 => "ipv4", AddressFamilies.V6 => "ipv6", _ => "both" },
            ["numwant"] = file.NumWant,
            ["peer-ids"] = file.PeerIds ? true : null,
            ["port"] = file.Port,
            ["timeout"] = Text(file.Timeout),
            ["addresses"] = Pruned(new JsonObject
            {
                ["allow-private"] = file.Addresses.AllowPrivate ? true : null,
                ["allow"] = Texts(file.Addresses.Allow.Select(network => network.ToString())),
                ["refuse"] = Texts(file.Addresses.Refuse.Select(network => network.ToString())),
            }),
            ["opt-out"] = OptOut(optOuts),
            ["retention"] = Text(file.Retention),
            ["seed"] = seed,
        });
    }

    /// <summary><c>rates:</c> in full.</summary>
    public static JsonObject Rates(CrawlRates rates) => Pruned(new JsonObject
    {
        ["global"] = rates.Global,
        ["per-host"] = Limits(rates.Host),
        ["hosts"] = rates.Hosts.Count == 0 ? null
            : new JsonObject(rates.Hosts.OrderBy(host => host.Key, StringComparer.Ordinal).Select(host => KeyValuePair.Create(host.Key, (JsonNode?)Limits(host.Value)))),
        ["per-ip"] = rates.PerIp is { } perIp ? new JsonObject { ["per-second"] = perIp.PerSecond, ["concurrency"] = perIp.Concurrency } : null,
        ["in-flight"] = rates.MaxInFlight,
    });

    /// <summary><c>opt-out:</c> in full, or its numbers and hash where it is long.</summary>
    public static JsonObject? OptOut(CampaignOptOuts optOuts) => optOuts.Count switch
    {
        0 => null,
        <= MostOptOuts => Pruned(new JsonObject
        {
            ["infohashes"] = Texts(optOuts.InfoHashes.Select(hash => hash.ToString())),
            ["hosts"] = Texts(optOuts.Hosts),
            ["addresses"] = Texts(optOuts.Networks.Select(network => network.ToString())),
        }),
        _ => new JsonObject
        {
            ["count"] = new JsonObject { ["infohashes"] = optOuts.InfoHashes.Count, ["hosts"] = optOuts.Hosts.Count, ["addresses"] = optOuts.Networks.Count },
            ["hash"] = optOuts.Hash,
        },
    };

    /// <summary>What makes it the campaign it is.</summary>
    public static JsonObject Identity(JsonObject shape)
    {
        var identity = (JsonObject)shape.DeepClone();
        foreach (var key in MayChange) identity.Remove(key);
        return identity;
    }

    /// <summary>Keys whose values differ, those left out that <paramref name="without"/> names.</summary>
    public static IReadOnlyList<string> Differing(JsonObject before, JsonObject after, params IReadOnlyList<string> without) =>
        [.. before.Select(pair => pair.Key).Union(after.Select(pair => pair.Key)).Except(without).Where(key => !JsonNode.DeepEquals(before[key], after[key]))];

    /// <summary>Without what is absent: in a file that is a key left out.</summary>
    private static JsonObject Pruned(JsonObject shape)
    {
        foreach (var key in shape.Where(pair => pair.Value is null or JsonObject { Count: 0 } or JsonArray { Count: 0 }).Select(pair => pair.Key).ToList()) shape.Remove(key);
        return shape;
    }

    private static JsonObject Limits(HostLimits limits) => new()
    {
        ["per-second"] = limits.PerSecond,
        ["burst"] = limits.Burst,
        ["concurrency"] = limits.Concurrency,
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Take(MostTexts).Select(text => (JsonNode?)text)]);

    private static string? Text(TimeSpan? duration) => duration is { } span ? Durations.Format(span) : null;

    /// <summary>A magnet may carry a passkey; its infohashes say what it is.</summary>
    private static string Shown(string item)
    {
        if (!Magnet.IsMagnet(item)) return item;
        try
        {
            return $"magnet:?xt=urn:btih:{Magnet.Parse(item).Targets().First().InfoHash}";
        }
        catch (MetainfoException)
        {
            return "magnet:?";
        }
    }
}
