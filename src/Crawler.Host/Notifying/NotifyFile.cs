using System.Text.Json;
using Crawler.Host.Crawling;
using Crawler.Host.Files;
using Crawler.Host.Terminal;
using Crawler.Storage;

namespace Crawler.Host.Notifying;

/// <summary>
/// The book of one store in the state folder, <c>notify-1a2b3c4d.json</c>, locked as long as this lives: two that tell would
/// each tell everything.
/// </summary>
internal sealed class NotifyFile : IDisposable
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly FileStream _lock;

    private NotifyFile(string path, FileStream held) => (Path, _lock) = (path, held);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Takes it.</summary>
    /// <param name="folder">The state folder.</param>
    /// <param name="store">What is watched.</param>
    /// <exception cref="UserException">Another process has it, or it cannot be written.</exception>
    public static NotifyFile Open(string folder, StoreLocation store)
    {
        var path = PathOf(folder, store);
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return new NotifyFile(path, new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error) when (File.Exists(path + ".lock"))
        {
            throw UserException.Failed($"another crawler serve tells what happens on {store} (it holds {path}.lock); end it, or give one of them another --state", error);
        }
        catch (Exception error) when (FileProblem.Describe(error) is { } problem)
        {
            throw UserException.Failed($"cannot keep in {folder} what was told: {problem}; choose another folder with --state", error);
        }
    }

    /// <summary>Where the book of a store is.</summary>
    public static string PathOf(string folder, StoreLocation store) =>
        System.IO.Path.Combine(System.IO.Path.GetFullPath(folder), StateFolder.NameOf(store, "notify") + ".json");

    /// <summary>What is written there; an empty book where nothing is or it cannot be used, which only means that nothing is told at first.</summary>
    public static async Task<NotifyBook> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return JsonSerializer.Deserialize<NotifyBook>(await File.ReadAllBytesAsync(path, cancellation), Options) is { Version: NotifyBook.CurrentVersion } book ? book : new NotifyBook();
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return new NotifyBook();
        }
    }

    /// <summary>Writes it, whole or not at all.</summary>
    public Task WriteAsync(NotifyBook book, CancellationToken cancellation) => AtomicFile.WriteAsync(Path, JsonSerializer.SerializeToUtf8Bytes(book, Options), cancellation);

    public void Dispose() => _lock.Dispose();
}
