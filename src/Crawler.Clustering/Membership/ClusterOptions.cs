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

    /// <summary>Whether it crawls.</summary>
    public bool Crawls => Roles.Contains(ClusterRoles.Crawl);
}
