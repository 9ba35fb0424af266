using System.Net;

namespace Crawler.Benchmarks.Stub;

/// <summary>
/// The places a stub tracker answers at, numbered: all hosts at its first port, then all at the second. Hosts are the
/// loopback addresses 127.0.1.1, 127.0.1.2 and so on, 250 to each third byte.
/// </summary>
/// <param name="hosts">Addresses.</param>
/// <param name="ports">The ports it was given, in order.</param>
internal sealed class StubAddresses(int hosts, IReadOnlyList<int> ports)
{
    private const int HostsEachByte = 250;

    /// <summary>Places.</summary>
    public int Count => hosts * ports.Count;

    /// <summary>The host of a place: 127.x.y.z in host byte order.</summary>
    public static uint AddressOf(int host) => 0x7F000000u | (uint)((1 + (host / HostsEachByte)) << 8) | (uint)(1 + (host % HostsEachByte));

    /// <summary>The host an address is, −1 if it is none.</summary>
    /// <param name="address">In host byte order.</param>
    /// <param name="hosts">How many there are.</param>
    public static int HostOf(uint address, int hosts)
    {
        var host = ((int)((address >> 8) & 0xFFFF) - 1) * HostsEachByte;
        host += (int)(address & 0xFF) - 1;
        return host >= 0 && host < hosts && AddressOf(host) == address ? host : -1;
    }

    /// <summary>The announce URL of a place.</summary>
    public string UrlOf(int index) => $"udp://{HostText(index)}:{ports[index / hosts]}/announce";

    /// <summary>The place a tracker of the store is, −1 if it is none.</summary>
    public int IndexOf(string host, int port)
    {
        var row = -1;
        for (var i = 0; i < ports.Count; i++)
            if (ports[i] == port) row = i;
        if (row < 0 || !IPAddress.TryParse(host, out var address)) return -1;
        var at = HostOf((uint)IPAddress.NetworkToHostOrder(BitConverter.ToInt32(address.GetAddressBytes())), hosts);
        return at < 0 ? -1 : (row * hosts) + at;
    }

    private string HostText(int index) => new IPAddress((long)(uint)IPAddress.HostToNetworkOrder((int)AddressOf(index % hosts))).ToString();
}
