using Crawler.Clustering.Standing;
using Crawler.Web.Live;

namespace Crawler.Host.Clustering;

/// <summary>The cluster of this process, for its pages.</summary>
/// <param name="seat">Its place there.</param>
/// <param name="time">The clock.</param>
internal sealed class ClusterView(ClusterSeat seat, TimeProvider time) : IClusterView
{
    public ClusterStanding? Current => seat.Watch?.Current is { } picture ? Of(picture, time.GetUtcNow()) : null;

    private static ClusterStanding Of(ClusterPicture picture, DateTimeOffset now) => new()
    {
        At = now,
        Self = picture.Self,
        Leader = picture.Leader,
        Feeder = picture.Campaign?.Feeder,
        Nodes = [.. picture.Members.Select(member => Of(member, picture.Reports.GetValueOrDefault(member.Address)))],
        TorrentsExpected = picture.Campaign?.TorrentsExpected,
        TorrentsPlaced = picture.Campaign?.TorrentsPlaced,
        ShardsExpected = picture.Campaign?.ShardsExpected,
        ShardsPlaced = picture.Campaign?.ShardsPlaced,
        Events = [.. picture.Events.Select(happened => new ClusterTurn(happened.At, happened.Address, Word(happened.State), happened.WasDowned))],
    };

    private static NodeStanding Of(ClusterMember member, NodeReport? report) => new()
    {
        Address = member.Address,
        Roles = member.Roles,
        State = Word(member.State),
        Since = member.Since,
        Version = member.Version,
        Vantage = report?.Vantage,
        HeardAt = report?.At,
        Shards = report?.Shards,
        Torrents = report?.Torrents,
        LeasedHosts = report?.LeasedHosts,
        MayCall = report?.MayCall,
        Progress = report is null ? null : ProgressSum.Read(report),
    };

    private static string Word(MemberState state) => state.ToString().ToLowerInvariant();
}
