using System.IO.Compression;

namespace Crawler.Protocol.Http;

/// <summary>Undoes the content codings of a body while it comes. How much may come out is the reader's to bound.</summary>
internal static class InflatingStream
{
    private const int MaxCodings = 2;

    /// <summary>The body, each coding undone, the last applied first; disposing it disposes <paramref name="body"/>.</summary>
    /// <exception cref="WireFormatException">A coding that was not asked for, or more of them than make sense.</exception>
    public static async Task<Stream> OpenAsync(CountedStream body, ICollection<string> codings, CancellationToken cancellation)
    {
        if (codings.Count > MaxCodings) throw new WireFormatException("the answer is compressed more than twice");
        Stream stream = body;
        foreach (var coding in codings.Reverse())
        {
            stream = coding.ToLowerInvariant() switch
            {
                "identity" or "" => stream,
                "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
                "deflate" => await OpenDeflateAsync(stream, cancellation).ConfigureAwait(false),
                "br" => new BrotliStream(stream, CompressionMode.Decompress),
                _ => throw new WireFormatException($"the answer uses the content coding '{Net.ErrorText.Sanitise(coding, 20)}', which was not asked for"),
            };
        }

        return stream;
    }

    /// <summary>RFC 9110 means zlib by "deflate"; some servers send it bare. A zlib header is a multiple of 31.</summary>
    private static async Task<Stream> OpenDeflateAsync(Stream stream, CancellationToken cancellation)
    {
        var counted = stream as CountedStream ?? new CountedStream(stream);
        var head = await counted.PeekAsync(2, cancellation).ConfigureAwait(false);
        return head.Span is [var first, var second] && (first & 15) == 8 && ((first << 8) | second) % 31 == 0
            ? new ZLibStream(counted, CompressionMode.Decompress)
            : new DeflateStream(counted, CompressionMode.Decompress);
    }
}
