using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Crawler.Simulation.Endpoints;

/// <summary>
/// What is said over one connection. It keeps nothing of a caller but the head of 16 KiB at most that is being read, and
/// has a minute of patience for each head and each answer.
/// </summary>
/// <param name="desk">Who answers.</param>
/// <param name="time">The clock: the tracker's, and that of our patience.</param>
internal sealed class HttpConversation(HttpDesk desk, TimeProvider time)
{
    private const int MaxHead = 16 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Answers one request after the other, until the caller has no more or is cut off.</summary>
    /// <param name="socket">Connected; stays open, to be closed by whoever accepted it.</param>
    /// <param name="end">Ends it in the middle.</param>
    /// <exception cref="IOException">The caller is gone.</exception>
    /// <exception cref="OperationCanceledException">Ended, or the caller was too slow.</exception>
    public async Task HoldAsync(Socket socket, CancellationToken end)
    {
        socket.NoDelay = true;
        var stream = new NetworkStream(socket);
        await using var closing = stream.ConfigureAwait(false);
        var from = ((IPEndPoint)socket.RemoteEndPoint!).Address;
        var reader = PipeReader.Create(stream);
        while (await ReadHeadAsync(reader, end).ConfigureAwait(false) is { } head)
        {
            var answer = desk.Answer(head, from, time.GetUtcNow());
            await WriteAsync(stream, answer.Bytes, end).ConfigureAwait(false);
            if (!answer.KeepOpen) break;
        }

        await reader.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>A caller that asks and asks and never reads would otherwise hold its connection for ever.</summary>
    private async Task WriteAsync(NetworkStream stream, ReadOnlyMemory<byte> answer, CancellationToken end)
    {
        using var slow = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, end);
        await stream.WriteAsync(answer, either.Token).ConfigureAwait(false);
    }

    /// <summary>One request's head without its empty line; null when the caller closes, or sends more than a head may have.</summary>
    private async Task<string?> ReadHeadAsync(PipeReader reader, CancellationToken end)
    {
        using var slow = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, end);
        while (true)
        {
            var read = await reader.ReadAsync(either.Token).ConfigureAwait(false);
            if (Head(read.Buffer, out var rest) is { } head)
            {
                reader.AdvanceTo(rest);
                return head;
            }

            if (read.IsCompleted || read.Buffer.Length > MaxHead) return null;
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static string? Head(ReadOnlySequence<byte> buffer, out SequencePosition rest)
    {
        var bytes = new SequenceReader<byte>(buffer);
        var isWhole = bytes.TryReadTo(out ReadOnlySequence<byte> head, "\r\n\r\n"u8) && head.Length <= MaxHead;
        rest = bytes.Position;
        return isWhole ? Encoding.Latin1.GetString(head) : null;
    }
}
