using Crawler.Storage.Sqlite;
using Crawler.Storage.Tests.Stores;
using Microsoft.Data.Sqlite;

namespace Crawler.Storage.Tests.Sqlite;

public sealed class SqliteErrorTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("crawler-test-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_path_that_cannot_be_written_is_said()
    {
        // Below a file there can be no directory, whoever asks.
        await File.WriteAllTextAsync(In("file"), "");

        Assert.Equal(StoreProblem.NotWritable, (await ProblemAsync("file/crawl.db", store => store.MigrateAsync())).Problem);
    }

    [Fact]
    public async Task A_directory_is_no_store()
    {
        Directory.CreateDirectory(In("crawl.db"));

        Assert.Equal(StoreProblem.NotWritable, (await ProblemAsync("crawl.db", store => store.MigrateAsync())).Problem);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_alone()
    {
        var text = string.Join('\n', Enumerable.Repeat("this is a diary, not a database", 200));
        await File.WriteAllTextAsync(In("diary.txt"), text);

        foreach (var use in new Func<ICrawlStore, Task>[] { store => store.MigrateAsync(), store => store.LagAsync() })
        {
            var problem = await ProblemAsync("diary.txt", use);
            Assert.Equal(StoreProblem.NotADatabase, problem.Problem);
            Assert.EndsWith("diary.txt is not an SQLite database; choose another path", problem.Message);
        }

        Assert.Equal(text, await File.ReadAllTextAsync(In("diary.txt")));
    }

    [Fact]
    public async Task A_mistyped_path_does_not_become_an_empty_store()
    {
        var problem = await ProblemAsync("crwal.db", store => store.MergeAsync());

        Assert.Equal(StoreProblem.Missing, problem.Problem);
        Assert.EndsWith("run: crawler db migrate", problem.Message);
        Assert.Empty(_directory.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task A_store_another_process_has_locked_is_worth_trying_again()
    {
        await using ICrawlStore store = new SqliteStore(StoreLocation.Parse(In("crawl.db")), lockTimeout: TimeSpan.FromSeconds(1));
        await store.MigrateAsync();
        await using var other = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = In("crawl.db"), Pooling = false }.ToString());
        await other.OpenAsync();
        await using (other.BeginTransaction())
        {
            var problem = await Assert.ThrowsAsync<StoreException>(() => store.AppendAsync(Some.Batch(1, Some.Announce(0))));
            Assert.Equal(StoreProblem.Locked, problem.Problem);
            Assert.True(problem.IsTransient);
            OneLine.Check(problem);
            // Reading does not wait for a writer.
            Assert.Equal(0, (await store.LagAsync()).Batches);
        }

        Assert.True(await store.AppendAsync(Some.Batch(1, Some.Announce(0))));
    }

    [Fact]
    public async Task Status_of_a_missing_store_says_so_instead_of_throwing()
    {
        await using var store = StoreFactory.Open(StoreLocation.Parse(In("none.db")));
        var status = await store.StatusAsync();

        Assert.False(status.Reachable);
        Assert.Contains("there is no store", status.Problem);
    }

    private string In(string name) => Path.Combine(_directory.FullName, name);

    private async Task<StoreException> ProblemAsync(string name, Func<ICrawlStore, Task> use)
    {
        await using var store = StoreFactory.Open(StoreLocation.Parse(In(name)));
        var problem = await Assert.ThrowsAsync<StoreException>(() => use(store));
        OneLine.Check(problem);
        return problem;
    }
}
