namespace Crawler.Actors.Hosts;

/// <summary>Whether a call may go.</summary>
/// <param name="IsGranted">Go.</param>
/// <param name="Until">When to ask again; null: once a call has come back.</param>
public readonly record struct Permit(bool IsGranted, DateTimeOffset? Until = null);

/// <summary>
/// The budget of one tracker host or one address, pure: a token bucket for rate and a cap on calls in flight. A call costs
/// one token as it leaves; what it sent beyond one request (retransmissions, connects, redirects) is known only when it
/// comes back and is charged then, so that the long run counts every request.
/// </summary>
public readonly record struct HostBudget
{
    /// <summary>A full budget.</summary>
    /// <param name="concurrency">Calls in flight.</param>
    /// <param name="perSecond">Requests a second in the long run.</param>
    /// <param name="burst">Calls that may go at once after a pause.</param>
    /// <param name="now">The time.</param>
    public HostBudget(int concurrency, double perSecond, int burst, DateTimeOffset now) =>
        (Concurrency, Bucket) = (concurrency, TokenBucket.Full(perSecond, burst, now));

    /// <summary>Calls that may be out.</summary>
    public int Concurrency { get; private init; }

    /// <summary>Calls out.</summary>
    public int InFlight { get; private init; }

    /// <summary>The rate.</summary>
    public TokenBucket Bucket { get; private init; }

    /// <summary>A full budget of one host.</summary>
    public static HostBudget Of(HostLimits limits, DateTimeOffset now) => new(limits.Concurrency, limits.PerSecond, limits.Burst, now);

    /// <summary>Nothing yet; what is given to it fills up by time (<see cref="Within"/>).</summary>
    public static HostBudget None(DateTimeOffset now) => new(0, 0, 0, now);

    /// <summary>Asks to make one call; the budget it leaves.</summary>
    public HostBudget Ask(DateTimeOffset now, out Permit permit)
    {
        if (InFlight >= Concurrency)
        {
            permit = new Permit(false);
            return this;
        }

        if (!Bucket.TryTake(now, out var left))
        {
            permit = new Permit(false, left.NextAt(now));
            return this with { Bucket = left };
        }

        permit = new Permit(true);
        return this with { Bucket = left, InFlight = InFlight + 1 };
    }

    /// <summary>A call came back.</summary>
    /// <param name="further">Requests it sent beyond the one it was granted.</param>
    /// <param name="now">When.</param>
    public HostBudget Returned(int further, DateTimeOffset now) =>
        this with { InFlight = Math.Max(0, InFlight - 1), Bucket = Bucket.Spend(further, now) };

    /// <summary>Something was sent that nobody asked this budget for.</summary>
    public HostBudget Spend(int requests, DateTimeOffset now) => this with { Bucket = Bucket.Spend(requests, now) };

    /// <summary>Other limits from now on; what is out stays out.</summary>
    public HostBudget Within(int concurrency, double perSecond, int burst, DateTimeOffset now) =>
        this with { Concurrency = concurrency, Bucket = Bucket.Changed(perSecond, burst, now) };
}
