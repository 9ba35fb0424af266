using System.Reflection;
using Akka.Actor;
using Crawler.Actors;
using Crawler.Actors.Hosts;
using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Clustering.Wire;

namespace Crawler.Clustering.Tests.Wire;

/// <summary>
/// Every message of ours either has a place in the table of what crosses nodes or says that it never leaves its own. (Akka's
/// <c>serialize-messages</c> would check it at run time, but not beside a strict fallback: messages of its own cluster lean on JSON.)
/// </summary>
public class LocalMessagesTests
{
    private static IEnumerable<Type> Messages =>
    [
        .. new[] { typeof(TorrentMessages), typeof(TrackerMessages), typeof(HostMessages) }.SelectMany(all => all.GetNestedTypes()),
        .. new[] { typeof(Crawl).Assembly, typeof(ClusterCrawl).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => typeof(ActorBase).IsAssignableFrom(type)).SelectMany(actor => actor.GetNestedTypes(BindingFlags.NonPublic))
            .Where(nested => nested.GetMethod("<Clone>$") is not null),
    ];

    [Fact]
    public void A_message_crosses_nodes_or_says_that_it_never_does()
    {
        Assert.InRange(Messages.Count(), 30, 200);
        Assert.All(Messages, message => Assert.True(
            typeof(INoSerializationVerificationNeeded).IsAssignableFrom(message) != WireSerializer.Types.Contains(message), message.FullName));
    }
}
