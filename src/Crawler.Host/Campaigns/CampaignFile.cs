using System.Net;
using Crawler.Actors.Hosts;
using Crawler.Actors.Measuring;
using Crawler.Actors.Torrents;
using Crawler.Host.Campaigns.Yaml;
using Crawler.Protocol.Net;
using Crawler.Storage;

namespace Crawler.Host.Campaigns;

/// <summary>
/// A campaign as its file describes it (docs/campaigns.md, schemas/campaign.schema.json). Paths in it are relative to the
/// file; nothing was read but the file itself.
/// </summary>
internal sealed record CampaignFile
{
    /// <summary>The file, as the user named it.</summary>
    public required string Path { get; init; }

    /// <summary>What people call it: lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>What it is to find out.</summary>
    public string? Why { get; init; }

    /// <summary>Whom a tracker operator can write to; part of the User-Agent.</summary>
    public required string Contact { get; init; }

    /// <summary>Torrent files, folders, globs, <c>@lists</c>, magnets and infohashes.</summary>
    public IReadOnlyList<Placed<string>> Targets { get; init; } = [];

    /// <summary>Folders and lists whose new entries join while it runs.</summary>
    public IReadOnlyList<Placed<string>> Watch { get; init; } = [];

    /// <summary>Trackers asked about every target.</summary>
    public IReadOnlyList<TrackerUrl> Trackers { get; init; } = [];

    /// <summary>Whether <see cref="Trackers"/> stand instead of the targets' own.</summary>
    public bool TrackersOnly { get; init; }

    /// <summary>How fast it may go.</summary>
    public CrawlRates Rates { get; init; } = CrawlRates.Standard;

    /// <summary>When it runs.</summary>
    public CampaignSchedule Schedule { get; init; } = CampaignSchedule.AtOnce;

    /// <summary>How well swarms are to be measured.</summary>
    public MeasuringPlan Plan { get; init; } = MeasuringPlan.None;

    /// <summary>Over which families; null: those this machine has a route for.</summary>
    public AddressFamilies? Families { get; init; }

    /// <summary>Peers asked for; −1 leaves it to the tracker.</summary>
    public int NumWant { get; init; } = 200;

    /// <summary>Whether HTTP trackers are asked for peers' ids too, which tell their software.</summary>
    public bool PeerIds { get; init; }

    /// <summary>The TCP port claimed.</summary>
    public int Port { get; init; } = 6881;

    /// <summary>How long a tracker's answer is waited for; null for the usual.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Which addresses may be called.</summary>
    public AddressRules Addresses { get; init; } = new(false, [], []);

    /// <summary>Who is left alone, as far as the file itself says; lists stand as <c>@file</c>.</summary>
    public OptOutLists OptOut { get; init; } = new([], [], []);

    /// <summary>How long the log is kept; null for ever.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>The store, secrets filled in; null for the usual.</summary>
    public StoreLocation? Store { get; init; }

    /// <summary>The folder of what must outlive a crash; null for the usual.</summary>
    public string? State { get; init; }

    /// <summary>Bytes the spool may take; null for the usual.</summary>
    public long? SpoolLimit { get; init; }

    /// <summary>What the campaign's random choices follow from; null: from its name.</summary>
    public long? Seed { get; init; }

    /// <summary>A path as it is from the current folder.</summary>
    public string Resolve(string path) => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path) ?? "", path);
}

/// <summary>Which addresses a campaign may call.</summary>
/// <param name="AllowPrivate">Loopback and private ones too.</param>
/// <param name="Allow">These whatever they are.</param>
/// <param name="Refuse">These never.</param>
internal sealed record AddressRules(bool AllowPrivate, IReadOnlyList<IPNetwork> Allow, IReadOnlyList<IPNetwork> Refuse);

/// <summary>Who asked to be left alone, each a value or <c>@file</c> with one a line.</summary>
/// <param name="InfoHashes">Swarms.</param>
/// <param name="Hosts">Host names; their subdomains are meant too.</param>
/// <param name="Addresses">Addresses and networks.</param>
internal sealed record OptOutLists(
    IReadOnlyList<Placed<string>> InfoHashes, IReadOnlyList<Placed<string>> Hosts, IReadOnlyList<Placed<string>> Addresses);
