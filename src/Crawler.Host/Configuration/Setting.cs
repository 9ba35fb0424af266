namespace Crawler.Host.Configuration;

/// <summary>A key that one source set.</summary>
/// <param name="Text">The value as written.</param>
/// <param name="From">Where: the name of a file, <c>env NAME</c>, <c>--set</c>.</param>
internal sealed record Setting(string Text, string From);

/// <summary>What one source says.</summary>
/// <param name="From">Its name for people.</param>
/// <param name="Values">Keys as written there, in any case, with their values.</param>
internal sealed record ConfigurationLayer(string From, IReadOnlyList<(string Key, Setting Setting)> Values);
