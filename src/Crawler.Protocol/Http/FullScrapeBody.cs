using System.Buffers;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Scrape;

namespace Crawler.Protocol.Http;

/// <summary>Reads the body of one full scrape, or of what came instead of one, and says what became of it.</summary>
internal sealed class FullScrapeBody(
    Attempt attempt, HttpAnswer answer, CountedStream wire, FullScrapeOptions bounds, Patience patience, Func<FullScrapePiece, ValueTask<bool>> take)
{
    /// <summary>Bytes read at once: small beside the answer, large beside one swarm.</summary>
    private const int PieceBytes = 64 * 1024;

    /// <summary>Bytes looked at of a body that is no scrape: a refusal, a page in HTML.</summary>
    private const int MaxTextBytes = 64 * 1024;

    private readonly FullScrapeReader _reader = new();
    private readonly List<ScrapedSwarm> _found = new(PieceBytes / 64);
    private long _inflated;
    private bool _cutShort;

    /// <summary>Reads all of it, or as much as is wanted.</summary>
    /// <param name="codings">The content codings, in the order applied.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled, or patience ended before the first byte.</exception>
    public async Task<FullScrapeResult> ReadAsync(ICollection<string> codings)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(PieceBytes, MaxTextBytes));
        try
        {
            await using var body = await OpenAsync(codings).ConfigureAwait(false);
            // Two bytes tell a dictionary from a text.
            var first = await FillAsync(body, buffer, 2).ConfigureAwait(false);
            if ((int)answer.Status!.Value is < 200 or >= 300 || !BeginsDictionary(buffer.AsSpan(0, first)))
                return Finish(OfText(buffer.AsSpan(0, first + await FillAsync(body, buffer.AsMemory(first, MaxTextBytes - first), MaxTextBytes - first).ConfigureAwait(false))));
            return await ReadSwarmsAsync(body, buffer, first).ConfigureAwait(false);
        }
        catch (WireFormatException error)
        {
            return Fail(AttemptStage.Decode, AttemptOutcome.Malformed, error.Message);
        }
        catch (BodyException error)
        {
            return error.IsCoding
                ? Fail(AttemptStage.Decode, AttemptOutcome.Malformed, $"the answer is not valid {string.Join(", ", codings)}")
                : Fail(AttemptStage.Request, AttemptOutcome.Malformed, $"the answer was cut off after {_inflated} bytes");
        }
        catch (OperationCanceledException) when (patience.Token.IsCancellationRequested && !patience.EndedByCaller)
        {
            return Fail(AttemptStage.Request, AttemptOutcome.Timeout, patience.Problem);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>What a result says of an attempt that brought no swarms.</summary>
    public static FullScrapeResult ResultOf(Attempt attempt) => new()
    {
        Tracker = attempt.Tracker,
        Outcome = attempt.Outcome,
        Stage = attempt.Stage,
        ErrorText = attempt.ErrorText,
        HttpStatus = attempt.HttpStatus,
        Retry = attempt.Retry,
        MinRequestInterval = attempt.MinIntervalAsked,
    };

    private async Task<FullScrapeResult> ReadSwarmsAsync(Stream body, byte[] buffer, int length)
    {
        while (length > 0 && !_cutShort)
        {
            if (_inflated > bounds.MaxBytes) return Fail(AttemptStage.Request, AttemptOutcome.Malformed, $"the answer is longer than {bounds.MaxBytes} bytes");
            try
            {
                _reader.Read(buffer.AsSpan(0, length), _found);
            }
            finally
            {
                // Also where the piece turned out broken: what stood before that is as good as any.
                await HandOverAsync().ConfigureAwait(false);
            }

            if (_reader.IsComplete) break;
            length = await FillAsync(body, buffer, 1).ConfigureAwait(false);
        }

        if (!_cutShort) _reader.End();
        var whole = new ScrapeAnswer(new Dictionary<InfoHash, ScrapeCounts>(), _reader.FailureReason) { Retry = _reader.Retry, MinRequestInterval = _reader.MinRequestInterval };
        return Finish(HttpOutcome.OfScrape(HttpOutcome.Facts(attempt, answer), answer, whole).Attempt);
    }

    private async ValueTask HandOverAsync()
    {
        patience.Rest();
        _cutShort = !await take(new FullScrapePiece(_found, wire.Bytes, _inflated)).ConfigureAwait(false);
        _found.Clear();
    }

    private async Task<Stream> OpenAsync(ICollection<string> codings)
    {
        try
        {
            return await InflatingStream.OpenAsync(wire, codings, patience.Token).ConfigureAwait(false);
        }
        catch (IOException error)
        {
            throw new BodyException(error);
        }
    }

    /// <summary>Reads until so many bytes are there or no more come.</summary>
    private async ValueTask<int> FillAsync(Stream body, Memory<byte> buffer, int least)
    {
        var length = 0;
        while (length < least)
        {
            patience.Await();
            int read;
            try
            {
                read = await body.ReadAsync(buffer[length..Math.Min(buffer.Length, length + PieceBytes)], patience.Token).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or HttpRequestException or InvalidDataException or InvalidOperationException)
            {
                throw new BodyException(error);
            }

            if (read == 0) break;
            length += read;
            _inflated += read;
        }

        return length;
    }

    private static bool BeginsDictionary(ReadOnlySpan<byte> first) =>
        first is [(byte)'d', (byte)'e' or >= (byte)'0' and <= (byte)'9', ..];

    private Attempt OfText(ReadOnlySpan<byte> text) => HttpOutcome.OfScrape(attempt, answer with { Stage = AttemptStage.Decode, Body = text.ToArray() }).Attempt;

    private FullScrapeResult Fail(AttemptStage stage, AttemptOutcome outcome, string problem) =>
        Finish(HttpOutcome.Facts(attempt, answer).Failed(stage, outcome, problem));

    private FullScrapeResult Finish(Attempt finished) => ResultOf(finished) with
    {
        Swarms = _reader.Swarms,
        BytesOnWire = wire.Bytes,
        BytesInflated = _inflated,
        CutShort = _cutShort,
    };

    /// <summary>The body could not be read on: kept apart from what the one who takes the swarms may throw.</summary>
    private sealed class BodyException(Exception cause) : Exception(cause.Message, cause)
    {
        public bool IsCoding => InnerException is InvalidDataException or InvalidOperationException;
    }
}
