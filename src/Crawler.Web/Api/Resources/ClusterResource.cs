using Crawler.Web.Api.Answers;
using Crawler.Web.Api.Shapes;
using Crawler.Web.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Api.Resources;

/// <summary>The cluster the answering process is a node of.</summary>
internal static class ClusterResource
{
    public static void Map(IEndpointRouteBuilder read) => read
        .MapGet("/cluster", (IClusterView view) => TypedResults.Ok(Shape(view.Current ?? throw ApiRefusal.NotFound("this process is not part of a cluster"))))
        .Describe("cluster", "cluster", "The cluster", "Members, shards and rates, as the node that answers sees them.")
        .Produces<ClusterShape>()
        .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    private static ClusterShape Shape(ClusterStanding standing) => new()
    {
        At = standing.At,
        Self = standing.Self,
        Leader = standing.Leader,
        Feeder = standing.Feeder,
        TorrentsExpected = standing.TorrentsExpected,
        TorrentsPlaced = standing.TorrentsPlaced,
        ShardsExpected = standing.ShardsExpected,
        ShardsPlaced = standing.ShardsPlaced,
        Spread = standing.Spread,
        CallsPerS = standing.CallsPerS,
        Nodes = [.. standing.Nodes.Select(Shape)],
        Events = [.. standing.Events.Select(turn => new ClusterEventShape { At = turn.At, Address = turn.Address, State = turn.What, GivenUp = turn.WasGivenUp })],
    };

    private static NodeShape Shape(NodeStanding node) => new()
    {
        Address = node.Address,
        Roles = node.Roles,
        State = node.State,
        Since = node.Since,
        Version = node.Version,
        Vantage = node.Vantage,
        HeardAt = node.HeardAt,
        Shards = node.Shards,
        Torrents = node.Torrents,
        LeasedHosts = node.LeasedHosts,
        MayCall = node.MayCall,
        Progress = node.Progress is { } progress ? ProgressJson.Of(progress) : null,
    };
}
