using Crawler.Host.Terminal;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;

namespace Crawler.Host.Targets;

/// <summary>Reads the one swarm a verb is about.</summary>
public static class SingleTarget
{
    /// <summary>
    /// The swarm of a torrent file, magnet or infohash; of a hybrid torrent's two, the v1 swarm unless
    /// <paramref name="chosen"/> is the other.
    /// </summary>
    /// <exception cref="UserException">There is none, or more than one.</exception>
    public static async Task<Target> ReadAsync(string? argument, InfoHash? chosen, CancellationToken cancellation)
    {
        if (argument is null)
        {
            return chosen is { } hash
                ? new Target { InfoHash = hash, Source = "infohash" }
                : throw new UserException("no torrent named: give a torrent file, a magnet link or --info-hash");
        }

        if (argument is "-" or ['@', ..] || Directory.Exists(argument))
            throw new UserException($"{TargetText.Shown(argument)}: only one torrent file, magnet link or infohash can be given here");
        var set = await TargetSet.ReadAsync([argument], Stream.Null, cancellation).ConfigureAwait(false);
        if (set.Problems.Count > 0) throw new UserException(set.Problems[0].ToString());
        if (chosen is null) return set.Targets[0];
        return set.Targets.FirstOrDefault(target => target.InfoHash == chosen)
            ?? throw new UserException($"{TargetText.Shown(argument)}: has another infohash than --info-hash says ({string.Join(" and ", set.Targets.Select(target => target.InfoHash))})");
    }
}
