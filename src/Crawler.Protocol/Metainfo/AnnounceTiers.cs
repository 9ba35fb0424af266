using Crawler.Protocol.Net;

namespace Crawler.Protocol.Metainfo;

/// <summary>One announce URL and where it stood (BEP 12).</summary>
/// <param name="Tier">Tier, from 0.</param>
/// <param name="Position">Place within the tier, from 0.</param>
/// <param name="Url">The tracker.</param>
public sealed record TierEntry(int Tier, int Position, TrackerUrl Url);

/// <summary>An announce URL that cannot be used.</summary>
/// <param name="Scheme">What stood before <c>://</c>; all that is surely no secret.</param>
/// <param name="Problem">Why, in a few words.</param>
public sealed record RejectedUrl(string Scheme, string Problem);

/// <summary>
/// The trackers of one target, in tiers (BEP 12). A URL that stands twice is kept where it stood first; one that cannot
/// be used is kept aside with the reason.
/// </summary>
public sealed class AnnounceTiers
{
    /// <summary>More distinct trackers than this are not taken from one torrent: no real one has them.</summary>
    public const int MaxTrackers = 1000;

    /// <summary>No trackers.</summary>
    public static readonly AnnounceTiers None = new([], []);

    private AnnounceTiers(IReadOnlyList<TierEntry> entries, IReadOnlyList<RejectedUrl> rejected) => (Entries, Rejected) = (entries, rejected);

    /// <summary>Distinct usable trackers, in order.</summary>
    public IReadOnlyList<TierEntry> Entries { get; }

    /// <summary>What could not be used.</summary>
    public IReadOnlyList<RejectedUrl> Rejected { get; }

    /// <summary>Reads URLs as they stand in torrents, tier by tier.</summary>
    public static AnnounceTiers Of(IEnumerable<IEnumerable<string>> tiers)
    {
        var entries = new List<TierEntry>();
        var rejected = new List<RejectedUrl>();
        var known = new HashSet<TrackerUrl>();
        var tier = 0;
        foreach (var urls in tiers)
        {
            var position = 0;
            foreach (var text in urls)
            {
                if (string.IsNullOrWhiteSpace(text)) continue;
                if (!TrackerUrl.TryParse(text, out var url, out var problem)) Reject(SchemeOf(text), problem);
                else if (known.Contains(url)) continue;
                else if (entries.Count == MaxTrackers) Reject(url.SchemeName, $"not used: more than {MaxTrackers} trackers");
                else if (known.Add(url)) entries.Add(new TierEntry(tier, position++, url));
            }

            // An empty tier, or one of nothing but unusable URLs, does not count.
            if (position > 0) tier++;
        }

        return new AnnounceTiers(entries, rejected);

        void Reject(string scheme, string problem)
        {
            if (rejected.Count < MaxTrackers) rejected.Add(new RejectedUrl(scheme, problem));
        }
    }

    /// <summary>Distinct trackers whose places are known.</summary>
    public static AnnounceTiers Of(IReadOnlyList<TierEntry> entries) => new(entries, []);

    /// <summary>These trackers, then <paramref name="urls"/> as further tiers of one each.</summary>
    public AnnounceTiers With(IEnumerable<TrackerUrl> urls)
    {
        var entries = Entries.ToList();
        var tier = entries.Count == 0 ? 0 : entries[^1].Tier + 1;
        foreach (var url in urls)
        {
            if (!entries.Any(entry => entry.Url.Equals(url))) entries.Add(new TierEntry(tier++, 0, url));
        }

        return new AnnounceTiers(entries, Rejected);
    }

    /// <summary>These trackers without some; tiers and positions stay as they were.</summary>
    public AnnounceTiers Without(Func<TrackerUrl, bool> isLeftOut) =>
        Entries.Any(entry => isLeftOut(entry.Url)) ? new AnnounceTiers([.. Entries.Where(entry => !isLeftOut(entry.Url))], Rejected) : this;

    private static string SchemeOf(string text) =>
        text.IndexOf("://", StringComparison.Ordinal) is var end and > 0 and <= 16 ? ErrorText.Sanitise(text.AsSpan(0, end), 16) : "";
}
