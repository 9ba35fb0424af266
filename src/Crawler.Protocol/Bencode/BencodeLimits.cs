namespace Crawler.Protocol.Bencode;

/// <summary>Bounds on what a stranger's input may cost us.</summary>
/// <param name="MaxDepth">Lists and dictionaries inside one another.</param>
/// <param name="MaxItems">Values and keys in all.</param>
public readonly record struct BencodeLimits(int MaxDepth, int MaxItems)
{
    /// <summary>For a tracker's reply: ≤ 1 MiB of flat structure.</summary>
    public static readonly BencodeLimits Reply = new(MaxDepth: 16, MaxItems: 500_000);

    /// <summary>For a torrent file: v2 file trees nest as deep as paths do.</summary>
    public static readonly BencodeLimits Torrent = new(MaxDepth: 100, MaxItems: 5_000_000);
}
