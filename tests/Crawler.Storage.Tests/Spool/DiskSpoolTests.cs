using Crawler.Lab;
using Crawler.Storage.Spool;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Spool;

public sealed class DiskSpoolTests : IDisposable
{
    private const int Frame = 400; // about one batch of one attempt and a tracker

    private readonly PrivateFolder _folder = new();

    private string Path => _folder["spool"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_spooled_comes_back_in_order_over_many_files_and_after_a_restart()
    {
        var options = new SpoolOptions { SegmentBytes = 3 * Frame };
        using (var spool = DiskSpool.Open(Path, options)) Append(spool, 1, 20);
        Assert.InRange(Segments.Length, 3, 20);

        using var next = DiskSpool.Open(Path, options);
        Assert.Equal((20, 20), (next.Batches, next.Entries));
        Append(next, 21, 5);
        Assert.Equal(Enumerable.Range(1, 25), Drain(next));
        Assert.Equal((0, 0, 0), (next.Batches, next.Entries, next.Bytes));
        Assert.Empty(Segments);
    }

    [Fact]
    public void What_was_not_forgotten_is_delivered_again_and_what_stands_in_a_drained_file_is_not()
    {
        using (var spool = DiskSpool.Open(Path, new SpoolOptions { SegmentBytes = 1 }))
        {
            Append(spool, 1, 3);
            Assert.Equal(1, spool.Peek()!.Batch!.Sequence);
            spool.Forget();
            Assert.Equal(2, spool.Peek()!.Batch!.Sequence);
        }

        using var next = DiskSpool.Open(Path);
        Assert.Equal([2, 3], Drain(next));
    }

    [Fact]
    public void Wherever_the_last_write_was_cut_off_the_batches_before_it_are_whole()
    {
        using (var spool = DiskSpool.Open(Path)) Append(spool, 1, 3);
        var whole = File.ReadAllBytes(Segments.Single());
        var ends = Enumerable.Range(1, 3).Select(count => Ends(whole)[count - 1]).ToArray();
        for (var length = 0; length <= whole.Length; length += 7)
        {
            File.WriteAllBytes(System.IO.Path.Combine(Path, "00000001.spool"), whole[..length]);
            using var cut = DiskSpool.Open(Path);
            Assert.Equal(Enumerable.Range(1, ends.Count(end => end <= length)), Drain(cut));
            Assert.Equal(0, cut.Damaged);
        }
    }

    [Fact]
    public void A_file_the_disk_has_changed_is_kept_apart_and_what_can_be_believed_delivered()
    {
        using (var spool = DiskSpool.Open(Path, new SpoolOptions { SegmentBytes = 2 * Frame })) Append(spool, 1, 6);
        var first = Segments.Order().First();
        var bytes = File.ReadAllBytes(first);
        bytes[Ends(bytes)[0] + SpoolFrame.HeadLength + 5] ^= 1;
        File.WriteAllBytes(first, bytes);
        var lost = Ends(bytes).Count - 1;

        using var next = DiskSpool.Open(Path);
        Assert.Equal([1, .. Enumerable.Range(2 + lost, 5 - lost)], Drain(next));
        Assert.Equal(1, next.Damaged);
        Assert.Equal(bytes, File.ReadAllBytes(Directory.GetFiles(next.AsidePath).Single()));
    }

    [Fact]
    public void The_limit_holds_and_room_is_made_by_draining()
    {
        using var spool = DiskSpool.Open(Path, new SpoolOptions { SegmentBytes = 1, Limit = 3 * Frame });
        var taken = 0;
        var full = Assert.Throws<SpoolException>(() =>
        {
            while (taken < 100) Append(spool, ++taken, 1);
        });
        Assert.Contains("limit", full.Message);
        Assert.InRange(spool.Bytes, Frame, 3 * Frame);
        spool.Peek();
        spool.Forget();
        Append(spool, taken, 1);
        Assert.Equal(Enumerable.Range(2, taken - 1), Drain(spool));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_full_disk_takes_nothing_by_halves(bool truncationFailsToo)
    {
        var disk = new SmallDisk(room: (3 * Frame) + 50) { TruncationFails = truncationFailsToo };
        using (var spool = DiskSpool.Open(Path, new SpoolOptions { Create = disk.Create }))
        {
            var taken = 0;
            var full = Assert.Throws<SpoolException>(() =>
            {
                while (taken < 100) Append(spool, ++taken, 1);
            });
            Assert.Contains("No space left", full.Message);
            Assert.DoesNotContain('\n', full.Message);

            disk.Room = 100 * Frame;
            Append(spool, taken, 1);
            Assert.Equal(taken, spool.Batches);
        }

        using var next = DiskSpool.Open(Path);
        Assert.Equal(Enumerable.Range(1, (int)next.Batches), Drain(next));
        Assert.Equal(0, next.Damaged);
    }

    [Fact]
    public async Task A_refused_batch_is_kept_and_offered_again_as_a_writer_of_its_own()
    {
        using (var spool = DiskSpool.Open(Path))
        {
            Append(spool, 1, 2);
            spool.Peek();
            spool.SetAside();
            Assert.Equal([2], Drain(spool));
            Assert.Equal(1, spool.Refused);
        }

        using var next = DiskSpool.Open(Path);
        Assert.True(next.Bytes > 0);
        await next.RetryRefusedAsync(_ => Task.FromResult(false));
        Assert.Equal(1, next.Refused);
        await next.RetryRefusedAsync(batch =>
        {
            Assert.Equal(("writer/1", 1), (batch.Writer, batch.Sequence));
            return Task.FromResult(true);
        });
        Assert.Equal((0, 0), (next.Refused, next.Bytes));
    }

    [Fact]
    public void What_was_set_aside_comes_no_second_time_with_its_segment_and_no_later_run_takes_its_place()
    {
        using (var spool = DiskSpool.Open(Path))
        {
            Append(spool, 1, 3);
            spool.Peek();
            spool.Forget();
            spool.Peek();
            spool.SetAside();
        }

        using (var next = DiskSpool.Open(Path)) Assert.Equal([3], Drain(next));
        for (var run = 1; run <= 2; run++)
        {
            using var later = DiskSpool.Open(Path);
            Append(later, 3 + run, 1);
            later.Peek();
            later.SetAside();
            Assert.Equal(1 + run, later.Refused);
        }
    }

    [Fact]
    public void Nobody_else_may_read_it_and_a_folder_that_cannot_be_used_is_one_line()
    {
        using (var spool = DiskSpool.Open(Path)) Append(spool, 1, 1);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Segments.Single()));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path));
        }

        File.WriteAllText(_folder["file"], "");
        Assert.DoesNotContain('\n', Assert.Throws<SpoolException>(() => DiskSpool.Open(_folder["file"])).Message);
        File.WriteAllBytes(Segments.Single(), [.. SpoolSegment.Signature[..^1], 9]);
        Assert.Contains("newer", Assert.Throws<SpoolException>(() => DiskSpool.Open(Path)).Message);
    }

    private string[] Segments => Directory.GetFiles(Path, "*.spool");

    private static void Append(DiskSpool spool, int first, int count)
    {
        for (var i = first; i < first + count; i++) spool.Append(Some.Batch(i, Some.Announce(i, [.. Enumerable.Range(0, 40).Select(peer => Some.V4(peer))])), Some.At(i));
    }

    private static List<int> Drain(DiskSpool spool)
    {
        var sequences = new List<int>();
        while (spool.Peek() is { } next)
        {
            sequences.Add((int)next.Batch!.Sequence);
            spool.Forget();
        }

        return sequences;
    }

    /// <summary>Where the frames of a segment end.</summary>
    private static List<int> Ends(byte[] segment)
    {
        var ends = new List<int>();
        for (var at = SpoolSegment.SignatureLength; at < segment.Length; ends.Add(at)) at += (int)SpoolFrame.ReadHead(segment.AsSpan(at)).WholeLength;
        return ends;
    }
}
