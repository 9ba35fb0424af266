using System.Net;

namespace Crawler.Clustering.Membership;

/// <summary>How a process takes part in a cluster.</summary>
public sealed record ClusterOptions
{
    /// <summary>The address it listens on for other nodes.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The port it listens on; 0 for a free one.</summary>
    public int Port { get; init; } = 8421;

    /// <summary>How other nodes reach it where that differs from <see cref="Host"/>; null where it does not.</summary>
    public string? PublicHost { get; init; }

    /// <summary>Nodes to ask to be let in, HOST:PORT, the same on all; the first of them begins the cluster. Empty: a cluster of its own.</summary>
    public IReadOnlyList<string> Seeds { get; init; } = [];

    /// <summary>A name whose addresses are the seeds, NAME:PORT; null where they are listed.</summary>
    public string? SeedsDns { get; init; }

    /// <summary>What it does, of <see cref="ClusterRoles"/>.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [ClusterRoles.Crawl, ClusterRoles.Web];

    /// <summary>Whether the crawlers of a vantage reach trackers from one address, so that they share each tracker host's budget.</summary>
    public bool SharesAddress { get; init; } = true;

    /// <summary>Into how many shards swarms are divided; the same on all nodes.</summary>
    public int Shards { get; init; } = 256;

    /// <summary>No swarm is placed before so many crawlers are there.</summary>
    public int MinimumCrawlers { get; init; } = 1;

    /// <summary>A node that has not answered for so long after it was missed is given up; its swarms move.</summary>
    public TimeSpan DownAfter { get; init; } = TimeSpan.FromSeconds(7);

    /// <summary>A secret all nodes know, which lets them in; null for none.</summary>
    public string? Secret { get; init; }

    /// <summary>The certificate of this node, PFX or PEM; null for none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The key of a PEM certificate; null if it is in the same file.</summary>
    public string? CertificateKeyFile { get; init; }

    /// <summary>Opens the key; null if it is open.</summary>
    public string? CertificatePassword { get; init; }

    /// <summary>The authority that certificates of other nodes must come from, PEM; null for those the system trusts.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>
    /// The shortest <see cref="DownAfter"/>: a node that is given up must have stopped calling by then, which takes the lease of its
    /// budgets.
    /// </summary>
    public static readonly TimeSpan ShortestDownAfter = TimeSpan.FromSeconds(6);

    /// <summary>What is wrong with them, a line each; none if a node can be started so.</summary>
    public IEnumerable<string> Problems()
    {
        var isLocal = IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address);
        if (!isLocal && Secret is null && CertificateFile is null)
            yield return $"{Host} can be reached from elsewhere: it needs Cluster:Secret or Cluster:CertificateFile, or whoever reaches it is a node of the cluster";
        if (address is not null && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)) && PublicHost is null)
            yield return $"listening on {Host}, say how other nodes reach this one: Cluster:PublicHost";
        if (PublicHost is not null && Uri.CheckHostName(PublicHost) == UriHostNameType.Unknown) yield return $"'{PublicHost}' is no host name or address (Cluster:PublicHost)";
        if (Secret is not null && CertificateFile is not null) yield return "give Cluster:Secret or Cluster:CertificateFile, not both";
        if (Seeds.Count > 0 && SeedsDns is not null) yield return "give Cluster:Seeds or Cluster:SeedsDns, not both";
        if (SeedsDns is { } name && (name.LastIndexOf(':') <= 0 || !ushort.TryParse(name[(name.LastIndexOf(':') + 1)..], out _))) yield return $"'{name}' is not NAME:PORT (Cluster:SeedsDns)";
        if (DownAfter < ShortestDownAfter) yield return $"Cluster:DownAfter is at least {ShortestDownAfter.TotalSeconds}s: a node that hangs goes on calling so long, as far as the others know";
    }

    /// <summary>Whether it crawls.</summary>
    public bool Crawls => Roles.Contains(ClusterRoles.Crawl);
}
