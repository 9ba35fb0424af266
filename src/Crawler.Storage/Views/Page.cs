namespace Crawler.Storage.Views;

/// <summary>A page of a list.</summary>
/// <param name="Items">The page.</param>
/// <param name="Total">Items on all pages.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, long Total);
