using Crawler.Notifications.Watching;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Notifications.Tests.Watching;

public class AlarmTests
{
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(10);

    private readonly FakeTimeProvider _time = new();
    private readonly List<AlarmTurn> _turns = [];
    private Alarm _alarm = Alarm.None;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_it_is_at_first_is_not_told(bool isBad)
    {
        See(isBad, minutes: 120);
        Assert.Empty(_turns);
        Assert.Equal(isBad, _alarm.IsBad);
    }

    [Fact]
    public void It_turns_bad_once_it_was_bad_for_long_enough_and_good_at_once()
    {
        See(false);
        See(true, minutes: 10);
        Assert.Empty(_turns);
        See(true);
        Assert.True(Assert.Single(_turns).IsBad);
        See(false);
        Assert.False(_turns[1].IsBad);
        Assert.Equal(TimeSpan.FromMinutes(11), _turns[1].Before);
    }

    [Fact]
    public void A_bad_moment_is_none()
    {
        See(false);
        for (var i = 0; i < 20; i++)
        {
            See(true, minutes: 9);
            See(false);
        }

        Assert.Empty(_turns);
    }

    [Fact]
    public void What_is_not_known_neither_raises_nor_clears()
    {
        See(false);
        See(null, minutes: 60);
        Assert.Empty(_turns);
        See(true, minutes: 11);
        Assert.Single(_turns);
        See(null, minutes: 60);
        Assert.Single(_turns);
        See(true, minutes: 60);
        Assert.Single(_turns);
        See(false);
        Assert.Equal(2, _turns.Count);
    }

    [Fact]
    public void What_is_not_known_breaks_what_had_to_last()
    {
        See(false);
        See(true, minutes: 9);
        See(null);
        See(true, minutes: 9);
        Assert.Empty(_turns);
        See(true, minutes: 2);
        Assert.Single(_turns);
    }

    [Fact]
    public void What_turns_too_often_is_told_to_flap_and_then_no_more_until_it_is_steady()
    {
        See(false);
        for (var i = 0; i < 10; i++)
        {
            See(true, minutes: 11);
            See(false, minutes: 5);
        }

        Assert.Equal([true, false, true, false, true], _turns.Select(turn => turn.IsBad));
        Assert.Equal([false, false, false, false, true], _turns.Select(turn => turn.IsFlapping));

        See(false, minutes: 55);
        Assert.Equal(5, _turns.Count);
        See(false, minutes: 5);
        Assert.False(_turns[5].IsBad);
        Assert.False(_turns[5].IsFlapping);
        See(true, minutes: 11);
        Assert.Equal(7, _turns.Count);
    }

    [Fact]
    public void What_is_steady_again_as_it_was_told_last_is_not_told_again()
    {
        See(false);
        for (var i = 0; i < 3; i++)
        {
            See(true, minutes: 11);
            See(false, minutes: 5);
        }

        See(true, minutes: 120);
        Assert.Equal(5, _turns.Count);
        Assert.True(_alarm.IsBad);
        Assert.False(_alarm.IsFlapping);
    }

    [Fact]
    public void Few_turns_a_day_are_no_flapping()
    {
        See(false);
        for (var i = 0; i < 6; i++)
        {
            See(true, minutes: 60);
            See(false, minutes: 180);
        }

        Assert.Equal(12, _turns.Count);
        Assert.DoesNotContain(_turns, turn => turn.IsFlapping);
    }

    /// <summary>Once a minute.</summary>
    private void See(bool? isBad, int minutes = 1)
    {
        for (var i = 0; i < minutes; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            (_alarm, var turn) = _alarm.See(isBad, _time.GetUtcNow(), Hold);
            if (turn is { } turned) _turns.Add(turned);
        }
    }
}
