using System.Net;
using System.Net.Sockets;
using Crawler.Protocol.Attempts;

namespace Crawler.Protocol.Net;

/// <summary>Where a tracker may be called: the outcome of look-up and <see cref="AddressPolicy"/> together.</summary>
/// <param name="Addresses">Permitted addresses in the order to try; empty on failure.</param>
/// <param name="Time">How long the look-up took.</param>
/// <param name="Failure">Why there are none.</param>
/// <param name="Problem">The same in words.</param>
public readonly record struct TrackerAddresses(IPAddress[] Addresses, TimeSpan Time, AttemptOutcome Failure, string? Problem)
{
    /// <summary>Addresses of one host that are tried in one attempt.</summary>
    public const int MaxTried = 3;

    /// <summary>Looks a host up and keeps what may be called: the family asked for, else IPv4 first.</summary>
    /// <param name="tracker">Whose host.</param>
    /// <param name="family">The family asked for.</param>
    /// <param name="resolver">Looks the name up.</param>
    /// <param name="options">The address policy, and how long a look-up may take.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Task<TrackerAddresses> FindAsync(
        TrackerUrl tracker, AddressFamily family, IHostResolver resolver, TrackerClientOptions options, TimeProvider time, CancellationToken cancellation) =>
        LookUpAsync(tracker, family, resolver, options, time, cancellation).AsTask();

    /// <summary>As <see cref="FindAsync"/>; costs next to nothing where the resolver knows the answer already.</summary>
    internal static ValueTask<TrackerAddresses> LookUpAsync(
        TrackerUrl tracker, AddressFamily family, IHostResolver resolver, TrackerClientOptions options, TimeProvider time, CancellationToken cancellation) =>
        // A redirect may lead here, so this is asked of every hop, and before anybody is asked for the name.
        options.OptOutsInForce.CoversHost(tracker.Host) ? new(Failed(TimeSpan.Zero, AttemptOutcome.Blocked, LeftAloneWords.Of(tracker.RedactedHost)))
            : resolver is ResolvedHosts known && known.TryGet(tracker.Host, out var addresses) ? new(Permitted(addresses, tracker, family, options, TimeSpan.Zero))
            : new(AskAsync(tracker, family, resolver, options, time, cancellation));

    private static async Task<TrackerAddresses> AskAsync(
        TrackerUrl tracker, AddressFamily family, IHostResolver resolver, TrackerClientOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var host = tracker.RedactedHost;
        var started = time.GetTimestamp();
        using var limit = new CancellationTokenSource(options.ResolveTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var all = await resolver.ResolveAsync(tracker.Host, either.Token).ConfigureAwait(false);
            return Permitted(all, tracker, family, options, time.GetElapsedTime(started));
        }
        catch (SocketException error)
        {
            return Failed(time.GetElapsedTime(started), AttemptOutcome.DnsFailed, $"cannot resolve {host}: {error.Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed(time.GetElapsedTime(started), AttemptOutcome.DnsFailed, $"{host} could not be resolved within {options.ResolveTimeout.TotalSeconds:0.#} s");
        }
    }

    private static TrackerAddresses Permitted(IPAddress[] all, TrackerUrl tracker, AddressFamily family, TrackerClientOptions options, TimeSpan took)
    {
        // By far the most hosts have one address.
        if (all is [{ IsIPv4MappedToIPv6: false } only] && (family == AddressFamily.Unspecified || only.AddressFamily == family) && options.Permits(only))
            return new TrackerAddresses(all, took, AttemptOutcome.Ok, null);

        var host = tracker.RedactedHost;
        var ofFamily = all
            // A v4-mapped address is called over IPv4, and is checked as what it is.
            .Select(address => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
            .Where(address => family == AddressFamily.Unspecified || address.AddressFamily == family)
            .Distinct()
            .OrderBy(address => address.AddressFamily == AddressFamily.InterNetworkV6)
            .ToArray();
        if (all.Length == 0) return Failed(took, AttemptOutcome.DnsFailed, $"{host} has no address");
        if (ofFamily.Length == 0) return Failed(took, AttemptOutcome.NoAddress, $"{host} has no {(family == AddressFamily.InterNetwork ? "IPv4" : "IPv6")} address");
        var permitted = ofFamily.Where(options.Permits).Take(MaxTried).ToArray();
        return permitted.Length == 0
            ? Failed(took, AttemptOutcome.Blocked, options.Refusal(ofFamily[0]))
            : new TrackerAddresses(permitted, took, AttemptOutcome.Ok, null);
    }

    private static TrackerAddresses Failed(TimeSpan took, AttemptOutcome outcome, string problem) => new([], took, outcome, problem);
}
