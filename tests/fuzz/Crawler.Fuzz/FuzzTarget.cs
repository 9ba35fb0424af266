using Crawler.Protocol;

namespace Crawler.Fuzz;

/// <summary>One decoder under attack.</summary>
/// <param name="Name">As given to <c>--target</c>; also the corpus folder.</param>
/// <param name="Seeds">Valid inputs that mutations start from.</param>
/// <param name="Decode">Feeds one input; throws only <see cref="WireFormatException"/>, and anything else is a finding.</param>
/// <param name="Allowance">Bytes an input of no length may make us allocate (an exception with its trace included).</param>
/// <param name="PerByte">Bytes more for each byte of input.</param>
public sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Seeds, Action<byte[]> Decode, long Allowance, long PerByte)
{
    /// <summary>Longer than this for one input is a hang.</summary>
    public static readonly TimeSpan Hang = TimeSpan.FromMilliseconds(100);

    /// <summary>What is wrong with how the decoder took this input; null if nothing is.</summary>
    public string? Try(byte[] input)
    {
        var problem = TryOnce(input);
        // A collection or another process may have taken the time: what is really slow is slow again.
        for (var again = 0; again < 3 && problem is { IsTime: true }; again++) problem = TryOnce(input);
        return problem?.Text;
    }

    private Problem? TryOnce(byte[] input)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            Decode(input);
        }
        catch (WireFormatException)
        {
            // The one honest way to refuse.
        }
        catch (Exception error)
        {
            return new Problem($"{error.GetType().Name}: {error.Message}", IsTime: false);
        }

        var elapsed = TimeProvider.System.GetElapsedTime(started);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var bound = Allowance + (PerByte * input.Length);
        if (allocated > bound) return new Problem($"{allocated:N0} bytes allocated for {input.Length:N0} bytes of input, {bound:N0} allowed", IsTime: false);
        return elapsed > Hang ? new Problem($"{elapsed.TotalMilliseconds:N0} ms", IsTime: true) : null;
    }

    private sealed record Problem(string Text, bool IsTime);
}
