using System.Net;
using System.Security.Cryptography;
using System.Text;
using Crawler.Host.Campaigns.Yaml;
using Crawler.Host.Files;
using Crawler.Host.Options;
using Crawler.Host.Targets;
using Crawler.Protocol;
using Crawler.Protocol.Net;

namespace Crawler.Host.Campaigns;

/// <summary>Who a campaign leaves alone, lists read.</summary>
internal sealed class CampaignOptOuts
{
    /// <summary>Nobody.</summary>
    public static readonly CampaignOptOuts None = new([], [], [], [], []);

    private readonly IPNetwork[] _all;

    private CampaignOptOuts(IEnumerable<InfoHash> infoHashes, IEnumerable<string> hosts, IEnumerable<IPNetwork> networks, IEnumerable<IPNetwork> refused, IReadOnlyList<string> files)
    {
        InfoHashes = [.. infoHashes.Distinct().Order()];
        Hosts = [.. hosts.Distinct().Order(StringComparer.Ordinal)];
        Networks = [.. networks.Distinct().OrderBy(network => network.ToString(), StringComparer.Ordinal)];
        Files = files;
        _all = [.. Networks.Concat(refused)];
        OptOuts = new OptOuts(InfoHashes, Hosts, _all);
        Hash = HashOf(this);
    }

    /// <summary>In the form calls are checked against.</summary>
    public OptOuts OptOuts { get; }

    /// <summary>Who is left alone by either.</summary>
    public OptOuts Or(CampaignOptOuts other) => new(InfoHashes.Concat(other.InfoHashes), Hosts.Concat(other.Hosts), _all.Concat(other._all));

    /// <summary>Swarms, in order.</summary>
    public IReadOnlyList<InfoHash> InfoHashes { get; }

    /// <summary>Host names, in order.</summary>
    public IReadOnlyList<string> Hosts { get; }

    /// <summary>Networks, in order; those refused by the file's <c>addresses:</c> apart, which <see cref="OptOuts"/> holds too.</summary>
    public IReadOnlyList<IPNetwork> Networks { get; }

    /// <summary>Entries.</summary>
    public int Count => InfoHashes.Count + Hosts.Count + Networks.Count;

    /// <summary>Whether nobody is left alone, by our own choice of networks neither.</summary>
    public bool IsEmpty => Count == 0 && _all.Length == 0;

    /// <summary>SHA-256 over all entries in order: equal hashes leave the same alone.</summary>
    public string Hash { get; }

    /// <summary>The lists that were read.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>
    /// Reads the lists a file names. An entry that cannot be read is a problem and no reason to go on without it: somebody
    /// asked to be left alone.
    /// </summary>
    /// <exception cref="CampaignFileException">A list or an entry cannot be read.</exception>
    public static async Task<CampaignOptOuts> ReadAsync(CampaignFile file, CancellationToken cancellation)
    {
        var problems = new YamlProblems(file.Path);
        var reader = new Lists(file, problems);
        var hashes = await reader.ReadAsync(file.OptOut.InfoHashes, OptOutText.InfoHash, cancellation);
        var hosts = await reader.ReadAsync(file.OptOut.Hosts, OptOutText.Host, cancellation);
        var networks = await reader.ReadAsync(file.OptOut.Addresses, CampaignValues.Network, cancellation);
        if (!problems.None) throw new CampaignFileException(problems.Lines);
        return new CampaignOptOuts(hashes, hosts, networks, file.Addresses.Refuse, reader.Files);
    }

    private static string HashOf(CampaignOptOuts optOuts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var infoHash in optOuts.InfoHashes) hash.AppendData(infoHash.ToArray());
        foreach (var text in optOuts.Hosts.Concat(optOuts.Networks.Select(network => network.ToString()))) hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private sealed class Lists(CampaignFile file, YamlProblems problems)
    {
        public List<string> Files { get; } = [];

        public async Task<List<T>> ReadAsync<T>(IReadOnlyList<Placed<string>> entries, ValueReader<T> reader, CancellationToken cancellation)
        {
            var values = new List<T>();
            foreach (var entry in entries)
            {
                if (entry.Value is ['@', .. var path]) await ReadListAsync(file.Resolve(path), entry.At, values, reader, cancellation);
                else if (reader(entry.Value, out var value, out _)) values.Add(value);
            }

            return values;
        }

        private async Task ReadListAsync<T>(string path, Mark at, List<T> values, ValueReader<T> reader, CancellationToken cancellation)
        {
            Files.Add(path);
            try
            {
                await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                await foreach (var (line, item) in TargetList.ReadAsync(stream, (line, problem) => problems.Add(at, $"{path} line {line}: {problem}"), cancellation))
                {
                    // A comment may stand behind an entry here: no host or address holds a blank.
                    if (reader(item.Split([' ', '\t'], 2)[0], out var value, out var problem)) values.Add(value);
                    else problems.Add(at, $"{path} line {line}: {problem}");
                }
            }
            catch (Exception error) when (FileProblem.Describe(error) is { } problem)
            {
                problems.Add(at, $"@{path}: {problem}");
            }
        }
    }
}
