using Crawler.Simulation.Populations;
using Crawler.Simulation.Randomness;
using Crawler.Simulation.Trackers;

namespace Crawler.Benchmarks.Calibration;

/// <summary>Lists of which it is known how many are on them.</summary>
internal static class KnownMembers
{
    /// <summary>So many peers.</summary>
    /// <param name="size">How many.</param>
    /// <param name="seederShare">Share of seeders, 0–1.</param>
    /// <param name="capacity">Of these the tracker keeps the latest so many; null for all.</param>
    /// <param name="random">Where they are.</param>
    public static MemberList Of(int size, double seederShare, int? capacity, Random random)
    {
        var (members, addresses) = (new MemberList(), new PeerAddresses());
        var seeders = (int)(seederShare * size);
        for (var i = 0; i < size; i++)
        {
            // Each as likely a seeder as any other, exactly so many in all: who came last is not one rather than another.
            var isSeeder = random.Chance(seeders / (double)(size - i));
            if (isSeeder) seeders--;
            members.Put(new Member(addresses.Next(random), (ulong)random.NextInt64(), isSeeder, DateTimeOffset.UnixEpoch.AddSeconds(i)));
        }

        if (capacity is { } most) members.Evict(most);
        // Sorted now, so that runs that read it at once change nothing.
        _ = members.ByPeerId.Count;
        return members;
    }
}
