using System.IO.MemoryMappedFiles;
using System.Numerics;
using Crawler.Storage.Spool;

namespace Crawler.Storage.Journal;

/// <summary>
/// The last calls that left, in a ring of records in a mapped file: no system call each, and what was written is the
/// system's, so it survives <c>kill -9</c> (not a power cut, which loses what the system had not written, some 30 s).
/// What a crash takes is the results of the last second; that the calls were made is here, and so whoever resumes calls
/// no tracker early. Thread-safe.
/// <para>
/// Overwriting the oldest record is safe while it is older than any call whose result is not recorded: at most
/// <see cref="Unrecorded"/>, the longest a call takes and its result waits. Every session makes one call at a time, and
/// tries again after 15 s at the earliest, then 30, then 60: fewer than four in that time. A ring of four records a session
/// (<see cref="RoomFor"/>) is therefore never round too soon, nor is one of <see cref="MostRoom"/> below 17 000 calls a
/// second. If it is all the same, it is counted.
/// </para>
/// </summary>
public sealed class CallJournal : IDisposable
{
    /// <summary>Records at most, 48 MiB.</summary>
    public const int MostRoom = 1 << 20;

    /// <summary>How long it can take from a call to its record at most; older records are not needed.</summary>
    public static readonly TimeSpan Unrecorded = TimeSpan.FromSeconds(60);

    private const int LeastRoom = 1 << 12;

    private readonly string _path;
    private readonly int _room;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private long _calls;
    private long _overrun;
    private bool _ended;

    private CallJournal(string path, int room, IReadOnlyList<JournaledCall> earlier)
    {
        (_path, _room, Earlier) = (path, room, earlier);
        var size = JournalFile.HeadLength + ((long)room * JournalRecord.Length);
        _map = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, size, MemoryMappedFileAccess.ReadWrite);
        _view = _map.CreateViewAccessor(0, size, MemoryMappedFileAccess.ReadWrite);
    }

    /// <summary>
    /// Calls of earlier runs whose floors still bind. The store may know them, and what came of them; of the others nothing
    /// else is known. They are kept until they bind no more, however often the process is killed meanwhile.
    /// </summary>
    public IReadOnlyList<JournaledCall> Earlier { get; }

    /// <summary>Calls noted.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Records that were overwritten before <see cref="Unrecorded"/> had passed: after a crash those calls may be repeated early.</summary>
    public long Overrun => Interlocked.Read(ref _overrun);

    /// <summary>The ring for so many sessions.</summary>
    public static int RoomFor(long sessions) =>
        (int)Math.Clamp(BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp(sessions, 0, MostRoom) * 4), LeastRoom, MostRoom);

    /// <summary>Takes over what an earlier run left in a folder, and begins a new ring.</summary>
    /// <param name="folder">The folder; it exists.</param>
    /// <param name="room">Records.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="SpoolException">It cannot be made or read: without it the crawl might call trackers early.</exception>
    public static CallJournal Open(string folder, int room, DateTimeOffset now)
    {
        var (ring, carried) = (Path.Combine(folder, "calls.journal"), Path.Combine(folder, "calls.carried"));
        try
        {
            var earlier = Binding(JournalFile.Read(carried).Concat(JournalFile.Read(ring)), now);
            // First what is kept, then the ring it came from: killed in between, both are read again.
            if (earlier.Count > 0) JournalFile.Replace(carried, earlier, 0);
            else File.Delete(carried);
            JournalFile.Replace(ring, [], room);
            return new CallJournal(ring, room, earlier);
        }
        catch (Exception error) when (error is (IOException or UnauthorizedAccessException) and not SpoolException)
        {
            throw new SpoolException($"cannot keep a journal of calls in {folder}: {SpoolException.Reason(error)}", error);
        }
    }

    /// <summary>Notes a call; to be made when this has returned.</summary>
    public void Note(JournaledCall call)
    {
        var slot = (Interlocked.Increment(ref _calls) - 1) % _room;
        var offset = (ulong)(JournalFile.HeadLength + (slot * JournalRecord.Length));
        var handle = _view.SafeMemoryMappedViewHandle;
        var before = handle.Read<long>(offset + JournalRecord.TimeAt);
        if (before > JournalRecord.Microseconds(call.At - Unrecorded)) Interlocked.Increment(ref _overrun);
        Span<byte> record = stackalloc byte[JournalRecord.Length];
        JournalRecord.Write(record, call);
        handle.WriteSpan<byte>(offset, record);
    }

    /// <summary>All results are recorded: the ring is needed no more. What earlier runs left stays.</summary>
    public void End() => _ended = true;

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _map.Dispose();
        if (_ended) File.Delete(_path);
    }

    /// <summary>The latest floor of each session, those that have passed left out.</summary>
    private static List<JournaledCall> Binding(IEnumerable<JournaledCall> calls, DateTimeOffset now)
    {
        var binding = new Dictionary<(Protocol.InfoHash, ulong, System.Net.Sockets.AddressFamily, int), JournaledCall>();
        foreach (var call in calls)
        {
            // A clock that was put back must not bind for longer than the floor.
            var dated = call.At > now ? call with { At = now } : call;
            if (dated.Until <= now) continue;
            var key = (call.InfoHash, call.Tracker, call.Family, call.Identity);
            if (!binding.TryGetValue(key, out var known) || known.Until < dated.Until) binding[key] = dated;
        }

        return [.. binding.Values];
    }
}
