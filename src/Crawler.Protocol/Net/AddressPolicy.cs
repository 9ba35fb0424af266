using System.Net;

namespace Crawler.Protocol.Net;

/// <summary>
/// Which addresses may be called. Torrents are written by strangers and can name any host, so nothing but public
/// addresses is called unless the user allows it (labs, tests). Checked after resolution, at connect time, on every
/// scheme and hop.
/// </summary>
/// <param name="allowPrivate">Also loopback, private, unique-local and carrier-grade NAT addresses.</param>
/// <param name="allowed">Networks allowed whatever they are.</param>
public sealed class AddressPolicy(bool allowPrivate = false, IReadOnlyList<IPNetwork>? allowed = null)
{
    /// <summary>The default: public addresses only.</summary>
    public static readonly AddressPolicy PublicOnly = new();

    private readonly IReadOnlyList<IPNetwork> _allowed = allowed ?? [];

    /// <summary>Whether <paramref name="address"/> may be called.</summary>
    public bool Permits(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return IsFine(ReservedAddresses.KindOf(address)) || IsListed(address);
    }

    /// <summary>Whether a peer's address passes; allocates only for the few that an allow-list must be asked about.</summary>
    public bool Permits(PeerEndpoint peer) =>
        IsFine(ReservedAddresses.KindOf(peer)) || (_allowed.Count > 0 && Permits(peer.Address));

    /// <summary>One line for the user on why <paramref name="address"/> is not called and what to do.</summary>
    public static string Refusal(IPAddress address) => ReservedAddresses.KindOf(address) switch
    {
        AddressKind.Loopback => $"{address} is a loopback address: not called unless allowed (--allow-private or --allow {address})",
        AddressKind.Private => $"{address} is a private address: not called unless allowed (--allow-private or --allow {address})",
        _ => $"{address} is a reserved address: not called unless allowed (--allow {address})",
    };

    private bool IsFine(AddressKind kind) => kind switch
    {
        AddressKind.Public => true,
        AddressKind.Loopback or AddressKind.Private => allowPrivate,
        _ => false,
    };

    private bool IsListed(IPAddress address)
    {
        foreach (var network in _allowed)
        {
            if (network.Contains(address)) return true;
        }

        return false;
    }
}
