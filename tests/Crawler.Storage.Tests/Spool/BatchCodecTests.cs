using System.Collections;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Storage.Estimates;
using Crawler.Storage.Log;
using Crawler.Storage.Spool;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Spool;

public sealed class BatchCodecTests
{
    public static IEnumerable<object[]> Seeds => Enumerable.Range(1, 50).Select(seed => new object[] { seed });

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_batch_comes_back_with_every_property_it_had(int seed)
    {
        var batch = new AnyBatch(seed).Next();
        Assert.Equal(Told(batch), Told(Copy(batch)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_stores_make_the_same_rows_of_the_copy(int seed)
    {
        var batch = new AnyBatch(seed).Next();
        var (ids, copy) = (Ids(batch), Copy(batch));
        Assert.Equal(LogRows.Of(batch, ids).Select(Told), LogRows.Of(copy, ids).Select(Told));
        Assert.Equal(ScheduleRows.Of(batch, ids).Select(Told), ScheduleRows.Of(copy, ids).Select(Told));
        Assert.Equal(EstimateRows.Of(batch, ids).Select(Told), EstimateRows.Of(copy, ids).Select(Told));
    }

    [Fact]
    public void An_unpaired_surrogate_is_stored_the_same_from_the_copy()
    {
        var batch = Some.Batch(1, Some.Announce(0) with { Outcome = AttemptOutcome.Refused, ErrorText = "a\0b\uD800c\uDC00\U0001F600" });
        Assert.Equal(LogRows.Of(batch, Ids(batch)).Single().Error, LogRows.Of(Copy(batch), Ids(batch)).Single().Error);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Bytes_that_are_no_batch_are_refused_and_nothing_else_happens(int seed)
    {
        var bytes = Bytes(new AnyBatch(seed).Next());
        var random = new Random(seed);
        for (var i = 0; i < 200; i++)
        {
            var broken = bytes.AsSpan(0, random.Next(bytes.Length)).ToArray();
            for (var flips = random.Next(4); flips > 0 && broken.Length > 0; flips--) broken[random.Next(broken.Length)] ^= (byte)(1 << random.Next(8));
            var refused = Record.Exception(() => BatchCodec.Read(broken));
            Assert.True(refused is null or InvalidDataException, refused?.ToString());
        }
    }

    [Fact]
    public void A_url_is_written_once_however_many_attempts_name_it()
    {
        var one = Bytes(Some.Batch(1, Some.Announce(0))).Length;
        var two = Bytes(Some.Batch(1, Some.Announce(0), Some.Announce(0))).Length;
        Assert.InRange(two - one, 1, 100);
    }

    [Fact]
    public void The_checksum_is_Castagnolis() => Assert.Equal(0xE3069283, Crc32C.Of("123456789"u8));

    private static LogBatch Copy(LogBatch batch) => BatchCodec.Read(Bytes(batch));

    private static byte[] Bytes(LogBatch batch)
    {
        var writer = new ByteWriter();
        BatchCodec.Write(writer, batch);
        return writer.Written.ToArray();
    }

    private static BatchIds Ids(LogBatch batch) => new(
        1,
        batch.Entries.Select(entry => entry.Attempt.InfoHash).Concat(batch.Estimates.Select(estimate => estimate.InfoHash)).Distinct().Select((hash, i) => (hash, i)).ToDictionary(pair => pair.hash, pair => pair.i),
        batch.Entries.Select(entry => entry.Attempt.Tracker).Concat(batch.Estimates.Select(estimate => estimate.Tracker).OfType<TrackerUrl>()).Distinct().Select((url, i) => (url, i)).ToDictionary(pair => pair.url, pair => pair.i));

    /// <summary>Every public property, however deep: a property the codec does not know shows up here.</summary>
    private static string Told(object? value) => value switch
    {
        null => "-",
        string or Enum or IPAddress or InfoHash or PeerEndpoint or TrackerId => $"{value}",
        TrackerUrl url => url.Reveal(),
        DateTimeOffset time => $"{time.UtcTicks}",
        double number => $"{BitConverter.DoubleToInt64Bits(number):x}",
        ReadOnlyMemory<byte> bytes => Convert.ToHexString(bytes.Span),
        byte[] bytes => Convert.ToHexString(bytes),
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Told))}]",
        _ when value.GetType().IsPrimitive || value is TimeSpan or AddressFamily => $"{value}",
        _ => $"{{{string.Join(", ", value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0).Select(property => $"{property.Name}: {Told(property.GetValue(value))}"))}}}",
    };
}
