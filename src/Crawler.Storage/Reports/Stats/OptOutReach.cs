using System.Net;
using Crawler.Protocol.Net;
using Crawler.Storage.Campaigns;

namespace Crawler.Storage.Reports.Stats;

/// <summary>How far an entry of an opt-out list reaches.</summary>
internal static class OptOutReach
{
    /// <summary>Whether calls were withheld by this entry.</summary>
    public static bool Covers(OptOutSpan span, WithheldCalls calls) => span.Kind switch
    {
        OptOutKind.Swarm => calls.Kind == OptOutKind.Swarm && calls.What == span.What,
        // A host written as an address covers that address.
        OptOutKind.Host => calls.Kind != OptOutKind.Swarm && NamesAbove(calls.What).Contains(span.What, StringComparer.Ordinal),
        _ => calls.Kind == OptOutKind.Network && IPAddress.TryParse(calls.What, out var address) && Network(span.What)?.CoversAddress(address) == true,
    };

    /// <summary>A host and the names above it.</summary>
    public static IEnumerable<string> NamesAbove(string host)
    {
        yield return host;
        if (IPAddress.TryParse(host, out _)) yield break;
        for (var dot = host.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = host.IndexOf('.', dot + 1)) yield return host[(dot + 1)..];
    }

    /// <summary>A network, to be asked as calls are checked against it: IPv4 addresses inside IPv6 forms are in it too. Null if it is none.</summary>
    public static OptOuts? Network(string text) => IPNetwork.TryParse(text, out var network) ? new OptOuts([], [], [network]) : null;
}
