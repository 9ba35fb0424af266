namespace Crawler.Web.Access;

/// <summary>Names of the policies that every endpoint carries one of; what carries none needs <see cref="Operate"/>.</summary>
public static class AccessPolicy
{
    /// <summary>To see: pages, API, charts, metrics.</summary>
    public const string Read = "read";

    /// <summary>To make something happen: pause, resume, check a tracker.</summary>
    public const string Operate = "operate";

    /// <summary>The public part: status page, badges, feed, lists of trackers.</summary>
    public const string Status = "status";

    /// <summary>Open to anybody: health, the way in, style sheets.</summary>
    public const string Open = "open";
}
