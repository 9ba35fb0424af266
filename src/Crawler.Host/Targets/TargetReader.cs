using System.Runtime.CompilerServices;
using Crawler.Host.Files;
using Crawler.Protocol.Metainfo;

namespace Crawler.Host.Targets;

/// <summary>
/// Reads what <c>TARGET...</c> stands for: torrent files, folders of them, patterns, magnet links, infohashes, <c>@list</c>, and
/// <c>-</c> for a list on standard input. What cannot be used is reported, and the reading goes on.
/// </summary>
/// <param name="standardInput">What <c>-</c> reads.</param>
/// <param name="report">Told of each problem as it is met.</param>
public sealed class TargetReader(Stream standardInput, Action<TargetProblem> report)
{
    /// <summary>What <see cref="ReadAsync"/> accepts, for help texts.</summary>
    public const string Accepted =
        "Torrent files, folders (searched for *.torrent), patterns ('folder/**/*.torrent'), magnet links, infohashes (hexadecimal or base32), @LIST (a file with one of these a line, # begins a comment), or - for such a list on standard input.";

    /// <summary>The targets as they are found; the same swarm may come several times (see <see cref="TargetSet"/>).</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async IAsyncEnumerable<Target> ReadAsync(IEnumerable<string> arguments, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var argument in arguments)
        {
            var targets = argument switch
            {
                "-" => ReadListAsync(standardInput, "standard input", "", cancellation),
                ['@', .. var list] => ReadListFileAsync(list, cancellation),
                _ => ReadItemAsync(argument, TargetPlace.CommandLine, cancellation),
            };
            await foreach (var target in targets.ConfigureAwait(false)) yield return target;
        }
    }

    private async IAsyncEnumerable<Target> ReadListFileAsync(string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var stream = OpenList(path);
        if (stream is null) yield break;
        var folder = Path.GetDirectoryName(path) ?? "";
        await foreach (var target in ReadListAsync(stream, path, folder, cancellation).ConfigureAwait(false)) yield return target;
    }

    private async IAsyncEnumerable<Target> ReadListAsync(
        Stream stream, string name, string folder, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var lines = TargetList.ReadAsync(stream, (line, problem) => report(new TargetProblem(name, line, problem)), cancellation);
        var empty = true;
        await foreach (var (line, item) in lines.ConfigureAwait(false))
        {
            empty = false;
            await foreach (var target in ReadListedAsync(item, new TargetPlace(name, line, folder), cancellation).ConfigureAwait(false)) yield return target;
        }

        if (empty) report(new TargetProblem(name, null, "names no target"));
    }

    /// <summary>The targets of one line of a list.</summary>
    internal async IAsyncEnumerable<Target> ReadListedAsync(string item, TargetPlace place, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (item is "-" or ['@', ..] && !Path.Exists(place.Resolve(item)))
            report(place.Problem(TargetText.Shown(item), "a list cannot name another list"));
        else
            await foreach (var target in ReadItemAsync(item, place, cancellation).ConfigureAwait(false)) yield return target;
    }

    private async IAsyncEnumerable<Target> ReadItemAsync(string item, TargetPlace place, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (ReadText(item, place) is { } targets)
        {
            foreach (var target in targets) yield return target;
            yield break;
        }

        var path = place.Resolve(item);
        var isPattern = TargetGlob.IsPattern(path);
        if (!isPattern && !Directory.Exists(path))
        {
            foreach (var target in await ReadTorrentAsync(path, item, place, cancellation).ConfigureAwait(false)) yield return target;
            yield break;
        }

        var empty = true;
        Action<string, string> unreadable = (folder, problem) => report(place.Problem(folder, problem));
        foreach (var file in isPattern ? TargetGlob.Find(path, unreadable) : TorrentFolder.Find(path, unreadable))
        {
            empty = false;
            foreach (var target in await ReadTorrentAsync(file, file, place, cancellation).ConfigureAwait(false)) yield return target;
        }

        if (empty) report(place.Problem(item, isPattern ? "matches no file" : "holds no *.torrent file"));
    }

    private IEnumerable<Target>? ReadText(string item, TargetPlace place)
    {
        try
        {
            return TargetText.Read(item);
        }
        catch (MetainfoException error)
        {
            report(place.Problem(TargetText.Shown(item), error.Message));
            return [];
        }
    }

    private async Task<IEnumerable<Target>> ReadTorrentAsync(string path, string item, TargetPlace place, CancellationToken cancellation)
    {
        try
        {
            var bytes = await InputFile.ReadAsync(path, InputFile.MaxTorrentBytes, cancellation).ConfigureAwait(false);
            return TorrentFile.Parse(bytes).Targets(path);
        }
        catch (Exception error) when (FileProblem.Describe(error) is { } problem)
        {
            var why = error is FileNotFoundException or DirectoryNotFoundException or PathTooLongException ? TargetText.WhyNot(item) : problem;
            report(place.Problem(TargetText.Shown(item), why));
            return [];
        }
    }

    private FileStream? OpenList(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception error) when (FileProblem.Describe(error) is { } problem)
        {
            report(new TargetProblem($"@{path}", null, Directory.Exists(path) ? "is a folder: give it without '@'" : problem));
            return null;
        }
    }
}
