using Crawler.Protocol.Metainfo;

namespace Crawler.Actors.Torrents;

/// <summary>
/// Announce lists of which equal ones are one: most torrents of a crawl name the same few trackers, and a list of its own would
/// cost each of them kilobytes. Of lists that differ equal entries are one. Thread-safe.
/// </summary>
public sealed class SharedTiers
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TierEntry, TierEntry> _entries = [];
    private readonly Dictionary<Key, AnnounceTiers> _lists = [];

    /// <summary>A list with the same trackers in the same tiers; why others were rejected is left out.</summary>
    public AnnounceTiers Of(AnnounceTiers tiers)
    {
        var key = new Key(tiers.Entries);
        lock (_lock) return SharedList(key, tiers);
    }

    private AnnounceTiers SharedList(Key key, AnnounceTiers tiers)
    {
        if (_lists.TryGetValue(key, out var known)) return known;
        var shared = AnnounceTiers.Of([.. tiers.Entries.Select(Shared)]);
        _lists.Add(new Key(shared.Entries), shared);
        return shared;
    }

    private TierEntry Shared(TierEntry entry)
    {
        if (_entries.TryGetValue(entry, out var known)) return known;
        _entries.Add(entry, entry);
        return entry;
    }

    private readonly struct Key(IReadOnlyList<TierEntry> entries) : IEquatable<Key>
    {
        private readonly IReadOnlyList<TierEntry> _entries = entries;

        public bool Equals(Key other) => _entries.SequenceEqual(other._entries);

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var entry in _entries) hash.Add(entry);
            return hash.ToHashCode();
        }
    }
}
