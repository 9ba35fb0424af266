namespace Crawler.Host.Targets;

/// <summary>Where an item was named, for messages and for paths that are relative to it.</summary>
/// <param name="Name">The list's name; null on the command line.</param>
/// <param name="Line">The list's line.</param>
/// <param name="Folder">What a path in the list is relative to; empty: the current folder.</param>
internal readonly record struct TargetPlace(string? Name, int? Line, string Folder)
{
    /// <summary>The command line.</summary>
    public static readonly TargetPlace CommandLine = new(null, null, "");

    /// <summary>The path an item names.</summary>
    public string Resolve(string path) => Path.Combine(Folder, path);

    /// <summary>A problem with <paramref name="item"/>, which must show no secret.</summary>
    public TargetProblem Problem(string item, string message) =>
        Name is null ? new TargetProblem(item, null, message) : new TargetProblem(Name, Line, $"{item}: {message}");
}
