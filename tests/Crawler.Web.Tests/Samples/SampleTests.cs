namespace Crawler.Web.Tests.Samples;

/// <summary>The samples themselves.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task The_face_starts_over_samples_in_memory_and_on_a_port()
    {
        foreach (var isOnAPort in new[] { false, true })
        {
            var web = new WebFixture { IsOnAPort = isOnAPort };
            await web.InitializeAsync();
            using var answer = await web.Client.GetAsync(new Uri("nowhere-at-all", UriKind.Relative));
            Assert.Equal(3, (await web.Store.Campaigns.ListAsync()).Count);
            await web.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_face_starts_over_nothing_and_without_a_store()
    {
        foreach (var web in new WebFixture[] { new EmptyWebFixture(), new AwayWebFixture() })
        {
            await web.InitializeAsync();
            await web.DisposeAsync();
        }
    }
}
