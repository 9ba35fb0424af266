using System.Diagnostics.CodeAnalysis;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Udp;

/// <summary>
/// A call and the task of its caller. What waits for the task goes on right on the thread that received the answer: a
/// hand-over to another costs more than the whole call (see <see cref="UdpPort"/> for what keeps this safe).
/// </summary>
internal abstract class UdpCallOf<TResult>(TrackerUrl tracker) : UdpCall
{
    private readonly TaskCompletionSource<TResult> _caller = new();

    /// <summary>What the caller waits for.</summary>
    public Task<TResult> Result => _caller.Task;

    /// <summary>Whom to call.</summary>
    protected TrackerUrl Tracker { get; } = tracker;

    /// <inheritdoc/>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong with one answer is its caller's to hear, not the other calls'.")]
    public sealed override void Finish(ReadOnlySpan<byte> packet)
    {
        Registration.Unregister();
        TResult result;
        try
        {
            result = ResultOf(packet);
        }
        catch (Exception bug)
        {
            _caller.TrySetException(bug);
            return;
        }

        _caller.TrySetResult(result);
    }

    /// <inheritdoc/>
    public sealed override void Cancel(CancellationToken cancellation) => _caller.TrySetCanceled(cancellation);

    /// <summary>What the call came to.</summary>
    protected abstract TResult ResultOf(ReadOnlySpan<byte> packet);

    /// <summary>How it went if not well, judged by what all answers have in common; false if the packet has to be read.</summary>
    protected bool HasFailed(ReadOnlySpan<byte> packet, out AttemptStage stage, out AttemptOutcome outcome, [NotNullWhen(true)] out string? error)
    {
        (stage, outcome, error) = (Stage, Outcome, null);
        if (packet.IsEmpty) error = $"{Problem} ({Tracker.RedactedAuthority})";
        else if (UdpReplies.TryReadHeader(packet, out var action, out _) && action == UdpAction.Error)
            (stage, outcome, error) = (AttemptStage.Done, AttemptOutcome.Refused, UdpReplies.ReadError(packet));
        return error is not null;
    }
}
