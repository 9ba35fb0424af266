namespace Crawler.Protocol.Udp;

/// <summary>
/// Packets to send, one behind the other in pinned memory. Grows with what is in flight (which is bounded) and is used
/// again, so that sending allocates nothing.
/// </summary>
internal sealed class UdpBatch
{
    private Message[] _messages = new Message[64];

    /// <summary>A packet of the batch.</summary>
    /// <param name="Offset">Where it begins.</param>
    /// <param name="Length">Its bytes.</param>
    /// <param name="TransactionId">Whose it is.</param>
    /// <param name="Server">Where it goes.</param>
    public readonly record struct Message(int Offset, int Length, uint TransactionId, UdpServer Server);

    /// <summary>The packets.</summary>
    public ReadOnlySpan<Message> Messages => _messages.AsSpan(0, Count);

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>The memory they are in; never moved by the garbage collector.</summary>
    public byte[] Bytes { get; private set; } = GC.AllocateUninitializedArray<byte>(16 * 1024, pinned: true);

    private int Used { get; set; }

    /// <summary>The bytes of one packet.</summary>
    public ReadOnlySpan<byte> Packet(Message message) => Bytes.AsSpan(message.Offset, message.Length);

    /// <summary>Adds a transaction's packet as it is now.</summary>
    public void Add(UdpTransaction transaction)
    {
        var length = transaction.Length;
        if (Count == _messages.Length) Array.Resize(ref _messages, 2 * Count);
        if (Used + length > Bytes.Length)
        {
            var larger = GC.AllocateUninitializedArray<byte>(Math.Max(2 * Bytes.Length, Used + length), pinned: true);
            Bytes.AsSpan(0, Used).CopyTo(larger);
            Bytes = larger;
        }

        transaction.Write(Bytes.AsSpan(Used, length));
        _messages[Count++] = new Message(Used, length, transaction.Id, transaction.Server);
        Used += length;
    }

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        Array.Clear(_messages, 0, Count);
        (Count, Used) = (0, 0);
    }
}
