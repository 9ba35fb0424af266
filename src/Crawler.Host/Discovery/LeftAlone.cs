using Crawler.Host.Files;
using Crawler.Host.Terminal;

namespace Crawler.Host.Discovery;

/// <summary>Infohashes that somebody asked us to leave alone.</summary>
internal static class LeftAlone
{
    /// <summary>What the file names; nothing without a file.</summary>
    /// <exception cref="UserException">It cannot be read, or a line names no infohash: to go on would list what is to be left out.</exception>
    public static async Task<FoundHashes> ReadAsync(string? path, CancellationToken cancellation)
    {
        var hashes = new FoundHashes();
        if (path is null) return hashes;
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await FoundList.ReadAsync(file, hashes, (line, problem) => throw new UserException($"{path} line {line}: {problem}"), cancellation);
            return hashes;
        }
        catch (Exception error) when (FileProblem.Describe(error) is { } problem)
        {
            throw new UserException($"{path}: {problem}", cause: error);
        }
    }
}
