namespace Crawler.Host.Files;

/// <summary>Writes a file whole or not at all: beside it under another name, then renamed over it.</summary>
public static class AtomicFile
{
    /// <summary>Replaces <paramref name="path"/>; through a link its target. <c>/dev/…</c> is written to directly.</summary>
    /// <exception cref="IOException">It cannot be written; what stood there still does.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new IOException("is a folder, not a file");
        if (IsDevice(full))
        {
            await using var device = new FileStream(full, FileMode.Open, FileAccess.Write);
            await device.WriteAsync(bytes, cancellation).ConfigureAwait(false);
            return;
        }

        if (new FileInfo(full) is { LinkTarget: not null } link) full = link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        var temporary = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetRandomFileName()}.tmp");
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                if (!OperatingSystem.IsWindows() && File.Exists(full)) File.SetUnixFileMode(temporary, File.GetUnixFileMode(full));
                await file.WriteAsync(bytes, cancellation).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    // Renaming over /dev/null would take it away from everybody.
    private static bool IsDevice(string path) => !OperatingSystem.IsWindows() && path.StartsWith("/dev/", StringComparison.Ordinal);
}
