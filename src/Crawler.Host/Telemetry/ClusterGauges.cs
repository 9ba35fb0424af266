using System.Diagnostics.Metrics;
using Crawler.Web.Live;

namespace Crawler.Host.Telemetry;

/// <summary>How the cluster stands, as this node sees it; nothing where it is in none.</summary>
/// <param name="meter">Where it is told.</param>
/// <param name="cluster">The cluster.</param>
internal sealed class ClusterGauges(Meter meter, IClusterView cluster)
{
    private static readonly string[] States = ["joining", "up", "leaving", "exiting", "unreachable", "down"];

    /// <summary>Makes the instruments.</summary>
    public void Create()
    {
        meter.CreateObservableGauge("crawler.cluster.nodes", Nodes, "{node}", "Nodes of the cluster by state.");
        Gauge("muted", "{node}", "Crawlers that are up and may call nobody, as no lease of theirs is in force.", standing => standing.Nodes.Count(node => node is { State: "up", MayCall: false }));
        Gauge("torrents.expected", "{torrent}", "Torrents there are to crawl.", standing => standing.TorrentsExpected);
        Gauge("torrents.placed", "{torrent}", "Torrents that some node crawls.", standing => standing.TorrentsPlaced);
        Gauge("shards.placed", "{shard}", "Shards that some node holds.", standing => standing.ShardsPlaced);
        Gauge("spread", "1", "The fullest crawler's torrents over the mean of all.", standing => standing.Spread);
    }

    private void Gauge(string name, string unit, string description, Func<ClusterStanding, double?> of) => meter.CreateObservableGauge(
        $"crawler.cluster.{name}", () => cluster.Current is { } standing && of(standing) is { } value ? [new Measurement<double>(value)] : Array.Empty<Measurement<double>>(), unit, description);

    private IEnumerable<Measurement<long>> Nodes() => cluster.Current is not { } standing ? [] :
        States.Select(state => new Measurement<long>(standing.Nodes.Count(node => node.State == state), new KeyValuePair<string, object?>("state", state)));
}
