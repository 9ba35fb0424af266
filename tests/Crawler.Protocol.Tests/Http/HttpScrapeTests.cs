using Crawler.Lab.Torrents;
using Crawler.Lab.Trackers;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Http;
using Crawler.Protocol.Net;
using Crawler.Protocol.Scrape;

namespace Crawler.Protocol.Tests.Http;

public sealed class HttpScrapeTests : IDisposable
{
    private readonly HttpTrackerClient _client = new(Loopback.Options);

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Several_swarms_are_asked_in_one_URL_and_answered_in_the_order_asked_BEP_48()
    {
        await using var tracker = FakeHttpTracker.Start(request => Answer(request.InfoHashes.Reverse()));
        var hashes = Loopback.Hashes(50);
        var attempts = await ScrapeAsync(tracker.AnnounceUrl, hashes);
        Assert.Equal(hashes, attempts.Select(attempt => attempt.InfoHash));
        Assert.All(attempts, attempt => Assert.Equal((AttemptOutcome.Ok, AttemptKind.Scrape, CountsOf(attempt.InfoHash)), (attempt.Outcome, attempt.Kind, attempt.Counts)));
        Assert.Single(tracker.Requests);
    }

    [Fact]
    public async Task Missing_hashes_have_no_counts_and_unexpected_ones_are_passed_over()
    {
        var hashes = Loopback.Hashes(3);
        await using var tracker = FakeHttpTracker.Start(_ => Answer([hashes[1], Loopback.Hash]));
        var attempts = await ScrapeAsync(tracker.AnnounceUrl, hashes);
        Assert.Equal([null, CountsOf(hashes[1]), null], attempts.Select(attempt => attempt.Counts));
        Assert.All(attempts, attempt => Assert.True(attempt.Succeeded));
    }

    [Fact]
    public async Task Counts_of_zero_are_counts()
    {
        await using var tracker = FakeHttpTracker.Start(request => FakeResponse.Ok(Bencoded.Of(new (string, object)[]
        {
            ("files", new Bencoded.Verbatim([.. "d20:"u8, .. request.InfoHashes[0].ToArray(), .. "d8:completei0e10:downloadedi0e10:incompletei0eee"u8])),
        })));
        Assert.Equal(new ScrapeCounts(0, 0, 0), Assert.Single(await ScrapeAsync(tracker.AnnounceUrl, Loopback.Hashes(1))).Counts);
    }

    [Theory]
    [InlineData(414)]
    [InlineData(400)]
    [InlineData(413)]
    [InlineData(431)]
    public async Task A_URL_too_long_for_the_tracker_is_halved_and_the_size_remembered(int status)
    {
        await using var tracker = FakeHttpTracker.Start(request => request.InfoHashes.Count > 12 ? FakeResponse.Status(status, "too long") : Answer(request.InfoHashes));
        var attempts = await ScrapeAsync(tracker.AnnounceUrl, Loopback.Hashes(50));
        Assert.All(attempts, attempt => Assert.Equal(CountsOf(attempt.InfoHash), attempt.Counts));
        Assert.Equal([50, 25, 12, 12, 12, 12, 2], tracker.Requests.Select(request => request.InfoHashes.Count));
        await ScrapeAsync(tracker.AnnounceUrl, Loopback.Hashes(20));
        Assert.Equal([12, 8], tracker.Requests.Skip(7).Select(request => request.InfoHashes.Count));
    }

    [Fact]
    public async Task A_connection_closed_on_a_long_URL_is_halved_too()
    {
        await using var tracker = FakeHttpTracker.Start(request => request.InfoHashes.Count > 3 ? FakeResponse.CloseWithoutAnswer : Answer(request.InfoHashes));
        Assert.All(await ScrapeAsync(tracker.AnnounceUrl, Loopback.Hashes(6)), attempt => Assert.NotNull(attempt.Counts));
    }

    [Fact]
    public async Task A_tracker_that_refuses_however_short_the_URL_is_given_up_and_nothing_is_remembered()
    {
        var broken = true;
        await using var tracker = FakeHttpTracker.Start(request => broken ? FakeResponse.Status(400, "no") : Answer(request.InfoHashes));
        var attempts = await ScrapeAsync(tracker.AnnounceUrl, Loopback.Hashes(50));
        Assert.All(attempts, attempt => Assert.Equal((AttemptOutcome.HttpError, "HTTP 400: no"), (attempt.Outcome, attempt.ErrorText)));
        Assert.Equal([50, 25, 12, 6, 3, 1], tracker.Requests.Select(request => request.InfoHashes.Count));
        broken = false;
        await ScrapeAsync(tracker.AnnounceUrl, Loopback.Hashes(50));
        Assert.Equal(50, tracker.Requests[^1].InfoHashes.Count);
    }

    [Fact]
    public async Task A_tracker_that_answers_only_the_last_hash_is_asked_one_by_one()
    {
        await using var tracker = FakeHttpTracker.Start(request => Answer(request.InfoHashes.TakeLast(1)));
        var attempts = await ScrapeAsync(tracker.AnnounceUrl, Loopback.Hashes(4));
        Assert.All(attempts, attempt => Assert.Equal(CountsOf(attempt.InfoHash), attempt.Counts));
        Assert.Equal([4, 1, 1, 1, 1, 1], tracker.Requests.Select(request => request.InfoHashes.Count));
    }

    [Fact]
    public async Task Swarms_that_are_really_unknown_cost_one_more_question_and_no_more()
    {
        var hashes = Loopback.Hashes(4);
        await using var tracker = FakeHttpTracker.Start(request => Answer(request.InfoHashes.Where(hash => hash == hashes[3])));
        var attempts = await ScrapeAsync(tracker.AnnounceUrl, hashes);
        Assert.Equal([null, null, null, CountsOf(hashes[3])], attempts.Select(attempt => attempt.Counts));
        Assert.Equal(2, tracker.Requests.Count);
    }

    [Fact]
    public async Task A_refusal_counts_for_all_swarms_of_its_request()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok("d14:failure reason4:busy8:retry in2:10e"));
        var attempts = await ScrapeAsync(tracker.AnnounceUrl, Loopback.Hashes(3));
        Assert.All(attempts, attempt => Assert.Equal((AttemptOutcome.Refused, "busy", TimeSpan.FromMinutes(10)), (attempt.Outcome, attempt.ErrorText, attempt.Retry!.After)));
    }

    [Fact]
    public async Task A_tracker_that_is_not_reached_is_not_asked_again_for_the_rest()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.NeverAnswer);
        using var client = new HttpTrackerClient(Loopback.Hasty);
        var attempts = await client.ScrapeAsync(TrackerUrl.Parse(tracker.AnnounceUrl), Loopback.Hashes(200));
        Assert.Equal(200, attempts.Count(attempt => attempt.Outcome == AttemptOutcome.Timeout));
        Assert.InRange(tracker.Requests.Count, 0, 1);
    }

    [Fact]
    public async Task A_tracker_without_scrape_is_not_called_at_all()
    {
        await using var tracker = FakeHttpTracker.Start(request => Answer(request.InfoHashes));
        var attempts = await ScrapeAsync(tracker.Url("/x"), Loopback.Hashes(2));
        Assert.All(attempts, attempt => Assert.Equal(AttemptOutcome.Unsupported, attempt.Outcome));
        Assert.Empty(tracker.Requests);
    }

    [Fact]
    public async Task No_hashes_give_no_attempts_and_never_a_full_scrape() =>
        Assert.Empty(await ScrapeAsync("http://127.0.0.1:1/announce", []));

    private Task<IReadOnlyList<Attempt>> ScrapeAsync(string url, InfoHash[] hashes) => _client.ScrapeAsync(TrackerUrl.Parse(url), hashes);

    private static ScrapeCounts CountsOf(InfoHash hash) => new(hash.ToArray()[^1], 2, 3);

    private static FakeResponse Answer(IEnumerable<InfoHash> hashes) => FakeResponse.Ok(
    [
        .. "d5:filesd"u8,
        .. hashes.SelectMany(hash => (byte[])[.. "20:"u8, .. hash.ToArray(), .. System.Text.Encoding.ASCII.GetBytes($"d8:completei{hash.ToArray()[^1]}e10:downloadedi3e10:incompletei2ee")]),
        .. "ee"u8,
    ]);
}
