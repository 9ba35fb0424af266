namespace Crawler.Clustering.Membership;

/// <summary>What a node of the cluster does.</summary>
public static class ClusterRoles
{
    /// <summary>It crawls: swarms are placed on it.</summary>
    public const string Crawl = "crawl";

    /// <summary>It shows.</summary>
    public const string Web = "web";
}
