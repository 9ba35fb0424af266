using System.Buffers.Binary;
using Crawler.Protocol;
using Crawler.Protocol.Announce;

namespace Crawler.Benchmarks.Stub;

/// <summary>What came in.</summary>
internal enum AskedKind : byte
{
    /// <summary>A connect (BEP 15); noted only where it was not answered.</summary>
    Connect = 0,

    /// <summary>An announce.</summary>
    Announce = 1,
}

/// <summary>One datagram a stub tracker got, and what it said to it: a record of the answer log, all of one length.</summary>
/// <param name="At">Microseconds since 1970, UTC, when it was answered.</param>
/// <param name="Serial">Of the answer, from 1; told to the caller as its count of leechers, so that a row is matched beyond doubt. 0 without an answer.</param>
/// <param name="Tracker">Place of the tracker, see <see cref="StubAddresses"/>.</param>
/// <param name="InfoHash">Swarm asked about; zeroes for a connect.</param>
/// <param name="TransactionId">As sent.</param>
/// <param name="Key">The caller's key (BEP 15): another run has another.</param>
/// <param name="PeersHash"><see cref="Mix.Of(ReadOnlySpan{byte})"/> of the peers' bytes.</param>
/// <param name="Peers">How many there were.</param>
/// <param name="Kind">What came in.</param>
/// <param name="Event">The event announced.</param>
/// <param name="Interval">Seconds it asked to be left alone for.</param>
internal readonly record struct Answer(
    long At, int Serial, int Tracker, InfoHash InfoHash, uint TransactionId, uint Key, ulong PeersHash, int Peers, AskedKind Kind, AnnounceEvent Event, int Interval)
{
    /// <summary>Bytes a record.</summary>
    public const int Length = 64;

    /// <summary>Whether an answer went out.</summary>
    public bool Answered => Serial > 0;

    /// <summary>
    /// <code>
    ///  0  at (8)   8  serial (4)  12  tracker (4)  16  infohash (20)  36  transaction id (4)  40  key (4)
    /// 44  peers' hash (8)  52  peers (2)  54  kind (1)  55  event (1)  56  interval (4)  60  nothing (4)
    /// </code>
    /// Little-endian.
    /// </summary>
    public void Write(Span<byte> record)
    {
        record[..Length].Clear();
        BinaryPrimitives.WriteInt64LittleEndian(record, At);
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], Serial);
        BinaryPrimitives.WriteInt32LittleEndian(record[12..], Tracker);
        InfoHash.CopyTo(record[16..]);
        BinaryPrimitives.WriteUInt32LittleEndian(record[36..], TransactionId);
        BinaryPrimitives.WriteUInt32LittleEndian(record[40..], Key);
        BinaryPrimitives.WriteUInt64LittleEndian(record[44..], PeersHash);
        BinaryPrimitives.WriteUInt16LittleEndian(record[52..], (ushort)Peers);
        record[54] = (byte)Kind;
        record[55] = (byte)Event;
        BinaryPrimitives.WriteInt32LittleEndian(record[56..], Interval);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Answer Read(ReadOnlySpan<byte> record) => new(
        BinaryPrimitives.ReadInt64LittleEndian(record),
        BinaryPrimitives.ReadInt32LittleEndian(record[8..]),
        BinaryPrimitives.ReadInt32LittleEndian(record[12..]),
        new InfoHash(record.Slice(16, InfoHash.Length)),
        BinaryPrimitives.ReadUInt32LittleEndian(record[36..]),
        BinaryPrimitives.ReadUInt32LittleEndian(record[40..]),
        BinaryPrimitives.ReadUInt64LittleEndian(record[44..]),
        BinaryPrimitives.ReadUInt16LittleEndian(record[52..]),
        (AskedKind)record[54],
        (AnnounceEvent)record[55],
        BinaryPrimitives.ReadInt32LittleEndian(record[56..]));
}
