namespace Crawler.Protocol.Announce;

/// <summary>What one announce tells the tracker (BEP 3, 15, 23), whatever the transport.</summary>
public sealed record AnnounceRequest
{
    /// <summary>"The tracker's default": left out over HTTP, sent as −1 over UDP.</summary>
    public const int DefaultNumWant = -1;

    /// <summary>The swarm.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>Who we say we are.</summary>
    public required PeerId PeerId { get; init; }

    /// <summary>TCP port we claim to listen on, 0–65535.</summary>
    public int Port { get; init; } = 6881;

    /// <summary>Bytes uploaded since <c>started</c>.</summary>
    public long Uploaded { get; init; }

    /// <summary>Bytes downloaded since <c>started</c>.</summary>
    public long Downloaded { get; init; }

    /// <summary>Bytes still missing; 0 makes us a seeder. Default 1, so that seed-hiding trackers answer with seeders too.</summary>
    public long Left { get; init; } = 1;

    /// <summary>Where we are in the session.</summary>
    public AnnounceEvent Event { get; init; }

    /// <summary>Peers asked for; <see cref="DefaultNumWant"/> leaves it to the tracker.</summary>
    public int NumWant { get; init; } = DefaultNumWant;

    /// <summary>
    /// Whether peers' ids are asked for, which only HTTP trackers can give and only in dictionary form, at some 60 bytes a peer
    /// instead of 6; many answer in compact form all the same.
    /// </summary>
    public bool WantsPeerIds { get; init; }

    /// <summary>Lets a tracker recognise us after an address change (BEP 15 <c>key</c>); stable for a session.</summary>
    public uint Key { get; init; }

    /// <summary>The id this tracker gave us earlier, if any.</summary>
    public TrackerId? TrackerId { get; init; }
}
