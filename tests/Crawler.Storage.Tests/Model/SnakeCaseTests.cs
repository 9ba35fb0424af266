using Crawler.Storage.Model;

namespace Crawler.Storage.Tests.Model;

public sealed class SnakeCaseTests
{
    [Theory]
    [InlineData("Id", "id")]
    [InlineData("TorrentId", "torrent_id")]
    [InlineData("PeersV4", "peers_v4")]
    [InlineData("V2Hash", "v2_hash")]
    [InlineData("StartedAcknowledged", "started_acknowledged")]
    public void Names_read_as_people_type_them(string name, string snake) => Assert.Equal(snake, SnakeCase.Of(name));
}
