using Crawler.Host.Files;
using Crawler.Host.Terminal;
using Crawler.Storage.Spool;

namespace Crawler.Host.Addresses;

/// <summary>Whether crawls that keep their state in a folder have all ended and delivered what they measured.</summary>
internal static class QuietState
{
    /// <summary>Looks at each.</summary>
    /// <exception cref="UserException">One runs, or has results on disk, which may hold addresses.</exception>
    public static void Check(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var crawl in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var (held, spool) = (Path.Combine(crawl, "lock"), Path.Combine(crawl, "spool"));
            if (!File.Exists(held)) continue;
            try
            {
                using var lockFile = new FileStream(held, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                if (!Directory.Exists(spool)) continue;
                using var waiting = DiskSpool.Open(spool);
                if (waiting.Batches > 0 || waiting.Refused > 0 || waiting.Damaged > 0)
                    throw UserException.Failed($"results wait in {spool} and may hold addresses: crawl once more so that they reach the store, or delete that folder and lose them");
            }
            catch (SpoolException error)
            {
                throw UserException.Failed(error.Message, error);
            }
            catch (IOException error)
            {
                throw UserException.Failed($"a crawl is running (it holds {crawl}): end it first", error);
            }
            catch (UnauthorizedAccessException error)
            {
                throw UserException.Failed($"cannot look into {crawl}: {FileProblem.Describe(error)}", error);
            }
        }
    }
}
