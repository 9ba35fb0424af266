namespace Crawler.Web.Pages.Open;

/// <summary>What a page found that there is not.</summary>
/// <param name="What">In a sentence without its full stop.</param>
/// <param name="Href">Where all there are stand.</param>
/// <param name="All">What that is called.</param>
public sealed record Absence(string What, string Href, string All);
