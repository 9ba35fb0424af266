namespace Crawler.Host.Files;

/// <summary>Reads whole inputs, bounded, whatever the file system says of their length: pipes and devices say 0.</summary>
public static class InputFile
{
    /// <summary>Bytes of a torrent file: real ones stay far below.</summary>
    public const int MaxTorrentBytes = 64 << 20;

    /// <summary>All bytes of a file.</summary>
    /// <exception cref="IOException">It cannot be read, or is longer than <paramref name="limit"/> (see <see cref="FileProblem"/>).</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static async Task<byte[]> ReadAsync(string path, int limit, CancellationToken cancellation)
    {
        if (Directory.Exists(path)) throw new IOException("is a folder, not a file");
        await using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        return await ReadAsync(file, limit, cancellation).ConfigureAwait(false);
    }

    /// <summary>All bytes of a stream.</summary>
    /// <exception cref="IOException">It cannot be read, or is longer than <paramref name="limit"/>.</exception>
    public static async Task<byte[]> ReadAsync(Stream stream, int limit, CancellationToken cancellation)
    {
        using var all = new MemoryStream(stream.CanSeek ? (int)Math.Clamp(stream.Length, 0, limit) : 0);
        var buffer = new byte[81_920];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            if (all.Length + read > limit) throw new IOException($"is longer than {Formatting.Sizes.Format(limit)}");
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }
}
