using System.Net.Sockets;
using Crawler.Lab;
using Crawler.Storage.Journal;
using Crawler.Storage.Spool;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Journal;

public sealed class CallJournalTests : IDisposable
{
    private static readonly TimeSpan HalfAnHour = TimeSpan.FromMinutes(30);

    private readonly PrivateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(AddressFamily.Unspecified, 0)]
    [InlineData(AddressFamily.InterNetworkV6, 15)]
    public void A_call_is_known_to_whoever_comes_after_a_process_that_was_killed(AddressFamily family, int identity)
    {
        var call = new JournaledCall(Some.Hash(7), JournaledCall.KeyOf(Some.SecretTracker), family, identity, Some.At(0.000001), HalfAnHour);
        using var killed = Open(0);
        killed.Note(call);

        // Nothing was flushed, closed or ended: what is in the map is the system's.
        using var next = CallJournal.Open(Copy(), 4096, Some.At(1));
        Assert.Equal([call], next.Earlier);
        Assert.DoesNotContain(Some.Passkey, File.ReadAllText(Ring));
    }

    [Fact]
    public void The_latest_floor_of_a_session_binds_until_it_has_passed()
    {
        using (var journal = Open(0))
        {
            journal.Note(Call(1, 0));
            journal.Note(Call(1, 600));
            journal.Note(Call(2, -2000));
            journal.Note(Call(3, 5000));
        }

        using var next = Open(700);
        // One made later than now by a clock that was put back binds for its floor and no longer.
        Assert.Equal([Some.At(600) + HalfAnHour, Some.At(700) + HalfAnHour], next.Earlier.Select(call => call.Until).Order());
    }

    [Fact]
    public void Killed_again_before_it_called_anybody_it_still_knows()
    {
        using (var journal = Open(0)) journal.Note(Call(1, 0));
        using (Open(10)) { }
        using (var clean = Open(20)) clean.End();
        using (var again = Open(30)) Assert.Equal([Call(1, 0)], again.Earlier);
        using (var late = Open(3000)) Assert.Empty(late.Earlier);
        Assert.False(File.Exists(_folder["calls.carried"]));
    }

    [Fact]
    public void A_clean_end_leaves_nothing()
    {
        using (var journal = Open(0))
        {
            journal.Note(Call(1, 0));
            journal.End();
        }

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void The_ring_goes_round_and_says_when_it_was_too_soon()
    {
        using (var journal = CallJournal.Open(_folder.Path, 10, Some.At(0)))
        {
            for (var i = 0; i < 10; i++) journal.Note(Call(i, i));
            for (var i = 10; i < 20; i++) journal.Note(Call(i, 100 + i));
            Assert.Equal((20, 0), (journal.Calls, journal.Overrun));
            journal.Note(Call(20, 130));
            Assert.Equal(1, journal.Overrun);
        }

        using var next = Open(140);
        Assert.Equal(Enumerable.Range(11, 10).Select(Some.Hash).Order(), next.Earlier.Select(call => call.InfoHash).Order());
    }

    [Fact]
    public void A_record_cut_off_in_its_middle_is_no_call_whatever_is_missing()
    {
        var whole = new byte[JournalRecord.Length];
        JournalRecord.Write(whole, Call(1, 0));
        Assert.True(JournalRecord.TryRead(whole, out var call));
        Assert.Equal(Call(1, 0), call);
        for (var written = 0; written < whole.Length; written++)
            Assert.False(JournalRecord.TryRead([.. whole[..written], .. new byte[whole.Length - written]], out _) && whole[written..].Any(one => one != 0), $"{written}");
    }

    [Fact]
    public void Calls_from_many_threads_are_all_there()
    {
        using (var journal = Open(0)) Parallel.For(0, 4000, i => journal.Note(Call(i, 0)));
        using var next = Open(1);
        Assert.Equal(4000, next.Earlier.Count);
    }

    [Theory]
    [InlineData(0, 4096)]
    [InlineData(5, 4096)]
    [InlineData(10_000, 65_536)]
    [InlineData(long.MaxValue, CallJournal.MostRoom)]
    public void There_is_room_for_four_calls_a_session(long sessions, int room) => Assert.Equal(room, CallJournal.RoomFor(sessions));

    [Fact]
    public void A_folder_without_room_or_with_something_else_is_refused_in_one_line()
    {
        Assert.DoesNotContain('\n', Assert.Throws<SpoolException>(() => CallJournal.Open(_folder["nowhere"], 10, Some.At(0))).Message);
        _folder.Write("calls.journal", "something else that is longer than its head");
        Assert.Contains("not a journal", Assert.Throws<SpoolException>(() => Open(0)).Message);
    }

    private string Ring => _folder["calls.journal"];

    private CallJournal Open(double seconds) => CallJournal.Open(_folder.Path, CallJournal.RoomFor(0), Some.At(seconds));

    private string Copy()
    {
        var copy = Directory.CreateDirectory(_folder["copy"]).FullName;
        File.Copy(Ring, System.IO.Path.Combine(copy, "calls.journal"));
        return copy;
    }

    private static JournaledCall Call(int number, double seconds) =>
        new(Some.Hash(number), JournaledCall.KeyOf(Some.Tracker), AddressFamily.InterNetwork, 0, Some.At(seconds), HalfAnHour);
}
