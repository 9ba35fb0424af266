using System.Buffers.Binary;
using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Net;

namespace Crawler.Storage.Journal;

/// <summary>A call that was about to leave.</summary>
/// <param name="InfoHash">The swarm asked about.</param>
/// <param name="Tracker">The tracker asked, by <see cref="KeyOf"/>.</param>
/// <param name="Family">The address family asked for; unspecified if whichever the host has.</param>
/// <param name="Identity">Under which of our peer ids, from 0.</param>
/// <param name="At">When, to the microsecond.</param>
/// <param name="Floor">How long the tracker must not be called again, in whole seconds.</param>
public readonly record struct JournaledCall(InfoHash InfoHash, ulong Tracker, AddressFamily Family, int Identity, DateTimeOffset At, TimeSpan Floor)
{
    /// <summary>Not earlier than this.</summary>
    public DateTimeOffset Until => At + Floor;

    /// <summary>The first 64 bits of <see cref="TrackerUrl.Key"/>, by which the stores tell trackers apart: no passkey is in it.</summary>
    public static ulong KeyOf(TrackerUrl tracker) => BinaryPrimitives.ReadUInt64LittleEndian(tracker.Key());
}
