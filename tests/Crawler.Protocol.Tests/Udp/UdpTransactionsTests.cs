using Crawler.Protocol.Udp;

namespace Crawler.Protocol.Tests.Udp;

public class UdpTransactionsTests
{
    [Fact]
    public void Each_transaction_is_found_by_its_id_alone_however_often_the_table_grows()
    {
        var table = new UdpTransactions(capacity: 4, maxCapacity: 1024);
        var all = Enumerable.Range(0, 1024).Select(_ => new UdpConnect()).ToArray();
        Assert.All(all, transaction => Assert.True(table.TryAdd(transaction)));
        Assert.Equal((1024, 1024), (table.Count, table.Capacity));
        Assert.Equal(1024, all.Select(transaction => transaction.Id).Distinct().Count());
        Assert.All(all, transaction => Assert.Same(transaction, table.Find(transaction.Id)));
        Assert.False(table.TryAdd(new UdpConnect()));
    }

    [Fact]
    public void A_place_given_back_is_used_last_and_with_another_id()
    {
        var table = new UdpTransactions(capacity: 4, maxCapacity: 4);
        var first = new UdpConnect();
        table.TryAdd(first);
        var old = first.Id;
        Assert.True(table.Remove(first));
        Assert.False(table.Remove(first));
        Assert.Null(table.Find(old));
        var next = Enumerable.Range(0, 4).Select(_ => new UdpConnect()).ToArray();
        Assert.All(next, transaction => Assert.True(table.TryAdd(transaction)));
        Assert.Equal(old & 3, next[^1].Id & 3);
        Assert.NotEqual(old, next[^1].Id);
    }

    [Fact]
    public void Renewed_an_id_is_another_and_the_old_one_answers_nothing()
    {
        var table = new UdpTransactions();
        var transaction = new UdpConnect();
        table.TryAdd(transaction);
        var old = transaction.Id;
        table.Renew(transaction);
        Assert.NotEqual(old, transaction.Id);
        Assert.Null(table.Find(old));
        Assert.Same(transaction, table.Find(transaction.Id));
    }

    [Fact]
    public void Random_bits_make_ids_of_one_place_differ_in_all_that_is_not_its_number()
    {
        var table = new UdpTransactions(capacity: 256);
        var transaction = new UdpConnect();
        table.TryAdd(transaction);
        var (ever, always) = (0u, uint.MaxValue);
        for (var i = 0; i < 2_000; i++)
        {
            table.Renew(transaction);
            (ever, always) = (ever | transaction.Id, always & transaction.Id);
        }

        Assert.Equal(0xFFFFFF00, ever & 0xFFFFFF00);
        Assert.Equal(0u, always & 0xFFFFFF00);
    }

    [Fact]
    public void Those_whose_wait_is_over_are_due()
    {
        var table = new UdpTransactions();
        UdpConnect early = new() { Deadline = 10 }, late = new() { Deadline = 11 };
        table.TryAdd(early);
        table.TryAdd(late);
        Assert.Equal([early], table.Due(10));
    }
}
