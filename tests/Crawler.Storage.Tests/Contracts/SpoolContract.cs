using Crawler.Lab;
using Crawler.Storage.Log;
using Crawler.Storage.Spool;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Contracts;

public abstract class SpoolContract(Func<Task<TestStore>> create) : StoreContract(create), IDisposable
{
    private static readonly SpooledLogOptions Quick = new() { FirstPause = TimeSpan.FromMilliseconds(1), TriesBeforeAside = 2 };

    private readonly PrivateFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_spool_delivered_twice_is_in_the_log_once()
    {
        LogBatch[] batches = [.. Enumerable.Range(1, 6).Select(i => Some.Batch(i) with { Entries = [new LogEntry(Some.Announce(i, Some.V4(i)), Some.Schedule(1800 + i))] })];
        using (var spool = DiskSpool.Open(_folder["spool"]))
            foreach (var batch in batches) spool.Append(batch, Some.At(0));
        CopyFolder(_folder["spool"], _folder["copy"]);
        Assert.True(await Store.AppendAsync(batches[0]));

        foreach (var folder in (string[])["spool", "copy"])
        {
            using var spool = DiskSpool.Open(_folder[folder]);
            await using var log = new SpooledLog(Store, spool, TimeProvider.System, Quick);
            Assert.Equal(6, await log.DeliverAsync(CancellationToken.None));
        }

        Assert.Equal(batches.Select(batch => Some.At(batch.Sequence)), (await LogAsync()).Select(row => row.At));
    }

    [Fact]
    public async Task A_batch_the_database_refuses_is_in_the_log_once_it_does_not()
    {
        using var spool = DiskSpool.Open(_folder["spool"]);
        await using var log = new SpooledLog(Store, spool, TimeProvider.System, Quick);
        await Test.BreakAsync("INSERT", "announce");
        await log.AppendAsync(Some.Batch(1, Some.Announce(1)), CancellationToken.None);
        Assert.True(await log.DrainedAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(1, log.Backlog.Refused);
        Assert.Empty(await LogAsync());

        await Test.MendAsync("announce");
        await log.AppendAsync(Some.Batch(2, Some.Announce(2)), CancellationToken.None);
        Assert.Equal(1, await log.DeliverAsync(CancellationToken.None));
        Assert.Equal([Some.At(1), Some.At(2)], (await LogAsync()).Select(row => row.At).Order());
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, System.IO.Path.Combine(to, System.IO.Path.GetFileName(file)));
    }

    public sealed class OnPostgres() : SpoolContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : SpoolContract(TestSqlite.CreateAsync);
}
