using System.Runtime.CompilerServices;
using Crawler.Host.Files;
using Crawler.Host.Targets;
using Crawler.Protocol.Metainfo;

namespace Crawler.Host.Campaigns.Watching;

/// <summary>Finds the targets that are new in watched folders, patterns and lists since it last looked.</summary>
/// <param name="places">As in <c>watch:</c>, resolved.</param>
/// <param name="report">Told of what cannot be used, each once.</param>
/// <param name="time">The clock.</param>
internal sealed class PlaceWatch(IReadOnlyList<string> places, Action<TargetProblem> report, TimeProvider time)
{
    /// <summary>A look that takes a second is not repeated for twenty: a folder of a million files must not cost a core.</summary>
    private const int RestPerWork = 20;

    private readonly Dictionary<string, (DateTime Written, long Length)> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ListTail> _lists = places.Where(place => place.StartsWith('@')).Distinct()
        .ToDictionary(place => place, place => new ListTail(place[1..]), StringComparer.Ordinal);

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private long _looked;
    private TimeSpan _rest;

    /// <summary>What is new; swarms known already may be among it. To be read to its end, or some of it is lost.</summary>
    /// <param name="enough">After about so many it ends, and the next look goes on there: a piece of a list is read whole.</param>
    /// <param name="cancellation">Ends it, and the watch with it.</param>
    public async IAsyncEnumerable<Target> NewAsync(int enough, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        if (time.GetElapsedTime(_looked, began) < _rest) yield break;
        var count = 0;
        var reader = new TargetReader(Stream.Null, TellOnce);
        foreach (var place in places.Distinct())
        {
            if (_lists.TryGetValue(place, out var list))
            {
                for (var more = true; more && count < enough;)
                {
                    (var items, more) = list.Read((line, problem) => TellOnce(new TargetProblem(place[1..], line, problem)));
                    await foreach (var target in ListedAsync(reader, place[1..], items, cancellation))
                    {
                        count++;
                        yield return target;
                    }
                }
            }
            else
            {
                foreach (var path in NewFiles(place))
                {
                    await foreach (var target in reader.ReadAsync([path], cancellation))
                    {
                        count++;
                        yield return target;
                    }

                    if (count >= enough) yield break;
                }
            }
        }

        // Only a look that found little was a look in vain: while there is more to take it goes on at once.
        _looked = time.GetTimestamp();
        _rest = count < enough ? time.GetElapsedTime(began, _looked) * RestPerWork : TimeSpan.Zero;
    }

    private static async IAsyncEnumerable<Target> ListedAsync(
        TargetReader reader, string path, IReadOnlyList<(int Line, string Item)> items, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        foreach (var (line, item) in items)
        {
            await foreach (var target in reader.ReadListedAsync(item, new TargetPlace(path, line, folder), cancellation)) yield return target;
        }
    }

    /// <summary>Torrent files that are new or were written since. One that is half written is read again when it is whole.</summary>
    private IEnumerable<string> NewFiles(string place)
    {
        Action<string, string> unreadable = (folder, problem) => TellOnce(new TargetProblem(folder, null, problem));
        var files = TargetGlob.IsPattern(place) ? TargetGlob.Find(place, unreadable)
            : Directory.Exists(place) ? TorrentFolder.Find(place, unreadable)
            : File.Exists(place) ? [place]
            : [];
        foreach (var path in files)
        {
            if (StampOf(path) is not { } stamp || (_files.TryGetValue(path, out var before) && before == stamp)) continue;
            _files[path] = stamp;
            yield return path;
        }
    }

    private static (DateTime Written, long Length)? StampOf(string path)
    {
        try
        {
            var info = new FileInfo(path);
            return (info.LastWriteTimeUtc, info.Length);
        }
        catch (Exception error) when (FileProblem.Describe(error) is not null)
        {
            // It was taken away between the look and now.
            return null;
        }
    }

    private void TellOnce(TargetProblem problem)
    {
        // Bounded: a folder of a million broken files is told of ten thousand times, not for ever.
        if (_told.Count < 10_000 && _told.Add(problem.ToString())) report(problem);
    }
}
