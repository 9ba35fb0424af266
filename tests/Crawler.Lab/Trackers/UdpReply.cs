using System.Buffers.Binary;
using System.Text;

namespace Crawler.Lab.Trackers;

/// <summary>The datagrams with which a fake UDP tracker answers one: none, one, or several in their order.</summary>
public sealed record UdpReply
{
    private UdpReply(params IReadOnlyList<Datagram> datagrams) => Datagrams = datagrams;

    /// <summary>Nothing: the request is lost.</summary>
    public static UdpReply None { get; } = new();

    /// <summary>What is sent.</summary>
    public IReadOnlyList<Datagram> Datagrams { get; private init; }

    /// <summary>Any bytes.</summary>
    public static UdpReply Of(byte[] bytes) => new(new Datagram(bytes));

    /// <summary>An error packet: action 3, transaction id, text.</summary>
    public static UdpReply Error(uint transactionId, string text) =>
        Of([.. Head(UdpAction.Error, transactionId), .. Encoding.UTF8.GetBytes(text)]);

    /// <summary>The same with another transaction id.</summary>
    public UdpReply WithTransactionId(uint transactionId) =>
        Changed(bytes => BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), transactionId));

    /// <summary>The same with another action.</summary>
    public UdpReply WithAction(int action) => Changed(bytes => BinaryPrimitives.WriteInt32BigEndian(bytes, action));

    /// <summary>Only the first bytes of it.</summary>
    public UdpReply CutAfter(int length) =>
        this with { Datagrams = [.. Datagrams.Select(datagram => datagram with { Bytes = datagram.Bytes[..length] })] };

    /// <summary>The same from another port of the tracker's address.</summary>
    public UdpReply FromAnotherSocket() =>
        this with { Datagrams = [.. Datagrams.Select(datagram => datagram with { FromAnotherSocket = true })] };

    /// <summary>This, then that.</summary>
    public UdpReply Then(UdpReply next) => new([.. Datagrams, .. next.Datagrams]);

    internal static byte[] Head(UdpAction action, uint transactionId)
    {
        var head = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(head, (int)action);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(4), transactionId);
        return head;
    }

    private UdpReply Changed(Action<byte[]> change) => this with
    {
        Datagrams =
        [
            .. Datagrams.Select(datagram =>
            {
                byte[] bytes = [.. datagram.Bytes];
                change(bytes);
                return datagram with { Bytes = bytes };
            }),
        ],
    };

    /// <summary>One packet.</summary>
    public sealed record Datagram(byte[] Bytes, bool FromAnotherSocket = false);
}
