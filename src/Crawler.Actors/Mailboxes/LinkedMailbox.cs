using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace Crawler.Actors.Mailboxes;

/// <summary>Gives actors a <see cref="LinkedMessageQueue"/>; named in the configuration as <c>akka.actor.default-mailbox.mailbox-type</c>.</summary>
/// <param name="settings">Of the actor system.</param>
/// <param name="config">Of this mailbox.</param>
public sealed class LinkedMailbox(Settings settings, Config config) : MailboxType(settings, config), IProducesMessageQueue<LinkedMessageQueue>
{
    /// <inheritdoc/>
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new LinkedMessageQueue();
}
