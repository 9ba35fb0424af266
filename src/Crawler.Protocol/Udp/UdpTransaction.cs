using System.Net.Sockets;

namespace Crawler.Protocol.Udp;

/// <summary>What has a place among the transactions in flight: a call, or a connect that calls share.</summary>
internal abstract class UdpTransaction
{
    /// <summary>The transaction id of the packet sent last.</summary>
    public uint Id { get; set; }

    /// <summary>The timestamp at which the wait for an answer is over.</summary>
    public long Deadline { get; set; }

    /// <summary>Whom an answer must come from.</summary>
    public UdpServer Server { get; set; } = null!;

    /// <summary>The action an answer must carry (or the error action); null while none is awaited.</summary>
    public UdpAction? Awaits { get; set; }

    /// <summary>Bytes of the packet to send.</summary>
    public abstract int Length { get; }

    /// <summary>Writes the packet to send.</summary>
    public abstract void Write(Span<byte> packet);

    /// <summary>Whether a packet with this transaction's id answers it.</summary>
    public bool IsAnsweredBy(UdpAction action, ReadOnlySpan<byte> source) =>
        (action == Awaits || (action == UdpAction.Error && Awaits is not null)) && IsFrom(source);

    /// <summary>Compares port and address; flow label and the like say nothing of who it is.</summary>
    private bool IsFrom(ReadOnlySpan<byte> source)
    {
        var server = Server.SocketAddress;
        var expected = server.Buffer.Span[..server.Size];
        if (source.Length != expected.Length) return false;
        return server.Family == AddressFamily.InterNetwork
            ? source[2..8].SequenceEqual(expected[2..8])
            : source[2..4].SequenceEqual(expected[2..4]) && source[8..24].SequenceEqual(expected[8..24]);
    }
}

/// <summary>A connect that is out.</summary>
internal sealed class UdpConnect : UdpTransaction
{
    /// <inheritdoc/>
    public override int Length => UdpRequests.ConnectLength;

    /// <inheritdoc/>
    public override void Write(Span<byte> packet) => UdpRequests.WriteConnect(packet, Id);
}
