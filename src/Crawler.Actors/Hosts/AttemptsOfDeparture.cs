using System.Net;
using Crawler.Protocol.Attempts;

namespace Crawler.Actors.Hosts;

/// <summary>What came of one departure: an attempt for each of its calls, in their order. Without an array where it was one.</summary>
internal readonly record struct AttemptsOfDeparture
{
    private readonly Attempt? _one;
    private readonly Attempt[]? _all;

    /// <summary>Of one call.</summary>
    public AttemptsOfDeparture(Attempt attempt) => _one = attempt;

    /// <summary>Of a batch.</summary>
    public AttemptsOfDeparture(Attempt[] attempts) => (_one, _all) = (attempts[0], attempts);

    /// <summary>Of the call at this place.</summary>
    public Attempt this[int index] => _all is null ? _one! : _all[index];

    /// <summary>The address reached last; null if none was.</summary>
    public IPAddress? Address => _all is null ? _one?.Address : _all[^1].Address;

    /// <summary>Requests sent: those of a batch that one answer served are one.</summary>
    public int Requests => _all is null
        ? _one?.Transmissions ?? 0
        : _all.Select(attempt => (attempt.At, attempt.Transmissions)).Distinct().Sum(request => request.Transmissions);

    /// <summary>Whether the host did not answer at all; null where that may be our own doing.</summary>
    public bool? IsHostFailure => _one?.Outcome switch
    {
        null or AttemptOutcome.Unknown => null,
        AttemptOutcome.Timeout or AttemptOutcome.ConnectFailed or AttemptOutcome.DnsFailed or AttemptOutcome.TlsFailed => true,
        _ => false,
    };
}
