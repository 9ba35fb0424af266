using Crawler.Lab.Postgres;

namespace Crawler.Benchmarks.Ingest;

/// <summary>
/// What the store takes in: rows a second of the append and of the merge, as a share of PostgreSQL's own <c>\copy</c> of
/// the same rows in the same run, with an aggregate that is there already.
/// </summary>
internal static class IngestCost
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (IngestOptions.Parse(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(IngestOptions.Usage);
            return 2;
        }

        await using var own = options.Server is null ? await PrivatePostgres.StartAsync() : null;
        foreach (var rows in options.Rows)
            await new IngestRun(options.Server ?? own!.ConnectionString, rows, options.Attempts).RunAsync();
        return 0;
    }
}
