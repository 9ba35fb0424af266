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
    public static async Task<TrackerAddresses> FindAsync(
        TrackerUrl tracker, AddressFamily family, IHostResolver resolver, TrackerClientOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var host = tracker.RedactedHost;
        var started = time.GetTimestamp();
        // A redirect may lead here, so this is asked of every hop, and before anybody is asked for the name.
        if (options.OptOutsInForce.CoversHost(tracker.Host)) return Failed(AttemptOutcome.Blocked, $"{host} opted out: it is not called");
        using var limit = new CancellationTokenSource(options.ResolveTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        IPAddress[] all;
        try
        {
            all = await resolver.ResolveAsync(tracker.Host, either.Token).ConfigureAwait(false);
        }
        catch (SocketException error)
        {
            return Failed(AttemptOutcome.DnsFailed, $"cannot resolve {host}: {error.Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed(AttemptOutcome.DnsFailed, $"{host} could not be resolved within {options.ResolveTimeout.TotalSeconds:0.#} s");
        }

        var ofFamily = all
            // A v4-mapped address is called over IPv4, and is checked as what it is.
            .Select(address => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
            .Where(address => family == AddressFamily.Unspecified || address.AddressFamily == family)
            .Distinct()
            .OrderBy(address => address.AddressFamily == AddressFamily.InterNetworkV6)
            .ToArray();
        if (all.Length == 0) return Failed(AttemptOutcome.DnsFailed, $"{host} has no address");
        if (ofFamily.Length == 0) return Failed(AttemptOutcome.NoAddress, $"{host} has no {(family == AddressFamily.InterNetwork ? "IPv4" : "IPv6")} address");
        var permitted = ofFamily.Where(options.Permits).Take(MaxTried).ToArray();
        return permitted.Length == 0
            ? Failed(AttemptOutcome.Blocked, options.Refusal(ofFamily[0]))
            : new TrackerAddresses(permitted, time.GetElapsedTime(started), AttemptOutcome.Ok, null);

        TrackerAddresses Failed(AttemptOutcome outcome, string problem) => new([], time.GetElapsedTime(started), outcome, problem);
    }
}
