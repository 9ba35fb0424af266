namespace Crawler.Lab;

/// <summary>Where the sources lie, for tests that look at the repository itself or run its scripts.</summary>
public static class Checkout
{
    /// <summary>The folder that holds <c>Crawler.sln</c>.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Crawler.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"no Crawler.sln above {AppContext.BaseDirectory}");
    }
}
