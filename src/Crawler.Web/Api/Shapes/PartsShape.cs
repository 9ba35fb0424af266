using Crawler.Web.Compositions;

namespace Crawler.Web.Api.Shapes;

/// <summary>Counts by name, the largest first, and what is not counted by name.</summary>
public sealed record PartsShape
{
    /// <summary>How many were counted, those of which nothing is known among them.</summary>
    public required long Total { get; init; }

    /// <summary>Of them, those that are known by name.</summary>
    public required long Known { get; init; }

    /// <summary>Share of all that is known, 0–1; null of none. What the shares below rest on.</summary>
    public required double? Coverage { get; init; }

    /// <summary>How many names there are.</summary>
    public required long Kinds { get; init; }

    /// <summary>By name.</summary>
    public required IReadOnlyList<PartShape> Items { get; init; }

    /// <summary>How many names are not among the items: small ones, and those that too few have.</summary>
    public required long OtherKinds { get; init; }

    /// <summary>How many have such a name.</summary>
    public required long Others { get; init; }

    internal static PartsShape Of(Parts parts, int most)
    {
        var first = parts.First(most);
        return new PartsShape
        {
            Total = first.Of,
            Known = first.Known,
            Coverage = first.Coverage,
            Kinds = first.Kinds,
            Items = [.. first.Items.Select(part => new PartShape { Name = part.Name, Detail = part.Detail, Count = part.Count, Share = first.ShareOf(part.Count)!.Value })],
            OtherKinds = first.OtherKinds,
            Others = first.Others,
        };
    }
}

/// <summary>One of them.</summary>
public sealed record PartShape
{
    /// <summary>What it is.</summary>
    public required string Name { get; init; }

    /// <summary>What a system is called, or the version of a client; null if not known, and for countries.</summary>
    public required string? Detail { get; init; }

    /// <summary>How many.</summary>
    public required long Count { get; init; }

    /// <summary>Share of those known by name, 0–1.</summary>
    public required double Share { get; init; }
}
