using System.Security.Cryptography;
using Akka.Actor;
using Crawler.Actors.Measuring;
using Crawler.Actors.Observations;
using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Statistics.Occasions;

namespace Crawler.Actors;

/// <summary>What all torrent and tracker actors of a crawl share. Immutable; its members are thread-safe.</summary>
public sealed record CrawlEnvironment
{
    /// <summary>
    /// Keeps count of the torrents of this node where it is not their parent, so that they fall silent and leave with it; null
    /// where the parent does.
    /// </summary>
    public IActorRef? Registry { get; init; }

    /// <summary>Announce lists, equal ones shared.</summary>
    public SharedTiers Tiers { get; init; } = new();

    /// <summary>The gates calls go through.</summary>
    public required IActorRef Hosts { get; init; }

    /// <summary>Where what was seen goes.</summary>
    public required IObservationSink Sink { get; init; }

    /// <summary>Where sessions of earlier runs come from.</summary>
    public ISessionStore Sessions { get; init; } = NoSessions.Instance;

    /// <summary>Who watches.</summary>
    public ICrawlObserver Observer { get; init; } = NoObserver.Instance;

    /// <summary>Who we say we are.</summary>
    public required AnnounceIdentity Identity { get; init; }

    /// <summary>Over which address families trackers are measured.</summary>
    public AddressFamilies Families { get; init; } = AddressFamilies.V4;

    /// <summary>How well swarms are to be measured.</summary>
    public MeasuringPlan Plan { get; init; } = MeasuringPlan.None;

    /// <summary>What was learned of the trackers.</summary>
    public TrackerKnowledge Knowledge { get; init; } = new();

    /// <summary>What is counted.</summary>
    public CrawlMeter Meter { get; init; } = new();

    /// <summary>How many bytes all peers of all swarms may take.</summary>
    public PeerBudget Peers { get; init; } = PeerBudget.Standard();

    /// <summary>Chooses which peers of a very large swarm are kept: random, and the same for all swarms of a crawl.</summary>
    public ulong SampleSeed { get; init; } = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    /// <summary>What is made of intervals.</summary>
    public IntervalPolicy Intervals { get; init; } = IntervalPolicy.Standard;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Uniform in [0, 1); thread-safe.</summary>
    public Func<double> Random { get; init; } = System.Random.Shared.NextDouble;

    /// <summary>The time by <see cref="Time"/>.</summary>
    public DateTimeOffset Now => Time.GetUtcNow();
}
