using Crawler.Storage.Log;

namespace Crawler.Storage.Tests.Log;

public sealed class IdCacheTests
{
    private readonly List<string> _asked = [];

    [Fact]
    public async Task Only_names_not_met_before_are_asked_for()
    {
        var cache = new IdCache<string>(ResolveAsync);
        await cache.ResolveAsync(["a", "b", "a"], default);
        var ids = await cache.ResolveAsync(["b", "ccc"], default);

        Assert.Equal([("b", 1), ("ccc", 3)], ids.OrderBy(id => id.Key).Select(id => (id.Key, id.Value)));
        Assert.Equal("a b | ccc", string.Join(' ', _asked));
    }

    [Fact]
    public async Task A_full_cache_starts_afresh_and_still_answers_whole()
    {
        var cache = new IdCache<string>(ResolveAsync, capacity: 2);
        for (var i = 0; i < 3; i++) Assert.Equal(5, (await cache.ResolveAsync(["a", "b", "c", "d", "e"], default)).Count);
    }

    [Fact]
    public async Task What_could_not_be_resolved_is_asked_for_again()
    {
        var fails = true;
        var cache = new IdCache<string>((names, cancellation) => fails ? throw new InvalidOperationException() : ResolveAsync(names, cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => cache.ResolveAsync(["a"], default));
        fails = false;

        Assert.Single(await cache.ResolveAsync(["a"], default));
    }

    private Task<IReadOnlyCollection<KeyValuePair<string, int>>> ResolveAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        if (_asked.Count > 0) _asked.Add("|");
        _asked.AddRange(names);
        return Task.FromResult<IReadOnlyCollection<KeyValuePair<string, int>>>([.. names.Select(name => KeyValuePair.Create(name, name.Length))]);
    }
}
