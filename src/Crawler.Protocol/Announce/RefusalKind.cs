namespace Crawler.Protocol.Announce;

/// <summary>What a refusal is about, read from the tracker's words; the backoff is chosen by it. Stored by number: never renumber.</summary>
public enum RefusalKind
{
    /// <summary>Nothing known: may be over by the next attempt.</summary>
    Other = 0,

    /// <summary>This tracker does not serve this torrent, and hardly ever will: the most frequent refusal there is.</summary>
    UnregisteredTorrent = 1,

    /// <summary>It does not serve us: passkey, client or address are not accepted.</summary>
    NotAuthorised = 2,

    /// <summary>We come too often.</summary>
    TooSoon = 3,
}

/// <summary>Classifies refusals by the wording of trackers in use; there is no code for it in any BEP.</summary>
public static class RefusalWords
{
    private static readonly (RefusalKind Kind, string[] Phrases)[] Known =
    [
        (RefusalKind.UnregisteredTorrent,
        [
            "unregistered torrent", "torrent not registered", "torrent is not registered", "not registered with this tracker",
            "torrent not found", "torrent is not found", "torrent does not exist", "infohash not found", "info_hash not found", "info hash not found",
            "unknown torrent", "unknown infohash", "unknown info_hash", "unknown info hash", "torrent unknown", "no such torrent",
            "torrent has been deleted", "torrent was deleted", "torrent not exist", "torrent not authorized",
            "not authorized for use with this tracker", "not whitelisted", "blacklisted torrent", "torrent is banned",
            "a torrent it does not serve", // our own words for opentracker's silence over UDP
        ]),
        (RefusalKind.NotAuthorised,
        [
            "passkey", "pass key", "authkey", "auth key", "authentication", "unauthorized", "not authorized", "access denied",
            "permission denied", "forbidden", "account", "client is not", "client not", "banned", "blacklisted",
        ]),
        (RefusalKind.TooSoon,
        [
            "too soon", "too often", "too fast", "too many requests", "too frequent", "rate limit", "slow down",
            "flood", "minimum interval", "min interval", "please wait",
        ]),
    ];

    /// <summary>What the text is about; the first phrase that fits decides.</summary>
    public static RefusalKind KindOf(string reason)
    {
        foreach (var (kind, phrases) in Known)
        {
            foreach (var phrase in phrases)
            {
                if (reason.Contains(phrase, StringComparison.OrdinalIgnoreCase)) return kind;
            }
        }

        return RefusalKind.Other;
    }
}
