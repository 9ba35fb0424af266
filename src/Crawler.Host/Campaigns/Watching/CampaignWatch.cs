using System.Text.Json.Nodes;
using Crawler.Host.Formatting;
using Crawler.Host.Targets;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Storage;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Campaigns.Watching;

/// <summary>
/// Looks now and then at what may have changed for a running campaign, and carries it out: the wish to pause in the
/// store, its file and lists, its watched places; and gives the store a sign of life. What it does is noted in the store,
/// so that the campaign can be told afterwards. A store that is away delays notes and signs of life, nothing else.
/// </summary>
/// <param name="store">Where the campaign stands.</param>
/// <param name="campaignId">Its number there.</param>
/// <param name="controls">The crawl.</param>
/// <param name="tell">Shows a person one line.</param>
internal sealed class CampaignWatch(ICrawlStore store, int campaignId, ICrawlControls controls, Action<string> tell)
{
    /// <summary>About so many new targets are taken at one look: the rest comes at the next.</summary>
    private const int MostAtOnce = 10_000;

    private const int MostNotes = 1000;

    private readonly Queue<CampaignEvent> _notes = new();
    private List<Target> _joining = [];
    private bool _isPaused;
    private bool _mayEase;
    private DateOnly? _pruned;
    private DateTimeOffset? _lostAt;

    /// <summary>The campaign's file; null for a crawl without one.</summary>
    public FileWatch? File { get; init; }

    /// <summary>Where new targets come from; null if nowhere is watched.</summary>
    public PlaceWatch? Places { get; init; }

    /// <summary>Swarms that are crawled already; grows.</summary>
    public HashSet<InfoHash> Known { get; init; } = [];

    /// <summary>Told of targets that join, as soon as they are found.</summary>
    public Action<IReadOnlyList<Target>> Joined { get; init; } = _ => { };

    /// <summary>What the order of new targets follows from.</summary>
    public ulong Seed { get; init; }

    /// <summary>The clock, for what takes effect while something is looked at; null: as of the look.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>When a node was lost, to be noted for those who take its swarms over later; null if none was.</summary>
    public Func<DateTimeOffset?> LostAt { get; init; } = () => null;

    /// <summary>Whether notes and signs of life are ours to give: of several processes that crawl one campaign one gives them.</summary>
    public Func<bool> Speaks { get; init; } = () => true;

    /// <summary>What the crawl says of itself, JSON; null to give no sign of life.</summary>
    public Func<string>? Progress { get; init; }

    /// <summary>Notes something of the campaign, now or when the store is back.</summary>
    public async Task NoteAsync(CampaignEvent @event, CancellationToken cancellation)
    {
        if (_notes.Count < MostNotes && Speaks()) _notes.Enqueue(@event);
        await WriteNotesAsync(cancellation);
    }

    /// <summary>One look at everything.</summary>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task TickAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (LostAt() is { } lost && lost != _lostAt)
        {
            _lostAt = lost;
            await NoteAsync(new CampaignEvent(lost, CampaignEvent.NodeLost), cancellation);
        }

        await TickStoreAsync(now, cancellation);
        if (File is not null) await TickFileAsync(File, now, cancellation);
        if (Places is not null && File is not null) await TickPlacesAsync(Places, File, now, cancellation);
        if (File?.File.Retention is { } kept && Speaks()) await PruneAsync(now, kept, cancellation);
    }

    private async Task TickStoreAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            await WriteNotesAsync(cancellation);
            var paused = (await store.Campaigns.FindAsync(campaignId, cancellation))?.PausedAt is not null;
            if (paused != _isPaused)
            {
                _isPaused = paused;
                if (paused) controls.Pause();
                else controls.Resume();
                tell(paused ? "paused: no further call goes out until the campaign is resumed" : "goes on");
                await NoteAsync(new CampaignEvent(now, paused ? "paused" : "continued"), cancellation);
            }

            if (Progress is not null && Speaks()) await store.Campaigns.ReportProgressAsync(campaignId, now, Progress(), cancellation);
        }
        catch (StoreException)
        {
            // It is away. The crawl goes on as it was told last; its record waits elsewhere.
        }
    }

    private async Task TickFileAsync(FileWatch watch, DateTimeOffset now, CancellationToken cancellation)
    {
        var (file, optOuts) = (watch.File, watch.OptOuts);
        if (!await watch.ReadAgainAsync(tell, cancellation))
        {
            if (_mayEase) controls.Change(optOuts.OptOuts);
            _mayEase = false;
            return;
        }

        var (before, after) = (Shape(file, optOuts), Shape(watch.File, watch.OptOuts));
        var rates = CampaignShape.Rates(watch.File.Rates);
        if (!JsonNode.DeepEquals(rates, CampaignShape.Rates(file.Rates)))
        {
            controls.Change(watch.File.Rates);
            tell("other rates are in force");
            await NoteAsync(new CampaignEvent(now, "rates", new JsonObject { ["rates"] = rates }.ToJsonString(JsonLine.Options)), cancellation);
        }

        if (watch.OptOuts.Hash != optOuts.Hash)
        {
            // Who came is left alone at once; who went only if the next look agrees, as a list may be read while it is written.
            controls.Change(watch.OptOuts.Or(optOuts));
            _mayEase = true;
            tell($"other opt-outs are in force: {watch.OptOuts.InfoHashes.Count} swarms, {watch.OptOuts.Hosts.Count} hosts, {watch.OptOuts.Networks.Count} networks");
            // From when on nobody calls them: the lists may have taken a while to read.
            await NoteAsync(new CampaignEvent(Time?.GetUtcNow() ?? now, "opt-outs", new JsonObject { ["opt-out"] = CampaignShape.OptOut(watch.OptOuts) ?? [] }.ToJsonString(JsonLine.Options)), cancellation);
        }

        if (CampaignShape.Differing(before, after, "rates", "opt-out", "why", "retention") is { Count: > 0 } others)
            tell($"{watch.File.Path}: what changed in {string.Join(", ", others)} takes effect at the next start");
    }

    private async Task TickPlacesAsync(PlaceWatch places, FileWatch watch, DateTimeOffset now, CancellationToken cancellation)
    {
        // Those that could not be registered yet go first: nothing further is read meanwhile, so that they stay few.
        if (_joining.Count == 0)
        {
            var found = new List<Target>();
            // To its end, whatever ends meanwhile: what was read is not read again.
            await foreach (var target in places.NewAsync(MostAtOnce, CancellationToken.None))
                if (!Known.Contains(target.InfoHash)) found.Add(target);

            if (found.Count == 0) return;
            var usable = CampaignTargets.Of(TargetSet.Of(found), watch.File, watch.OptOuts.OptOuts, Seed);
            foreach (var problem in usable.Problems) tell(problem.ToString());
            _joining = [.. usable.Targets];
            // Those that opted out or name no tracker stay unknown: met again in another place they may be usable.
            Known.UnionWith(_joining.Select(target => target.InfoHash));
            // At once: if this crawl ends before the store takes them, the next window must have them.
            Joined(_joining);
        }

        if (_joining.Count == 0) return;
        try
        {
            await store.RegisterAsync(_joining, cancellation);
        }
        catch (StoreException)
        {
            return;
        }

        var joined = _joining;
        _joining = [];
        controls.Feed(joined);
        tell($"{joined.Count} new {(joined.Count == 1 ? "target joins" : "targets join")}");
        await NoteAsync(new CampaignEvent(now, "targets-added", JsonLine.Of(new { Targets = joined.Count, TargetsHash = CampaignTargets.HashOf(joined) })), cancellation);
    }

    /// <summary>Once a day of the calendar (UTC), as whole days are dropped.</summary>
    private async Task PruneAsync(DateTimeOffset now, TimeSpan kept, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (_pruned == today) return;
        try
        {
            var pruned = await store.Retention.PruneAsync(now - kept, cancellation);
            _pruned = today;
            if (pruned.Dropped.Count > 0) tell($"the log of {pruned.Dropped.Count} {(pruned.Dropped.Count == 1 ? "day" : "days")} was dropped, up to {pruned.Dropped[^1]:yyyy-MM-dd}");
        }
        catch (StoreException)
        {
            // Tomorrow, or as soon as it is back.
        }
    }

    private async Task WriteNotesAsync(CancellationToken cancellation)
    {
        try
        {
            while (_notes.TryPeek(out var note))
            {
                await store.Campaigns.NoteAsync(campaignId, note, cancellation);
                _notes.Dequeue();
            }
        }
        catch (StoreException)
        {
            // In order, when the store is back.
        }
    }

    private static JsonObject Shape(CampaignFile file, CampaignOptOuts optOuts) =>
        CampaignShape.Of(file, optOuts, file.Families ?? Actors.Torrents.AddressFamilies.Both, (ulong?)file.Seed);
}
