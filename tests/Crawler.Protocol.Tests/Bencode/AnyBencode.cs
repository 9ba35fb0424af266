using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Crawler.Protocol.Tests.Bencode;

/// <summary>Valid bencode of every shape: unsorted and double keys, odd integers and lengths, any bytes.</summary>
public sealed record AnyBencode(byte[] Bytes)
{
    public override string ToString() => Encoding.Latin1.GetString(Bytes);
}

/// <summary>Valid bencode in which something went wrong on the way.</summary>
public sealed record MutatedBencode(byte[] Bytes)
{
    public override string ToString() => Encoding.Latin1.GetString(Bytes);
}

/// <summary>Makes them.</summary>
public static class BencodeGenerators
{
    public static Arbitrary<AnyBencode> Bencode() => Gen.Sized(size => Value(Math.Min(size, 8))).Select(text => new AnyBencode(Encoding.Latin1.GetBytes(text))).ToArbitrary();

    public static Arbitrary<MutatedBencode> Mutated() =>
        (from valid in Bencode().Generator
         from bytes in Mutations(valid.Bytes)
         select new MutatedBencode(bytes)).ToArbitrary();

    private static Gen<string> Value(int depth)
    {
        var leaf = Gen.OneOf(String, Integer);
        if (depth <= 0) return leaf;
        var inner = Value(depth / 2);
        return Gen.OneOf(
            leaf,
            from items in Gen.ListOf(inner) select $"l{string.Concat(items)}e",
            from pairs in Gen.ListOf(from key in String from value in inner select key + value) select $"d{string.Concat(pairs)}e");
    }

    private static Gen<string> String =>
        from bytes in Gen.OneOf(ArbMap.Default.GeneratorFor<byte[]>().Select(Encoding.Latin1.GetString), Gen.Elements("hex:00", "raw:6930", "ü", "info", "e", "€ 😀", ""))
        let text = bytes.All(c => c < 256) ? bytes : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(bytes))
        from zeros in Gen.Frequency((9, Gen.Constant("")), (1, Gen.Elements("0", "00")))
        select $"{zeros}{text.Length}:{text}";

    private static Gen<string> Integer => Gen.OneOf(
        ArbMap.Default.GeneratorFor<long>().Select(value => $"i{value}e"),
        Gen.Elements("i-0e", "i007e", "i-00e", "i0e", "i123456789012345678901234567890e", $"i{new string('9', 400)}e"));

    private static Gen<byte[]> Mutations(byte[] valid) =>
        from at in Gen.Choose(0, Math.Max(0, valid.Length - 1))
        from value in Gen.OneOf(Gen.Elements("0123456789:ilde-".Select(c => (byte)c)), ArbMap.Default.GeneratorFor<byte>())
        from mutated in Gen.Elements<byte[]>(
            [.. valid[..at], value, .. valid[Math.Min(valid.Length, at + 1)..]],
            [.. valid[..at], value, .. valid[at..]],
            [.. valid[..at], .. valid[Math.Min(valid.Length, at + 1)..]],
            valid[..at],
            [.. valid, .. valid[at..]])
        select mutated;
}
