using System.Net;
using System.Text.Json.Nodes;
using Crawler.Host.Options;
using Crawler.Host.Stores;
using Crawler.Protocol;
using Crawler.Storage;
using Crawler.Storage.Spool;

namespace Crawler.Host.Configuration;

/// <summary>Every key of the configuration: the one table that is read, shown, checked and documented.</summary>
internal static class Keys
{
    /// <summary>Where the store is.</summary>
    public static readonly Key<StoreLocation> Store = new StoreKey
    {
        Name = "Store:Location",
        Description = "The store: PostgreSQL, or the path of an embedded SQLite file. A password in it is never shown.",
        DefaultText = StoreOption.DefaultLocation,
        Allowed = "postgres://USER:PASSWORD@HOST/DATABASE, a Npgsql connection string, sqlite:PATH or a path",
        HelpName = "LOCATION",
        Alias = StoreOption.EnvironmentVariable,
    };

    /// <summary>Whether private addresses may be called.</summary>
    public static readonly Key<bool> AllowPrivate = KeyKinds.Toggle("Network:AllowPrivate", false, "Also call loopback and private addresses, which are refused otherwise. For labs.");

    /// <summary>Networks that may be called whatever they are.</summary>
    public static readonly Key<IPNetwork[]> Allow = new(KeyKinds.Each<IPNetwork>(NetworkText.TryRead), [])
    {
        Name = "Network:Allow",
        Description = "Also call these networks or addresses, whatever they are.",
        Allowed = "a list of networks such as 10.0.0.0/8 or addresses",
        HelpName = "CIDR",
        IsList = true,
        Schema = ListSchema(),
    };

    /// <summary>What we call ourselves.</summary>
    public static readonly Key<string> UserAgent = KeyKinds.Text(
        "Network:UserAgent", new TrackerClientOptions().UserAgent, "What we call ourselves over HTTP: say who measures and how to reach you.");

    /// <summary>How long a tracker may take.</summary>
    public static readonly Key<TimeSpan?> Timeout = KeyKinds.Duration(
        "Network:Timeout", "How long to wait for a tracker's answer, at most 1h; without it 30s over HTTP, and over UDP three tries within 105s.");

    /// <summary>Places by which our own outage is told.</summary>
    public static readonly Key<(string Host, int Port)[]> UplinkCheck = new(KeyKinds.Each<(string, int)>(UplinkOption.TryRead), [])
    {
        Name = "Network:UplinkCheck",
        Description = "When a tracker is silent, connect to these places of your own to see whether our network is up; if not, the call counts as unknown. Without any it is judged by what other trackers do.",
        Allowed = "a list of HOST:PORT",
        HelpName = "HOST:PORT",
        IsList = true,
        Schema = ListSchema(),
    };

    /// <summary>The port we claim.</summary>
    public static readonly Key<long> Port = KeyKinds.Number("Crawl:Port", 6881, "a port", 1, 65_535, "TCP port we claim to listen on.", "PORT");

    /// <summary>Peers asked for.</summary>
    public static readonly Key<long> NumWant = KeyKinds.Number("Crawl:NumWant", 200, "a number of peers", -1, int.MaxValue, "Peers asked for by a crawl; -1 leaves it to the tracker.");

    /// <summary>Whether peers' ids are asked for.</summary>
    public static readonly Key<bool> PeerIds = KeyKinds.Toggle("Crawl:PeerIds", false, "Also ask HTTP trackers for peers' ids, which tell their software; a reply is ten times as long.");

    /// <summary>Over which families trackers are measured.</summary>
    public static readonly Key<string> Families = KeyKinds.Choice(
        "Crawl:Families", "Over which address families trackers are measured; auto is IPv4, and IPv6 where this machine has a way out.", null, "auto", "ipv4", "ipv6", "both");

    /// <summary>Where we measure from.</summary>
    public static readonly Key<string> Vantage = new(ReadVantage, Environment.MachineName)
    {
        Name = "Crawl:Vantage",
        Description = "What to call the place in the network this process measures from; by itself the name of the machine. Crawlers of a cluster that share an address share it.",
        Allowed = "1 to 64 letters, digits, dots, dashes and underscores",
        HelpName = "NAME",
    };

    /// <summary>The state folder.</summary>
    public static readonly Key<string> State = KeyKinds.Text(
        "Crawl:State", StateOptions.DefaultFolder, "Folder for what is not in the store yet, kept from a crash: results while the store is away, calls that were made.", 4096, StateOptions.EnvironmentVariable, "DIR");

    /// <summary>What the spool may take.</summary>
    public static readonly Key<long> SpoolLimit = KeyKinds.Size("Crawl:SpoolLimit", SpoolOptions.DefaultLimit, "Disk for results while the store is away; when it is full, calls wait.");

    /// <summary>Whether the spool is forced to disk.</summary>
    public static readonly Key<bool> SpoolSync = KeyKinds.Toggle("Crawl:SpoolSync", false, "Force each result that waits on disk to the disk itself, so that it survives a power cut too.");

    /// <summary>How long the log is kept.</summary>
    public static readonly Key<TimeSpan?> Keep = KeyKinds.Duration(
        "Retention:Keep", "How long the log is kept, in whole days (UTC): 30d. Crawls and serve keep to it; for ever where nothing is given.");

    /// <summary>All of them, in the order of the page.</summary>
    public static IReadOnlyList<Key> All { get; } =
    [
        Store, .. WebKeys.All, AllowPrivate, Allow, UserAgent, Timeout, UplinkCheck, Port, NumWant, PeerIds, Families, Vantage, State, SpoolLimit, SpoolSync, .. ClusterKeys.All, .. TelemetryKeys.All, .. NotifyKeys.All, .. PrivacyKeys.All, .. EnrichmentKeys.All, Keep, .. RetentionKeys.All,
    ];

    private static bool ReadVantage(string text, out string value, out string? problem)
    {
        value = text;
        problem = text.Length is >= 1 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') ? null : $"'{text}' is not 1 to 64 letters, digits, dots, dashes and underscores";
        return problem is null;
    }

    private static JsonObject ListSchema() => new() { ["type"] = new JsonArray("array", "string"), ["items"] = new JsonObject { ["type"] = "string" } };

    /// <summary>A store's location shows itself without its password.</summary>
    private sealed class StoreKey() : Key<StoreLocation>(StoreOption.TryRead, StoreLocation.Parse(StoreOption.DefaultLocation))
    {
        public override string Shown(string text) => TryRead(text, out var value, out _) ? value!.ToString()! : "(not readable)";
    }
}
