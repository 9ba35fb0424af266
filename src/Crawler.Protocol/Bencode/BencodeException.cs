namespace Crawler.Protocol.Bencode;

/// <summary>Not bencode, or beyond the reader's bounds.</summary>
/// <param name="problem">What is wrong, in a few words.</param>
/// <param name="offset">Where, in bytes from the start.</param>
public sealed class BencodeException(string problem, int offset) : WireFormatException($"{problem} at byte {offset}")
{
    /// <summary>Bytes from the start of the input to where reading failed.</summary>
    public int Offset { get; } = offset;
}
