using System.Collections.Concurrent;

namespace Crawler.Storage.Log;

/// <summary>
/// Remembers the surrogate ids of names (infohashes, trackers, writers), so that a batch asks the database only for
/// those it meets first. Ids are cached once committed; they never change.
/// </summary>
/// <param name="resolve">Reads the ids of names not cached, inserting the unknown, in a transaction of its own.</param>
/// <param name="capacity">Ids kept; when full the cache starts afresh, which costs a read and no correctness.</param>
internal sealed class IdCache<TName>(
    Func<IReadOnlyList<TName>, CancellationToken, Task<IReadOnlyCollection<KeyValuePair<TName, int>>>> resolve, int capacity = 1 << 20)
    where TName : notnull
{
    private readonly ConcurrentDictionary<TName, int> _ids = new();
    private int _count;

    /// <summary>The ids of all <paramref name="names"/>, duplicates allowed.</summary>
    public async Task<IReadOnlyDictionary<TName, int>> ResolveAsync(IEnumerable<TName> names, CancellationToken cancellation)
    {
        var found = new Dictionary<TName, int>();
        var missing = new HashSet<TName>();
        foreach (var name in names)
        {
            if (found.ContainsKey(name)) continue;
            if (_ids.TryGetValue(name, out var id)) found[name] = id;
            else missing.Add(name);
        }

        if (missing.Count == 0) return found;
        foreach (var (name, id) in await resolve([.. missing], cancellation))
        {
            found[name] = id;
            Remember(name, id);
        }

        return found;
    }

    private void Remember(TName name, int id)
    {
        if (Volatile.Read(ref _count) >= capacity)
        {
            _ids.Clear();
            Volatile.Write(ref _count, 0);
        }

        if (_ids.TryAdd(name, id)) Interlocked.Increment(ref _count);
    }
}
