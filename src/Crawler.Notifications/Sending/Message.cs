using System.Security.Cryptography;
using System.Text;
using Crawler.Notifications.Notices;

namespace Crawler.Notifications.Sending;

/// <summary>What goes out at once: all that waited.</summary>
/// <param name="At">When it was put together.</param>
/// <param name="Source">Who tells: the vantage of the process.</param>
/// <param name="Notices">The oldest first; at least one.</param>
/// <param name="HeldBack">How many of them had to wait because of the limit.</param>
/// <param name="LeftOut">How many more there were that are told no more, as too many waited.</param>
public sealed record Message(DateTimeOffset At, string Source, IReadOnlyList<Notice> Notices, int HeldBack = 0, int LeftOut = 0)
{
    /// <summary>The same for the same notices: who gets it twice, as one try was taken for lost, can tell.</summary>
    public Guid Id { get; } = new(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Notices.Select(notice => $"{Source} {notice.Kind} {notice.SubjectId} {notice.Subject} {notice.At.UtcTicks}")))).AsSpan(0, 16),
        bigEndian: true);
}
