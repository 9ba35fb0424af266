using System.Diagnostics;
using System.Text;
using Xunit.Abstractions;

namespace Crawler.Protocol.Tests.Hostile;

/// <summary>Not beside other tests: what is allocated is measured for the whole process.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public class Alone;

[Collection("alone")]
public class HostileServerTests(ITestOutputHelper output)
{
    /// <summary>Deadlines for the cases; the product's are longer.</summary>
    private static readonly TrackerClientOptions Options = Loopback.Options with
    {
        HttpDeadline = TimeSpan.FromSeconds(2),
        ConnectTimeout = TimeSpan.FromSeconds(1),
        UdpTimeout = TimeSpan.FromMilliseconds(250),
    };

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    public static TheoryData<string> Names => [.. HostileCases.All.Select(hostile => hostile.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_server_ends_in_bounded_time_with_a_clear_class(string name)
    {
        var hostile = HostileCases.All.Single(hostile => hostile.Name == name);
        var clock = Stopwatch.StartNew();
        var attempts = await hostile.Play(Options);
        Assert.All(attempts, attempt => Assert.Equal(hostile.Expected, attempt.Outcome));
        Assert.All(attempts, attempt => Assert.InRange(attempt.ErrorText?.Length ?? 0, 0, 400));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Longest);
    }

    /// <summary>Prints the table of <c>docs/protocol.md</c>: class, time and growth of the heap while it lasted.</summary>
    [Fact]
    public async Task All_of_them_together_in_a_table_cost_little_memory()
    {
        var table = new StringBuilder("| case | class | ms | peak heap, KB |\n|---|---|---|---|\n");
        foreach (var hostile in HostileCases.All)
        {
            await hostile.Play(Options); // the first time pays for the compiler and for making the bomb
            var before = GC.GetTotalMemory(forceFullCollection: true);
            using var peak = new PeakHeap();
            var clock = Stopwatch.StartNew();
            var attempts = await hostile.Play(Options);
            clock.Stop();
            table.Append($"| {hostile.Name} | {attempts[0].Outcome} | {clock.ElapsedMilliseconds} | {Math.Max(0, peak.Bytes - before) / 1024} |\n");
        }

        output.WriteLine(table.ToString());
        if (Environment.GetEnvironmentVariable("HOSTILE_TABLE") is { Length: > 0 } file) await File.WriteAllTextAsync(file, table.ToString());
    }

    /// <summary>Looks at the heap every few milliseconds. The fake server shares the process, so the figures are upper bounds.</summary>
    private sealed class PeakHeap : IDisposable
    {
        private readonly Timer _timer;
        private long _bytes;

        public PeakHeap() => _timer = new Timer(_ => _bytes = Math.Max(_bytes, GC.GetTotalMemory(false)), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(5));

        public long Bytes => Math.Max(_bytes, GC.GetTotalMemory(false));

        public void Dispose() => _timer.Dispose();
    }
}
