using System.Net;
using System.Text.RegularExpressions;

namespace Crawler.Storage.Datasets;

/// <summary>
/// Takes addresses out of a tracker's words: "your IP 203.0.113.7 is banned" tells who measured, and what is published must not.
/// </summary>
internal static partial class MessageAddresses
{
    /// <summary>What stands there instead.</summary>
    private const string Hidden = "[address]";

    /// <summary>The message without addresses.</summary>
    public static string Hide(string message) =>
        Candidate().Replace(message, found => IPAddress.TryParse(found.Value, out _) ? Hidden : found.Value);

    // Four numbers with dots, or at least two colons among hexadecimal digits: a time of day has too few groups to be an address.
    [GeneratedRegex(@"(?<![\w.])\d{1,3}(\.\d{1,3}){3}(?![\w.]*\.\d)|(?<![\w:])[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7}(\d{0,3}(\.\d{1,3}){3})?", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Candidate();
}
