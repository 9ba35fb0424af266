using System.IO.Enumeration;
using Crawler.Host.Files;

namespace Crawler.Host.Targets;

/// <summary>
/// Finds the files a pattern names: <c>*</c> and <c>?</c> stand within a name, <c>**</c> for any number of folders. In a
/// stable order; links to folders are not followed, since they can lead back.
/// </summary>
internal static class TargetGlob
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>Whether a path is a pattern. A file that is really called so wins.</summary>
    public static bool IsPattern(string path) => path.AsSpan().IndexOfAny('*', '?') >= 0 && !Path.Exists(path);

    /// <summary>Files that match; a folder that cannot be read is reported and passed over.</summary>
    public static IEnumerable<string> Find(string pattern, Action<string, string> report)
    {
        var parts = pattern.Split('/');
        // Any number of folders twice is any number of folders.
        parts = [.. parts.Where((part, place) => part != "**" || place == 0 || parts[place - 1] != "**")];
        var plain = Array.FindIndex(parts, part => part.AsSpan().IndexOfAny('*', '?') >= 0);
        var root = string.Join('/', parts[..plain]);
        // "/a*" begins at the root of the file system, "a*" in the current folder.
        if (root.Length == 0 && plain > 0) root = "/";
        return Within(root, parts.AsMemory(plain), report).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Within(string folder, ReadOnlyMemory<string> parts, Action<string, string> report)
    {
        var part = parts.Span[0];
        var isLast = parts.Length == 1;
        foreach (var entry in Entries(folder, report))
        {
            var path = Path.Combine(folder, entry.Name);
            var isFolder = entry is DirectoryInfo;
            if (part == "**")
            {
                // Any number of folders, none included: what follows may begin in this folder already.
                if (isFolder && entry.LinkTarget is null)
                    foreach (var found in Within(path, parts, report)) yield return found;
                if (isLast && !isFolder) yield return path;
                if (!isLast)
                    foreach (var found in Matching(entry, path, parts[1..], report)) yield return found;
            }
            else
            {
                foreach (var found in Matching(entry, path, parts, report)) yield return found;
            }
        }
    }

    private static IEnumerable<string> Matching(FileSystemInfo entry, string path, ReadOnlyMemory<string> parts, Action<string, string> report)
    {
        if (parts.Span[0] == "**" || !FileSystemName.MatchesSimpleExpression(parts.Span[0], entry.Name, ignoreCase: false)) return [];
        if (parts.Length == 1) return entry is DirectoryInfo ? [] : [path];
        return entry is DirectoryInfo && entry.LinkTarget is null ? Within(path, parts[1..], report) : [];
    }

    private static FileSystemInfo[] Entries(string folder, Action<string, string> report)
    {
        try
        {
            var entries = new DirectoryInfo(folder.Length == 0 ? "." : folder).GetFileSystemInfos("*", Everything);
            Array.Sort(entries, (a, b) => string.CompareOrdinal(a.Name, b.Name));
            return entries;
        }
        catch (Exception error) when (FileProblem.Describe(error) is { } problem)
        {
            report(folder, problem);
            return [];
        }
    }
}
