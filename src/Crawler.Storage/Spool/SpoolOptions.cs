namespace Crawler.Storage.Spool;

/// <summary>How much a spool may hold and how.</summary>
public sealed record SpoolOptions
{
    /// <summary>2 GiB: some 30 million replies of 15 peers.</summary>
    public const long DefaultLimit = 2L << 30;

    /// <summary>Bytes on disk at most, what was set aside included.</summary>
    public long Limit { get; init; } = DefaultLimit;

    /// <summary>A file that has reached this is closed and the next one begun; a drained file is deleted.</summary>
    public long SegmentBytes { get; init; } = 16 << 20;

    /// <summary>
    /// Whether each batch is forced to the disk itself. Off, a crash of the process loses nothing, since the system holds
    /// what was written; a crash of the machine loses what the system had not written yet, some 30 s.
    /// </summary>
    public bool SyncToDisk { get; init; }

    /// <summary>Makes a new file for writing; a test's may fail as disks do.</summary>
    internal Func<string, Stream> Create { get; init; } = SpoolFiles.Create;
}
