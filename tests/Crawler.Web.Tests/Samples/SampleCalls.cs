using System.Net.Sockets;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Views;

namespace Crawler.Web.Tests.Samples;

/// <summary>Last answers of trackers, some of them hostile.</summary>
internal static class SampleCalls
{
    /// <summary>What a tracker answers that would like to run in a page.</summary>
    public const string HostileError = "torrent not registered <img src=x onerror=alert(1)>";

    public static LastCall Of(int tracker, int place)
    {
        var torrent = SampleTorrents.All[place];
        var isRefused = place == 1;
        var isSilent = place == 2;
        var isCounted = !isRefused && !isSilent;
        return new LastCall
        {
            InfoHash = torrent.InfoHash,
            Name = torrent.Name,
            IsCanary = place == 7,
            Family = place % 3 == 2 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork,
            At = Sample.Now.AddMinutes(-tracker - (place * 11)),
            Kind = place == 6 ? AttemptKind.Scrape : AttemptKind.Announce,
            Event = place == 6 ? null : AnnounceEvent.None,
            Outcome = isRefused ? AttemptOutcome.Refused : isSilent ? AttemptOutcome.Timeout : AttemptOutcome.Ok,
            Address = isSilent ? null : "203.0.113.9:6969",
            RoundTrip = isSilent ? null : TimeSpan.FromMilliseconds(84 + place),
            HttpStatus = tracker % 2 == 0 ? 200 : null,
            NumWant = place == 6 ? null : 200,
            Complete = isCounted ? torrent.Complete : null,
            Incomplete = isCounted ? torrent.Incomplete : null,
            Downloaded = isCounted && place % 2 == 0 ? 40_112 : null,
            Interval = isCounted ? 1800 : null,
            MinInterval = isCounted && tracker % 2 == 1 ? 900 : null,
            Peers = isCounted && place != 6 ? 200 : null,
            Oddities = isSilent ? null : place == 3 ? ReplyOddities.DuplicateKey | ReplyOddities.TrailingBytes : ReplyOddities.None,
            Error = isRefused ? HostileError : isSilent ? "no answer in 15 s" : null,
            // The store redacts what it keeps; were it to miss one, nobody shows it all the same.
            Warning = place == 4 ? $"moved to https://closed.eta.example/{Sample.Passkey}/announce" : null,
        };
    }
}
