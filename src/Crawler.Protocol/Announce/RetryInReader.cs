using System.Text;
using Crawler.Protocol.Bencode;

namespace Crawler.Protocol.Announce;

/// <summary>Reads <c>retry in</c> (BEP 31): minutes as an integer or a digit string, or <c>never</c>.</summary>
internal static class RetryInReader
{
    /// <summary>Null where the value says nothing usable (zero, negative, other text, a list).</summary>
    public static RetryAdvice? Read(ref BencodeReader reader)
    {
        if (reader.Peek() is BencodeKind.List or BencodeKind.Dictionary)
        {
            reader.ReadRawValue();
            return null;
        }

        return Of(reader.Peek() == BencodeKind.Integer ? reader.ReadIntegerDigits() : reader.ReadString());
    }

    /// <summary>The same of a string, or of an integer's digits.</summary>
    public static RetryAdvice? Of(ReadOnlySpan<byte> value)
    {
        if (Ascii.EqualsIgnoreCase(value, "never"u8)) return RetryAdvice.Never;
        return BencodeNumber.TryParseSaturating(value, out var minutes) ? Of(minutes) : null;
    }

    /// <summary>The same of a number.</summary>
    public static RetryAdvice? Of(long minutes) => minutes > 0 ? RetryAdvice.InMinutes(minutes) : null;
}
