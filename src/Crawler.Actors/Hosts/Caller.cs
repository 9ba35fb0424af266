namespace Crawler.Actors.Hosts;

/// <summary>Makes the calls of a departure, noted in the journal first, and tells our own outages from the tracker's.</summary>
internal sealed class Caller(HostEnvironment environment)
{
    /// <summary>An attempt for each call of the departure.</summary>
    /// <param name="departure">What leaves.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<AttemptsOfDeparture> CallAsync(Departure departure, DateTimeOffset now, CancellationToken cancellation)
    {
        for (var i = 0; i < departure.Count; i++) Note(departure[i].Call, now);
        var call = departure[0].Call;
        if (departure.Batch is not { } batch)
        {
            var attempt = await environment.Client.AnnounceAsync(call.Tracker, call.Request, call.Family, cancellation).ConfigureAwait(false);
            return new AttemptsOfDeparture(await environment.Uplink.JudgeAsync(attempt, cancellation).ConfigureAwait(false));
        }

        var hashes = batch.Calls.ConvertAll(waiting => waiting.Call.Request.InfoHash);
        var attempts = (await environment.Client.ScrapeAsync(call.Tracker, hashes, call.Family, cancellation).ConfigureAwait(false)).ToArray();
        for (var i = 0; i < attempts.Length; i++) attempts[i] = await environment.Uplink.JudgeAsync(attempts[i], cancellation).ConfigureAwait(false);
        return new AttemptsOfDeparture(attempts);
    }

    private void Note(HostMessages.TrackerCall call, DateTimeOffset now)
    {
        if (!call.IsFarewell) environment.Journal.Calling(call.Request.InfoHash, call.Tracker, call.Family, call.Identity, now, call.Floor);
    }
}
