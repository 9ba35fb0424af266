using Crawler.Storage.Campaigns;

namespace Crawler.Web.Live;

/// <summary>A cluster as one of its nodes sees it.</summary>
public sealed record ClusterStanding
{
    /// <summary>When this was so.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The node that sees it, HOST:PORT.</summary>
    public required string Self { get; init; }

    /// <summary>The node that leads changes of membership; null while there is none.</summary>
    public string? Leader { get; init; }

    /// <summary>The node that feeds swarms and keeps budgets; null while none was heard.</summary>
    public string? Feeder { get; init; }

    /// <summary>Its nodes, the oldest first; those that went stay a while.</summary>
    public required IReadOnlyList<NodeStanding> Nodes { get; init; }

    /// <summary>Swarms there are to crawl; null while nobody said.</summary>
    public long? TorrentsExpected { get; init; }

    /// <summary>Swarms that are crawled on some node.</summary>
    public long? TorrentsPlaced { get; init; }

    /// <summary>Shards swarms are divided into.</summary>
    public int? ShardsExpected { get; init; }

    /// <summary>Shards that some node holds.</summary>
    public int? ShardsPlaced { get; init; }

    /// <summary>What happened, oldest first; the last hundred.</summary>
    public required IReadOnlyList<ClusterTurn> Events { get; init; }

    /// <summary>
    /// How unevenly swarms are spread: the fullest crawler's swarms over the mean of all; 1 is even. Null while nobody crawls.
    /// </summary>
    public double? Spread
    {
        get
        {
            var torrents = Nodes.Where(node => node is { IsCurrent: true, Torrents: not null }).Select(node => node.Torrents!.Value).ToList();
            return torrents.Count == 0 || torrents.Sum() == 0 ? null : torrents.Max() / torrents.Average();
        }
    }

    /// <summary>Calls that come back a second, on all nodes that are there; null while none said.</summary>
    public double? CallsPerS => Nodes.Any(Says) ? Nodes.Where(Says).Sum(node => node.Progress!.CallsPerS) : null;

    private static bool Says(NodeStanding node) => node is { IsCurrent: true, Progress: not null };
}

/// <summary>A node of a cluster.</summary>
public sealed record NodeStanding
{
    /// <summary>Which, HOST:PORT.</summary>
    public required string Address { get; init; }

    /// <summary>What it does: <c>crawl</c>, <c>web</c>.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Whether it takes part: <c>joining</c>, <c>up</c>, <c>leaving</c>, <c>exiting</c>, <c>down</c>, <c>unreachable</c> or <c>removed</c>.</summary>
    public required string State { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Version of its program.</summary>
    public string? Version { get; init; }

    /// <summary>From where it measures; null of one that does not.</summary>
    public string? Vantage { get; init; }

    /// <summary>When it said what follows, by its clock; null of one that crawls nothing.</summary>
    public DateTimeOffset? HeardAt { get; init; }

    /// <summary>Shards it holds.</summary>
    public int? Shards { get; init; }

    /// <summary>Swarms it crawls.</summary>
    public long? Torrents { get; init; }

    /// <summary>Tracker hosts it has a share of.</summary>
    public int? LeasedHosts { get; init; }

    /// <summary>Whether its lease lets it call anybody.</summary>
    public bool? MayCall { get; init; }

    /// <summary>How its part of the campaign stands.</summary>
    public CrawlProgress? Progress { get; init; }

    /// <summary>Whether it takes part as far as anybody knows: what it said is not old.</summary>
    public bool IsCurrent => State is "up" or "leaving";
}

/// <summary>A node came, went, or was missed.</summary>
/// <param name="At">When.</param>
/// <param name="Address">Which.</param>
/// <param name="What">What it is since, in one word.</param>
/// <param name="WasGivenUp">Whether the others gave it up.</param>
public sealed record ClusterTurn(DateTimeOffset At, string Address, string What, bool WasGivenUp);
