using System.Diagnostics;
using Crawler.Actors.Hosts;
using Crawler.Protocol.Attempts;

namespace Crawler.Actors.Observations;

/// <summary>
/// One call as a trace: a span <c>announce</c> or <c>scrape</c> from the time it was due, and below it the wait at the gate, the
/// name look-up and the exchange. Written down when the call is back, since an <see cref="Attempt"/> knows all of it: a call
/// that nobody traces costs one comparison. Carries neither infohash nor passkey.
/// </summary>
/// <param name="Context">The span, for <c>append</c> to name.</param>
internal sealed record CallTrace(ActivityContext Context)
{
    /// <summary>Most calls that one <c>append</c> names.</summary>
    private const int MostLinks = 128;

    private static readonly ActivitySource Source = new(CrawlInstruments.Name, typeof(CallTrace).Assembly.GetName().Version?.ToString(3));

    /// <summary>Writes a call down; null where nobody listens, or this one was not chosen.</summary>
    /// <param name="call">What was asked, of a batch its first.</param>
    /// <param name="attempt">What came of it.</param>
    /// <param name="swarms">Swarms it asked about.</param>
    /// <param name="now">When it was back.</param>
    public static CallTrace? Of(HostMessages.TrackerCall call, Attempt attempt, int swarms, DateTimeOffset now)
    {
        if (!Source.HasListeners()) return null;
        var due = call is { IsFarewell: false, DueAt: { } at } && at < attempt.At ? at : attempt.At;
        // Each call is a trace of its own, whatever happens to surround this actor.
        Activity.Current = null;
        using var root = Source.StartActivity(CallClasses.NameOf(attempt.Kind), ActivityKind.Client, default(ActivityContext), null, null, due);
        if (root is null) return null;
        if (root.IsAllDataRequested) Describe(root, attempt, swarms);
        if (due < attempt.At) Step("wait", root, due, attempt.At);
        var asked = attempt.At + (attempt.DnsTime ?? TimeSpan.Zero);
        if (attempt.DnsTime is not null) Step("dns", root, attempt.At, asked);
        var done = attempt.RoundTrip is { } time ? asked + time : Latest(asked, now);
        if (attempt.Stage > AttemptStage.Dns) Step("exchange", root, asked, done);
        root.SetEndTime(Latest(done, due).UtcDateTime);
        return new CallTrace(root.Context);
    }

    /// <summary>A batch is being appended; null where nobody listens.</summary>
    public static Activity? Append(IReadOnlyList<Recorded> batch)
    {
        if (!Source.HasListeners()) return null;
        var links = batch.OfType<Observation>().Select(observation => observation.Trace).OfType<CallTrace>().Take(MostLinks).Select(trace => new ActivityLink(trace.Context));
        Activity.Current = null;
        var append = Source.StartActivity("append", ActivityKind.Internal, default(ActivityContext), null, links.ToList());
        append?.SetTag("crawler.batch.size", batch.Count);
        return append;
    }

    private static void Describe(Activity root, Attempt attempt, int swarms)
    {
        root.SetTag("server.address", attempt.Tracker.RedactedHost);
        root.SetTag("server.port", attempt.Tracker.Port);
        root.SetTag("network.protocol.name", attempt.Tracker.SchemeName);
        root.SetTag("network.type", CallClasses.NameOf(attempt.Family));
        root.SetTag("crawler.outcome", CallClasses.NameOf(attempt.Outcome));
        root.SetTag("crawler.stage", attempt.Stage.ToString().ToLowerInvariant());
        root.SetTag("crawler.event", attempt.Event.ToString().ToLowerInvariant());
        root.SetTag("crawler.transmissions", attempt.Transmissions);
        root.SetTag("crawler.swarms", swarms);
        if (attempt.HttpStatus is { } status) root.SetTag("http.response.status_code", status);
        if (attempt.BytesReceived is { } bytes) root.SetTag("crawler.reply.size", bytes);
        if (attempt.Reply is { } reply) root.SetTag("crawler.peers", reply.Peers.Count);
        if (!attempt.Succeeded) root.SetStatus(ActivityStatusCode.Error);
    }

    private static void Step(string name, Activity root, DateTimeOffset from, DateTimeOffset to)
    {
        using var step = Source.StartActivity(name, ActivityKind.Internal, root.Context, null, null, from);
        step?.SetEndTime(Latest(from, to).UtcDateTime);
    }

    private static DateTimeOffset Latest(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
