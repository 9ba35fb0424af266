using System.Security.Cryptography;
using System.Text;

namespace Crawler.Protocol;

/// <summary>The 20 bytes by which a tracker knows us (BEP 3), in the Azureus style of BEP 20.</summary>
public sealed class PeerId : IEquatable<PeerId>
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 20;

    /// <summary>What Crawler calls itself: client <c>CR</c>, version 0.1.0.</summary>
    public const string DefaultPrefix = "-CR0100-";

    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private readonly byte[] _bytes;

    /// <summary>Takes exactly 20 bytes.</summary>
    /// <exception cref="ArgumentException">The span is not 20 bytes long.</exception>
    public PeerId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException($"a peer id is {Length} bytes, not {bytes.Length}", nameof(bytes));
        _bytes = bytes.ToArray();
    }

    /// <summary>The 20 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>A fresh identity: the prefix, then random letters and digits.</summary>
    public static PeerId NewRandom() =>
        new(Encoding.ASCII.GetBytes(DefaultPrefix + RandomNumberGenerator.GetString(Alphabet, Length - DefaultPrefix.Length)));

    /// <summary>The prefix, then letters and digits chosen by 12 bytes or more: the same bytes give the same identity.</summary>
    public static PeerId Chosen(ReadOnlySpan<byte> bytes)
    {
        Span<byte> id = stackalloc byte[Length];
        var prefix = Encoding.ASCII.GetBytes(DefaultPrefix, id);
        for (var place = prefix; place < Length; place++) id[place] = (byte)Alphabet[bytes[place - prefix] % Alphabet.Length];
        return new PeerId(id);
    }

    /// <summary>
    /// Reads a peer id as a person writes it: 20 bytes as text with <c>%XX</c> escapes, or 40 hexadecimal digits.
    /// </summary>
    public static bool TryParse(string text, out PeerId peerId)
    {
        peerId = null!;
        if (!PercentEncoding.TryDecode(text, out var bytes)) return false;
        if (bytes.Length == 2 * Length && text.All(char.IsAsciiHexDigit)) bytes = Convert.FromHexString(text);
        if (bytes.Length != Length) return false;
        peerId = new PeerId(bytes);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(PeerId? other) => other is not null && _bytes.AsSpan().SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PeerId);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(_bytes, Length - sizeof(int));

    /// <summary>As text, bytes that are not printable ASCII as <c>%XX</c>.</summary>
    public override string ToString() => PercentEncoding.Encode(_bytes);
}
