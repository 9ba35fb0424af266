namespace Crawler.Web.Api.Shapes;

/// <summary>A page of a list. Where the other pages are is in the Link header.</summary>
public sealed record PageShape<T>
{
    /// <summary>Items on all pages.</summary>
    public required long Total { get; init; }

    /// <summary>Which page this is, from 1.</summary>
    public required int Page { get; init; }

    /// <summary>Items on a page.</summary>
    public required int PerPage { get; init; }

    /// <summary>The page; empty beyond the last.</summary>
    public required IReadOnlyList<T> Items { get; init; }
}
