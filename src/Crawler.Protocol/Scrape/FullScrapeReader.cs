using Crawler.Protocol.Announce;
using Crawler.Protocol.Bencode;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Scrape;

/// <summary>
/// Reads the answer to a full scrape (BEP 48 without an infohash) as it comes: pieces of any size go in, swarms come out, and
/// nothing of the answer is held but a string that is being read. It understands what <see cref="ScrapeDecoder"/>
/// understands; a swarm named twice comes out twice.
/// </summary>
public sealed class FullScrapeReader
{
    /// <summary>The dictionaries it looks into; <see cref="Other"/> is any value of no interest.</summary>
    private enum Place : byte { Outside, Answer, Files, Swarm, Flags, Other }

    private enum Key : byte { Other, Files, FailureReason, RetryIn, Flags, MinRequestInterval, Complete, Incomplete, Downloaded, Swarm }

    private readonly BencodeTokens _tokens = new(BencodeLimits.Reply.MaxDepth);
    private Place _place;
    private Place _beforeOther;
    private int _otherDepth;
    private Key _key;
    private InfoHash _hash;
    private long? _complete, _incomplete, _downloaded;

    /// <summary>Whether the whole answer was read. What follows it is passed over.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Swarms found so far.</summary>
    public long Swarms { get; private set; }

    /// <summary>The tracker's own words, sanitised; null if it did not refuse. Swarms may have come all the same.</summary>
    public string? FailureReason { get; private set; }

    /// <summary>When the tracker wants to hear from us again, if it said so.</summary>
    public RetryAdvice? Retry { get; private set; }

    /// <summary>Seconds to wait at least until the next scrape (<c>flags.min_request_interval</c>), as sent; null if absent.</summary>
    public long? MinRequestInterval { get; private set; }

    /// <summary>Reads the next piece and adds the swarms that end in it.</summary>
    /// <exception cref="WireFormatException">This is no scrape answer. What was found before stays found.</exception>
    public void Read(ReadOnlySpan<byte> piece, ICollection<ScrapedSwarm> found)
    {
        while (!IsComplete && !piece.IsEmpty)
        {
            if (_place == Place.Files && _tokens.AtKey && ScrapeEntry.TryRead(piece, out var swarm, out var length))
            {
                _tokens.Passed(length);
                piece = piece[length..];
                Found(swarm, found);
            }
            else if (_tokens.TryRead(ref piece))
            {
                Take(found);
            }
        }
    }

    /// <summary>Says that no more will come.</summary>
    /// <exception cref="WireFormatException">The answer is not whole.</exception>
    public void End()
    {
        if (!IsComplete) throw new WireFormatException($"the answer was cut off after {_tokens.Position} bytes");
    }

    private void Take(ICollection<ScrapedSwarm> found)
    {
        if (_place == Place.Outside)
        {
            if (_tokens.Kind != BencodeKind.Dictionary) throw _tokens.Problem("something other than a dictionary");
            _place = Place.Answer;
        }
        else if (_place == Place.Other)
        {
            if (_tokens.Depth < _otherDepth) _place = _beforeOther;
        }
        else if (_tokens.Kind == BencodeKind.End)
        {
            if (_tokens.LacksValue) throw _tokens.Problem("an end where a value should stand");
            Leave(found);
        }
        else if (_tokens.IsKey)
        {
            _key = _tokens.Kind == BencodeKind.String ? KeyIn(_place) : throw _tokens.Problem("a key that is no string");
        }
        else if (_tokens.Kind is BencodeKind.List or BencodeKind.Dictionary)
        {
            Enter();
        }
        else
        {
            TakeValue();
        }
    }

    private void Enter()
    {
        if (_key == Key.RetryIn) Retry = null;
        var place = _tokens.Kind == BencodeKind.Dictionary
            ? _key switch { Key.Files => Place.Files, Key.Flags => Place.Flags, Key.Swarm => Place.Swarm, _ => Place.Other }
            : Place.Other;
        if (place == Place.Other) (_beforeOther, _otherDepth) = (_place, _tokens.Depth);
        else if (place == Place.Flags) MinRequestInterval = null;
        else if (place == Place.Swarm) (_complete, _incomplete, _downloaded) = (null, null, null);
        _place = place;
    }

    private void Leave(ICollection<ScrapedSwarm> found)
    {
        if (_place == Place.Answer) IsComplete = true;
        if (_place == Place.Swarm) Found(new ScrapedSwarm(_hash, _complete, _incomplete, _downloaded), found);
        _place = _place == Place.Swarm ? Place.Files : Place.Answer;
    }

    private void Found(in ScrapedSwarm swarm, ICollection<ScrapedSwarm> found)
    {
        found.Add(swarm);
        Swarms++;
    }

    private void TakeValue()
    {
        var isInteger = _tokens.Kind == BencodeKind.Integer;
        switch (_key)
        {
            case Key.Complete when isInteger: _complete = _tokens.Number; break;
            case Key.Incomplete when isInteger: _incomplete = _tokens.Number; break;
            case Key.Downloaded when isInteger: _downloaded = _tokens.Number; break;
            case Key.MinRequestInterval when isInteger: MinRequestInterval = _tokens.Number; break;
            case Key.FailureReason when !isInteger: FailureReason = ErrorText.Sanitise(_tokens.Text) is { Length: > 0 } reason ? reason : "(no reason given)"; break;
            case Key.RetryIn: Retry = isInteger ? RetryInReader.Of(_tokens.Number) : RetryInReader.Of(_tokens.Text); break;
        }
    }

    private Key KeyIn(Place place)
    {
        var text = _tokens.Text;
        return place switch
        {
            Place.Files => ScrapeDecoder.TryHash(text, out _hash) ? Key.Swarm : Key.Other,
            Place.Swarm when text.SequenceEqual("complete"u8) => Key.Complete,
            Place.Swarm when text.SequenceEqual("incomplete"u8) => Key.Incomplete,
            Place.Swarm when text.SequenceEqual("downloaded"u8) => Key.Downloaded,
            Place.Flags when text.SequenceEqual("min_request_interval"u8) => Key.MinRequestInterval,
            Place.Answer when text.SequenceEqual("files"u8) => Key.Files,
            Place.Answer when text.SequenceEqual("flags"u8) => Key.Flags,
            Place.Answer when text.SequenceEqual("failure reason"u8) => Key.FailureReason,
            Place.Answer when text.SequenceEqual("retry in"u8) => Key.RetryIn,
            _ => Key.Other,
        };
    }
}
