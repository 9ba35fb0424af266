using System.Net;
using System.Security.Cryptography;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Actors.Measuring;

/// <summary>
/// A random infohash that nobody ever registered. An honest tracker knows nobody there but ourselves, or refuses; one that
/// names peers or seeders makes them up. Every tracker is told another port of ours, so that two names of one tracker show:
/// each lists the port the other was told.
/// </summary>
public static class Canary
{
    /// <summary>Trackers are asked again so often.</summary>
    public static readonly MeasuringPlan Plan = new() { Every = TimeSpan.FromHours(24) };

    /// <summary>
    /// One canary over all trackers of some targets. Hosts of private torrents are left out, and URLs that carry what may be a
    /// passkey, as a magnet link does not say that it is private: such trackers refuse strangers' infohashes, and may ban who
    /// announces them.
    /// </summary>
    /// <returns>Null where no tracker is left.</returns>
    public static Target? Over(IEnumerable<Target> targets)
    {
        var trackers = new List<TrackerUrl>();
        var known = new HashSet<TrackerUrl>();
        var kept = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var target in targets)
        {
            foreach (var entry in target.Trackers.Entries)
            {
                if (target.IsPrivate) kept.Add(entry.Url.Host);
                else if (entry.Url.Reveal() == entry.Url.ToString() && known.Add(entry.Url)) trackers.Add(entry.Url);
            }
        }

        trackers.RemoveAll(url => kept.Contains(url.Host));
        return trackers.Count == 0 ? null : new Target
        {
            InfoHash = new InfoHash(RandomNumberGenerator.GetBytes(InfoHash.Length)),
            IsCanary = true,
            Source = "canary",
            Trackers = AnnounceTiers.None.With(trackers),
        };
    }

    /// <summary>Whether the answer to a canary names or claims somebody other than ourselves.</summary>
    /// <param name="attempt">The announce.</param>
    /// <param name="ourPorts">Ports we announced the canary under, at any tracker.</param>
    /// <param name="sessions">How often we are there, if all trackers share their books: one session for each of them and each family.</param>
    public static bool IsFabricated(Attempt attempt, IReadOnlySet<int> ourPorts, int sessions)
    {
        // A scrape is no announce, but earlier ones of ours may be remembered.
        if (attempt.Counts is { } counts) return counts.Complete > 0 || counts.Incomplete > sessions;
        if (attempt.Reply is not { } reply) return false;
        // We are leechers: there is no seeder, and not more leechers than we can be.
        if (reply.Complete > 0 || reply.Incomplete > sessions) return true;
        IPAddress? ours = attempt.OwnEndpoint?.Address;
        foreach (var peer in reply.Peers)
        {
            // Behind NAT the tracker sees an address we do not know; the port is ours all the same.
            if (!ourPorts.Contains(peer.Port) && !peer.Address.Equals(ours)) return true;
        }

        return false;
    }
}
