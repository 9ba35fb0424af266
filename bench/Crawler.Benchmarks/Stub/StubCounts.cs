using System.Globalization;

namespace Crawler.Benchmarks.Stub;

/// <summary>What a stub tracker has done so far. Goodbyes are apart, since what is left of a crawl's end is a matter of budget.</summary>
/// <param name="Connects">Connects.</param>
/// <param name="Announces">Announces, goodbyes left out.</param>
/// <param name="Answered">Those of them that were answered.</param>
/// <param name="Goodbyes">Announces of <c>stopped</c>.</param>
/// <param name="Scrapes">Scrapes.</param>
/// <param name="Peers">Peers named.</param>
internal readonly record struct StubCounts(long Connects, long Announces, long Answered, long Goodbyes, long Scrapes, long Peers)
{
    private const int Fields = 6;

    /// <summary>As one line of numbers.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Connects} {Announces} {Answered} {Goodbyes} {Scrapes} {Peers}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static StubCounts Parse(string text)
    {
        var fields = text.Split(' ').Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        return fields.Length == Fields
            ? new StubCounts(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5])
            : throw new FormatException($"not the counts of a stub tracker: {text}");
    }

    /// <summary>Both together.</summary>
    public static StubCounts operator +(StubCounts a, StubCounts b) =>
        new(a.Connects + b.Connects, a.Announces + b.Announces, a.Answered + b.Answered, a.Goodbyes + b.Goodbyes, a.Scrapes + b.Scrapes, a.Peers + b.Peers);
}
