using Crawler.Storage.Campaigns;

namespace Crawler.Storage.Tests.Campaigns;

public sealed class ProvenanceTests
{
    [Theory]
    [InlineData("""{"targets":5,"campaign":{"name":"swarms","seed":18446744073709551615}}""", "18446744073709551615")]
    [InlineData("""{"campaign":{"seed":0}}""", "0")]
    [InlineData("""{"campaign":{"seed":null}}""", null)]
    [InlineData("""{"campaign":{"seed":-1}}""", null)]
    [InlineData("""{"campaign":{"seed":"7"}}""", null)]
    [InlineData("""{"campaign":["seed",7]}""", null)]
    [InlineData("""{"seed":7}""", null)]
    [InlineData("""["campaign"]""", null)]
    [InlineData("7", null)]
    [InlineData("settings of somebody else", null)]
    [InlineData("", null)]
    public void A_seed_is_read_where_one_was_kept_and_from_nothing_else(string manifest, string? seed) => Assert.Equal(seed, Of(manifest).SeedText);

    [Fact]
    public void It_is_said_in_a_line() =>
        Assert.Equal("swarms (number 3), settings 5f1d, seed 7, crawler 0.1.0 on lab", Of("""{"campaign":{"seed":7}}""").ToString());

    private static Provenance Of(string manifest) => Provenance.Of(new CampaignState
    {
        Id = 3,
        Campaign = new Campaign { Name = "swarms", Manifest = manifest, ConfigHash = "5f1d", Version = "0.1.0", Vantage = "lab", StartedAt = DateTimeOffset.UnixEpoch },
    });
}
