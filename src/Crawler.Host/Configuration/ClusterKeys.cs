using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Crawler.Clustering.Membership;
using Crawler.Host.Options;

namespace Crawler.Host.Configuration;

/// <summary>Section <c>Cluster</c>: a key for each property of <see cref="ClusterOptions"/>.</summary>
internal static class ClusterKeys
{
    private static readonly ClusterOptions Defaults = new();

    /// <summary>Where it listens for other nodes.</summary>
    public static readonly Key<(string Host, int Port)> Listen = new(ReadListen, (Defaults.Host, Defaults.Port))
    {
        Name = "Cluster:Listen",
        Description = "Where serve --cluster listens for other nodes. Any address but loopback needs Cluster:Secret or Cluster:CertificateFile.",
        DefaultText = $"{Defaults.Host}:{Defaults.Port}",
        Allowed = "ADDRESS:PORT, port 0 for a free one",
        HelpName = "ADDRESS:PORT",
    };

    /// <summary>Whom to ask to be let in.</summary>
    public static readonly Key<(string Host, int Port)[]> Seeds = new(KeyKinds.Each<(string, int)>(UplinkOption.TryRead), [])
    {
        Name = "Cluster:Seeds",
        Description = "Nodes to ask to be let in, the same list on all nodes; the first of them begins the cluster. Without any this node is a cluster of its own.",
        Allowed = "a list of HOST:PORT, hosts as the nodes call themselves",
        HelpName = "HOST:PORT",
        IsList = true,
        Schema = new JsonObject { ["type"] = new JsonArray("array", "string"), ["items"] = new JsonObject { ["type"] = "string" } },
    };

    /// <summary>What the node does.</summary>
    public static readonly Key<string[]> Roles = new(KeyKinds.Each<string>(ReadRole), [])
    {
        Name = "Cluster:Roles",
        Description = "What this node does: crawl takes a share of the swarms, web shows. Without any it crawls if it is given a campaign, and shows.",
        Allowed = $"a list of {ClusterRoles.Crawl} and {ClusterRoles.Web}",
        HelpName = "ROLE",
        IsList = true,
        Schema = new JsonObject { ["type"] = new JsonArray("array", "string"), ["items"] = new JsonObject { ["enum"] = new JsonArray(ClusterRoles.Crawl, ClusterRoles.Web) } },
    };

    private const int ShortestSecret = 16;

    private static readonly Key<string> PublicHost = KeyKinds.Text(
        "Cluster:PublicHost", null, "The name or address by which other nodes reach this one, where that is not the one it listens on: in containers, behind NAT.", helpName: "HOST");

    private static readonly Key<string> SeedsDns = KeyKinds.Text(
        "Cluster:SeedsDns", null, "A name whose addresses are the seeds, as NAME:PORT, in place of Cluster:Seeds.", helpName: "NAME:PORT");

    private static readonly Key<bool> SharesAddress = KeyKinds.Toggle(
        "Cluster:SharesAddress", Defaults.SharesAddress, "Whether crawlers of one vantage reach trackers from one address: then each tracker host's limits hold for all of them together, else for each.");

    private static readonly Key<long> Shards = KeyKinds.Number(
        "Cluster:Shards", Defaults.Shards, "a number of shards", 1, 10_000, "Into how many shards swarms are divided: about ten for each crawler there will ever be. The same on all nodes.");

    private static readonly Key<long> MinimumCrawlers = KeyKinds.Number(
        "Cluster:MinimumCrawlers", Defaults.MinimumCrawlers, "a number of crawlers", 1, 10_000, "No swarm is placed before so many crawlers are there, so that the first one up does not take them all.");

    private static readonly Key<TimeSpan?> DownAfter = KeyKinds.Duration(
        "Cluster:DownAfter", "A node that is missed for so long is given up and its swarms move, if the others are the majority; at least 6s, 7s unless told otherwise.");

    private static readonly Key<string> Secret = new(ReadSecret, "")
    {
        Name = "Cluster:Secret",
        Description = "Lets in who knows it: nodes speak TLS, and each proves that it has the same secret. Better in the environment than in a file.",
        Allowed = string.Create(CultureInfo.InvariantCulture, $"at least {ShortestSecret} characters"),
        HelpName = "SECRET",
        IsSecret = true,
    };

    private static readonly Key<string> CertificateFile = KeyKinds.Text("Cluster:CertificateFile", null, "The certificate of this node, PFX or PEM, in place of Cluster:Secret.", 4096, helpName: "FILE");

    private static readonly Key<string> CertificateKeyFile = KeyKinds.Text("Cluster:CertificateKeyFile", null, "The key of a PEM certificate, if it is not in the same file.", 4096, helpName: "FILE");

    private static readonly Key<string> CertificatePassword = new(ReadAny, "")
    {
        Name = "Cluster:CertificatePassword",
        Description = "Opens the key of the certificate.",
        Allowed = "a password",
        IsSecret = true,
    };

    private static readonly Key<string> CertificateAuthority = KeyKinds.Text(
        "Cluster:CertificateAuthority", null, "The authority that the other nodes' certificates must come from, PEM; without it one the system trusts.", 4096, helpName: "FILE");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Key> All { get; } =
    [
        Listen, PublicHost, Seeds, SeedsDns, Roles, SharesAddress, Shards, MinimumCrawlers, DownAfter, Secret, CertificateFile, CertificateKeyFile,
        CertificatePassword, CertificateAuthority,
    ];

    /// <summary>What the configuration says of the cluster; the roles only if it says so.</summary>
    public static ClusterOptions Read(CrawlerConfiguration configuration)
    {
        var listen = configuration.Value(Listen);
        return new ClusterOptions
        {
            Host = listen.Host,
            Port = listen.Port,
            PublicHost = Given(configuration.Value(PublicHost)),
            Seeds = [.. configuration.Value(Seeds).Select(TextOf)],
            SeedsDns = Given(configuration.Value(SeedsDns)),
            Roles = configuration.Value(Roles),
            SharesAddress = configuration.Value(SharesAddress),
            Shards = (int)configuration.Value(Shards),
            MinimumCrawlers = (int)configuration.Value(MinimumCrawlers),
            DownAfter = configuration.Value(DownAfter) ?? Defaults.DownAfter,
            Secret = Given(configuration.Value(Secret)),
            CertificateFile = Given(configuration.Value(CertificateFile)),
            CertificateKeyFile = Given(configuration.Value(CertificateKeyFile)),
            CertificatePassword = Given(configuration.Value(CertificatePassword)),
            CertificateAuthority = Given(configuration.Value(CertificateAuthority)),
        };
    }

    /// <summary>HOST:PORT.</summary>
    public static string TextOf((string Host, int Port) place) =>
        place.Host.Contains(':') ? $"[{place.Host}]:{place.Port}" : string.Create(CultureInfo.InvariantCulture, $"{place.Host}:{place.Port}");

    private static string? Given(string text) => text.Length > 0 ? text : null;

    private static bool ReadListen(string text, out (string Host, int Port) value, out string? problem)
    {
        // An address with a port is one more thing than Uri wants to know without a scheme.
        var ok = IPEndPoint.TryParse(text, out var end) && text.LastIndexOf(':') > text.LastIndexOf(']');
        value = ok ? (end!.Address.ToString(), end.Port) : default;
        problem = ok ? null : $"'{text}' is not ADDRESS:PORT with an IP address";
        return ok;
    }

    private static bool ReadRole(string text, out string value, out string? problem)
    {
        value = text.ToLowerInvariant();
        problem = value is ClusterRoles.Crawl or ClusterRoles.Web ? null : $"'{text}' is neither {ClusterRoles.Crawl} nor {ClusterRoles.Web}";
        return problem is null;
    }

    private static bool ReadSecret(string text, out string value, out string? problem)
    {
        value = text;
        problem = text.Length >= ShortestSecret && !text.Any(char.IsControl) ? null : "too short";
        return problem is null;
    }

    private static bool ReadAny(string text, out string value, out string? problem)
    {
        (value, problem) = (text, null);
        return true;
    }
}
