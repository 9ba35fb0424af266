namespace Crawler.Notifications.Sending;

/// <summary>A way to tell.</summary>
public interface INotifier
{
    /// <summary>In one word, for metrics and files: <c>webhook</c>, <c>mail</c>.</summary>
    string Name { get; }

    /// <summary>Sends, with a few tries. What goes wrong is a value.</summary>
    Task<SendResult> SendAsync(Message message, CancellationToken cancellation);
}

/// <summary>What came of sending.</summary>
public enum SendOutcome
{
    /// <summary>The other side took it.</summary>
    Sent,

    /// <summary>The other side does not want it: sent again it would not either.</summary>
    Refused,

    /// <summary>It did not get through; later it may.</summary>
    Failed,
}

/// <summary>What came of sending, and why.</summary>
/// <param name="Outcome">What.</param>
/// <param name="Problem">Why it was not sent, in one line without secrets; null if it was.</param>
public sealed record SendResult(SendOutcome Outcome, string? Problem)
{
    /// <summary>It was sent.</summary>
    public static readonly SendResult Sent = new(SendOutcome.Sent, null);
}
