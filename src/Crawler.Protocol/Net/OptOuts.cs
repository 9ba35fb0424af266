using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using Crawler.Protocol.Attempts;

namespace Crawler.Protocol.Net;

/// <summary>
/// What is left alone because somebody asked for it: swarms, tracker hosts, networks. Immutable; holds millions of
/// infohashes (about 30 bytes each). An opted-out swarm or host costs no packet, not even a look-up of its name; a
/// network is refused once a name is known to lead there, on every hop of every scheme.
/// </summary>
public sealed class OptOuts
{
    /// <summary>Nobody opted out.</summary>
    public static readonly OptOuts None = new([], [], []);

    private readonly HashSet<InfoHash> _infoHashes;
    private readonly HashSet<string> _hosts;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _hostsBySpan;
    private readonly NetworkSet _networks;

    /// <summary>What was asked for.</summary>
    /// <param name="infoHashes">Swarms nobody is asked about.</param>
    /// <param name="hosts">
    /// Hosts not called, each with all names below it: <c>example.org</c>, <c>*.example.org</c> and <c>.example.org</c> are
    /// the same and cover <c>tracker.example.org</c> too. Unicode or punycode; an address covers itself in all its forms.
    /// </param>
    /// <param name="networks">Addresses not called.</param>
    /// <exception cref="FormatException">One of <paramref name="hosts"/> is no host name.</exception>
    public OptOuts(IEnumerable<InfoHash> infoHashes, IEnumerable<string> hosts, IEnumerable<IPNetwork> networks)
    {
        _infoHashes = [.. infoHashes];
        _hosts = new HashSet<string>(StringComparer.Ordinal);
        _hostsBySpan = _hosts.GetAlternateLookup<ReadOnlySpan<char>>();
        var all = networks.ToList();
        foreach (var text in hosts)
        {
            if (!TryReadHost(text, out var host)) throw new FormatException($"'{ErrorText.Sanitise(text, 80)}' is no host name");
            // Who wants the host left alone does not care by which name it is reached.
            if (IPAddress.TryParse(host, out var address)) all.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else _hosts.Add(host);
        }

        _networks = new NetworkSet(all);
    }

    /// <summary>Swarms.</summary>
    public int InfoHashes => _infoHashes.Count;

    /// <summary>Host names, those below them not counted.</summary>
    public int Hosts => _hosts.Count;

    /// <summary>Networks, single addresses included.</summary>
    public int Networks => _networks.Count;

    /// <summary>Whether nobody is asked about this swarm.</summary>
    public bool Covers(InfoHash infoHash) => _infoHashes.Contains(infoHash);

    /// <summary>Whether this host is not called: it or a name above it opted out, or it is an address that did.</summary>
    /// <param name="host">A host name in any spelling, or an address.</param>
    public bool CoversHost(string host)
    {
        if (_hosts.Count == 0 && _networks.Count == 0) return false;
        // Announce URLs are in lower-case punycode already; only others cost a conversion.
        var name = IsPlain(host) || !TryReadHost(host, out var read) ? host : read;
        if (IPAddress.TryParse(name, out var address)) return _networks.Contains(address);
        for (var rest = name.AsSpan(); ; rest = rest[(rest.IndexOf('.') + 1)..])
        {
            if (_hostsBySpan.Contains(rest)) return true;
            if (!rest.Contains('.')) return false;
        }
    }

    /// <summary>Whether this address is not called; v4-mapped, NAT64 and 6to4 forms are what the IPv4 address inside is.</summary>
    public bool CoversAddress(IPAddress address) => _networks.Contains(address);

    /// <summary>Why a call is not made, in one line without secrets; null if it may be.</summary>
    public string? Refusal(TrackerUrl tracker, InfoHash infoHash) =>
        Covers(infoHash) ? LeftAloneWords.Swarm
        : CoversHost(tracker.Host) ? LeftAloneWords.Of(tracker.RedactedHost)
        : null;

    /// <summary>A host as people write it in a list, to the form it is compared in; false if it is none.</summary>
    public static bool TryReadHost(string text, [NotNullWhen(true)] out string? host)
    {
        var name = text.Trim();
        if (name.StartsWith("*.", StringComparison.Ordinal)) name = name[2..];
        name = name.Trim('.');
        host = null;
        if (name.StartsWith('[') && name.EndsWith(']')) name = name[1..^1];
        if (IPAddress.TryParse(name, out var address))
        {
            host = address.ToString();
            return true;
        }

        try
        {
            name = new IdnMapping().GetAscii(name).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return false;
        }

        if (name.Length > 253 || Uri.CheckHostName(name) != UriHostNameType.Dns) return false;
        host = name;
        return true;
    }

    private static bool IsPlain(string host)
    {
        if (host.EndsWith('.')) return false;
        foreach (var c in host)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '-' or '_' or ':')) return false;
        }

        return true;
    }
}
