using System.Security.Cryptography;

namespace Crawler.Privacy;

/// <summary>The secret behind pseudonyms: 32 bytes. Never printed; recognised by its fingerprint.</summary>
public sealed class AddressKey
{
    private readonly byte[] _bytes;

    /// <summary>Takes <see cref="CryptoPan.KeyLength"/> bytes.</summary>
    /// <exception cref="ArgumentException">Another length.</exception>
    public AddressKey(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != CryptoPan.KeyLength) throw new ArgumentException($"an address key is {CryptoPan.KeyLength} bytes, not {bytes.Length}", nameof(bytes));
        _bytes = bytes.ToArray();
        Fingerprint = Convert.ToHexStringLower(HMACSHA256.HashData(_bytes, "crawler address key"u8).AsSpan(0, 8));
    }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Sixteen hexadecimal digits that tell this key from others and nothing of what it is.</summary>
    public string Fingerprint { get; }

    /// <summary>A new one from the system's generator.</summary>
    public static AddressKey Generate() => new(RandomNumberGenerator.GetBytes(CryptoPan.KeyLength));

    /// <summary>The fingerprint.</summary>
    public override string ToString() => $"key {Fingerprint}";
}
