using System.Buffers.Binary;
using System.Net;
using System.Numerics;
using System.Security.Cryptography;

namespace Crawler.Privacy;

public class CryptoPanTests
{
    /// <summary>The key of the sample trace that the authors of Crypto-PAn published with it.</summary>
    private static readonly byte[] SampleKey =
    [
        21, 34, 23, 141, 51, 164, 207, 128, 19, 10, 91, 22, 73, 144, 125, 16,
        216, 152, 143, 131, 121, 121, 101, 39, 98, 87, 76, 45, 42, 132, 34, 2,
    ];

    [Theory]
    [InlineData("128.11.68.132", "135.242.180.132")]
    [InlineData("129.118.74.4", "134.136.186.123")]
    [InlineData("130.132.252.244", "133.68.164.234")]
    public void The_sample_trace_comes_out(string address, string pseudonym) => Assert.Equal(pseudonym, Mapped(SampleKey, address));

    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    public void What_shares_k_bits_shares_k_bits_and_no_more(int length)
    {
        using var pan = new CryptoPan(SampleKey);
        var random = new Random(length);
        for (var round = 0; round < 2_000; round++)
        {
            var one = new byte[length];
            random.NextBytes(one);
            var other = one.ToArray();
            var bit = random.Next(8 * length);
            other[bit / 8] ^= (byte)(0x80 >> (bit % 8));
            random.NextBytes(other.AsSpan((bit / 8) + 1));
            var shared = Shared(one, other);

            pan.Pseudonymise(one, length, length);
            pan.Pseudonymise(other, length, length);

            Assert.Equal(shared, Shared(one, other));
        }
    }

    [Theory]
    [InlineData(4, 6)]
    [InlineData(16, 18)]
    public void Many_at_once_are_each_alone_and_ports_stay(int addressLength, int recordLength)
    {
        using var pan = new CryptoPan(RandomNumberGenerator.GetBytes(CryptoPan.KeyLength));
        var records = new byte[1_000 * recordLength];
        new Random(1).NextBytes(records);
        var expected = records.ToArray();
        for (var at = 0; at < expected.Length; at += recordLength) pan.Pseudonymise(expected.AsSpan(at, addressLength), addressLength, addressLength);

        pan.Pseudonymise(records, recordLength, addressLength);

        Assert.Equal(expected, records);
    }

    [Fact]
    public void No_two_addresses_of_a_network_become_one()
    {
        using var pan = new CryptoPan(SampleKey);
        var records = new byte[65_536 * 4];
        for (var i = 0; i < 65_536; i++) BinaryPrimitives.WriteUInt32BigEndian(records.AsSpan(i * 4), 0x0A00_0000u + (uint)i);

        pan.Pseudonymise(records, 4, 4);

        Assert.Equal(65_536, Enumerable.Range(0, 65_536).Select(i => BinaryPrimitives.ReadUInt32BigEndian(records.AsSpan(i * 4))).Distinct().Count());
    }

    [Fact]
    public void A_key_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => new CryptoPan(new byte[16]));

    private static string Mapped(byte[] key, string address)
    {
        using var pan = new CryptoPan(key);
        var bytes = IPAddress.Parse(address).GetAddressBytes();
        pan.Pseudonymise(bytes, bytes.Length, bytes.Length);
        return new IPAddress(bytes).ToString();
    }

    private static int Shared(byte[] one, byte[] other)
    {
        for (var i = 0; i < one.Length; i++)
            if (one[i] != other[i]) return (8 * i) + BitOperations.LeadingZeroCount((uint)(one[i] ^ other[i])) - 24;
        return 8 * one.Length;
    }
}
