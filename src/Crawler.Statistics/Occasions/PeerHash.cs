namespace Crawler.Statistics.Occasions;

/// <summary>
/// Spreads a key over all 64 bits. The low bits choose a slot, the high bits choose the sample, so that keeping a share
/// of the peers does not crowd the table. The seed keeps a tracker from naming peers that all meet in one slot.
/// </summary>
internal readonly struct PeerHash(ulong seed)
{
    private readonly ulong _seed = seed;

    /// <summary>A bijection for a given seed: two multiplications by odd constants with folds between (the finaliser of MurmurHash3).</summary>
    public ulong Of(ulong key)
    {
        var hash = key ^ _seed;
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
