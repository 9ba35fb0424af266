using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Crawler.Web.Components;

/// <summary>The address of the page that is shown, and of the same page with some of its query changed.</summary>
/// <param name="navigation">Knows the address.</param>
public sealed class PageUrl(NavigationManager navigation)
{
    /// <summary>The path, from <c>/</c>.</summary>
    public string Path => new Uri(navigation.Uri).AbsolutePath;

    /// <summary>Scheme, host and port, as the reader reaches them.</summary>
    public string Origin => new Uri(navigation.Uri).GetLeftPart(UriPartial.Authority);

    /// <summary>What stands in the query, in order.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Query =>
        from pair in QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query)
        from value in pair.Value
        select KeyValuePair.Create(pair.Key, (string?)value);

    /// <summary>The same page; a key given with null is left out, and all others stay as they are.</summary>
    public string With(params IReadOnlyCollection<(string Key, string? Value)> changes)
    {
        var kept = Query.Where(pair => !string.IsNullOrEmpty(pair.Value) && changes.All(change => change.Key != pair.Key));
        var added = changes.Where(change => !string.IsNullOrEmpty(change.Value)).Select(change => KeyValuePair.Create(change.Key, change.Value));
        return QueryHelpers.AddQueryString(Path, kept.Concat(added).Select(pair => KeyValuePair.Create(pair.Key, new StringValues(pair.Value))));
    }
}
