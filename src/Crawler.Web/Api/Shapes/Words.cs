using System.Net.Sockets;
using System.Text.Json;
using Crawler.Statistics.Sizes;

namespace Crawler.Web.Api.Shapes;

/// <summary>An address family, as it is written.</summary>
public enum IpFamily
{
    /// <summary>IPv4.</summary>
    V4,

    /// <summary>IPv6.</summary>
    V6,
}

/// <summary>Values as JSON has them.</summary>
internal static class Words
{
    /// <summary>The family; null if unknown.</summary>
    public static IpFamily? Of(AddressFamily? family) => family switch
    {
        AddressFamily.InterNetwork => IpFamily.V4,
        AddressFamily.InterNetworkV6 => IpFamily.V6,
        _ => null,
    };

    /// <summary>What is set of some flags, a word each; null stays null.</summary>
    public static IReadOnlyList<string>? Of<T>(T? flags)
        where T : struct, Enum => flags is { } some
            ? [.. Enum.GetValues<T>().Where(flag => Convert.ToInt64(flag, null) != 0 && some.HasFlag(flag)).Select(flag => JsonNamingPolicy.SnakeCaseLower.ConvertName(flag.ToString()))]
            : null;

    /// <summary>What speaks against an estimate, a word each.</summary>
    public static IReadOnlyList<string> Of(SizeFlags flags) => Of<SizeFlags>(flags)!;

    /// <summary>Milliseconds; null stays null.</summary>
    public static double? Milliseconds(TimeSpan? time) => time is { } some ? Math.Round(some.TotalMilliseconds, 3) : null;
}
