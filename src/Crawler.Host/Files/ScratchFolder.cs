namespace Crawler.Host.Files;

/// <summary>A folder of our own for a while, gone with all that is in it when disposed.</summary>
internal sealed class ScratchFolder : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("crawler-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // Somebody still holds a file; the system clears such folders in its own time.
        }
    }
}
