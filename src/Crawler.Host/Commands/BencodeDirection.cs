using Crawler.Protocol;

namespace Crawler.Host.Commands;

/// <summary>Tells bencode from JSON by the first byte that is not blank.</summary>
internal static class BencodeDirection
{
    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    /// <summary>True for bencode, false for JSON. A digit begins a bencoded string here, since bare numbers are rare JSON.</summary>
    /// <exception cref="WireFormatException">Neither.</exception>
    public static bool IsBencode(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty) throw new WireFormatException("nothing to read: the input is empty");
        if (input[0] is (byte)'d' or (byte)'l' or (byte)'i' or (>= (byte)'0' and <= (byte)'9')) return true;
        var json = WithoutByteOrderMark(input).TrimStart(" \t\r\n"u8);
        if (!json.IsEmpty && json[0] is (byte)'{' or (byte)'[' or (byte)'"') return false;
        throw new WireFormatException("neither bencode nor JSON by its first byte: say --decode or --encode");
    }

    /// <summary>Some editors put one before JSON; bencode has none.</summary>
    public static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> input) =>
        input.StartsWith(ByteOrderMark) ? input[ByteOrderMark.Length..] : input;
}
