using Crawler.Protocol.Attempts;

namespace Crawler.Privacy;

/// <summary>The network in place of the address: the first 24 bits of IPv4, the first 48 of IPv6, then zeros.</summary>
public sealed class TruncatedMap : IAddressMap
{
    private const int KeptV4 = 3;

    private const int KeptV6 = 6;

    /// <inheritdoc/>
    public AddressForm Form => AddressForm.Truncated;

    /// <inheritdoc/>
    public void Map(Span<byte> records, int recordLength, int addressLength)
    {
        var kept = addressLength == sizeof(uint) ? KeptV4 : KeptV6;
        for (; records.Length >= recordLength; records = records[recordLength..]) records[kept..addressLength].Clear();
    }
}
