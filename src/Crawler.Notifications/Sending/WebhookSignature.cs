using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Crawler.Notifications.Sending;

/// <summary>
/// Shows a receiver who sent a message and that it is as it was sent: HMAC with SHA-256 (RFC 2104) over the time, a dot and the
/// body. The time is in it so that a receiver can refuse what somebody recorded and sends again later.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The header with the signature.</summary>
    public const string Header = "X-Crawler-Signature";

    /// <summary>The header with the time, seconds since 1970.</summary>
    public const string TimeHeader = "X-Crawler-Timestamp";

    /// <summary><c>sha256=</c> and 64 hexadecimal digits.</summary>
    public static string Of(string secret, long seconds, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(seconds.ToString(CultureInfo.InvariantCulture) + "."));
        hmac.AppendData(body);
        return $"sha256={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
