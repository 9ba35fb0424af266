using Crawler.Host.Discovery;
using Crawler.Protocol;

namespace Crawler.Host.Tests.Discovery;

public class FoundHashesTests
{
    [Fact]
    public void Each_is_new_once_however_alike_they_are()
    {
        var known = new FoundHashes();
        var bytes = new byte[InfoHash.Length];
        // One bit set, two bits set: hashes that differ as little as can be.
        var hashes = new HashSet<InfoHash>();
        for (var i = 0; i < 160; i++)
        {
            for (var j = i; j < 160; j++)
            {
                Array.Clear(bytes);
                bytes[i / 8] |= (byte)(1 << (i % 8));
                bytes[j / 8] |= (byte)(1 << (j % 8));
                hashes.Add(new InfoHash(bytes));
            }
        }

        Assert.All(hashes, hash => Assert.False(known.Contains(hash)));
        Assert.All(hashes, hash => Assert.True(known.Add(hash)));
        Assert.All(hashes, hash => Assert.True(known.Contains(hash) && !known.Add(hash)));
        Assert.Equal(hashes.Count, known.Count);
    }

    [Fact]
    public void A_million_cost_at_most_36_bytes_each_all_the_tables_outgrown_included()
    {
        var random = new Random(1);
        var bytes = new byte[InfoHash.Length];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var known = new FoundHashes();
        for (var i = 0; i < 1_000_000; i++)
        {
            random.NextBytes(bytes);
            known.Add(new InfoHash(bytes));
        }

        Assert.Equal(1_000_000, known.Count);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 1_000_000.0, 8, 36);
    }
}
