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
    private CampaignOptOuts(OptOuts optOuts, string hash, IReadOnlyList<string> files) => (OptOuts, Hash, Files) = (optOuts, hash, files);

    /// <summary>In the form calls are checked against.</summary>
    public OptOuts OptOuts { get; }

    /// <summary>SHA-256 over all entries in order of their text: equal hashes leave the same alone.</summary>
    public string Hash { get; }

    /// <summary>The lists that were read.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>For the record.</summary>
    public object Shape => new { Infohashes = OptOuts.InfoHashes, OptOuts.Hosts, Addresses = OptOuts.Networks, Hash };

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
        networks.AddRange(file.Addresses.Refuse);
        if (!problems.None) throw new CampaignFileException(problems.Lines);
        return new CampaignOptOuts(new OptOuts(hashes, hosts, networks), HashOf(hashes, hosts, networks), reader.Files);
    }

    private static string HashOf(IEnumerable<InfoHash> hashes, IEnumerable<string> hosts, IEnumerable<IPNetwork> networks)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var infoHash in hashes.Distinct().Order()) hash.AppendData(infoHash.ToArray());
        foreach (var text in hosts.Distinct().Order(StringComparer.Ordinal).Concat(networks.Select(network => network.ToString()).Distinct().Order(StringComparer.Ordinal)))
            hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
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
