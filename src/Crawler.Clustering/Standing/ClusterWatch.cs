namespace Crawler.Clustering.Standing;

/// <summary>The picture of the cluster, for those who are no actors. Thread-safe.</summary>
/// <param name="self">This node.</param>
public sealed class ClusterWatch(string self)
{
    private ClusterPicture _current = ClusterPicture.Of(self);

    /// <summary>Told of every event, on an actor's thread: must be quick.</summary>
    public event Action<MembershipEvent>? Changed;

    /// <summary>Told when a campaign is over, on an actor's thread.</summary>
    public event Action<string>? Over;

    /// <summary>As it is now.</summary>
    public ClusterPicture Current => Volatile.Read(ref _current);

    internal void Show(ClusterPicture picture) => Volatile.Write(ref _current, picture);

    internal void Tell(MembershipEvent happened) => Changed?.Invoke(happened);

    internal void TellOver(string campaign) => Over?.Invoke(campaign);
}
