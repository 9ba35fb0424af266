using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Crawler.Host.Configuration;
using Crawler.Host.Options;
using Crawler.Protocol;
using Crawler.Protocol.Announce;

namespace Crawler.Host.Commands;

/// <summary>The options that become the fields of an announce.</summary>
internal sealed class AnnounceOptions
{
    private static readonly AnnounceEvent[] Events = [AnnounceEvent.None, AnnounceEvent.Started, AnnounceEvent.Completed, AnnounceEvent.Stopped];

    private readonly Option<TrackerId?> _trackerId = OptionText.Single<TrackerId>(
        "--tracker-id", "TEXT", "The tracker id of an earlier answer; %XX escapes stand for bytes.", TryReadTrackerId);

    private readonly Option<PeerId?> _peerId = OptionText.Single<PeerId>(
        "--peer-id", "TEXT", "20 bytes as text with %XX escapes, or 40 hexadecimal digits. [default: a random one]", TryReadPeerId);

    private readonly Flag<long> _port = new("--port", Keys.Port);

    private readonly Option<long?> _numWant = OptionText.Single(
        "--numwant", "N", "Peers asked for; -1 leaves it to the tracker. [default: -1]", NumberText.Between("a number of peers", -1, int.MaxValue));

    private readonly Option<bool> _peerIds = new("--peer-ids") { Description = "Ask for peers' ids too, which tell their software (HTTP trackers; many answer without all the same)." };

    private readonly Option<long?> _uploaded = Bytes("--uploaded", "Bytes uploaded in this session. [default: 0]");

    private readonly Option<long?> _downloaded = Bytes("--downloaded", "Bytes downloaded in this session. [default: 0]");

    private readonly Option<long?> _left = Bytes("--left", "Bytes still missing; 0 makes us a seeder, and some trackers show seeders only to leechers. [default: 1]");

    private readonly Option<AnnounceEvent> _event = OptionText.Single<AnnounceEvent>(
        "--event", "EVENT", "none, started, completed or stopped. [default: none]", TryReadEvent);

    private readonly Option<uint?> _key = OptionText.Single<uint?>(
        "--key", "HEX", "Up to 8 hexadecimal digits by which the tracker knows us after a change of address. [default: random]", TryReadKey);

    public AnnounceOptions(Command verb)
    {
        verb.Add(_trackerId);
        verb.Add(_peerId);
        verb.Add(_port.Option);
        verb.Add(_numWant);
        verb.Add(_peerIds);
        verb.Add(_uploaded);
        verb.Add(_downloaded);
        verb.Add(_left);
        verb.Add(_event);
        verb.Add(_key);
    }

    public AnnounceRequest Read(ParseResult parse, InfoHash infoHash)
    {
        var defaults = new AnnounceRequest { InfoHash = infoHash, PeerId = parse.GetValue(_peerId) ?? PeerId.NewRandom() };
        return defaults with
        {
            TrackerId = parse.GetValue(_trackerId),
            Port = (int)_port.Read(parse),
            NumWant = (int)(parse.GetValue(_numWant) ?? defaults.NumWant),
            WantsPeerIds = parse.GetValue(_peerIds),
            Uploaded = parse.GetValue(_uploaded) ?? defaults.Uploaded,
            Downloaded = parse.GetValue(_downloaded) ?? defaults.Downloaded,
            Left = parse.GetValue(_left) ?? defaults.Left,
            Event = parse.GetValue(_event),
            Key = parse.GetValue(_key) ?? BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint))),
        };
    }

    private static Option<long?> Bytes(string name, string description) =>
        OptionText.Single(name, "BYTES", description, NumberText.Between("a number of bytes", 0, long.MaxValue));

    private static bool TryReadTrackerId(string text, out TrackerId id, out string? problem)
    {
        var ok = TrackerId.TryParse(text, out id);
        problem = ok ? null : $"a broken %XX escape, or more than {TrackerId.MaxLength} bytes";
        return ok;
    }

    private static bool TryReadPeerId(string text, out PeerId id, out string? problem)
    {
        var ok = PeerId.TryParse(text, out id);
        problem = ok ? null : $"'{text}' is not {PeerId.Length} bytes (text with %XX escapes) or {2 * PeerId.Length} hexadecimal digits";
        return ok;
    }

    private static bool TryReadEvent(string text, out AnnounceEvent value, out string? problem)
    {
        value = Array.Find(Events, known => known.ToString().Equals(text, StringComparison.OrdinalIgnoreCase));
        var ok = value != AnnounceEvent.None || text.Equals("none", StringComparison.OrdinalIgnoreCase);
        problem = ok ? null : $"'{text}' is not an event (none, started, completed or stopped)";
        return ok;
    }

    private static bool TryReadKey(string text, out uint? key, out string? problem)
    {
        var ok = uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number);
        key = ok ? number : null;
        problem = ok ? null : $"'{text}' is not a key (up to 8 hexadecimal digits)";
        return ok;
    }
}
