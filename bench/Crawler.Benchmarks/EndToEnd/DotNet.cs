namespace Crawler.Benchmarks.EndToEnd;

/// <summary>The program that runs ours.</summary>
internal static class DotNet
{
    /// <summary>The <c>dotnet</c> we run under; the one on the path where we were started by our own name.</summary>
    public static string Program { get; } =
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";

    /// <summary>The crawler as it was built beside us.</summary>
    public static string Crawler { get; } = Path.Combine(AppContext.BaseDirectory, "crawler.dll");
}
