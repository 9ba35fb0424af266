using Crawler.Protocol.Attempts;

namespace Crawler.Privacy;

/// <summary>Pseudonyms under one key.</summary>
/// <param name="key">The key; its bytes are not kept, what AES makes of them is until this is disposed of.</param>
public sealed class PseudonymMap(AddressKey key) : IAddressMap, IDisposable
{
    private readonly CryptoPan _pan = new(key.Bytes);

    /// <inheritdoc/>
    public AddressForm Form => AddressForm.Pseudonym;

    /// <inheritdoc/>
    public void Map(Span<byte> records, int recordLength, int addressLength) => _pan.Pseudonymise(records, recordLength, addressLength);

    /// <inheritdoc/>
    public void Dispose() => _pan.Dispose();
}
