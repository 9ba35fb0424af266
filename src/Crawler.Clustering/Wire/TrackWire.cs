using Crawler.Actors.Torrents;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
using Google.Protobuf;

namespace Crawler.Clustering.Wire;

/// <summary>A target on the wire. A tracker a newer node names and this one cannot read is left out.</summary>
internal static class TrackWire
{
    public static WireTrack To(TorrentMessages.Track track)
    {
        var target = track.Target;
        var wire = new WireTrack { InfoHash = ByteString.CopyFrom(target.InfoHash.ToArray()), IsPrivate = target.IsPrivate };
        if (target.FullV2Hash is { } v2) wire.FullV2Hash = ByteString.CopyFrom(v2.Span);
        if (target.Name is { } name) wire.Name = name;
        if (target.Size is { } size) wire.Size = size;
        if (target.Source is { } source) wire.Source = source;
        foreach (var entry in target.Trackers.Entries) wire.Trackers.Add(new WireTracker { Tier = entry.Tier, Position = entry.Position, Url = entry.Url.Reveal() });
        return wire;
    }

    public static TorrentMessages.Track From(WireTrack wire)
    {
        var entries = new List<TierEntry>(wire.Trackers.Count);
        foreach (var tracker in wire.Trackers)
            if (TrackerUrl.TryParse(tracker.Url, out var url, out _)) entries.Add(new TierEntry(tracker.Tier, tracker.Position, url));
        return new TorrentMessages.Track(new Target
        {
            InfoHash = new InfoHash(wire.InfoHash.Span),
            FullV2Hash = wire.FullV2Hash.Length > 0 ? wire.FullV2Hash.ToByteArray() : (ReadOnlyMemory<byte>?)null,
            Name = wire.HasName ? wire.Name : null,
            Size = wire.HasSize ? wire.Size : null,
            IsPrivate = wire.IsPrivate,
            Source = wire.HasSource ? wire.Source : null,
            Trackers = AnnounceTiers.Of(entries),
        });
    }
}
