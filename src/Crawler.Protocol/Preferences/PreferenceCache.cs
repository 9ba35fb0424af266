using System.Collections.Concurrent;

namespace Crawler.Protocol.Preferences;

/// <summary>Preferences by host for as long as DNS lets them live. Those who ask for one host at the same time share a look-up.</summary>
internal sealed class PreferenceCache(int maxHosts, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public int Count => _entries.Count;

    public Task<TrackerPreference> GetAsync(string host, Func<string, Task<(TrackerPreference Preference, TimeSpan Lifetime)>> lookUp)
    {
        if (_entries.TryGetValue(host, out var known) && !known.HasExpired(time)) return known.Preference;
        if (_entries.Count >= maxHosts) MakeRoom();
        var fresh = new Entry(() => lookUp(host), time);
        // Whoever replaces the expired entry first looks it up; the others take his.
        var kept = known is null ? _entries.GetOrAdd(host, fresh) : _entries.TryUpdate(host, fresh, known) ? fresh : _entries.GetOrAdd(host, fresh);
        return kept.Preference;
    }

    /// <summary>The expired go; if that is not enough, all do: a rare cost, and no list to keep in order.</summary>
    private void MakeRoom()
    {
        foreach (var (host, entry) in _entries)
        {
            if (entry.HasExpired(time)) _entries.TryRemove(host, out _);
        }

        if (_entries.Count >= maxHosts) _entries.Clear();
    }

    private sealed class Entry
    {
        private readonly Lazy<Task<TrackerPreference>> _preference;
        private long _answered;
        private TimeSpan? _lifetime;

        public Entry(Func<Task<(TrackerPreference Preference, TimeSpan Lifetime)>> lookUp, TimeProvider time) => _preference = new(async () =>
        {
            var (preference, lifetime) = await lookUp().ConfigureAwait(false);
            _answered = time.GetTimestamp();
            _lifetime = lifetime;
            return preference;
        });

        public Task<TrackerPreference> Preference => _preference.Value;

        public bool HasExpired(TimeProvider time) => _preference is { IsValueCreated: true, Value.IsCompleted: true } && time.GetElapsedTime(_answered) >= _lifetime;
    }
}
