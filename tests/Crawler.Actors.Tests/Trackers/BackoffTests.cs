using Crawler.Actors.Trackers;
using Crawler.Protocol.Attempts;

namespace Crawler.Actors.Tests.Trackers;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(AttemptOutcome.Timeout, 1, 15)]
    [InlineData(AttemptOutcome.Timeout, 4, 120)]
    [InlineData(AttemptOutcome.Timeout, 1000, 3600)]
    [InlineData(AttemptOutcome.Refused, 1, 60)]
    [InlineData(AttemptOutcome.Refused, 1000, 7200)]
    [InlineData(AttemptOutcome.Malformed, 1, 120)]
    [InlineData(AttemptOutcome.Overloaded, 2, 240)]
    [InlineData(AttemptOutcome.Blocked, 1, 3600)]
    [InlineData(AttemptOutcome.Unknown, 1000, 30)]
    public void Each_class_has_its_base_and_its_ceiling(AttemptOutcome outcome, int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.After(Samples.Failed(outcome), failures, random: 0));

    [Fact]
    public void Jitter_adds_up_to_a_quarter() =>
        Assert.InRange(Backoff.After(Samples.Failed(AttemptOutcome.Timeout), 1, 0.999).TotalSeconds, 18, 18.75);

    [Fact]
    public void A_malformed_answer_is_left_alone_longer_than_a_refusal() =>
        Assert.True(Backoff.After(Samples.Failed(AttemptOutcome.Malformed), 1, 0) > Backoff.After(Samples.Failed(AttemptOutcome.Refused), 1, 0));

    [Theory]
    [InlineData("Torrent not registered with this tracker", 3600)]
    [InlineData("invalid passkey", 3600)]
    [InlineData("announcing too fast", 300)]
    [InlineData("database is on holiday", 60)]
    public void How_lasting_a_refusal_is_stands_in_its_words(string text, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.After(Samples.Failed(AttemptOutcome.Refused, text), 1, 0));
}
