using System.Net;
using Crawler.Lab;
using Crawler.Privacy;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Addresses;

namespace Crawler.EndToEnd.Crawling.Parts;

/// <summary>One key for all crawls of this test run, so that what stands in stores for a peer is known, and the same in each.</summary>
internal static class Pseudonyms
{
    private static readonly AddressKey Key = AddressKey.Generate();
    private static readonly PseudonymMap Map = new(Key);

    /// <summary>Writes the key where a crawl is told to look for it.</summary>
    public static string WriteKey(PrivateFolder folder) => folder.Write("address.key", Convert.ToHexStringLower(Key.Bytes));

    /// <summary>What a store has to say that is filled by hand and crawled into then.</summary>
    public static AddressRegime Regime(DateTimeOffset since) => new(AddressForm.Pseudonym, Key.Fingerprint, since);

    /// <summary>What stands for an address.</summary>
    public static IPAddress Of(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        Map.Map(bytes, bytes.Length, bytes.Length);
        return new IPAddress(bytes);
    }

    /// <summary>What stands for a peer.</summary>
    public static PeerEndpoint Of(PeerEndpoint peer) => PeerEndpoint.From(Of(peer.Address), peer.Port);
}
