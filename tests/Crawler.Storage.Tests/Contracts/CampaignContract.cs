using Crawler.Storage.Model;
using Crawler.Storage.Tests.Stores;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Tests.Contracts;

public abstract class CampaignContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    [Fact]
    public async Task The_same_campaign_opened_again_is_resumed()
    {
        var id = await Store.Campaigns.OpenAsync(Some.Campaign);
        await Store.Campaigns.EndAsync(id, Some.At(60));
        Assert.Equal(Some.At(60), (await OnlyAsync()).EndedAt);

        Assert.Equal(id, await Store.Campaigns.OpenAsync(Some.Campaign with { StartedAt = Some.At(100) }));
        var row = await OnlyAsync();
        Assert.Equal((Some.At(0), null), (row.StartedAt, row.EndedAt));
    }

    [Fact]
    public async Task A_changed_configuration_is_a_campaign_of_its_own()
    {
        var first = await Store.Campaigns.OpenAsync(Some.Campaign);

        Assert.NotEqual(first, await Store.Campaigns.OpenAsync(Some.Campaign with { ConfigHash = "decaf" }));
        Assert.NotEqual(first, await Store.Campaigns.OpenAsync(Some.Campaign with { Vantage = "elsewhere" }));
    }

    [Fact]
    public async Task Nodes_that_open_it_at_once_share_it()
    {
        await using var other = Test.Open();
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Task.Run(() => (i % 2 == 0 ? Store : other).Campaigns.OpenAsync(Some.Campaign))));

        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task Everything_it_holds_comes_back_in_utc()
    {
        await Store.Campaigns.OpenAsync(Some.Campaign with
        {
            Why = "to see",
            Contact = "someone@example.org",
            Manifest = """{"a":1}""",
            StartedAt = Some.At(0).ToOffset(TimeSpan.FromHours(2)),
        });

        var row = await OnlyAsync();
        Assert.Equal(("first light", "to see", "someone@example.org", """{"a":1}"""), (row.Name, row.Why, row.Contact, row.Manifest));
        Assert.Equal(("c0ffee", "0.1.0", "lab", Some.At(0), TimeSpan.Zero), (row.ConfigHash, row.Version, row.Vantage, row.StartedAt, row.StartedAt.Offset));
    }

    private async Task<CampaignRow> OnlyAsync()
    {
        await using var db = Test.OpenDb();
        return await db.Campaigns.SingleAsync();
    }

    public sealed class OnPostgres() : CampaignContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : CampaignContract(TestSqlite.CreateAsync);
}
