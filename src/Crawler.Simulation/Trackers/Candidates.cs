using Crawler.Protocol;

namespace Crawler.Simulation.Trackers;

/// <summary>The members that may be named to one asker: all of a list, or its leechers alone.</summary>
/// <param name="Members">The list.</param>
/// <param name="First">Place of the first that may.</param>
public readonly record struct Candidates(MemberList Members, int First = 0)
{
    /// <summary>How many there are.</summary>
    public int Count => Members.Count - First;

    /// <summary>Seeders among them: places 0 … Seeders − 1.</summary>
    public int Seeders => Math.Max(0, Members.Seeders - First);

    /// <summary>The endpoint at a place, from 0.</summary>
    public PeerEndpoint this[int place] => Members[First + place].Endpoint;

    /// <summary>Leechers only: what a seeder has use for.</summary>
    public static Candidates LeechersOf(MemberList members) => new(members, members.Seeders);
}
