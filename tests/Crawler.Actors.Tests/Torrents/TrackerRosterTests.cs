using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Metainfo;

namespace Crawler.Actors.Tests.Torrents;

public sealed class TrackerRosterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Target Two = Samples.Target("http://a.example/announce", "http://b.example/announce");

    [Fact]
    public void A_session_speaks_when_it_is_due_and_while_it_rests_or_leaves_only_to_say_goodbye()
    {
        var roster = Begun(Two);
        roster.Advance(0, roster[0] with { StartedAcknowledged = true, DueAt = Noon.AddMinutes(30) }, null, Noon);
        Assert.Equal((Noon.AddMinutes(30), AnnounceEvent.None), Speaks(roster, 0));
        Assert.Equal((Noon, AnnounceEvent.Started), Speaks(roster, 1));

        Assert.Equal((DateTimeOffset.MinValue, AnnounceEvent.Stopped), Speaks(roster, 0, isLeaving: true));
        Assert.Null(Speaks(roster, 1, isLeaving: true).At);
        roster.Each(session => session.Rest());
        Assert.Equal((DateTimeOffset.MinValue, AnnounceEvent.Stopped), Speaks(roster, 0));
        Assert.Null(Speaks(roster, 1).At);
    }

    [Theory]
    [InlineData(SessionState.Gone)]
    [InlineData(SessionState.NoAddress)]
    public void Who_is_gone_is_told_nothing_any_more(SessionState state)
    {
        var roster = Begun(Two);
        roster.Advance(0, roster[0] with { StartedAcknowledged = true, State = state }, null, Noon);
        Assert.Equal((null, null), (Speaks(roster, 0).At, Speaks(roster, 0, isLeaving: true).At));
        Assert.Equal((1, 2), (roster.Active, roster.Count));
    }

    [Fact]
    public void Of_a_private_torrent_the_next_is_called_only_when_the_one_before_owes_no_goodbye()
    {
        var roster = Begun(Two with { IsPrivate = true });
        Assert.Null(Speaks(roster, 1).At);
        roster.Advance(0, roster[0] with { StartedAcknowledged = true }, Samples.Failed(Protocol.Attempts.AttemptOutcome.Refused), Noon);
        Assert.Equal((AnnounceEvent.Stopped, null), (Speaks(roster, 0).What, Speaks(roster, 1).At));
        roster.Advance(0, roster[0].Begin(Noon, AnnounceEvent.Stopped), null, Noon);
        Assert.Equal((null, Noon), (Speaks(roster, 0).At, Speaks(roster, 1).At));
    }

    [Fact]
    public void Who_only_counts_has_no_events() =>
        Assert.Equal((Noon, AnnounceEvent.None), Speaks(Begun(Two, countsOnly: true), 0));

    private static TrackerRoster Begun(Target target, bool countsOnly = false)
    {
        var roster = new TrackerRoster(target, AddressFamilies.V4, countsOnly: countsOnly);
        roster.Begin([], Noon);
        return roster;
    }

    private static (DateTimeOffset? At, AnnounceEvent What) Speaks(TrackerRoster roster, int index, bool isLeaving = false) =>
        (roster.SpeaksAt(index, isLeaving, out var what), what);
}
