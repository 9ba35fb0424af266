using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crawler.Storage.Campaigns;

/// <summary>
/// Whom a campaign left alone by its file, and when, as its manifest and its events tell. A long list is kept by its numbers
/// alone: then who stood in it is not known.
/// </summary>
/// <param name="Spans">Each entry for each stretch of time it was in force, in order.</param>
/// <param name="InForce">The list in force last.</param>
/// <param name="Since">When that came into force; null if there never was a list.</param>
/// <param name="LeftOut">What the lists left out of the targets when the campaign was last started; null if that was not noted.</param>
internal sealed record OptOutHistory(IReadOnlyList<OptOutSpan> Spans, OptOutNumbers InForce, DateTimeOffset? Since, LeftOutNumbers? LeftOut)
{
    /// <summary>Whether all lists are known entry by entry; false if one of them ever was too long to be kept.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>The event of lists that changed while a campaign ran.</summary>
    private const string Changed = "opt-outs";

    /// <summary>That of a campaign.</summary>
    /// <param name="startedAt">When it was first opened.</param>
    /// <param name="manifest">Its manifest, JSON.</param>
    /// <param name="events">What happened to it, in order.</param>
    public static OptOutHistory Of(DateTimeOffset startedAt, string manifest, IEnumerable<CampaignEvent> events)
    {
        var settings = Provenance.SettingsOf(manifest);
        var refused = Texts(Member(settings, "addresses"), "refuse").Select(text => (OptOutKind.RefusedNetwork, text)).ToHashSet();
        var lists = new List<(DateTimeOffset At, Listed List)> { (startedAt, Listed.Of(Member(settings, "opt-out"))) };
        LeftOutNumbers? leftOut = null;
        foreach (var @event in events)
        {
            var isStart = @event.Kind is "started" or "resumed";
            if (!(isStart || @event.Kind == Changed) || Parse(@event.Detail) is not JsonObject detail) continue;
            lists.Add((@event.At, Listed.Of(Member(detail, "opt-out"))));
            if (isStart) leftOut = Member(detail, "left-out") is JsonObject left ? new LeftOutNumbers(Number(left, "targets"), Number(left, "announce-urls")) : null;
        }

        var last = lists[^1].List;
        var spans = refused.Select(entry => new OptOutSpan(entry.Item1, entry.text, startedAt, null)).Concat(SpansOf(lists));
        return new OptOutHistory(
            [.. spans.OrderBy(span => span.Kind).ThenBy(span => span.What, StringComparer.Ordinal).ThenBy(span => span.Since)],
            last.Numbers,
            lists.All(one => one.List.Numbers.IsEmpty) ? null : lists[lists.FindLastIndex(one => !one.List.SetEquals(last)) + 1].At,
            leftOut)
        {
            IsWhole = lists.All(one => one.List.Numbers.Hash is null),
        };
    }

    private static IEnumerable<OptOutSpan> SpansOf(List<(DateTimeOffset At, Listed List)> lists)
    {
        var open = new Dictionary<(OptOutKind, string), DateTimeOffset>();
        foreach (var (at, list) in lists)
        {
            foreach (var (entry, since) in open.Where(one => !list.Entries.Contains(one.Key)).ToList())
            {
                open.Remove(entry);
                yield return new OptOutSpan(entry.Item1, entry.Item2, since, at);
            }

            foreach (var entry in list.Entries) open.TryAdd(entry, at);
        }

        foreach (var (entry, since) in open) yield return new OptOutSpan(entry.Item1, entry.Item2, since, null);
    }

    private static JsonNode? Parse(string? json)
    {
        try
        {
            return json is null ? null : JsonNode.Parse(json, documentOptions: Provenance.Strict);
        }
        catch (JsonException)
        {
            // A sentence, or another program's.
            return null;
        }
    }

    private static JsonNode? Member(JsonNode? node, string key) => node is JsonObject members ? members[key] : null;

    private static IEnumerable<string> Texts(JsonNode? node, string key) =>
        Member(node, key) is JsonArray texts ? texts.OfType<JsonValue>().Select(value => value.TryGetValue<string>(out var text) ? text : "").Where(text => text.Length > 0) : [];

    private static long? Number(JsonNode? node, string key) => Member(node, key) is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    /// <summary>One list as it was written.</summary>
    private sealed record Listed(HashSet<(OptOutKind Kind, string What)> Entries, OptOutNumbers Numbers)
    {
        public static Listed Of(JsonNode? list)
        {
            HashSet<(OptOutKind Kind, string What)> entries =
            [
                .. Texts(list, "infohashes").Select(text => (OptOutKind.Swarm, text)),
                .. Texts(list, "hosts").Select(text => (OptOutKind.Host, text)),
                .. Texts(list, "addresses").Select(text => (OptOutKind.Network, text)),
            ];
            var count = Member(list, "count");
            return new Listed(entries, count is not null
                ? new OptOutNumbers(Number(count, "infohashes") ?? 0, Number(count, "hosts") ?? 0, Number(count, "addresses") ?? 0) { Hash = Member(list, "hash")?.ToString() ?? "" }
                : new OptOutNumbers(Of(OptOutKind.Swarm), Of(OptOutKind.Host), Of(OptOutKind.Network)));

            long Of(OptOutKind kind) => entries.Count(entry => entry.Kind == kind);
        }

        public bool SetEquals(Listed other) => Numbers == other.Numbers && Entries.SetEquals(other.Entries);
    }
}

/// <summary>An entry of an opt-out list while it was in force.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="What">The infohash, host or network.</param>
/// <param name="Since">From when.</param>
/// <param name="Until">Until when; null if it stood in the list last.</param>
internal readonly record struct OptOutSpan(OptOutKind Kind, string What, DateTimeOffset Since, DateTimeOffset? Until);
