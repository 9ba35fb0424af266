using System.IO.Compression;

namespace Crawler.Protocol.Http;

/// <summary>Reads bodies from strangers: bounded on the wire and, separately, once inflated (a gzip bomb is small on the wire).</summary>
internal static class HttpBody
{
    /// <summary>Bytes that are made room for at first, whatever a server says is to come.</summary>
    private const int MaxFirst = 16 * 1024;

    /// <summary>All of the stream, or null if it is longer than <paramref name="limit"/>.</summary>
    /// <param name="stream">The body.</param>
    /// <param name="limit">Bytes at most.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="expected">The length that HTTP gives it, if any; the stream is not longer then.</param>
    public static async Task<byte[]?> ReadAsync(Stream stream, int limit, CancellationToken cancellation, long? expected = null)
    {
        var buffer = new byte[Math.Min(limit + 1, expected is > 0 and <= MaxFirst ? (int)expected : 4096)];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                if (length > limit) return null;
                if (length == expected) return buffer;
                Array.Resize(ref buffer, Math.Min(limit + 1, 2 * length));
            }

            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false);
            if (read == 0) return length > limit ? null : buffer[..length];
            length += read;
        }
    }

    /// <summary>Undoes the content codings, the last applied first; null if the result is longer than <paramref name="limit"/>.</summary>
    /// <exception cref="WireFormatException">An unknown coding, or data that is not what the header says.</exception>
    public static async Task<byte[]?> InflateAsync(byte[] body, ICollection<string> codings, int limit, CancellationToken cancellation)
    {
        if (codings.Count > 2) throw new WireFormatException("the answer is compressed more than twice");
        foreach (var coding in codings.Reverse())
        {
            await using var stream = Decoder(coding.ToLowerInvariant(), body);
            if (stream is null) continue;
            try
            {
                if (await ReadAsync(stream, limit, cancellation).ConfigureAwait(false) is not { } inflated) return null;
                body = inflated;
            }
            catch (Exception error) when (error is InvalidDataException or InvalidOperationException or IOException)
            {
                throw new WireFormatException($"the answer is not valid {coding}");
            }
        }

        return body;
    }

    private static Stream? Decoder(string coding, byte[] body) => coding switch
    {
        "identity" or "" => null,
        "gzip" or "x-gzip" => new GZipStream(new MemoryStream(body), CompressionMode.Decompress),
        // RFC 9110 means zlib by "deflate"; some servers send it bare. A zlib header is a multiple of 31.
        "deflate" when body.Length >= 2 && (body[0] & 15) == 8 && ((body[0] << 8) | body[1]) % 31 == 0 =>
            new ZLibStream(new MemoryStream(body), CompressionMode.Decompress),
        "deflate" => new DeflateStream(new MemoryStream(body), CompressionMode.Decompress),
        "br" => new BrotliStream(new MemoryStream(body), CompressionMode.Decompress),
        _ => throw new WireFormatException($"the answer uses the content coding '{Net.ErrorText.Sanitise(coding, 20)}', which was not asked for"),
    };
}
