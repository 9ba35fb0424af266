namespace Crawler.Protocol;

/// <summary>
/// The opaque bytes a tracker hands out as <c>tracker id</c> and wants back as <c>trackerid</c> (BEP 3). Kept as
/// bytes, since nothing says they are text; printed with <c>%XX</c> escapes.
/// </summary>
public sealed class TrackerId : IEquatable<TrackerId>
{
    /// <summary>Longer ids are not kept: no known tracker hands out more, and it goes into every later request.</summary>
    public const int MaxLength = 512;

    private readonly byte[] _bytes;

    /// <summary>Takes up to <see cref="MaxLength"/> bytes.</summary>
    /// <exception cref="ArgumentException">There are more.</exception>
    public TrackerId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxLength) throw new ArgumentException($"a tracker id is at most {MaxLength} bytes", nameof(bytes));
        _bytes = bytes.ToArray();
    }

    /// <summary>The bytes as the tracker sent them.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Reads what <see cref="ToString"/> prints; plain text stands for itself.</summary>
    public static bool TryParse(string text, out TrackerId id)
    {
        id = null!;
        if (!PercentEncoding.TryDecode(text, out var bytes) || bytes.Length > MaxLength) return false;
        id = new TrackerId(bytes);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(TrackerId? other) => other is not null && _bytes.AsSpan().SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TrackerId);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(_bytes);
        return hash.ToHashCode();
    }

    /// <summary>The bytes with <c>%XX</c> escapes.</summary>
    public override string ToString() => PercentEncoding.Encode(_bytes);
}
