using Crawler.Host.Crawling;
using Crawler.Protocol;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Host.Tests.Crawling;

public class GatheredLoadsTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Questions_of_one_moment_are_one_question()
    {
        var asked = new System.Collections.Concurrent.ConcurrentBag<int>();
        var loads = new GatheredLoads<string>(
            hashes =>
            {
                asked.Add(hashes.Count);
                return Task.FromResult<IReadOnlyDictionary<InfoHash, string>>(hashes.Where(hash => hash != Hash(7)).ToDictionary(hash => hash, hash => $"of {hash}"));
            },
            "nothing",
            _clock);

        var answers = Enumerable.Range(0, 2500).Select(number => loads.LoadAsync(Hash(number))).ToList();
        while (!answers.TrueForAll(answer => answer.IsCompleted))
        {
            _clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        Assert.Equal([500, 1000, 1000], asked.Order());
        Assert.Equal(("nothing", $"of {Hash(8)}"), (await answers[7], await answers[8]));
    }

    [Fact]
    public async Task What_fails_fails_for_all_who_asked_and_the_next_are_asked_anew()
    {
        var isAway = true;
        var loads = new GatheredLoads<string>(
            _ => isAway ? throw new InvalidOperationException("away") : Task.FromResult<IReadOnlyDictionary<InfoHash, string>>(new Dictionary<InfoHash, string>()), "nothing", _clock);

        var first = loads.LoadAsync(Hash(1));
        _clock.Advance(TimeSpan.FromMilliseconds(10));
        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        isAway = false;
        var second = loads.LoadAsync(Hash(1));
        _clock.Advance(TimeSpan.FromMilliseconds(10));

        Assert.Equal("nothing", await second);
    }

    private static InfoHash Hash(int number) => InfoHash.Parse(number.ToString("x40", System.Globalization.CultureInfo.InvariantCulture));
}
