using Crawler.Protocol.Attempts;

namespace Crawler.Privacy;

/// <summary>Puts something else in the place of addresses. Safe to use from several threads.</summary>
public interface IAddressMap
{
    /// <summary>What it puts there.</summary>
    AddressForm Form { get; }

    /// <summary>Changes addresses in place.</summary>
    /// <param name="records">Records of one length, one behind the other, each beginning with an address in network order.</param>
    /// <param name="recordLength">Bytes of a record.</param>
    /// <param name="addressLength">Bytes of an address: 4 or 16.</param>
    void Map(Span<byte> records, int recordLength, int addressLength);
}
