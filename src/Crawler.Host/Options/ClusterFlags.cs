using System.CommandLine;
using Crawler.Clustering.Membership;
using Crawler.Host.Configuration;

namespace Crawler.Host.Options;

/// <summary>How <c>serve</c> takes part in a cluster.</summary>
internal sealed class ClusterFlags
{
    private readonly Option<bool> _cluster = new("--cluster") { Description = "Be a node of a cluster: share the campaign's swarms with the others. See docs/cluster.md." };

    private readonly Flag<(string Host, int Port)> _listen = new("--cluster-listen", ClusterKeys.Listen);

    private readonly Flag<(string Host, int Port)[]> _seeds = new("--seed", ClusterKeys.Seeds, "A node to ask to be let in; the first one begins the cluster. Can be given several times, the same on all nodes.");

    private readonly Flag<string[]> _roles = new("--role", ClusterKeys.Roles, "What this node does: crawl, web. Can be given twice. Without it, crawl if it is given a campaign, and web.");

    /// <summary>Adds the options to a verb.</summary>
    public ClusterFlags(Command verb)
    {
        foreach (var option in new[] { _cluster, _listen.Option, _seeds.Option, _roles.Option }) verb.Add(option);
    }

    /// <summary>What was asked for; null to stay alone.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="hasCampaign">Whether there is something to crawl.</param>
    public ClusterOptions? Read(ParseResult parse, bool hasCampaign)
    {
        if (!parse.GetValue(_cluster)) return null;
        var configured = ClusterKeys.Read(CrawlerConfiguration.Current);
        var (host, port) = _listen.Read(parse);
        var roles = _roles.Read(parse);
        if (roles.Length == 0) roles = hasCampaign ? [ClusterRoles.Crawl, ClusterRoles.Web] : [ClusterRoles.Web];
        return configured with { Host = host, Port = port, Seeds = [.. _seeds.Read(parse).Select(ClusterKeys.TextOf)], Roles = roles };
    }
}
