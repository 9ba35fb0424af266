using Crawler.Storage.Campaigns;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Contracts;

public abstract class CampaignStateContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    [Fact]
    public async Task Campaigns_are_listed_newest_first_with_all_they_are()
    {
        var manifest = Some.Campaign with { Why = "to see", Contact = "someone@example.org", Manifest = """{"a":1}""" };
        var first = await Store.OpenCampaignAsync(manifest);
        var second = await Store.OpenCampaignAsync(Some.Campaign with { ConfigHash = "decaf", StartedAt = Some.At(5) });
        var other = await Store.OpenCampaignAsync(Some.Campaign with { Name = "other" });
        await Store.EndCampaignAsync(first, Some.At(60));

        Assert.Equal([other, second, first], (await Store.CampaignsAsync()).Select(state => state.Id));
        var named = await Store.CampaignsAsync("first light");
        Assert.Equal([second, first], named.Select(state => state.Id));
        Assert.Equal((manifest, Some.At(60)), (named[1].Campaign, named[1].EndedAt));
        Assert.Equal(new CampaignState { Id = second, Campaign = named[0].Campaign }, named[0]);
        Assert.Empty(await Store.CampaignsAsync("nobody's"));
    }

    [Fact]
    public async Task Pausing_reaches_the_newest_of_the_name_and_is_kept_when_it_is_resumed()
    {
        var old = await Store.OpenCampaignAsync(Some.Campaign);
        var id = await Store.OpenCampaignAsync(Some.Campaign with { ConfigHash = "decaf" });

        Assert.Equal(1, await Store.PauseCampaignsAsync("first light", Some.At(10).ToOffset(TimeSpan.FromHours(2))));
        Assert.Equal(id, await Store.OpenCampaignAsync(Some.Campaign with { ConfigHash = "decaf" }));
        Assert.Equal(Some.At(10), (await Store.CampaignAsync(id))!.PausedAt);
        Assert.Null((await Store.CampaignAsync(old))!.PausedAt);

        Assert.Equal(1, await Store.PauseCampaignsAsync("first light", null));
        Assert.Null((await Store.CampaignAsync(id))!.PausedAt);
        Assert.Equal(0, await Store.PauseCampaignsAsync("nobody's", Some.At(10)));
        Assert.Null(await Store.CampaignAsync(id + 1));
    }

    [Fact]
    public async Task The_last_sign_of_life_is_what_is_known()
    {
        var id = await Store.OpenCampaignAsync(Some.Campaign);
        await Store.ReportProgressAsync(id, Some.At(1), """{"done":1}""");
        await Store.ReportProgressAsync(id, Some.At(2), "{\"done\":\"\0\"}");

        var state = (await Store.CampaignAsync(id))!;
        Assert.Equal((Some.At(2), "{\"done\":\"\uFFFD\"}"), (state.SeenAt, state.Progress));
    }

    [Fact]
    public async Task What_happened_is_kept_in_order()
    {
        var id = await Store.OpenCampaignAsync(Some.Campaign);
        var other = await Store.OpenCampaignAsync(Some.Campaign with { Name = "other" });
        CampaignEvent[] events = [new(Some.At(1), "started"), new(Some.At(3), "rates", """{"global":5}"""), new(Some.At(2), "ended")];
        foreach (var happened in events) await Store.NoteAsync(id, happened);
        await Store.NoteAsync(other, new CampaignEvent(Some.At(1), "started"));

        Assert.Equal(events, await Store.CampaignEventsAsync(id));
        Assert.Single(await Store.CampaignEventsAsync(other));
    }

    public sealed class OnPostgres() : CampaignStateContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : CampaignStateContract(TestSqlite.CreateAsync);
}
