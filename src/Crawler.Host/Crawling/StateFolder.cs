using System.Security.Cryptography;
using System.Text;
using Crawler.Host.Files;
using Crawler.Host.Terminal;
using Crawler.Storage;

namespace Crawler.Host.Crawling;

/// <summary>
/// The folder of one campaign on one store, <c>NAME-1a2b3c4d</c>, locked as long as this lives: two processes that call
/// the same trackers for the same campaign would each call them too early. The lock is the system's and ends with the
/// process, however that ends.
/// </summary>
internal sealed class StateFolder : IDisposable
{
    private const int LongestName = 40;

    private readonly FileStream _lock;

    private StateFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    /// <summary>Where it is; for its owner alone.</summary>
    public string Path { get; }

    /// <summary>Makes or opens it.</summary>
    /// <param name="place">In which folder.</param>
    /// <param name="store">The store the campaign writes to.</param>
    /// <param name="campaign">What people call it.</param>
    /// <exception cref="UserException">Another process has it, or it cannot be written.</exception>
    public static StateFolder Open(string place, StoreLocation store, string campaign)
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetFullPath(place), NameOf(store, campaign));
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception error) when (FileProblem.Describe(error) is { } problem)
        {
            throw UserException.Failed($"cannot keep the state of this crawl in {place}: {problem}; choose another folder with --state", error);
        }

        var file = System.IO.Path.Combine(path, "lock");
        try
        {
            return new StateFolder(path, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException error)
        {
            throw UserException.Failed($"cannot keep the state of this crawl in {path}: permission denied; choose another folder with --state", error);
        }
        catch (IOException error) when (File.Exists(file))
        {
            throw UserException.Failed($"another crawl of campaign '{campaign}' is running on {store} (it holds {path}); end it, or choose another --name", error);
        }
        catch (IOException error)
        {
            throw UserException.Failed($"cannot keep the state of this crawl in {path}: {FileProblem.Describe(error)}", error);
        }
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>The campaign's name as far as a file may be called so, and eight digits that tell it and its store from all others.</summary>
    internal static string NameOf(StoreLocation store, string campaign)
    {
        var name = new StringBuilder(LongestName);
        foreach (var letter in campaign.Take(LongestName)) name.Append(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? char.ToLowerInvariant(letter) : '_');
        // Of a file its full path: the same words mean another store elsewhere.
        var where = store.ToString();
        if (store.Provider == StoreProvider.Sqlite) where = System.IO.Path.GetFullPath(where[(where.IndexOf(':') + 1)..]);
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{where}\n{campaign}"));
        return $"{name}-{Convert.ToHexStringLower(digest.AsSpan(0, 4))}";
    }
}
