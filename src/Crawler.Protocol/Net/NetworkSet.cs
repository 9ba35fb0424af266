using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Crawler.Protocol.Net;

/// <summary>
/// Networks of addresses (CIDR), asked whether one of them holds an address. Immutable. One hash look-up for each prefix
/// length that occurs, so that a list of a hundred thousand networks costs no more than one of ten.
/// <para>
/// An IPv4 network holds its addresses in every form that leads to them: v4-mapped, NAT64 (RFC 6052) and 6to4 (RFC 3056);
/// a network written in v4-mapped form is the IPv4 network it means.
/// </para>
/// </summary>
public sealed class NetworkSet
{
    private readonly List<Prefixes<uint>> _v4 = [];
    private readonly List<Prefixes<UInt128>> _v6 = [];

    /// <summary>The networks given; one inside another does no harm.</summary>
    public NetworkSet(IEnumerable<IPNetwork> networks)
    {
        Span<byte> bytes = stackalloc byte[16];
        foreach (var network in networks)
        {
            network.BaseAddress.TryWriteBytes(bytes, out _);
            if (network.BaseAddress.AddressFamily == AddressFamily.InterNetwork)
                Add(_v4, uint.MaxValue, network.PrefixLength, BinaryPrimitives.ReadUInt32BigEndian(bytes));
            else if (network is { BaseAddress.IsIPv4MappedToIPv6: true, PrefixLength: >= 96 })
                Add(_v4, uint.MaxValue, network.PrefixLength - 96, BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]));
            else
                Add(_v6, UInt128.MaxValue, network.PrefixLength, BinaryPrimitives.ReadUInt128BigEndian(bytes));
            Count++;
        }
    }

    /// <summary>Networks given.</summary>
    public int Count { get; }

    /// <summary>Whether one of the networks holds <paramref name="address"/>.</summary>
    public bool Contains(IPAddress address)
    {
        if (Count == 0) return false;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        if (address.AddressFamily == AddressFamily.InterNetwork) return Holds(_v4, BinaryPrimitives.ReadUInt32BigEndian(bytes));
        var v6 = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return Holds(_v6, v6) || (ReservedAddresses.TryEmbedded(v6, out var v4) && Holds(_v4, v4));
    }

    private static void Add<T>(List<Prefixes<T>> all, T ones, int length, T address)
        where T : struct, IBinaryInteger<T>
    {
        // A shift by the whole width shifts by nothing.
        var mask = length == 0 ? T.Zero : ones << ((Unsafe.SizeOf<T>() * 8) - length);
        var prefixes = all.Find(known => known.Mask == mask);
        if (prefixes is null) all.Add(prefixes = new Prefixes<T>(mask, []));
        prefixes.Bases.Add(address & mask);
    }

    private static bool Holds<T>(List<Prefixes<T>> all, T address)
        where T : struct, IBinaryInteger<T>
    {
        foreach (var prefixes in all)
        {
            if (prefixes.Bases.Contains(address & prefixes.Mask)) return true;
        }

        return false;
    }

    /// <summary>The networks of one prefix length.</summary>
    private sealed record Prefixes<T>(T Mask, HashSet<T> Bases);
}
