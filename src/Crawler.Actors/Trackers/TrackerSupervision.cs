using System.Collections.Concurrent;
using Akka.Actor;
using Crawler.Actors.Observations;

namespace Crawler.Actors.Trackers;

/// <summary>
/// The supervisor of tracker actors, one for all torrents: siblings are never touched. A strategy for each torrent would be kept
/// with it, and only torrents in which a bug of ours showed have anything to remember.
/// </summary>
/// <param name="observer">Told of every exception that is no tracker's doing.</param>
internal sealed class TrackerSupervision(ICrawlObserver observer)
    : OneForOneStrategy(maxNrOfRetries: -1, withinTimeMilliseconds: Timeout.Infinite, _ => Directive.Restart, loggingEnabled: false)
{
    private readonly ConcurrentDictionary<ActorPath, int> _bugs = new();

    /// <inheritdoc/>
    protected override Directive Handle(IActorRef child, Exception exception) => exception switch
    {
        TrackerRefusedException or MalformedReplyException => Directive.Restart,
        TrackerGoneException => Directive.Stop,
        _ => OnBug(child.Path.Parent, exception),
    };

    private Directive OnBug(ActorPath torrent, Exception error)
    {
        observer.OnBug($"a tracker of {torrent.Name}", error);
        if (_bugs.AddOrUpdate(torrent, 1, (_, known) => known + 1) <= TrackerFaults.MaxBugs) return Directive.Restart;
        _bugs.TryRemove(torrent, out _);
        return Directive.Escalate;
    }
}
