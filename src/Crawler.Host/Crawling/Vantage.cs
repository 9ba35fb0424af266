using Crawler.Host.Configuration;

namespace Crawler.Host.Crawling;

/// <summary>Where in the network this process measures from.</summary>
internal static class Vantage
{
    /// <summary>As configured.</summary>
    public static string Current => CrawlerConfiguration.Current.Value(Keys.Vantage);
}
