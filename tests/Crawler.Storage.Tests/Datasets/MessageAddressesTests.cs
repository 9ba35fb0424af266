using Crawler.Storage.Datasets;

namespace Crawler.Storage.Tests.Datasets;

public class MessageAddressesTests
{
    [Theory]
    [InlineData("your IP 203.0.113.7 is banned", "your IP [address] is banned")]
    [InlineData("Connection refused (127.0.0.1:45655)", "Connection refused ([address]:45655)")]
    [InlineData("you are 2001:db8::7, go away", "you are [address], go away")]
    [InlineData("you are [2001:db8::7]:80.", "you are [[address]]:80.")]
    [InlineData("::ffff:203.0.113.7 is banned.", "[address] is banned.")]
    [InlineData("banned: 203.0.113.7.", "banned: [address].")]
    [InlineData("come back at 12:30:45", "come back at 12:30:45")]
    [InlineData("version 1.2.3 is too old: update", "version 1.2.3 is too old: update")]
    public void An_address_in_a_message_is_hidden(string message, string shown) => Assert.Equal(shown, MessageAddresses.Hide(message));
}
