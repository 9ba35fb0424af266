using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Addresses;
using Crawler.Storage.Log;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Contracts;

/// <summary>What stands for addresses, and what is kept of them beside it.</summary>
public abstract class AddressContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private static readonly AddressRegime Pseudonyms = new(AddressForm.Pseudonym, "0123456789abcdef", Some.At(0));

    [Fact]
    public async Task The_first_to_say_what_stands_for_addresses_is_right()
    {
        Assert.Null(await Store.Addresses.RegimeAsync());

        Assert.Equal(Pseudonyms, await Store.Addresses.AgreeAsync(Pseudonyms));
        Assert.Equal(Pseudonyms, await Store.Addresses.AgreeAsync(new AddressRegime(AddressForm.Truncated, null, Some.At(1))));

        Assert.Equal(Pseudonyms, await Store.Addresses.RegimeAsync());
    }

    [Fact]
    public async Task A_store_that_has_addresses_as_sent_says_so()
    {
        await Store.AppendAsync(Some.Batch(1, Some.Announce(0, Some.V4(1))));

        Assert.Equal(AddressForm.AsSent, (await Store.Addresses.AgreeAsync(Pseudonyms)).Form);
    }

    [Fact]
    public async Task A_key_is_destroyed_once()
    {
        Assert.False(await Store.Addresses.NoteKeyDestroyedAsync(Some.At(1)), "there is none yet");
        await Store.Addresses.AgreeAsync(Pseudonyms);

        Assert.True(await Store.Addresses.NoteKeyDestroyedAsync(Some.At(1)), "now there is");
        Assert.False(await Store.Addresses.NoteKeyDestroyedAsync(Some.At(2)), "and then no more");

        Assert.Equal(Some.At(1), (await Store.Addresses.RegimeAsync())!.KeyDestroyedAt);
    }

    [Fact]
    public async Task Of_pseudonyms_the_marks_say_who_is_a_bogon_and_the_address_nothing()
    {
        // 192.0.0.3 is somebody's pseudonym, 8.8.0.2 stands for nobody.
        var reply = Some.Announce(0, Some.PublicV4(1), Some.PublicV4(2), Some.V4(3)) with { Address = Some.PublicAddress };
        await Store.AppendAsync(Batch(1, new LogEntry(reply) { Marks = PeerMarks.From(AddressForm.Pseudonym, [0b010]) }));
        await Store.MergeAsync();

        Assert.Equal(["192.0.0.3", "8.8.0.1"], (await SightingsAsync()).Select(sighting => sighting.Ip.ToString()).Order(StringComparer.Ordinal));
        var row = Assert.Single(await LogAsync());
        Assert.Equal((AddressForm.Pseudonym, 1), (row.Addresses, row.Bogons));
        Assert.Equal([0b010], row.BogonMarks!);
    }

    [Fact]
    public async Task Addresses_as_sent_go_by_whole_days_and_the_log_stays()
    {
        const double day = 86_400;
        for (var i = 0; i < 3; i++)
        {
            await Store.AppendAsync(Batch(
                i + 1,
                new LogEntry(Some.Announce(i * day, Some.V4(1))) { Marks = PeerMarks.From(AddressForm.Pseudonym, null), AsSent = Some.Peers(Some.V4(9)) },
                new LogEntry(Some.Announce(i * day)) { AsSent = PeerList.Empty }));
        }

        Assert.Equal(Some.At(0), await Store.Addresses.AsSentSinceAsync());
        Assert.Equal(1, await Store.Addresses.DropAsSentAsync(Some.At(1.2 * day)));
        Assert.Equal(Some.At(day), await Store.Addresses.AsSentSinceAsync());

        // A day that was dropped may still be written: its spool came late.
        await Store.AppendAsync(Batch(4, new LogEntry(Some.Announce(1, Some.V4(1))) { Marks = PeerMarks.From(AddressForm.Pseudonym, null), AsSent = Some.Peers(Some.V4(9)) }));
        Assert.Equal(Some.At(1), await Store.Addresses.AsSentSinceAsync());

        await Store.Addresses.DropAsSentAsync(DateTimeOffset.MaxValue);
        Assert.Null(await Store.Addresses.AsSentSinceAsync());
        Assert.Equal(7, (await LogAsync()).Count);
    }

    private static LogBatch Batch(long sequence, params LogEntry[] entries) => Some.Batch(sequence) with { Entries = entries };

    public sealed class OnPostgres() : AddressContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : AddressContract(TestSqlite.CreateAsync);
}
