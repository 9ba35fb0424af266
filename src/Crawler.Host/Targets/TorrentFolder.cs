using Crawler.Host.Files;

namespace Crawler.Host.Targets;

/// <summary>Finds torrent files in a folder and the folders in it, in a stable order.</summary>
internal static class TorrentFolder
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>Paths that end with <c>.torrent</c>, sorted; a folder that cannot be read is reported and passed over.</summary>
    /// <remarks>Links to folders are not followed: they can lead back.</remarks>
    public static IEnumerable<string> Find(string folder, Action<string, string> report)
    {
        FileSystemInfo[] entries;
        try
        {
            entries = new DirectoryInfo(folder).GetFileSystemInfos("*", Everything);
        }
        catch (Exception error) when (FileProblem.Describe(error) is { } problem)
        {
            report(folder, problem);
            yield break;
        }

        Array.Sort(entries, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        foreach (var entry in entries)
        {
            var path = Path.Combine(folder, entry.Name);
            if (entry is not DirectoryInfo)
            {
                if (entry.Name.EndsWith(".torrent", StringComparison.OrdinalIgnoreCase)) yield return path;
            }
            else if (entry.LinkTarget is null)
            {
                foreach (var found in Find(path, report)) yield return found;
            }
        }
    }
}
