using System.CommandLine;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Host.Targets;
using Crawler.Host.Terminal;
using Crawler.Protocol;
using Crawler.Protocol.Net;

namespace Crawler.Host.Commands;

/// <summary><c>crawler announce</c>: one call to one tracker, everything it answered.</summary>
public static class AnnounceCommand
{
    private const string Summary = "Announces to one tracker, once, and prints what it answered.";

    private const string Details =
        "That is peers, interval, tracker id, claimed seeders and leechers, or the tracker's own error text (exit code 1). Announcing makes us a member of the swarm until the tracker forgets us; end a session begun with --event started by --event stopped with the same --peer-id.";

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var target = Operand.Optional("TARGET", "A torrent file, magnet link or infohash.");
        var infoHash = OptionText.Single<InfoHash?>("--info-hash", "HASH", "40 hexadecimal digits or 32 base32 characters. With a hybrid torrent: which of its two swarms.", TryReadInfoHash);
        var tracker = TrackerOption.Single("The announce URL. [default: the torrent's or magnet's first]");
        var json = JsonOption.Create();
        var verb = new Verb(
            "announce",
            Summary,
            Details,
            new Example("crawler announce movie.torrent", "Ask the torrent's first tracker for peers."),
            new Example("crawler announce --info-hash 0123456789abcdef0123456789abcdef01234567 --tracker udp://tracker.example:6969 --numwant 200", "Ask a tracker about an infohash."),
            new Example("crawler announce movie.torrent --tracker http://127.0.0.1:6969/announce --allow-private --event started --json", "Join the swarm on a tracker of one's own; one line of JSON."))
        {
            target, infoHash, tracker,
        };
        var request = new AnnounceOptions(verb);
        var network = new NetworkOptions(verb);
        verb.Add(json);
        verb.SetAction(async (parse, cancellation) =>
        {
            var subject = await SingleTarget.ReadAsync(parse.GetValue(target), parse.GetValue(infoHash), cancellation);
            var url = parse.GetValue(tracker) ?? FirstTracker(subject);
            var announce = request.Read(parse, subject.InfoHash);
            using var client = new TrackerClient(network.Read(parse));
            var attempt = await client.AnnounceAsync(url, announce, cancellation: cancellation);
            var result = AnnounceResult.Of(attempt, announce);
            var console = CommandConsole.Of(parse);
            if (parse.GetValue(json)) await console.Output.WriteLineAsync(JsonLine.Of(result));
            else if (attempt.Succeeded) WriteText(result, console.Output);
            if (!attempt.Succeeded) throw TrackerErrors.Of(attempt);
            return ExitCode.Ok;
        });
        return verb;
    }

    private static TrackerUrl FirstTracker(Protocol.Metainfo.Target target) => target.Trackers.Entries.Count > 0
        ? target.Trackers.Entries[0].Url
        : throw new UserException(TargetSet.NoTracker(target).ToString());

    private static bool TryReadInfoHash(string text, out InfoHash? hash, out string? problem)
    {
        var ok = InfoHash.TryParse(text, out var read);
        hash = ok ? read : null;
        problem = ok ? null : $"'{text}' is not an infohash: 40 hexadecimal digits or 32 base32 characters";
        return ok;
    }

    private static void WriteText(AnnounceResult result, TextWriter output)
    {
        new FactSheet()
            .Add("tracker", result.Tracker)
            .Add("address", result.Address)
            .Add("infohash", result.InfoHash)
            .Add("peer id", result.PeerId)
            .Add("answered in", result.RoundTripMs is { } ms ? Durations.Format(TimeSpan.FromMilliseconds(ms)) : null)
            .Add("interval", Seconds(result.Interval))
            .Add("min interval", Seconds(result.MinInterval))
            .Add("tracker id", result.TrackerId)
            .Add("seeders", result.Complete)
            .Add("leechers", result.Incomplete)
            .Add("downloaded", result.Downloaded)
            .Add("our address", result.ExternalIp)
            .Add("warning", result.Warning)
            .Add("peers", result.SkippedPeers > 0 ? $"{result.Peers!.Count} ({result.SkippedPeers} more could not be read)" : result.Peers!.Count)
            .WriteTo(output);
        foreach (var peer in result.Peers!)
        {
            var endpoint = peer.Ip.Contains(':') ? $"[{peer.Ip}]:{peer.Port}" : $"{peer.Ip}:{peer.Port}";
            output.WriteLine(peer.Client is null ? endpoint : $"{endpoint,-22} {peer.Client}");
        }
    }

    private static string? Seconds(long? seconds) => seconds is { } value ? Durations.FormatSeconds(value) : null;
}
