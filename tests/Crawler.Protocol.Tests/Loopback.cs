using Crawler.Protocol.Announce;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Tests;

/// <summary>What tests against real sockets share: loopback is allowed, and nothing takes long.</summary>
internal static class Loopback
{
    public static readonly AddressPolicy Policy = new(allowPrivate: true);

    public static readonly InfoHash Hash = InfoHash.Parse("4141414141414141414141414141414141414141");

    public static readonly PeerId PeerId = new("-CR0100-abcdefghijkl"u8);

    /// <summary>Patient, for tests in which nothing is to time out.</summary>
    public static TrackerClientOptions Options => new() { AddressPolicy = Policy, UdpTimeout = TimeSpan.FromSeconds(10) };

    /// <summary>Impatient, for tests in which something is.</summary>
    public static TrackerClientOptions Hasty => Options with
    {
        HttpDeadline = TimeSpan.FromMilliseconds(1500),
        ConnectTimeout = TimeSpan.FromMilliseconds(300),
        UdpTimeout = TimeSpan.FromMilliseconds(150),
    };

    public static AnnounceRequest Request => new() { InfoHash = Hash, PeerId = PeerId, Event = AnnounceEvent.Started };

    public static InfoHash[] Hashes(int count) => [.. Enumerable.Range(1, count).Select(i => InfoHash.Parse(i.ToString("x40")))];
}
