using Crawler.Datasets;
using Crawler.Datasets.Formats;
using Crawler.Lab;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Statistics.Occasions;
using Crawler.Statistics.Sizes;
using Crawler.Storage.Addresses;
using Crawler.Storage.Datasets;
using Crawler.Storage.Log;
using Crawler.Storage.Replay;
using Crawler.Storage.Tests.Datasets;
using Crawler.Storage.Tests.Stores;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Tests.Contracts;

public abstract class DatasetContract(Func<Task<TestStore>> create) : StoreContract(create), IDisposable
{
    private static readonly DateTimeOffset Now = Some.At(86_400);

    private readonly Func<Task<TestStore>> _create = create;
    private readonly PrivateFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(DatasetFormat.Parquet)]
    [InlineData(DatasetFormat.Csv)]
    [InlineData(DatasetFormat.Jsonl)]
    public async Task What_is_exported_and_read_back_is_the_same_to_the_last_value(DatasetFormat format)
    {
        await FillAsync(Store);
        var written = await ExportAsync("one", format);
        Assert.All(written.Tables, table => Assert.True(table.Rows > 0, table.Name));
        Assert.True(written.Tables.Single(table => table.Name == "announces").Files.Count > 1, "more than a day");

        await using var other = await _create();
        await using var restored = other.Open();
        var imported = await new DatasetImport().ReadAsync(_folder["one"], restored, default);
        Assert.Equal(written.Tables.Select(table => (table.Name, table.Rows, 0L)), imported.Select(table => (table.Name, table.Rows, table.LeftOut)));

        // Once more from there: but for what follows from peers, nothing is another.
        var again = await new DatasetExport { Program = "test", Format = format }.WriteAsync(restored, _folder["two"], Now, default);
        Assert.Equal(
            written.Tables.Where(table => table.Name != "announces").Select(table => (table.Name, table.Rows, table.Checksum)),
            again.Tables.Where(table => table.Name != "announces").Select(table => (table.Name, table.Rows, table.Checksum)));
        Assert.Equal((await restored.Addresses.RegimeAsync())!.KeyFingerprint, (await Store.Addresses.RegimeAsync())!.KeyFingerprint);
        Assert.NotNull((await restored.Addresses.RegimeAsync())!.KeyDestroyedAt);
        Assert.Equal(await EstimatesOfAsync(Store), await EstimatesOfAsync(restored));

        // What pages are read from.
        var (theirs, ours) = (Test.OpenDb(), other.OpenDb());
        await using (theirs)
        await using (ours)
        {
            Assert.Equal(await SumsAsync(theirs), await SumsAsync(ours));
            Assert.Equal(await StandingsAsync(theirs), await StandingsAsync(ours));
        }

        // What is not there any more can be added to by nobody, but numbers go on.
        Assert.Equal(0, (await restored.MergeAsync()).Batches);
        Assert.True(await restored.Campaigns.OpenAsync(Some.Campaign with { Name = "another" }) > 1);
    }

    [Fact]
    public async Task All_formats_hold_the_same_rows()
    {
        await FillAsync(Store);
        var sums = new List<string>();
        foreach (var format in Enum.GetValues<DatasetFormat>()) sums.Add(string.Join(' ', (await ExportAsync(format.ToString(), format)).Tables.Select(table => table.Checksum)));

        Assert.Single(sums.Distinct());
    }

    [Fact]
    public async Task DuckDb_reads_the_parquet_and_makes_the_same_checksum()
    {
        await FillAsync(Store);
        var written = await ExportAsync("duck", DatasetFormat.Parquet);

        using var duck = new Duck();
        foreach (var table in written.Tables)
        {
            var read = duck.Read(_folder["duck"], table.Name, DatasetSchema.ColumnsOf(Duck.TableOf(table.Name)));
            Assert.Equal((table.Name, table.Rows), (table.Name, read.Rows));
            if (table.Name != "estimates") Assert.Equal((table.Name, table.Checksum), (table.Name, read.Checksum));
        }
    }

    [Fact]
    public async Task A_filter_holds_for_every_table()
    {
        await FillAsync(Store);
        var filter = new DatasetFilter { Since = Some.At(50_000), Until = Some.At(200_000), Torrents = [Some.Hash(1)], Tracker = "OTHER.example" };
        foreach (var table in DatasetSchema.Tables)
        {
            var columns = DatasetSchema.ColumnsOf(table).Select(column => column.Name).ToList();
            var all = await RowsAsync(table, DatasetFilter.All);
            var some = await RowsAsync(table, filter);
            var (time, torrent, tracker) = (columns.IndexOf(DatasetSchema.DayColumnOf(table)), columns.IndexOf("info_hash"), columns.IndexOf("tracker"));
            var expected = torrent < 0 ? [] : all.Where(row =>
                Some.At(50_000) <= Time(row[time]) && Time(row[time]) < Some.At(200_000)
                && (string?)row[torrent] == Some.Hash(1).ToString() && ((string?)row[tracker])?.Contains("other.example", StringComparison.Ordinal) == true).ToList();
            Assert.Equal(expected.Select(Text), some.Select(Text));
        }
    }

    [Fact]
    public async Task Addresses_of_networks_with_few_are_withheld_and_said_to_be()
    {
        await Store.Addresses.AgreeAsync(new AddressRegime(AddressForm.Pseudonym, "abc", Some.At(0)));
        await Store.AppendAsync(Some.Batch(1, Some.Announce(0, Some.PublicV4(1), Some.PublicV4(2), Some.PublicV4(3), Some.PublicV4(3, 7), Some.PublicV4(70_000))));
        await Store.MergeAsync();

        var written = await new DatasetExport { Program = "test", Tables = [DatasetTable.Sightings], Filter = new DatasetFilter { FewestInNetwork = 3 } }.WriteAsync(Store, _folder["k"], Now, default);
        Assert.Equal((3, 1L), (written.AddressPolicy!.KAnonymity, written.AddressPolicy.Withheld));
        Assert.Equal(5, written.Tables.Single().Rows);

        await using var other = await _create();
        await using var restored = other.Open();
        Assert.Equal([(4L, 1L)], (await new DatasetImport().ReadAsync(_folder["k"], restored, default)).Select(table => (table.Rows, table.LeftOut)));
    }

    [Theory]
    [InlineData(DatasetFormat.Parquet)]
    [InlineData(DatasetFormat.Csv)]
    [InlineData(DatasetFormat.Jsonl)]
    public async Task With_replies_looks_come_back_as_they_were_but_for_where_we_are(DatasetFormat format)
    {
        var (own, neighbour, peers) = (Some.PublicV4(9), Some.PublicV4(9, 7), new[] { Some.PublicV4(1), Some.PublicV4(2) });
        var campaign = await Store.Campaigns.OpenAsync(Some.Campaign);
        await Store.Addresses.AgreeAsync(new AddressRegime(AddressForm.Pseudonym, "abc", Some.At(0)));
        LogEntry Entry(double at, params PeerEndpoint[] named) =>
            new(Some.Announce(at, named) with { OwnEndpoint = own }) { Marks = PeerMarks.From(AddressForm.Pseudonym, [2]), Look = new SwarmLook(Some.At(0), 1, 5, false) };
        await Store.AppendAsync(Some.Batch(1) with
        {
            CampaignId = campaign,
            Entries =
            [
                Entry(0, [own, .. peers, neighbour]), Entry(1, Some.V6(1)), Entry(2),
                // As sent, in a store of before: never published.
                new LogEntry(Some.Announce(3, Some.PublicV4(77))) { Look = new SwarmLook(Some.At(0), 1, 5, false) },
            ],
        });

        await Store.MergeAsync();
        Assert.Contains(await RowsAsync(DatasetTable.Sightings, DatasetFilter.All), row => row[4] is null && (long?)row[5] == 7);
        Assert.DoesNotContain(await RowsAsync(DatasetTable.Sightings, DatasetFilter.All), row => (string?)row[4] == own.Address.ToString());

        await new DatasetExport { Program = "test", Format = format, Filter = new DatasetFilter { WithReplies = true } }.WriteAsync(Store, _folder["replies"], Now, default);
        await using var other = await _create();
        await using var restored = other.Open();
        await new DatasetImport().ReadAsync(_folder["replies"], restored, default);

        var looks = new List<LoggedLook>();
        await restored.VisitLooksAsync(campaign, Some.Hash(1), looks.Add);
        Assert.Equal(3, looks.Count);
        Assert.All(looks, look => Assert.Equal("0.0.0.0:6881", look.Attempt.OwnEndpoint.ToString()));
        Assert.Equal(["0.0.0.0:6881", .. peers.Select(peer => peer.ToString()), "0.0.0.0:7"], looks[0].Attempt.Reply!.Peers.ToArray().Select(peer => peer.ToString()));
        Assert.Equal([false, true, false, false], Enumerable.Range(0, 4).Select(looks[0].Marks!.IsBogon));
        Assert.Equal([Some.V6(1)], looks[1].Attempt.Reply!.Peers.ToArray());
        Assert.Equal(0, looks[2].Attempt.Reply!.Peers.Count);
    }

    [Fact]
    public async Task Without_hours_of_their_own_replies_make_hours_and_days_again()
    {
        await FillAsync(Store);
        var some = new DatasetExport { Program = "test", Tables = [DatasetTable.Announces], Filter = new DatasetFilter { WithReplies = true } };
        await some.WriteAsync(Store, _folder["log"], Now, default);
        await using var other = await _create();
        await using var restored = other.Open();
        await new DatasetImport().ReadAsync(_folder["log"], restored, default);

        await using var theirs = Test.OpenDb();
        await using var ours = other.OpenDb();
        Assert.Equal(await theirs.TrackerDays.CountAsync(), await ours.TrackerDays.CountAsync());
        Assert.Equal(await theirs.TrackerHours.SumAsync(row => row.Ok), await ours.TrackerHours.SumAsync(row => row.Ok));
    }

    [Fact]
    public async Task A_row_that_cannot_be_is_refused()
    {
        await Store.Datasets.BeginRestoreAsync([], null);
        var columns = DatasetSchema.ColumnsOf(DatasetTable.Announces).Select(column => column.Name).ToList();
        var good = await AnyRowAsync();

        foreach (var (name, value) in new (string, object?)[]
        {
            ("at", long.MaxValue), ("at", -1L), ("own_ip", "0.0.0.0"), ("own_port", 70_000L), ("swarm_since", Some.At(0).ToUnixTimeMilliseconds() * 1000), ("peers_v4", "080808080001"), ("peers_v6", "00"),
        })
        {
            var row = (object?[])good.Clone();
            row[columns.IndexOf(name)] = value;
            await Assert.ThrowsAsync<FormatException>(() => Store.Datasets.RestoreAsync(DatasetTable.Announces, [row]));
        }
    }

    private async Task<object?[]> AnyRowAsync()
    {
        object?[]? found = null;
        await using var other = await _create();
        await using var store = other.Open();
        await store.AppendAsync(Some.Batch(1, Some.Failure(0, AttemptOutcome.Refused, "no")));
        await store.Datasets.ScanAsync(DatasetTable.Announces, DatasetFilter.All, rows =>
        {
            found = rows[0];
            return Task.CompletedTask;
        });
        return found!;
    }

    [Fact]
    public async Task A_file_that_was_changed_a_store_that_is_not_empty_and_a_path_that_leads_out_are_refused()
    {
        await FillAsync(Store);
        var written = await ExportAsync("one", DatasetFormat.Csv);
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => new DatasetImport().ReadAsync(_folder["one"], Store, default));
        Assert.Contains("not empty", refused.Message, StringComparison.Ordinal);

        await using var other = await _create();
        await using var restored = other.Open();
        var file = Path.Combine(_folder["one"], written.Tables[0].Files[0].Path);
        await File.AppendAllTextAsync(file, "x");
        refused = await Assert.ThrowsAsync<InvalidDataException>(() => new DatasetImport().ReadAsync(_folder["one"], restored, default));
        Assert.Contains("SHA-256", refused.Message, StringComparison.Ordinal);

        var manifest = Path.Combine(_folder["one"], DatasetManifest.FileName);
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest)).Replace("announces/day=", "../announces/day=", StringComparison.Ordinal));
        refused = await Assert.ThrowsAsync<InvalidDataException>(() => new DatasetImport().ReadAsync(_folder["one"], restored, default));
        Assert.Contains("outside", refused.Message, StringComparison.Ordinal);
        Assert.True(await restored.Datasets.IsEmptyAsync());
    }

    private Task<DatasetManifest> ExportAsync(string name, DatasetFormat format) =>
        new DatasetExport { Program = "test", Format = format }.WriteAsync(Store, _folder[name], Now, default);

    private async Task<List<object?[]>> RowsAsync(DatasetTable table, DatasetFilter filter)
    {
        var all = new List<object?[]>();
        await Store.Datasets.ScanAsync(table, filter, rows =>
        {
            all.AddRange(rows);
            return Task.CompletedTask;
        });
        return all;
    }

    private static async Task<List<string>> SumsAsync(CrawlerDbContext db) =>
    [
        .. (await db.TrackerDays.AsNoTracking().OrderBy(row => row.TrackerId).ThenBy(row => row.Family).ThenBy(row => row.Day).ToListAsync())
            .Select(row => $"{row.TrackerId} {row.Family} {row.Day:u} {row.Known} {row.Up} {row.Ok} {row.Refused} {row.Timeout} {row.PeersNamed} {Convert.ToHexString(row.Latency ?? [])} {row.LastAt:u}"),
    ];

    /// <summary>Swarms have other numbers here.</summary>
    private static async Task<List<string>> StandingsAsync(CrawlerDbContext db)
    {
        var hashes = await db.Torrents.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.InfoHash);
        var calls = (await db.LatestCalls.AsNoTracking().ToListAsync()).Select(row =>
            $"{hashes[row.TorrentId]} {row.TrackerId} {row.Family} {row.FirstAt:u} {row.At:u} {row.Outcome} {row.AnsweredAt:u} {row.Calls} {row.Answered} {row.Complete} {row.Incomplete} {row.Downloaded}");
        var sizes = (await db.TorrentStandings.AsNoTracking().ToListAsync()).Select(row => $"{hashes[row.TorrentId]} {row.SizeFamily} {row.Size} {row.Low} {row.High} {row.SizeFlags} {row.SizeAt:u} {row.Seen}");
        return [.. calls.Order(StringComparer.Ordinal), .. sizes.Order(StringComparer.Ordinal)];
    }

    private static async Task<List<string>> EstimatesOfAsync(ICrawlStore store)
    {
        var estimates = new List<string>();
        await foreach (var estimate in store.EstimatesAsync(Some.Hash(1))) estimates.Add(estimate.ToString());
        return estimates;
    }

    private static async Task FillAsync(ICrawlStore store)
    {
        var campaign = await store.Campaigns.OpenAsync(Some.Campaign);
        await store.Addresses.AgreeAsync(new AddressRegime(AddressForm.Pseudonym, "abc", Some.At(0)));
        foreach (var batch in new RandomLog(7).Batches) await store.AppendAsync(batch with { CampaignId = campaign, Entries = [.. batch.Entries.Select(Elsewhere)] });
        var hostile = Some.Failure(90_000, AttemptOutcome.Refused, "=cmd|' /C calc'!A0, \"quoted\"\tand more") with { InfoHash = Some.Hash(1) };
        var empty = Some.Failure(90_001, AttemptOutcome.Refused, "'") with { InfoHash = Some.Hash(1), Tracker = Some.OtherTracker };
        var counted = Some.Batch("counted", 1, hostile, empty, Some.Announce(170_000, Some.PublicV4(1), Some.V6(2)) with { InfoHash = Some.Hash(1), Tracker = Some.OtherTracker });
        await store.AppendAsync(counted with
        {
            CampaignId = campaign,
            Entries = [.. counted.Entries.Select(entry => entry with { Look = new SwarmLook(Some.At(3), 4, 50, true) })],
            Estimates =
            [
                Some.Estimate(60_000) with { InfoHash = Some.Hash(1), Tracker = Some.OtherTracker },
                Some.Estimate(61_000, 1 / 3.0) with { InfoHash = Some.Hash(1), Tracker = null },
                Some.Estimate(62_000) with { InfoHash = Some.Hash(2), Size = new SizeEstimate { Method = SizeMethod.None, Flags = SizeFlags.Open | SizeFlags.Fabricated } },
            ],
        });
        await store.MergeAsync();
        await store.RollAsync();
    }

    /// <summary>We are none of the peers: addresses of ours are withheld, and what is withheld does not come back.</summary>
    private static LogEntry Elsewhere(LogEntry entry) => entry with
    {
        Attempt = entry.Attempt with { OwnEndpoint = null, Reply = entry.Attempt.Reply is { } reply ? reply with { ExternalAddress = null } : null },
    };

    private static DateTimeOffset Time(object? microseconds) => DateTimeOffset.UnixEpoch.AddMicroseconds((long)microseconds!);

    private static string Text(object?[] row) => string.Join('\t', row.Select(value => value ?? "-"));

    public sealed class OnPostgres() : DatasetContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : DatasetContract(TestSqlite.CreateAsync);
}
