using Crawler.Host.Files;
using Crawler.Host.Terminal;

namespace Crawler.Host.Campaigns.Watching;

/// <summary>What a campaign's file and the opt-out lists it names say, read again when one of them was written.</summary>
/// <param name="file">As the crawl began with it.</param>
/// <param name="optOuts">As the crawl began with them.</param>
internal sealed class FileWatch(CampaignFile file, CampaignOptOuts optOuts)
{
    private string _stamp = StampOf(file.Path, optOuts.Files);
    private string? _told;

    /// <summary>The file in force.</summary>
    public CampaignFile File { get; private set; } = file;

    /// <summary>The opt-outs in force.</summary>
    public CampaignOptOuts OptOuts { get; private set; } = optOuts;

    /// <summary>Reads again what was written since the last look; false if nothing was, or if it cannot be used, which is told once.</summary>
    public async Task<bool> ReadAgainAsync(Action<string> tell, CancellationToken cancellation)
    {
        var stamp = StampOf(File.Path, OptOuts.Files);
        if (stamp == _stamp) return false;
        try
        {
            var read = await CampaignFileReader.ReadAsync(File.Path, cancellation);
            var leftAlone = await CampaignOptOuts.ReadAsync(read, cancellation);
            // Stamped as they were before they were read: who wrote meanwhile is read again, and so are other lists than before.
            (_stamp, File, OptOuts) = (stamp, read, leftAlone);
            return true;
        }
        catch (CampaignFileException error)
        {
            TellOnce($"{File.Path} was changed and cannot be used, so everything goes on as before: {error.Problems[0]}{(error.Problems.Count > 1 ? $" (and {error.Problems.Count - 1} more: crawler campaign check {File.Path})" : "")}");
        }
        catch (UserException error)
        {
            TellOnce($"the campaign's file cannot be read, so everything goes on as before: {error.Message}");
        }

        // Tried again at the next look: what is missing may be a list that nobody looks at yet.
        return false;

        void TellOnce(string line)
        {
            if (_told == stamp) return;
            _told = stamp;
            tell(line);
        }
    }

    private static string StampOf(string path, IReadOnlyList<string> lists) => string.Join('|', lists.Prepend(path).Select(StampOf));

    private static string StampOf(string path)
    {
        try
        {
            var info = new FileInfo(path);
            return info.Exists ? $"{info.LastWriteTimeUtc.Ticks}:{info.Length}" : "";
        }
        catch (Exception error) when (FileProblem.Describe(error) is not null)
        {
            return "";
        }
    }
}
