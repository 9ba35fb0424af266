using System.Text.Json.Nodes;

namespace Crawler.Web.Api.Shapes;

/// <summary>A cluster as the node that answers sees it.</summary>
public sealed record ClusterShape
{
    /// <summary>When this was so.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The node that answers, HOST:PORT.</summary>
    public required string Self { get; init; }

    /// <summary>The node that leads changes of membership.</summary>
    public required string? Leader { get; init; }

    /// <summary>The node that feeds swarms and keeps budgets.</summary>
    public required string? Feeder { get; init; }

    /// <summary>Swarms there are to crawl.</summary>
    public required long? TorrentsExpected { get; init; }

    /// <summary>Swarms that are crawled on some node.</summary>
    public required long? TorrentsPlaced { get; init; }

    /// <summary>Shards swarms are divided into.</summary>
    public required int? ShardsExpected { get; init; }

    /// <summary>Shards that some node holds.</summary>
    public required int? ShardsPlaced { get; init; }

    /// <summary>The fullest crawler's swarms over the mean of all; 1 is even.</summary>
    public required double? Spread { get; init; }

    /// <summary>Calls that come back a second, on all nodes that are there.</summary>
    public required double? CallsPerS { get; init; }

    /// <summary>Its nodes, the oldest first; those that went stay a while.</summary>
    public required IReadOnlyList<NodeShape> Nodes { get; init; }

    /// <summary>What happened, oldest first; the last hundred.</summary>
    public required IReadOnlyList<ClusterEventShape> Events { get; init; }
}

/// <summary>A node of a cluster.</summary>
public sealed record NodeShape
{
    /// <summary>Which, HOST:PORT.</summary>
    public required string Address { get; init; }

    /// <summary>What it does: crawl, web.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>joining, up, leaving, exiting, down, unreachable or removed.</summary>
    public required string State { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Version of its program.</summary>
    public required string? Version { get; init; }

    /// <summary>From where it measures.</summary>
    public required string? Vantage { get; init; }

    /// <summary>When it said what follows.</summary>
    public required DateTimeOffset? HeardAt { get; init; }

    /// <summary>Shards it holds.</summary>
    public required int? Shards { get; init; }

    /// <summary>Swarms it crawls.</summary>
    public required long? Torrents { get; init; }

    /// <summary>Tracker hosts it has a share of.</summary>
    public required int? LeasedHosts { get; init; }

    /// <summary>Whether its lease lets it call anybody.</summary>
    public required bool? MayCall { get; init; }

    /// <summary>How its part of the campaign stands, as in a campaign.</summary>
    public required JsonNode? Progress { get; init; }
}

/// <summary>A node came, went, or was missed.</summary>
public sealed record ClusterEventShape
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Which node.</summary>
    public required string Address { get; init; }

    /// <summary>What it is since: joining, up, leaving, exiting, down, unreachable or removed.</summary>
    public required string State { get; init; }

    /// <summary>Whether the others gave it up.</summary>
    public required bool GivenUp { get; init; }
}
