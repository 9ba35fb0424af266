using Akka.Actor;
using Akka.Dispatch.MessageQueues;
using Crawler.Actors.Mailboxes;

namespace Crawler.Actors.Tests.Mailboxes;

public sealed class LinkedMessageQueueTests
{
    [Fact]
    public async Task Each_senders_letters_come_out_once_and_in_order_while_others_send()
    {
        const int senders = 4, each = 20_000;
        var queue = new LinkedMessageQueue();
        var sending = Enumerable.Range(0, senders).Select(sender => Task.Run(() =>
        {
            for (var i = 0; i < each; i++) queue.Enqueue(ActorRefs.Nobody, new Envelope((sender, i), ActorRefs.Nobody));
        })).ToArray();

        var next = new int[senders];
        while (next.Sum() < senders * each)
        {
            if (!queue.TryDequeue(out var envelope)) continue;
            var (sender, i) = ((int, int))envelope.Message;
            Assert.Equal(next[sender]++, i);
        }

        await Task.WhenAll(sending);
        Assert.False(queue.HasMessages);
        Assert.False(queue.TryDequeue(out _));
    }

    [Fact]
    public async Task An_actor_behind_it_falls_asleep_over_no_letter()
    {
        const int senders = 2, each = 100_000;
        using var system = ActorSystem.Create(
            "mailbox", "akka { loglevel = OFF\nstdout-loglevel = OFF\nactor.default-mailbox.mailbox-type = \"Crawler.Actors.Mailboxes.LinkedMailbox, Crawler.Actors\" }");
        var pings = Enumerable.Range(0, senders).Select(sender => system.ActorOf(Props.Create(() => new Echo()), $"echo-{sender}")).ToArray();
        await Task.WhenAll(pings.Select((first, at) =>
        {
            // Two actors that wake each other: each letter finds the other about to fall asleep.
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var second = system.ActorOf(Props.Create(() => new Counter(first, each, done)), $"counter-{at}");
            second.Tell(0);
            return done.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }));
    }

    [Fact]
    public void What_is_left_when_its_actor_ends_goes_to_the_dead_letters()
    {
        var (queue, dead) = (new LinkedMessageQueue(), new UnboundedMessageQueue());
        for (var i = 0; i < 3; i++) queue.Enqueue(ActorRefs.Nobody, new Envelope(i, ActorRefs.Nobody));
        queue.TryDequeue(out _);
        Assert.Equal((2, true), (queue.Count, queue.HasMessages));

        queue.CleanUp(ActorRefs.Nobody, dead);
        Assert.Equal((0, 2), (queue.Count, dead.Count));
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message);
    }

    private sealed class Counter(IActorRef echo, int most, TaskCompletionSource done) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if ((int)message == most) done.SetResult();
            else echo.Tell((int)message + 1, Self);
        }
    }
}
