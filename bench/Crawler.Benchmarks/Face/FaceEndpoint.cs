namespace Crawler.Benchmarks.Face;

/// <summary>Something that is asked for.</summary>
/// <param name="Name">What it is called in the table: its route.</param>
/// <param name="Url">What is asked for the so-many-th time, from 0: every time something else, where there is something else.</param>
internal sealed record FaceEndpoint(string Name, Func<int, string> Url);
