using Akka.Actor;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace Crawler.Actors.Mailboxes;

/// <summary>
/// A mailbox for actors of which there are a hundred thousand and nearly all are idle: a linked list for many senders and one
/// receiver (Vyukov 2010). Empty it takes 72 bytes, where Akka's own keeps an array of 32 letters at hand, 1.2 kB; each letter
/// costs 40 bytes while it waits. As unbounded as Akka's own: what goes in is bounded by the gates.
/// </summary>
public sealed class LinkedMessageQueue : IMessageQueue, IUnboundedMessageQueueSemantics
{
    private Letter _newest; // senders meet here
    private Letter _read; // the last that was taken out; the receiver's alone

    /// <summary>An empty one.</summary>
    public LinkedMessageQueue() => _newest = _read = new Letter();

    /// <inheritdoc/>
    public bool HasMessages => Volatile.Read(ref Volatile.Read(ref _read).Next) is not null;

    /// <summary>Letters that wait: counted one by one, for nobody asks.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            for (var letter = Volatile.Read(ref _read); Volatile.Read(ref letter.Next) is { } next; letter = next) count++;
            return count;
        }
    }

    /// <inheritdoc/>
    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        var letter = new Letter { Envelope = envelope };
        // Between these two lines the list is broken in two; the receiver sees its end early, and is woken after the second. That
        // must be a full fence: whoever sends looks next whether the receiver is awake already, and a look that came before the
        // letter is seen would let it fall asleep over it.
        var before = Interlocked.Exchange(ref _newest, letter);
        Interlocked.Exchange(ref before.Next, letter);
    }

    /// <inheritdoc/>
    public bool TryDequeue(out Envelope envelope)
    {
        if (Volatile.Read(ref _read.Next) is not { } next)
        {
            envelope = default;
            return false;
        }

        envelope = next.Envelope;
        next.Envelope = default; // it stays until the next one is read
        Volatile.Write(ref _read, next);
        return true;
    }

    /// <inheritdoc/>
    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryDequeue(out var envelope)) deadletters.Enqueue(owner, envelope);
    }

    private sealed class Letter
    {
        public Envelope Envelope;
        public Letter? Next;
    }
}
