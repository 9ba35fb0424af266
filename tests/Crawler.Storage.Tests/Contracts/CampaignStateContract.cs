using Crawler.Storage.Campaigns;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Contracts;

public abstract class CampaignStateContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    [Fact]
    public async Task Campaigns_are_listed_newest_first_with_all_they_are()
    {
        var manifest = Some.Campaign with { Why = "to see", Contact = "someone@example.org", Manifest = """{"a":1}""" };
        var first = await Store.Campaigns.OpenAsync(manifest);
        var second = await Store.Campaigns.OpenAsync(Some.Campaign with { ConfigHash = "decaf", StartedAt = Some.At(5) });
        var other = await Store.Campaigns.OpenAsync(Some.Campaign with { Name = "other" });
        await Store.Campaigns.EndAsync(first, Some.At(60));

        Assert.Equal([other, second, first], (await Store.Campaigns.ListAsync()).Select(state => state.Id));
        var named = await Store.Campaigns.ListAsync("first light");
        Assert.Equal([second, first], named.Select(state => state.Id));
        Assert.Equal((manifest, Some.At(60)), (named[1].Campaign, named[1].EndedAt));
        Assert.Equal(new CampaignState { Id = second, Campaign = named[0].Campaign }, named[0]);
        Assert.Empty(await Store.Campaigns.ListAsync("nobody's"));
    }

    [Fact]
    public async Task Pausing_reaches_the_newest_of_the_name_and_is_kept_when_it_is_resumed()
    {
        var old = await Store.Campaigns.OpenAsync(Some.Campaign);
        var id = await Store.Campaigns.OpenAsync(Some.Campaign with { ConfigHash = "decaf" });

        Assert.Equal(1, await Store.Campaigns.PauseAsync("first light", Some.At(10).ToOffset(TimeSpan.FromHours(2))));
        Assert.Equal(id, await Store.Campaigns.OpenAsync(Some.Campaign with { ConfigHash = "decaf" }));
        Assert.Equal(Some.At(10), (await Store.Campaigns.FindAsync(id))!.PausedAt);
        Assert.Null((await Store.Campaigns.FindAsync(old))!.PausedAt);

        Assert.Equal(1, await Store.Campaigns.PauseAsync("first light", null));
        Assert.Null((await Store.Campaigns.FindAsync(id))!.PausedAt);
        Assert.Equal(0, await Store.Campaigns.PauseAsync("nobody's", Some.At(10)));
        Assert.Null(await Store.Campaigns.FindAsync(id + 1));
    }

    [Fact]
    public async Task The_last_sign_of_life_is_what_is_known()
    {
        var id = await Store.Campaigns.OpenAsync(Some.Campaign);
        await Store.Campaigns.ReportProgressAsync(id, Some.At(1), """{"done":1}""");
        await Store.Campaigns.ReportProgressAsync(id, Some.At(2), "{\"done\":\"\0\"}");

        var state = (await Store.Campaigns.FindAsync(id))!;
        Assert.Equal((Some.At(2), "{\"done\":\"\uFFFD\"}"), (state.SeenAt, state.Progress));
    }

    [Fact]
    public async Task What_happened_is_kept_in_order()
    {
        var id = await Store.Campaigns.OpenAsync(Some.Campaign);
        var other = await Store.Campaigns.OpenAsync(Some.Campaign with { Name = "other" });
        CampaignEvent[] events = [new(Some.At(1), "started"), new(Some.At(3), "rates", """{"global":5}"""), new(Some.At(2), "ended")];
        foreach (var happened in events) await Store.Campaigns.NoteAsync(id, happened);
        await Store.Campaigns.NoteAsync(other, new CampaignEvent(Some.At(1), "started"));

        Assert.Equal(events, await Store.Campaigns.EventsAsync(id));
        Assert.Single(await Store.Campaigns.EventsAsync(other));
    }

    public sealed class OnPostgres() : CampaignStateContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : CampaignStateContract(TestSqlite.CreateAsync);
}
