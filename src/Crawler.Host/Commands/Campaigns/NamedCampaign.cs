using System.CommandLine;
using Crawler.Host.Stores;
using Crawler.Host.Terminal;
using Crawler.Protocol.Net;
using Crawler.Storage;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Commands.Campaigns;

/// <summary>The campaign a verb is about.</summary>
internal static class NamedCampaign
{
    /// <summary>Its name on the command line.</summary>
    public static Argument<string> Operand() => new("NAME") { Description = "The campaign's name (crawler campaign list)." };

    /// <summary>Runs what needs the newest campaign of a name.</summary>
    /// <exception cref="UserException">There is none, or the store cannot be used.</exception>
    public static async Task<int> WithAsync(
        StoreLocation? given, string name, Func<ICrawlStore, CampaignState, Task<int>> act, CancellationToken cancellation)
    {
        try
        {
            await using var store = await StoreAccess.OpenExistingAsync(StoreOption.LocationOf(given), cancellation);
            var states = await store.Campaigns.ListAsync(name, cancellation);
            if (states.Count == 0) throw new UserException($"{store.Location} knows no campaign '{ErrorText.Sanitise(name, 80)}' (see 'crawler campaign list')");
            return await act(store, states[0]);
        }
        catch (StoreException error)
        {
            throw StoreAccess.ToUserException(error);
        }
    }
}
