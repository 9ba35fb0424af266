using System.Net.Sockets;
using Crawler.Protocol.Attempts;

namespace Crawler.Protocol.Net;

/// <summary>What a socket error says of a tracker.</summary>
internal static class SocketFailure
{
    public static AttemptOutcome ClassOf(SocketException error) => error.SocketErrorCode switch
    {
        SocketError.TimedOut => AttemptOutcome.Timeout,
        // We have no route, or not this address family: that is our uplink, not the tracker.
        SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable
            => AttemptOutcome.Unknown,
        _ => AttemptOutcome.ConnectFailed,
    };
}
